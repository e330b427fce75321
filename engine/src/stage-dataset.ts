import { join } from 'node:path'
import type { ColumnRoles } from './column-roles.ts'
import type { Database } from './database.ts'
import { sqlName, sqlText } from './database.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { openDataset, reading } from './dataset.ts'
import { DatasetError, datasetProblem } from './dataset-error.ts'
import { labelExpression, numberExpression, presentText, timeExpression } from './expressions.ts'

/** Which row stands for an encounter that was scored more than once. */
export const aggregations = ['none', 'max', 'first', 'last', 'last-before-event'] as const
export type Aggregation = (typeof aggregations)[number]

/**
 * The mapped columns as a Parquet file of typed columns under their own names, one row per
 * encounter where so asked. Text is read once here instead of in every pass. The caller owns the
 * folder and removes it.
 */
export async function stageDataset(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  columns: ReadonlyMap<string, DatasetColumn>,
  options: { folder: string; name: string; aggregation: Aggregation; numeric: ReadonlySet<string> },
): Promise<Dataset> {
  requireRoles(roles, options.aggregation)
  const path = join(options.folder, `${options.name}.parquet`)
  const typed = [...columns.values()].map(
    (column) => `${expressionOf(column, roles, options.numeric)} AS ${sqlName(column.name)}`,
  )
  const rows = `SELECT ${typed.join(', ')} FROM ${dataset.relation}`
  const chosen = options.aggregation === 'none' ? rows : onePerEncounter(rows, roles, options)
  await reading(dataset.name, () =>
    database.connection.run(`COPY (${chosen}) TO ${sqlText(path)} (FORMAT parquet)`),
  )
  return { ...(await openDataset(database, path)), name: dataset.name }
}

function expressionOf(
  column: DatasetColumn,
  roles: ColumnRoles,
  numeric: ReadonlySet<string>,
): string {
  const { name } = column
  if (name === roles.score) return numberExpression(column)
  if (name === roles.label) return `CAST(${labelExpression(column)} AS UTINYINT)`
  if (name === roles.time || name === roles.eventTime) return timeExpression(column)
  // A number that is a group as well keeps its own writing: 65 is not the group "65.0".
  if (numeric.has(name) && !roles.groups.includes(name)) return numberExpression(column)
  return presentText(column)
}

/**
 * The rules of core's `aggregateEncounters`: rows without encounter, score or (where it is named)
 * time are left out; at equal times the higher score counts, at equal scores the earlier time. The
 * label of an encounter is positive where any of its rows is; its event is the earliest.
 */
function onePerEncounter(
  rows: string,
  roles: ColumnRoles,
  { aggregation }: { aggregation: Aggregation },
): string {
  const score = sqlName(roles.score)
  const label = sqlName(roles.label)
  const encounter = sqlName(roles.encounter!)
  const time = roles.time === undefined ? null : sqlName(roles.time)
  const order = {
    none: '',
    max: `${score} DESC${time === null ? '' : `, ${time}`}`,
    first: `${time}, ${score} DESC`,
    last: `${time} DESC, ${score} DESC`,
    'last-before-event': `${time} DESC, ${score} DESC`,
  }[aggregation]
  // Rows after the event knew of it; where there was no event, all rows count.
  const before =
    aggregation === 'last-before-event'
      ? `WHERE ${own.label} IS DISTINCT FROM 1 OR ${time} < ${own.event}`
      : ''
  const of = `OVER (PARTITION BY ${encounter})`
  const event = roles.eventTime === undefined ? 'NULL' : `min(${sqlName(roles.eventTime)})`
  const names = Object.values(own).join(', ')
  const usable = [`${encounter} IS NOT NULL`, `isfinite(${score})`]
  if (time !== null) usable.push(`isfinite(${time})`)
  return `SELECT * EXCLUDE (${names}) REPLACE (${own.label} AS ${label}) FROM (
    SELECT *, row_number() OVER (PARTITION BY ${encounter} ORDER BY ${order}, ${own.row}) AS ${own.place}
    FROM (SELECT * FROM (
      SELECT *, max(${label}) ${of} AS ${own.label}, ${event} ${event === 'NULL' ? '' : of} AS ${own.event}
      FROM (SELECT *, row_number() OVER () AS ${own.row} FROM (${rows})))
      WHERE ${usable.join(' AND ')}) ${before}) WHERE ${own.place} = 1`
}

/** Names that no file has. */
const own = {
  label: '"primum:label"',
  event: '"primum:event"',
  place: '"primum:place"',
  row: '"primum:row"',
}

/** Throws a DatasetError where the way of choosing a row needs a column that is not named. */
export function requireRoles(roles: ColumnRoles, aggregation: Aggregation): void {
  const missing = (role: string) =>
    new DatasetError([
      datasetProblem(
        'missing-role',
        `One row per encounter by "${aggregation}" needs the ${role} column.`,
        `Name the ${role} column, or choose another aggregation.`,
      ),
    ])
  if (aggregation === 'none') return
  if (roles.encounter === undefined) throw missing('encounter')
  if (aggregation !== 'max' && roles.time === undefined) throw missing('time')
  if (aggregation === 'last-before-event' && roles.eventTime === undefined) {
    throw missing('event time')
  }
}
