import { parse as parseCsv } from 'csv-parse/sync'
import { invalid } from '../../errors.ts'

/** A spreadsheet takes a cell that starts like this for a formula; more quotes may stand before. */
const formula = /^'*[=+\-@\t\r]/
const guarded = /^'+[=+\-@\t\r]/

/** Rows as CSV after RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(writeCell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/**
 * The header and the rows of a CSV text. Takes a byte order mark, any line ends, and semicolons
 * instead of commas where the header has no comma. Rows keep their own number of cells.
 */
export function readCsv(text: string): { header: string[]; rows: string[][] } {
  if (text.includes('\u0000') || text.includes('\uFFFD')) {
    throw invalid(
      'body',
      'The file is not UTF-8 text.',
      'Save it as "CSV UTF-8" and send it again.',
    )
  }
  const [first = ''] = text.split(/\r\n|\n|\r/, 1)
  const delimiter = first.includes(',') || !first.includes(';') ? ',' : ';'
  const all = readRecords(text, delimiter)
  const [header, ...rows] = all
  if (header === undefined) {
    throw invalid(
      'body',
      'The file is empty.',
      'Send a header row with field names, then the rows.',
    )
  }
  return {
    header: header.map((cell) => cell.trim()),
    rows: rows.map((row) => row.map(unguard)),
  }
}

function readRecords(text: string, delimiter: string): string[][] {
  try {
    return parseCsv(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not readable'
    throw invalid('body', `This is not CSV: ${message}`, 'Save the file as CSV (UTF-8).')
  }
}

function writeCell(value: string): string {
  const cell = formula.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function unguard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell
}
