import { findBadRows, notA, unreadable } from './bad-values.ts'
import { instant, timeProblems } from './check-dataset.ts'
import type { Database } from './database.ts'
import { type Dataset, type DatasetColumn, columnOf, reading } from './dataset.ts'
import { DatasetError, type DatasetProblem, datasetProblem } from './dataset-error.ts'
import { numberExpression, timeExpression } from './expressions.ts'

/** A part that a column plays, and the column's name; undefined where it is not wanted. */
export type WantedColumn = readonly [role: string, name: string | undefined]

/** The columns by name. Throws a DatasetError naming every one that is missing. */
export function taskColumns(
  dataset: Dataset,
  wanted: readonly WantedColumn[],
): Map<string, DatasetColumn> {
  const problems: DatasetProblem[] = []
  const found = new Map<string, DatasetColumn>()
  for (const [role, name] of wanted) {
    if (name === undefined) continue
    try {
      found.set(name, columnOf(dataset, name, role))
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new DatasetError(problems)
  return found
}

/** Beyond this, fourth powers of a few of them would be no numbers any more. */
const largest = 1e60

/** Rows and their times, after every value of the number columns was found to be one. */
export async function checkNumbers(
  database: Database,
  dataset: Dataset,
  numbers: readonly DatasetColumn[],
  time: DatasetColumn | null,
): Promise<{ rows: number; from: string | null; to: string | null; untimed: number }> {
  const bad = (column: DatasetColumn) =>
    `(${column.kind === 'number' ? 'FALSE' : unreadable(column)}) OR ${tooLarge(column)}`
  const at = time === null ? 'CAST(NULL AS TIMESTAMP)' : timeExpression(time)
  const counts = numbers.map((column, index) => `, count_if(${bad(column)}) AS bad_${index}`)
  const [found] = await reading(dataset.name, () =>
    database.ask<Record<string, number> & { from: string | null; to: string | null }>(`
      SELECT count(*) AS rows, count_if(${at} IS NULL) AS untimed,
        CAST(min(${at}) AS VARCHAR) AS "from", CAST(max(${at}) AS VARCHAR) AS "to"${counts.join('')}
      FROM ${dataset.relation}`),
  )
  const { rows = 0, untimed = 0, from, to } = found!
  const find = (column: DatasetColumn, condition: string) =>
    findBadRows(database, dataset, column, condition)
  const problems: DatasetProblem[] = []
  if (rows === 0) {
    const message = `${dataset.name} has no rows.`
    problems.push(datasetProblem('no-rows', message, 'Give a file with predictions.'))
  }
  for (const [index, column] of numbers.entries()) {
    if ((found![`bad_${index}`] ?? 0) === 0) continue
    const texts = column.kind === 'number' ? [] : await find(column, unreadable(column))
    problems.push(...texts.map(({ row, text }) => notA('number', column, row, text)))
    const large = await find(column, tooLarge(column))
    problems.push(...large.map(({ row, text }) => numberTooLarge(column, row, text)))
  }
  if (time !== null) problems.push(...(await timeProblems(database, dataset, [time], find)))
  if (problems.length > 0) throw new DatasetError(problems)
  return { rows, untimed, from: instant(from), to: instant(to) }
}

function tooLarge(column: DatasetColumn): string {
  const number = numberExpression(column)
  return `(isfinite(${number}) AND abs(${number}) > ${largest})`
}

function numberTooLarge(column: DatasetColumn, row: number, text: string): DatasetProblem {
  const message = `Row ${row}, column "${column.name}": ${text.slice(0, 60)} is too large to add up.`
  const remedy = 'Leave the value empty if it stands for a missing one.'
  return datasetProblem('number-too-large', message, remedy, { column: column.name, row })
}
