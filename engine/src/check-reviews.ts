import { badLabel, findBadRows } from './bad-values.ts'
import { type Database, sqlName } from './database.ts'
import { type Dataset, type DatasetColumn, reading, rowColumn } from './dataset.ts'
import { DatasetError, type DatasetProblem, datasetProblem } from './dataset-error.ts'
import { labelExpression, numberExpression, presentText } from './expressions.ts'
import type { ReviewRequest } from './task-request.ts'

const mostReviews = 1_000_000
const shownRows = 5

/** Throws a DatasetError naming rows with a mark, a rating or a second review that cannot be. */
export async function checkReviews(
  database: Database,
  dataset: Dataset,
  columns: ReadonlyMap<string, DatasetColumn>,
  request: ReviewRequest,
): Promise<void> {
  const problems: DatasetProblem[] = []
  for (const name of Object.values(request.findings)) {
    const column = columns.get(name)!
    const found = await findBadRows(database, dataset, column, `${labelExpression(column)} = 9`)
    problems.push(...found.map(({ row, text }) => badFinding(column, row, text)))
  }
  if (request.rating !== undefined) {
    const column = columns.get(request.rating)!
    const number = numberExpression(column)
    const bad = `${number} IS NOT NULL AND ${number} NOT IN (1, 2, 3, 4, 5)`
    const found = await findBadRows(database, dataset, column, bad)
    problems.push(...found.map(({ row, text }) => badRating(column, row, text)))
  }
  const rater = columns.get(request.rater)!
  const item = columns.get(request.item)!
  const usable = `${presentText(rater)} IS NOT NULL AND ${presentText(item)} IS NOT NULL`
  const [counts] = await reading(dataset.name, () =>
    database.ask<{ rows: number }>(`SELECT count_if(${usable}) AS rows FROM ${dataset.relation}`),
  )
  const rows = counts?.rows ?? 0
  if (rows === 0) {
    const message = `No row names both a reviewer ("${rater.name}") and an item ("${item.name}").`
    problems.push(
      datasetProblem('no-reviews', message, 'Name the columns with who reviewed what.', {
        column: item.name,
      }),
    )
  }
  if (rows > mostReviews) {
    const message = `${rows} reviews, at most ${mostReviews} at a time.`
    problems.push(datasetProblem('too-many-reviews', message, 'Evaluate them in several files.'))
  } else problems.push(...(await repeated(database, dataset, rater, item)))
  if (problems.length > 0) throw new DatasetError(problems)
}

async function repeated(
  database: Database,
  dataset: Dataset,
  rater: DatasetColumn,
  item: DatasetColumn,
): Promise<DatasetProblem[]> {
  const row = dataset.format === 'parquet' ? `${rowColumn} + 1` : 'row_number() OVER ()'
  const place = sqlName('primum:row')
  const found = await database.ask<{ row: number; rater: string; item: string }>(`
    SELECT ${place} AS row, rater, item FROM (
      SELECT ${row} AS ${place}, ${presentText(rater)} AS rater, ${presentText(item)} AS item
      FROM ${dataset.relation})
    WHERE rater IS NOT NULL AND item IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY rater, item ORDER BY ${place}) > 1
    ORDER BY ${place} LIMIT ${shownRows}`)
  return found.map((each) => {
    const message = `Row ${each.row}, column "${item.name}": "${each.rater.slice(0, 60)}" reviews "${each.item.slice(0, 60)}" a second time.`
    const remedy = 'Keep one review of an item by each reviewer.'
    return datasetProblem('repeated-review', message, remedy, {
      column: item.name,
      row: each.row,
    })
  })
}

function badFinding(column: DatasetColumn, row: number, text: string): DatasetProblem {
  const { message } = badLabel(column, row, text)
  return datasetProblem(
    'bad-finding',
    message.replace('a label is', 'a finding is'),
    'Write 1 where it was found, 0 where it was looked for and not found, nothing where not judged.',
    { column: column.name, row },
  )
}

function badRating(column: DatasetColumn, row: number, text: string): DatasetProblem {
  const message = `Row ${row}, column "${column.name}": a rating is 1, 2, 3, 4, 5 or empty, not "${text.slice(0, 60)}".`
  const remedy = 'Bring ratings to a scale of 1 to 5, 5 being best.'
  return datasetProblem('bad-rating', message, remedy, { column: column.name, row })
}
