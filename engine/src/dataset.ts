import { basename } from 'node:path'
import type { Database } from './database.ts'
import { sqlName, sqlText } from './database.ts'
import { DatasetError, datasetProblem } from './dataset-error.ts'
import { readCsvHeader } from './csv-header.ts'
import { type FileFormat, fileFormat } from './file-format.ts'
import { type StoredColumn, storedColumns } from './stored-columns.ts'

/** What a column can be read as; text may still hold numbers or times. */
export type ColumnKind = 'number' | 'boolean' | 'time' | 'text' | 'other'

export type DatasetColumn = { name: string; type: string; kind: ColumnKind }

/** A file of predictions, opened but not read. */
export type Dataset = {
  name: string
  path: string
  format: FileFormat
  /** SQL that reads the file as a table */
  relation: string
  columns: DatasetColumn[]
  /** those that can be counted as they lie in the file, by name */
  stored: ReadonlyMap<string, StoredColumn>
}

/** Throws a DatasetError for a file that is no table, or not the one its name says. */
export async function openDataset(database: Database, path: string): Promise<Dataset> {
  const { format, compressed } = await fileFormat(path)
  const name = basename(path)
  const source = await reading(name, () => relationOf(database, path, format, compressed))
  const columns = await reading(name, () => describe(database, source))
  if (columns.length === 0) {
    const message = `${name} has no columns.`
    throw new DatasetError([
      datasetProblem('no-columns', message, 'Give a file with a header row.'),
    ])
  }
  const names = columns.map(({ column_name }) => column_name)
  return {
    name,
    path,
    format,
    relation: names.some(hidesRowNumber) ? renamed(source, names) : source,
    columns: columns.map(({ column_name, column_type }) => ({
      name: column_name,
      type: column_type,
      kind: kindOf(column_type),
    })),
    stored: format === 'parquet' ? await storedColumns(path) : new Map(),
  }
}

/** Runs a query and turns what the reader says of a broken file into a problem of the dataset. */
export async function reading<Answer>(name: string, run: () => Promise<Answer>): Promise<Answer> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof DatasetError) throw error
    const said = error instanceof Error ? error.message : String(error)
    if (notOfTheFile.test(said)) throw error
    // What follows is the program's own query.
    const text = said.split(/\n\s*LINE \d+:/)[0]!
    const counted = Number(/\bline:? ?(\d+)/i.exec(text)?.[1])
    const known = Number.isInteger(counted)
    // The header is a line but no row; in JSON the reader names the line behind the broken one.
    const row = Math.max(1, counted - 1)
    const line = /malformed json/i.test(text) ? row : counted
    const message = `${known ? `${name}, line ${line},` : name} cannot be read: ${causeOf(text)}`
    const remedy = /utf-?8|unicode/i.test(text)
      ? 'Save the file as UTF-8.'
      : 'Mend the file at this place.'
    throw new DatasetError([
      datasetProblem('unreadable-table', message, remedy, known ? { row } : {}),
    ])
  }
}

/** A fault of the program, of its limits, or the wish to stop. */
const notOfTheFile = /^(Parser|Binder|Catalog|INTERNAL|Out of Memory|INTERRUPT)/i

/** The reader's own words without the line itself, which holds a patient's data. */
function causeOf(text: string): string {
  const lines = text.split('\n').map((each) => each.trim())
  const first = (lines[0] ?? '').replace(/^[\w ]+ Error: /, '')
  const said = first.startsWith('CSV Error on Line')
    ? lines.slice(1).find((each) => each !== '' && !each.startsWith('Original Line'))
    : first
  return (said ?? first)
    .replace(/^(Malformed JSON) in file .*: /, '$1, ')
    .replace(/ found in Parquet file ".*": value ".*" is/s, ': a value is')
}

function describe(database: Database, relation: string) {
  return database.ask<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM ${relation}`,
  )
}

/** Text stays text: the program's own rules say what is a number, and name the row that is none. */
async function relationOf(
  database: Database,
  path: string,
  format: FileFormat,
  compressed: boolean,
): Promise<string> {
  const file = sqlText(path)
  if (format === 'parquet') return `read_parquet(${file})`
  const compression = (plain: string) => `compression = '${compressed ? 'gzip' : plain}'`
  if (format === 'csv') {
    const { delimiter, names } = await readCsvHeader(path, compressed)
    const columns = names.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ')
    const dialect = `delim = ${sqlText(delimiter)}, quote = '"', escape = '"', header = true`
    return `read_csv(${file}, auto_detect = false, ${dialect}, ${compression('none')}, columns = {${columns}})`
  }
  // Times stay text as well: read as times, their zones would be gone before they were looked at.
  const texts = "timestampformat = '%%never', dateformat = '%%never'"
  const given = `${file}, format = 'newline_delimited', ${compression('uncompressed')}`
  const found = await describe(database, `read_json(${given}, sample_size = -1, ${texts})`)
  const columns = found.map(({ column_name, column_type }) => {
    const type = column_type === 'JSON' ? 'VARCHAR' : column_type
    return `${sqlText(column_name)}: ${sqlText(type)}`
  })
  return `read_json(${given}, columns = {${columns.join(', ')}})`
}

function kindOf(type: string): ColumnKind {
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type)) return 'number'
  if (type === 'BOOLEAN') return 'boolean'
  if (/^(DATE|TIMESTAMP.*)$/.test(type)) return 'time'
  return /^(VARCHAR|ENUM.*|UUID)$/.test(type) ? 'text' : 'other'
}

/** A column by its name, or a DatasetError that says which names there are. */
export function columnOf(dataset: Dataset, name: string, role: string): DatasetColumn {
  const found = dataset.columns.find((column) => column.name === name)
  if (found) return found
  const names = dataset.columns.map((column) => column.name)
  const near = names.find((each) => each.toLowerCase() === name.toLowerCase())
  const remedy =
    near === undefined
      ? `Its columns are ${names.slice(0, 30).join(', ')}${names.length > 30 ? ', …' : ''}.`
      : `Did you mean "${near}"? Names are told apart by upper and lower case.`
  const message = `${dataset.name} has no column "${name}" for the ${role}.`
  throw new DatasetError([datasetProblem('missing-column', message, remedy, { column: name })])
}

/** The row number that the reader of Parquet knows, which is none of the file's columns. */
export const rowColumn = 'file_row_number'

/** A column of the file that has this name itself would stand before the row number. */
function hidesRowNumber(name: string): boolean {
  return name.toLowerCase() === rowColumn
}

function renamed(source: string, names: readonly string[]): string {
  return `${source} AS given(${names.map(nameInRelation).join(', ')})`
}

function nameInRelation(name: string): string {
  return sqlName(hidesRowNumber(name) ? `primum:${rowColumn}` : name)
}

/** SQL of a column, quoted. */
export function columnSql(column: DatasetColumn): string {
  return nameInRelation(column.name)
}
