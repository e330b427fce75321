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
  const samples = columns.map(() => ({
    values: new Float64Array(Math.ceil(rows / every)),
    length: 0,
  }))
  if (columns.length === 0) return []
  const result = await database.connection.stream(
    `SELECT ${columns.map(numberExpression).join(', ')} FROM ${dataset.relation}
      WHERE ${rowColumn} % ${every} = 0`,
  )
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    samples.forEach((sample, index) => {
      const { values, valid } = numbersOf(chunk, index)
      for (let row = 0; row < chunk.rowCount; row++) {
        if ((valid === null || valid[row] === 1) && Number.isFinite(values[row])) {
          sample.values[sample.length++] = values[row]!
        }
      }
    })
  }
  return samples.map(({ values, length }) => values.subarray(0, length))
}
