import type { Database } from './database.ts'
import { type Dataset, type DatasetColumn, rowColumn } from './dataset.ts'
import { type DatasetProblem, datasetProblem } from './dataset-error.ts'
import { presentText } from './expressions.ts'

const shownRows = 5

/** Something that is no number, as against a NaN or an infinity that somebody wrote on purpose. */
export function unreadable(column: DatasetColumn): string {
  const text = presentText(column)
  return `${text} IS NOT NULL AND TRY_CAST(${text} AS DOUBLE) IS NULL`
}

/** The first rows for which a condition of SQL holds, with what the column says there. */
export async function findBadRows(
  database: Database,
  { relation, format }: Dataset,
  column: DatasetColumn,
  condition: string,
): Promise<{ row: number; text: string }[]> {
  const row = format === 'parquet' ? `${rowColumn} + 1` : 'row_number() OVER ()'
  return database.ask<{ row: number; text: string }>(`
    SELECT row, text FROM (
      SELECT ${row} AS row, CAST(${presentText(column)} AS VARCHAR) AS text, ${condition} AS bad
      FROM ${relation}) WHERE bad LIMIT ${shownRows}`)
}

export function notA(
  what: string,
  column: DatasetColumn,
  row: number,
  text: string,
): DatasetProblem {
  const message = `Row ${row}, column "${column.name}": "${text.slice(0, 60)}" is not a ${what}.`
  const remedy = `Mend the value, or leave it empty where there is none.`
  return datasetProblem(`not-a-${what}`, message, remedy, { column: column.name, row })
}

export function badLabel(column: DatasetColumn, row: number, text: string): DatasetProblem {
  const message = `Row ${row}, column "${column.name}": a label is 0, 1 or empty, not "${text.slice(0, 60)}".`
  const remedy = 'Write 1 where the outcome happened, 0 where it did not, nothing where unknown.'
  return datasetProblem('bad-label', message, remedy, { column: column.name, row })
}
