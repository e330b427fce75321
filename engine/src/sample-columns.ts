import type { Database } from './database.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { rowColumn } from './dataset.ts'
import { numberExpression } from './expressions.ts'
import { listedNumbers } from './vectors.ts'

/** So many rows place the edges of bins well; every row is counted in them all the same. */
const sampleSize = 100_000

/** Finite scores of evenly spaced rows: the same rows each time, whatever the number of threads. */
export async function sampleScores(
  database: Database,
  dataset: Dataset,
  score: DatasetColumn,
  rows: number,
): Promise<Float64Array> {
  const [scores] = await sampleColumns(database, dataset, [score], rows)
  return scores!
}

/** One row in so many makes a sample of a file of so many rows. */
export function sampleEvery(rows: number): number {
  return Math.max(1, Math.floor(rows / sampleSize))
}

/** Finite values per column, of at most about 100,000 evenly spaced rows of a Parquet file. */
export async function sampleColumns(
  database: Database,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  rows: number,
): Promise<Float64Array[]> {
  if (columns.length === 0) return []
  const every = sampleEvery(rows)
  // As lists, for a few rows of many chunks each would cost more to fetch than to read.
  const lists = columns.map((column) => `list(${numberExpression(column)})`)
  const result = await database.connection.stream(
    `SELECT ${lists.join(', ')} FROM ${dataset.relation} WHERE ${rowColumn} % ${every} = 0`,
  )
  const chunk = await result.fetchChunk()
  if (chunk === null || chunk.rowCount !== 1) throw new Error('an aggregate answers one row')
  return columns.map((_, index) => {
    const { values, valid } = listedNumbers(chunk, index)
    const finite = new Float64Array(values.length)
    let length = 0
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!
      if ((valid === null || valid[row] === 1) && Number.isFinite(value)) finite[length++] = value
    }
    return finite.subarray(0, length)
  })
}
