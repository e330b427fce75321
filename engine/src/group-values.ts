import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { Database } from './database.ts'
import type { DatasetColumn } from './dataset.ts'
import { columnSql, reading } from './dataset.ts'
import { groupExpression, presentText } from './expressions.ts'

/** Beyond the most frequent values, the rest of an attribute is one group of this name. */
export const otherValues = '(other)'
const maximumValues = 100

/** The values of each attribute: the most frequent, in the order of their code units. */
export async function groupValues(
  database: Database,
  relation: string,
  columns: readonly DatasetColumn[],
): Promise<GroupValues[]> {
  const found: GroupValues[] = []
  for (const column of columns) {
    const values = await frequent(
      database,
      relation,
      column,
      groupExpression(column),
      maximumValues,
    )
    // A file that uses the name itself means the same by it.
    const listed = values
      .filter((value) => value !== otherValues)
      .toSorted((a, b) => (a < b ? -1 : 1))
    found.push({ attribute: column.name, values: [...listed, otherValues] })
  }
  return found
}

/** The categories of a feature that a baseline lists, in the order of their code units. */
export async function listedCategories(
  database: Database,
  relation: string,
  column: DatasetColumn,
): Promise<string[]> {
  const present = presentText(column)
  const found = await frequent(database, relation, column, present, maximumValues)
  return found.toSorted((a, b) => (a < b ? -1 : 1))
}

async function frequent(
  database: Database,
  relation: string,
  column: DatasetColumn,
  expression: string,
  limit: number,
): Promise<string[]> {
  // Each distinct text is looked at once, not each row; a WHERE would be moved down to the rows.
  const query = `
    SELECT value FROM (
      SELECT ${expression} AS value, times
      FROM (SELECT ${columnSql(column)}, count(*) AS times FROM ${relation} GROUP BY ALL))
    GROUP BY value ORDER BY sum(times) DESC, value LIMIT ${limit + 1}`
  const rows = await reading('the dataset', () => database.ask<{ value: string | null }>(query))
  return rows.flatMap(({ value }) => value ?? []).slice(0, limit)
}
