import { meant } from './framework-fields.ts'
import type { FilePlace, FileProblem, Sheet, SheetCell } from './framework-sheet.ts'

const mostTableRows = 5000
const mostCellLetters = 8000

/** A row of a table, by the names of its columns. */
export type TableRow<Column extends string> = {
  row: number
  cells: Partial<Record<Column, SheetCell>>
}

export type Table<Column extends string> = {
  rows: TableRow<Column>[]
  placeOf: (row: number, column?: string) => FilePlace
  problems: FileProblem[]
}

/** Reads a sheet whose first row names its columns; what nobody knows is refused, not left out. */
export function readTable<Column extends string>(
  { name: sheet, rows, merged }: Sheet,
  columns: readonly Column[],
  needed: readonly Column[],
): Table<Column> {
  const [header, ...below] = rows
  const letters = new Map<string, string>()
  const placeOf = (row: number, column?: string): FilePlace => ({
    ...{ sheet, row, column: column === undefined ? null : (letters.get(column) ?? null) },
  })
  const problems = mergedProblems(sheet, merged)
  const say = (row: number | null, column: string | null, message: string, remedy: string) =>
    problems.push({ sheet, row, column, message, remedy })
  if (header === undefined) {
    say(
      null,
      null,
      'There is no row.',
      `Begin with a row that names columns: ${columns.join(', ')}.`,
    )
    return { rows: [], placeOf, problems }
  }
  const names = new Map<string, Column>()
  for (const [letter, { text }] of header.cells) {
    const column = meant(columns, text)
    if (column === null) {
      const remedy = `Remove it, or name it one of: ${columns.join(', ')}.`
      say(header.row, letter, `The column ${quoted(text)} is not known.`, remedy)
    } else if (letters.has(column)) {
      say(header.row, letter, `The column ${column} stands there twice.`, 'Keep one.')
    } else {
      letters.set(column, letter)
      names.set(letter, column)
    }
  }
  for (const column of needed.filter((each) => !letters.has(each))) {
    const remedy = 'Add it, with a value in every row.'
    say(header.row, null, `The column ${column} is missing.`, remedy)
  }
  if (below.length > mostTableRows) {
    const message = `${below.length} rows are more than the ${mostTableRows} of one framework.`
    say(null, null, message, 'Make two frameworks of it.')
    return { rows: [], placeOf, problems }
  }
  const isComplete = problems.length === 0
  const read = below.map(({ row, cells }) => {
    const found: TableRow<Column> = { row, cells: {} }
    for (const [letter, cell] of cells) {
      const column = names.get(letter)
      if (column !== undefined) found.cells[column] = cell
      else if (!header.cells.has(letter)) {
        say(row, letter, 'There is a value below no column.', 'Name the column, or remove it.')
      }
      if (cell.text.length > mostCellLetters) {
        const message = `The cell has ${cell.text.length} characters.`
        say(row, letter, message, `Shorten it to ${mostCellLetters}.`)
      }
    }
    for (const column of needed.filter((each) => isComplete && found.cells[each] === undefined)) {
      say(row, letters.get(column) ?? null, `The ${column} is empty.`, 'Fill it in.')
    }
    return found
  })
  return { rows: read, placeOf, problems }
}

/** A merged value stands in one cell and belongs to many: nobody can say to which rows. */
export function mergedProblems(sheet: string | null, merged: readonly string[]): FileProblem[] {
  return merged.map((range) => {
    const [, column = null, row = null] = /^([A-Z]+)(\d+)/.exec(range) ?? []
    return {
      ...{ sheet, row: row === null ? null : Number(row), column },
      message: `The cells ${range} are merged.`,
      remedy: 'Unmerge them, and give each row its own value.',
    }
  })
}

export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`
}
