import type { Database } from './database.ts'
import { type Dataset, type DatasetColumn, rowColumn } from './dataset.ts'
import { numberExpression } from './expressions.ts'
import { seededRandom } from './seeded-random.ts'
import { numbersOf } from './vectors.ts'

const sampled = 'one row at random of each of so many equal parts of the file'

/** How the rows of files of these lengths are drawn. */
export function sampleMethod(size: number, lengths: readonly number[]): string {
  return lengths.some((rows) => rows > size) ? sampled : 'every row'
}

/**
 * Whole rows of a Parquet file: the numbers of each column side by side, NaN where there is none or
 * it is not finite. Which rows follows from their number and the seed alone, so neither threads nor
 * the reader's version change them; parts of the file keep rows that lie in some order represented.
 */
export async function sampleRows(
  database: Database,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  options: { rows: number; size: number; seed: number },
): Promise<Float64Array[]> {
  const chosen = chosenRows(options)
  const length = chosen?.length ?? options.rows
  const found = columns.map(() => new Float64Array(length).fill(Number.NaN))
  if (columns.length === 0 || length === 0) return found
  const where = chosen === null ? '' : `WHERE ${rowColumn} IN (${chosen.join(', ')})`
  const result = await database.connection.stream(
    `SELECT ${columns.map(numberExpression).join(', ')} FROM ${dataset.relation}
      ${where} ORDER BY ${rowColumn}`,
  )
  let from = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return found
    found.forEach((target, index) => {
      const { values, valid } = numbersOf(chunk, index)
      for (let row = 0; row < chunk.rowCount; row++) {
        const known = (valid === null || valid[row] === 1) && Number.isFinite(values[row])
        if (known) target[from + row] = values[row]!
      }
    })
    from += chunk.rowCount
  }
}

/** Ascending places of the chosen rows; null where all of them are. */
export function chosenRows(options: { rows: number; size: number; seed: number }): number[] | null {
  const { rows, size, seed } = options
  if (rows <= size) return null
  const random = seededRandom(seed)
  return Array.from({ length: size }, (_, part) => {
    const from = Math.floor((part * rows) / size)
    const to = Math.floor(((part + 1) * rows) / size)
    return from + Math.floor(random() * (to - from))
  })
}
