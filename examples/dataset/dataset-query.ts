import type { FileDataset } from './dataset.ts'
import { identifier, literal } from './source-columns.ts'
import type { Source } from './source-columns.ts'

const numericType = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN)$/

/**
 * The query behind `readDataset`, one output column per name in `names`. Everything leaves DuckDB
 * as text or DOUBLE; whether a text is a number is judged per row, where the row can be named.
 */
export function datasetQuery(dataset: FileDataset, predictions: Source, events?: Source) {
  const { columns, features, groups } = dataset
  const number = (column: string) => numberOf(column, predictions)
  const label = columns.label
  const selected: [string, string][] = [
    ['row', 'CAST(p."__row" AS DOUBLE)'],
    ['id', textOf(columns.id)],
    ['order', columns.order === undefined ? 'NULL::VARCHAR' : textOf(columns.order.column)],
    ['time', columns.time === undefined ? 'NULL::DOUBLE' : microseconds(columns.time)],
    ['patient', textOf(columns.patient)],
    ['score', number(columns.score)],
    ['label', label.column === undefined ? 'e.label' : textOf(label.column)],
    ['delay', delayOf(dataset, number)],
    ['site', columns.site === undefined ? 'NULL::VARCHAR' : textOf(columns.site.column)],
    ...features.map(({ name, column = name, kind }): [string, string] => [
      `feature ${name}`,
      kind === 'numeric' ? number(column) : textOf(column),
    ]),
    ...groups.map(({ attribute, column = attribute }): [string, string] => [
      `group ${attribute}`,
      textOf(column),
    ]),
  ]
  const list = selected.map(([name, expression]) => `${expression} AS ${identifier(name)}`)
  const outcomes = events === undefined ? '' : `, e AS (${outcomeQuery(dataset, events)})`
  const join = events === undefined ? '' : `LEFT JOIN e ON e.id = ${textOf(columns.id)}`
  const sql = `
    WITH p AS (SELECT row_number() OVER () AS "__row", * FROM ${predictions.relation})${outcomes}
    SELECT ${list.join(',\n      ')}
    FROM p ${join}
    ORDER BY ${orderOf(dataset)}`
  return { sql, names: selected.map(([name]) => name) }
}

/** One row per prediction with an event: whether any was positive, and when the first one was. */
function outcomeQuery({ columns }: FileDataset, events: Source): string {
  const { join = '', type, value, time } = columns.label.events ?? {}
  const positive = value === undefined ? 'true' : `${textOf(value)} IN ('1', '1.0', 'true')`
  const when = time === undefined ? 'NULL::DOUBLE' : microseconds(time)
  const ofType = type === undefined ? 'true' : `${textOf(type.column)} = ${literal(type.value)}`
  return `SELECT ${textOf(join)} AS id,
      CASE WHEN bool_or(${positive}) THEN '1' ELSE '0' END AS label,
      min(${when}) FILTER (WHERE ${positive}) AS happened
    FROM ${events.relation} AS p WHERE ${ofType} GROUP BY 1`
}

/** Finds an event whose value says neither 1 nor 0. */
export function oddEventQuery({ columns }: FileDataset, events: Source): string | null {
  const { value, type } = columns.label.events ?? {}
  if (value === undefined) return null
  const ofType = type === undefined ? 'true' : `${textOf(type.column)} = ${literal(type.value)}`
  const known = `('1', '1.0', 'true', '0', '0.0', 'false')`
  return `SELECT CAST("__row" AS DOUBLE), ${textOf(value)}
    FROM (SELECT row_number() OVER () AS "__row", * FROM ${events.relation}) AS p
    WHERE ${ofType} AND coalesce(${textOf(value)}, '') NOT IN ${known} ORDER BY 1 LIMIT 1`
}

/** Counts predictions, predictions that have an event, and finds an id used twice. */
export function surveyQuery(dataset: FileDataset, predictions: Source, events?: Source): string {
  const id = textOf(dataset.columns.id)
  const outcomes = events === undefined ? '' : `, e AS (${outcomeQuery(dataset, events)})`
  const matched = events === undefined ? '-1' : 'count(e.id)'
  const join = events === undefined ? '' : 'LEFT JOIN e ON e.id = i.id'
  return `WITH i AS (SELECT ${id} AS id, count(*) AS n FROM ${predictions.relation} AS p
      GROUP BY 1)${outcomes}
    SELECT CAST(coalesce(sum(i.n), 0) AS DOUBLE), CAST(${matched} AS DOUBLE),
      min(i.id) FILTER (WHERE i.n > 1) FROM i ${join}`
}

function delayOf({ columns }: FileDataset, number: (column: string) => string): string {
  const { delayDays, events } = columns.label
  if (delayDays !== undefined) return number(delayDays)
  if (events?.since === undefined) return 'NULL::DOUBLE'
  return `(e.happened - ${microseconds(events.since)}) / 86400000000.0`
}

/** Rows that cannot be ordered come first, so that reading fails at once and not at the end. */
function orderOf({ columns }: FileDataset): string {
  const tie = `${textOf(columns.id)} NULLS FIRST`
  if (columns.order === undefined) return `${microseconds(columns.time ?? '')} NULLS FIRST, ${tie}`
  const { column, as } = columns.order
  const text = textOf(column)
  if (as === 'text') return `${text} NULLS FIRST, ${tie}`
  // Integers of more than 15 digits are told apart by the second key.
  const keys = [`TRY_CAST(${text} AS DOUBLE)`, `TRY_CAST(${text} AS HUGEINT)`]
  return `${keys.map((key) => `${key} NULLS FIRST`).join(', ')}, ${tie}`
}

/** Blank and "nan" (what pandas writes for a missing category) are missing. */
function textOf(column: string): string {
  const text = `trim(CAST(p.${identifier(column)} AS VARCHAR))`
  return `CASE WHEN lower(${text}) IN ('', 'nan') THEN NULL ELSE ${text} END`
}

function numberOf(column: string, { types }: Source): string {
  const numeric = numericType.test(types.get(column) ?? '')
  return numeric ? `CAST(p.${identifier(column)} AS DOUBLE)` : textOf(column)
}

function microseconds(column: string): string {
  return `CAST(epoch_us(TRY_CAST(p.${identifier(column)} AS TIMESTAMP)) AS DOUBLE)`
}
