import { access } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { UsageError } from '../usage-error.ts'
import type { Source, SourceOptions, SourceRow, TelemetryKind } from './source-row.ts'

type Cell = string | number | null

const columnsOf: Record<TelemetryKind, readonly string[]> = {
  predictions: ['id', 'version', 'predictedAt', 'score', 'patient', 'site'],
  outcomes: ['predictionId', 'label', 'observedAt', 'revision'],
}
const numbers = ['score', 'label', 'revision']
const nested = /^(groups|features)\.(.+)$/
const numericType = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN)$/
const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

/** Parquet or CSV whose columns are named as the API's fields, nested ones as `features.age`. */
export async function openTable(file: string, options: SourceOptions): Promise<Source> {
  await access(file).catch(() => {
    throw new UsageError(`${file} cannot be read.`)
  })
  const path = `'${file.replaceAll("'", "''")}'`
  const relation = file.endsWith('.parquet')
    ? `read_parquet(${path})`
    : `read_csv(${path}, header = true, all_varchar = true)`
  const types = await describe(file, relation)
  checkColumns(file, [...types.keys()], options)
  const [[total = 0] = []] = await ask(file, `SELECT CAST(count(*) AS DOUBLE) FROM ${relation}`)
  return { total: Number(total), rows: () => readTable(file, relation, types, options) }
}

function checkColumns(file: string, names: readonly string[], { kind }: SourceOptions): void {
  const known = columnsOf[kind]
  const fits = (name: string) =>
    known.includes(name) || (kind === 'predictions' && nested.test(name))
  const stranger = names.find((name) => !fits(name))
  if (stranger === undefined) return
  const more = kind === 'predictions' ? ', groups.<name>, features.<name>' : ''
  throw new UsageError(
    `${file} has a column "${stranger}", which ${kind} do not have.`,
    `Columns are ${known.join(', ')}${more}. Or say with --map what each column means.`,
  )
}

async function* readTable(
  file: string,
  relation: string,
  types: ReadonlyMap<string, string>,
  options: SourceOptions,
): AsyncGenerator<SourceRow, void, undefined> {
  const names = [...types.keys()]
  const list = names.map((name) => expression(name, types.get(name) ?? '')).join(', ')
  const { connection, close } = await open()
  try {
    const result = await connection.stream(`SELECT ${list} FROM ${relation}`)
    let row = 0
    for await (const chunk of result) {
      // getRows tests each value's validity; the raw vectors hold garbage under NULL.
      for (const cells of chunk.getRows()) {
        row += 1
        yield { row, value: valueOf(names, cells as Cell[], options) }
      }
    }
  } catch (error) {
    throw unreadable(file, error)
  } finally {
    close()
  }
}

function expression(name: string, type: string): string {
  const column = `"${name.replaceAll('"', '""')}"`
  if (/^(TIMESTAMP|DATE)/.test(type)) {
    return `strftime(CAST(${column} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')`
  }
  const number = numbers.includes(name) || name.startsWith('features.')
  return number && numericType.test(type)
    ? `CAST(${column} AS DOUBLE)`
    : `CAST(${column} AS VARCHAR)`
}

/** The posted form of a row. What does not fit is left as it is, for the server to name. */
function valueOf(
  names: readonly string[],
  cells: readonly Cell[],
  options: SourceOptions,
): unknown {
  const flat: Record<string, Cell> = {}
  names.forEach((name, at) => {
    const cell = cells[at] ?? null
    if (cell !== null && cell !== '') flat[name] = cell
  })
  const version = flat['version'] ?? options.version
  const value: Record<string, unknown> = version === undefined ? {} : { version }
  const groups: Record<string, Cell> = {}
  const features: Record<string, Cell> = {}
  for (const [name, cell] of Object.entries(flat)) {
    const [, group, inner = ''] = nested.exec(name) ?? []
    if (group === 'groups') groups[inner] = cell
    else if (group === 'features') {
      const numeric = options.isNumeric(String(version ?? ''), inner)
      features[inner] = numeric ? asNumber(cell) : String(cell)
    } else value[name] = numbers.includes(name) ? asNumber(cell) : cell
  }
  return options.kind === 'outcomes' ? value : { ...value, groups, features }
}

function asNumber(cell: Cell): Cell {
  return typeof cell === 'string' && decimal.test(cell) ? Number(cell) : cell
}

async function describe(file: string, relation: string): Promise<Map<string, string>> {
  const rows = await ask(file, `DESCRIBE SELECT * FROM ${relation}`)
  return new Map(rows.map((row) => [String(row[0]), String(row[1])]))
}

async function ask(file: string, sql: string) {
  const { connection, close } = await open()
  try {
    return (await connection.runAndReadAll(sql)).getRows()
  } catch (error) {
    throw unreadable(file, error)
  } finally {
    close()
  }
}

function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UsageError) return error
  return new UsageError(`${file} cannot be read: ${error.message.split('\n')[0]}`)
}

async function open() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' })
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  const close = () => {
    connection.closeSync()
    instance.closeSync()
  }
  return { connection, close }
}
