/** A cell as people see it; whether the file has it as a number, which forgets zeros at its end. */
export type SheetCell = { text: string; isNumber: boolean }

/** A row that is not empty: its number as a spreadsheet shows it, its cells by column letters. */
export type SheetRow = { row: number; cells: ReadonlyMap<string, SheetCell> }

/** `name` is null where the file is one table without a name, such as CSV. */
export type Sheet = {
  name: string | null
  rows: readonly SheetRow[]
  /** ranges of merged cells, such as A3:A7 */
  merged: readonly string[]
}

/** Where something stands in a file: a line of text, or a cell. */
export type FilePlace = { sheet: string | null; row: number | null; column: string | null }

export const nowhere: FilePlace = { sheet: null, row: null, column: null }

/** What is wrong with a file, where, and what to do. */
export type FileProblem = FilePlace & { message: string; remedy: string }

/** `Requirements!C5`, `row 5, column C` of CSV, `line 5` of text; empty where it has no place. */
export function placeWords({ sheet, row, column }: FilePlace): string {
  if (sheet !== null && row !== null) return `${sheet}!${column ?? ''}${row}`
  if (sheet !== null) return sheet
  if (row === null) return ''
  return column === null ? `line ${row}` : `row ${row}, column ${column}`
}

const mostFileProblems = 100

/** The first hundred, and how many more there are. */
export function shortened(problems: readonly FileProblem[]): FileProblem[] {
  const more = problems.length - mostFileProblems
  if (more <= 0) return [...problems]
  const remedy = 'Correct these first, and look again.'
  return [
    ...problems.slice(0, mostFileProblems),
    { ...nowhere, message: `There are ${more} more problems.`, remedy },
  ]
}
