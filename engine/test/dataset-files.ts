import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { openDatabase, sqlText } from '../src/database.ts'
import { DatasetError, type DatasetProblem } from '../src/dataset-error.ts'
import type { EvaluationLimits, EvaluationRequest } from '../src/evaluation-request.ts'
import { evaluate } from '../src/evaluate.ts'

export type Value = number | string | boolean | null
export type Columns = Record<string, readonly Value[]>

/** A folder for the files of one test, removed after it. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'primum-engine-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function toNdjson(columns: Columns): string {
  const names = Object.keys(columns)
  return rowsOf(columns)
    .map((row) => JSON.stringify(Object.fromEntries(names.map((name, i) => [name, row[i]]))))
    .map((line) => `${line}\n`)
    .join('')
}

export function toCsv(columns: Columns, delimiter = ','): string {
  const cell = (value: Value) => {
    const text = value === null ? '' : String(value)
    return /["\n\r]/.test(text) || text.includes(delimiter)
      ? `"${text.replaceAll('"', '""')}"`
      : text
  }
  return [Object.keys(columns), ...rowsOf(columns)]
    .map((row) => `${row.map(cell).join(delimiter)}\n`)
    .join('')
}

function rowsOf(columns: Columns): Value[][] {
  const [first = []] = Object.values(columns)
  return first.map((_, row) => Object.values(columns).map((values) => values[row] ?? null))
}

/** Writes the columns as DuckDB does; `types` are those of SQL where they are not the usual ones. */
export async function writeParquet(
  path: string,
  columns: Columns,
  types: Record<string, string> = {},
): Promise<string> {
  const source = `${path}.ndjson`
  writeFileSync(source, toNdjson(columns))
  const list = Object.entries(columns).map(([name, values]) => {
    return `${sqlText(name)}: ${sqlText(types[name] ?? usualType(values))}`
  })
  const given = `read_json(${sqlText(source)}, format = 'newline_delimited', columns = {${list.join(', ')}})`
  await writeSql(path, `SELECT * FROM ${given}`)
  rmSync(source)
  return path
}

/** Writes what a query answers as Parquet. */
export async function writeSql(path: string, query: string): Promise<string> {
  const database = await openDatabase({ threads: 2, memoryMegabytes: 1000 })
  try {
    await database.connection.run(`COPY (${query}) TO ${sqlText(path)} (FORMAT parquet)`)
  } finally {
    database.close()
  }
  return path
}

export function writeText(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function usualType(values: readonly Value[]): string {
  const first = values.find((value) => value !== null)
  if (typeof first === 'number') return 'DOUBLE'
  return typeof first === 'boolean' ? 'BOOLEAN' : 'VARCHAR'
}

/** A request for columns called `score` and `label`, with changes. */
export function request(
  path: string,
  changes: Partial<Omit<EvaluationRequest, 'roles'>> & {
    roles?: Partial<EvaluationRequest['roles']>
  } = {},
): EvaluationRequest {
  return {
    path,
    thresholds: [0.5],
    aggregation: 'none',
    baseline: null,
    ...changes,
    roles: { score: 'score', label: 'label', groups: [], features: [], ...changes.roles },
  }
}

export function run(
  what: EvaluationRequest,
  limits: Partial<EvaluationLimits> = {},
): Promise<EvaluationReport> {
  return evaluate(what, { workers: 2, memoryMegabytes: 500, ...limits })
}

/** The problems an evaluation is refused with; fails where it is not. */
export async function problemsOf(what: EvaluationRequest): Promise<readonly DatasetProblem[]> {
  try {
    await run(what)
  } catch (error) {
    if (error instanceof DatasetError) return error.problems
    throw error
  }
  throw new Error('the evaluation was not refused')
}
