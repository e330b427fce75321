import { DuckDBDoubleVector } from '@duckdb/node-api'
import type { Database } from './database.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { rowColumn } from './dataset.ts'
import { numberExpression } from './expressions.ts'
import { numbersOf } from './vectors.ts'

/** So many rows place the edges of bins well; every row is counted in them all the same. */
const sampleSize = 200_000

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

/** Finite values per column, of at most about 200,000 evenly spaced rows of a Parquet file. */
export async function sampleColumns(
  database: Database,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  rows: number,
): Promise<Float64Array[]> {
  const every = Math.max(1, Math.floor(rows / sampleSize))
  const most = Math.ceil(rows / every)
  const samples: Float64Array[] = []
  // One column at a time: what is held at once stays small.
  for (const column of columns) {
    const values = new Float64Array(most)
    let length = 0
    const result = await database.connection.stream(
      `SELECT ${numberExpression(column)} FROM ${dataset.relation} WHERE ${rowColumn} % ${every} = 0`,
    )
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      if (!(chunk.getColumnVector(0) instanceof DuckDBDoubleVector)) break
      const { values: found, valid } = numbersOf(chunk, 0)
      for (let row = 0; row < chunk.rowCount; row++) {
        if ((valid === null || valid[row] === 1) && Number.isFinite(found[row])) {
          values[length++] = found[row]!
        }
      }
    }
    samples.push(values.subarray(0, length))
  }
  return samples
}
