import { badLabel, findBadRows, notA, unreadable } from './bad-values.ts'
import type { Database } from './database.ts'
import type { ColumnRoles } from './column-roles.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { reading } from './dataset.ts'
import { DatasetError, type DatasetProblem, datasetProblem } from './dataset-error.ts'
import {
  hasZoneExpression,
  labelExpression,
  numberExpression,
  presentText,
  timeExpression,
} from './expressions.ts'

/** What a first look over the mapped columns found. */
export type DatasetFacts = {
  rows: number
  /** rows whose score is missing or no finite number; they take part in drift, not in performance */
  unscored: number
  unlabelled: number
  positives: number
  negatives: number
  /** scores outside 0 … 1 */
  outside: number
  /** ISO instants; null without a time column or without a time in it */
  from: string | null
  to: string | null
  untimed: number
}

type Counts = Record<keyof Omit<DatasetFacts, 'from' | 'to'>, number> & {
  badLabels: number
  badScores: number
  from: string | null
  to: string | null
}

/** Throws a DatasetError naming column and row of what cannot be used at all. */
export async function checkDataset(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  columns: ReadonlyMap<string, DatasetColumn>,
): Promise<DatasetFacts> {
  const score = columns.get(roles.score)!
  const label = columns.get(roles.label)!
  const time = roles.time === undefined ? null : columns.get(roles.time)!
  const counts = await reading(dataset.name, () => countAll(database, dataset, score, label, time))
  const problems: DatasetProblem[] = []
  const find = (column: DatasetColumn, condition: string) =>
    findBadRows(database, dataset, column, condition)
  if (counts.rows === 0) {
    problems.push(
      datasetProblem('no-rows', `${dataset.name} has no rows.`, 'Give a file with predictions.'),
    )
  }
  if (counts.badScores > 0) {
    const found = await find(score, unreadable(score))
    problems.push(...found.map(({ row, text }) => notA('number', score, row, text)))
  } else if (counts.rows > 0 && counts.unscored === counts.rows) {
    const message = `The score column "${score.name}" holds no finite number in any row.`
    problems.push(
      datasetProblem('no-scores', message, 'Name the column with the scores.', {
        column: score.name,
      }),
    )
  }
  if (counts.badLabels > 0) {
    const found = await find(label, `${labelExpression(label)} = 9`)
    problems.push(...found.map(({ row, text }) => badLabel(label, row, text)))
  }
  const eventTime = roles.eventTime === undefined ? null : columns.get(roles.eventTime)!
  const times = [time, eventTime].filter((column) => column !== null)
  problems.push(...(await timeProblems(database, dataset, times, find)))
  if (problems.length > 0) throw new DatasetError(problems)
  return {
    rows: counts.rows,
    unscored: counts.unscored,
    unlabelled: counts.unlabelled,
    positives: counts.positives,
    negatives: counts.negatives,
    outside: counts.outside,
    from: instant(counts.from),
    to: instant(counts.to),
    untimed: counts.untimed,
  }
}

async function countAll(
  database: Database,
  dataset: Dataset,
  score: DatasetColumn,
  label: DatasetColumn,
  time: DatasetColumn | null,
): Promise<Counts> {
  const at = time === null ? 'CAST(NULL AS TIMESTAMP)' : timeExpression(time)
  // Names of its own: the file's may be anything.
  const [counts] = await database.ask<Counts>(`
    SELECT count(*) AS rows,
      count_if(s IS NULL OR NOT isfinite(s)) AS unscored,
      count_if(l IS NULL) AS unlabelled, count_if(l = 1) AS positives, count_if(l = 0) AS negatives,
      count_if(isfinite(s) AND (s < 0 OR s > 1)) AS outside,
      count_if(l = 9) AS badLabels, count_if(bad) AS badScores,
      count_if(t IS NULL) AS untimed,
      CAST(min(t) AS VARCHAR) AS "from", CAST(max(t) AS VARCHAR) AS "to"
    FROM (SELECT ${numberExpression(score)} AS s, ${labelExpression(label)} AS l, ${at} AS t,
      ${score.kind === 'number' ? 'FALSE' : unreadable(score)} AS bad FROM ${dataset.relation})`)
  return counts!
}

type FindRows = (
  column: DatasetColumn,
  condition: string,
) => Promise<{ row: number; text: string }[]>

/** Times that cannot be read, and times of which some have a zone and others have none. */
export async function timeProblems(
  database: Database,
  dataset: Dataset,
  times: readonly DatasetColumn[],
  find: FindRows,
): Promise<DatasetProblem[]> {
  const problems: DatasetProblem[] = []
  const zones: boolean[] = []
  for (const time of times) {
    const present = `${presentText(time)} IS NOT NULL`
    const bad = `${present} AND ${timeExpression(time)} IS NULL`
    if (time.kind === 'time') continue
    const found = await find(time, bad)
    problems.push(...found.map(({ row, text }) => notA('time', time, row, text)))
    const [zoned] = await database.ask<{ with: number; without: number }>(`
      SELECT count_if(zone) AS "with", count_if(NOT zone) AS "without" FROM (
        SELECT ${hasZoneExpression(time)} AS zone FROM ${dataset.relation} WHERE ${present})`)
    if (zoned!.with > 0 && zoned!.without > 0) problems.push(await mixedZones(find, time))
    else if (zoned!.with + zoned!.without > 0) zones.push(zoned!.with > 0)
  }
  if (zones.includes(true) && zones.includes(false)) {
    const [first, second] = times
    const message = `Of "${first!.name}" and "${second!.name}" only one has zones: hours between them are not known.`
    const remedy = 'Write the times of both with their zone.'
    problems.push(datasetProblem('mixed-zones', message, remedy, { column: second!.name }))
  }
  return problems
}

async function mixedZones(find: FindRows, time: DatasetColumn): Promise<DatasetProblem> {
  const [withZone] = await find(time, hasZoneExpression(time))
  const without = `${presentText(time)} IS NOT NULL AND NOT (${hasZoneExpression(time)})`
  const [withoutZone] = await find(time, without)
  const message =
    `The times in "${time.name}" mix zones: row ${withZone?.row} has one ("${withZone?.text}"), ` +
    `row ${withoutZone?.row} has none ("${withoutZone?.text}").`
  const remedy = 'Write every time with its zone, for example 2026-11-22T08:30:00+01:00.'
  return datasetProblem('mixed-zones', message, remedy, {
    column: time.name,
    ...(withoutZone ? { row: withoutZone.row } : {}),
  })
}

export function instant(text: string | null): string | null {
  const at = new Date(`${text?.replace(' ', 'T')}Z`)
  // A year that no calendar of ISO writes, or an infinite time, is no instant.
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
