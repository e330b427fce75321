import { parse } from 'csv-parse/sync'
import type { Sheet, SheetCell } from '@primum/core/frameworks/framework-sheet'
import { columnLetters } from './column-letters.ts'
import { decodeText } from './decode-text.ts'
import { FileRefusal } from './file-refusal.ts'

/** A table of CSV, with commas or, where the header has none, semicolons. */
export function readCsv(bytes: Uint8Array): Sheet {
  const text = decodeText(bytes)
  const [first = ''] = text.split(/\r\n|\n|\r/, 1)
  const delimiter = first.includes(',') || !first.includes(';') ? ',' : ';'
  const rows = recordsOf(text, delimiter).map((record, at) => ({
    row: at + 1,
    cells: new Map(record.map((value, index) => [columnLetters(index + 1), cellOf(value)])),
  }))
  const full = rows.map(({ row, cells }) => ({
    row,
    cells: new Map([...cells].filter(([, cell]) => cell.text !== '')),
  }))
  return { name: null, rows: full.filter(({ cells }) => cells.size > 0), merged: [] }
}

/** Also the apostrophe before what a spreadsheet would take for a formula, which Primum writes. */
function cellOf(value: string): SheetCell {
  return { text: value.trim().replace(/^'(?='*[=+\-@\t\r])/, ''), isNumber: false }
}

/** Empty rows are kept, so that rows count as a spreadsheet counts them. */
function recordsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'it cannot be read'
    throw new FileRefusal(`This is no CSV: ${message}.`, 'Save the file as CSV (UTF-8).')
  }
}
