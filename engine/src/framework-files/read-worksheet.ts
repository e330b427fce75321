import type { Sheet, SheetCell, SheetRow } from '@primum/core/frameworks/framework-sheet'
import { columnLetters, columnNumber } from './column-letters.ts'
import { FileRefusal } from './file-refusal.ts'
import { readXml } from './read-xml.ts'
import type { XmlStart } from './read-xml.ts'
import { dayOfNumber } from './workbook-dates.ts'

export type WorkbookContext = {
  strings: readonly string[]
  dates: ReadonlySet<number>
  from1904: boolean
}

const mostRows = 6000
const mostColumns = 100
const mostMerged = 1000

type Cell = { column: number; type: string; style: number; value: string; inline: string }

/** The cells of one sheet that are not empty, as people see them. */
export async function readWorksheet(
  name: string,
  xml: string,
  workbook: WorkbookContext,
): Promise<Sheet> {
  const rows: SheetRow[] = []
  const merged: string[] = []
  let row = 0
  let cells = new Map<string, SheetCell>()
  let cell: Cell | null = null
  let column = 0
  let reading: 'value' | 'inline' | null = null
  let phonetic = false
  const refuse = (what: string, remedy: string, at = columnLetters(column)) =>
    new FileRefusal(what, remedy, { sheet: name, row, column: at })

  function startCell({ attributes }: XmlStart): Cell {
    const reference = attributes.get('r')
    const letters = reference === undefined ? null : /^[A-Z]+/.exec(reference)?.[0]
    column = letters === null ? column + 1 : (columnNumber(letters ?? '') ?? 0)
    const type = attributes.get('t') ?? 'n'
    return { column, type, style: Number(attributes.get('s') ?? 0), value: '', inline: '' }
  }

  function endCell(found: Cell): void {
    const read = textOf(found, workbook)
    if (read === null) {
      throw refuse(
        'The cell holds an error or nothing that is read here.',
        'Write its value as text.',
      )
    }
    const text = read.text.replaceAll(/\r\n?/g, '\n').trim()
    if (text === '') return
    if (found.column < 1 || found.column > mostColumns) {
      throw refuse(`There is a value beyond column ${mostColumns}.`, 'Remove it.')
    }
    cells.set(columnLetters(found.column), { text, isNumber: read.isNumber })
  }

  await readXml(name, xml, {
    start: (element) => {
      const { attributes } = element
      switch (element.name) {
        case 'row':
          row = /^[1-9]\d{0,6}$/.test(attributes.get('r') ?? '')
            ? Number(attributes.get('r'))
            : row + 1
          column = 0
          cells = new Map()
          return
        case 'c':
          cell = startCell(element)
          return
        case 'f': {
          const remedy = 'Copy the cells, and paste them as values.'
          throw refuse('The cell is a formula; what it gives is not kept with it.', remedy)
        }
        case 'v':
          reading = 'value'
          return
        case 'rPh':
          phonetic = true
          return
        case 't':
          if (cell !== null && !phonetic) reading = 'inline'
          return
        case 'mergeCell':
          if (merged.length < mostMerged) merged.push(attributes.get('ref') ?? '')
      }
    },
    text: (text) => {
      if (cell === null || reading === null) return
      cell[reading] += text
    },
    end: (element) => {
      if (element === 'v' || element === 't') reading = null
      if (element === 'rPh') phonetic = false
      if (element === 'c' && cell !== null) {
        endCell(cell)
        cell = null
      }
      if (element !== 'row' || cells.size === 0) return
      rows.push({ row, cells })
      if (rows.length <= mostRows) return
      const message = `The sheet ${name} has more than ${mostRows} rows.`
      throw new FileRefusal(message, 'A framework has 5000 requirements at most.')
    },
  })
  return { name, rows: rows.toSorted((a, b) => a.row - b.row), merged }
}

/** Null where the cell holds an error, or a text that the workbook does not have. */
function textOf({ type, style, value, inline }: Cell, workbook: WorkbookContext): SheetCell | null {
  const asText = (text: string | undefined) =>
    text === undefined ? null : { text, isNumber: false }
  if (value === '' && type !== 'inlineStr') return asText('')
  switch (type) {
    case 's':
      return asText(workbook.strings[Number(value)])
    case 'inlineStr':
      return asText(unescaped(inline))
    case 'str':
      return asText(unescaped(value))
    case 'd':
      return asText(value.slice(0, 10))
    case 'b':
      return asText(value === '1' ? 'true' : 'false')
    case 'n':
      return numberText(Number(value), workbook.dates.has(style), workbook.from1904)
    default:
      return null
  }
}

function numberText(value: number, isDay: boolean, from1904: boolean): SheetCell | null {
  if (!Number.isFinite(value)) return null
  const day = isDay ? dayOfNumber(value, from1904) : null
  if (isDay) return day === null ? null : { text: day, isNumber: false }
  // 4.1 is kept as 4.0999999999999996; people see fifteen digits.
  return { text: String(Number(value.toPrecision(15))), isNumber: true }
}

/** Characters that XML cannot hold are written `_x000D_`. */
export function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
