import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { FileDataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import type { DatasetProblem } from './dataset-error.ts'

/** A file DuckDB can read: its table function, and the type of each column. */
export type Source = { relation: string; types: ReadonlyMap<string, string> }

/** Opens one file. Text formats are read as text throughout, so that no type is guessed. */
export async function openSource(
  connection: DuckDBConnection,
  folder: string,
  field: string,
  name: string,
): Promise<Source> {
  const path = literal(join(folder, name))
  const format = /\.(parquet|csv|ndjson|jsonl)/.exec(name)?.[1]
  const probe =
    format === 'parquet'
      ? `read_parquet(${path})`
      : format === 'csv'
        ? `read_csv(${path}, header = true, all_varchar = true)`
        : `read_ndjson_auto(${path}, sample_size = -1)`
  const types = await describe(connection, probe, field, name)
  if (format === 'parquet' || format === 'csv') return { relation: probe, types }
  const columns = [...types.keys()].map((column) => `${literal(column)}: 'VARCHAR'`)
  const textTypes = new Map([...types.keys()].map((column) => [column, 'VARCHAR']))
  return { relation: `read_ndjson(${path}, columns = {${columns.join(', ')}})`, types: textTypes }
}

async function describe(
  connection: DuckDBConnection,
  relation: string,
  field: string,
  name: string,
): Promise<Map<string, string>> {
  try {
    const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${relation}`)
    return new Map(reader.getRows().map((row) => [String(row[0]), String(row[1])]))
  } catch (cause) {
    const reason = String(cause instanceof Error ? cause.message : cause).split('\n')[0]
    const problem = `${name} cannot be read (${reason})`
    const remedy = 'Put the file into the folder, in the format its ending says'
    throw new DatasetError(field, [{ field, problem, remedy }])
  }
}

/** Throws where the mapping names a column its file does not have. */
export function checkColumns(dataset: FileDataset, predictions: Source, events?: Source): void {
  const { columns, features, groups, files } = dataset
  const named: [string, string | undefined][] = [
    ['columns.id', columns.id],
    ['columns.order.column', columns.order?.column],
    ['columns.time', columns.time],
    ['columns.patient', columns.patient],
    ['columns.score', columns.score],
    ['columns.label.column', columns.label.column],
    ['columns.label.delayDays', columns.label.delayDays],
    ['columns.label.events.since', columns.label.events?.since],
    ['columns.site.column', columns.site?.column],
    ...features.map((it, at): [string, string] => [`features[${at}].column`, it.column ?? it.name]),
    ...groups.map((it, at): [string, string] => [
      `groups[${at}].column`,
      it.column ?? it.attribute,
    ]),
  ]
  const problems = missing(named, predictions, files.predictions)
  if (events !== undefined && files.events !== undefined) {
    const { join: key, type, value, time } = columns.label.events ?? {}
    const ofEvents: [string, string | undefined][] = [
      ['columns.label.events.join', key],
      ['columns.label.events.type.column', type?.column],
      ['columns.label.events.value', value],
      ['columns.label.events.time', time],
    ]
    problems.push(...missing(ofEvents, events, files.events))
  }
  if (problems.length > 0) throw new DatasetError(dataset.name, problems)
}

function missing(
  named: readonly [string, string | undefined][],
  source: Source,
  file: string,
): DatasetProblem[] {
  return named.flatMap(([field, column]) => {
    if (column === undefined || source.types.has(column)) return []
    const remedy = `Name one of ${[...source.types.keys()].join(', ')}`
    return [{ field, problem: `${file} has no column "${column}"`, remedy }]
  })
}

export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
