import type { Database } from './database.ts'
import type { Dataset } from './dataset.ts'
import type { PreparedBaseline } from './prepared-baseline.ts'

/** The score stands in one cell of every row, if only that of missing ones. */
export function rowsOf({ counts: [score] }: PreparedBaseline): number {
  return score!.reduce((sum, count) => sum + count, 0)
}

export async function countRows(database: Database, { relation }: Dataset): Promise<number> {
  const [answer] = await database.ask<{ rows: number }>(`SELECT count(*) AS rows FROM ${relation}`)
  return answer!.rows
}
