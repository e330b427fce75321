/**
 * A square table of counts over the same categories twice: actual against predicted class, or one
 * rater against another. Tables of the same categories add up cell by cell.
 * Convention: `counts[row][column]`; rows are the actual class or the first rater.
 * Source: A. Agresti, Categorical Data Analysis (2013), ch. 2.
 * Twin: R `table(row, column)`; Python `sklearn.metrics.confusion_matrix(row, column, labels=…)`.
 */
import { assertCount } from './scored-counts.ts'

export type CrossCounts = {
  categories: readonly string[]
  counts: readonly ArrayLike<number>[]
}

/** Totals of rows, columns, the diagonal and everything. */
export type CrossTotals = { rows: number[]; columns: number[]; diagonal: number[]; n: number }

/**
 * Counts pairs of categories. Throws RangeError for unequal lengths, a category declared twice, or
 * naming the index of one that was not declared.
 */
export function crossCounts(
  categories: readonly string[],
  rows: ArrayLike<string>,
  columns: ArrayLike<string>,
): CrossCounts {
  if (rows.length !== columns.length) {
    throw new RangeError(`${rows.length} rows but ${columns.length} columns`)
  }
  const places = new Map(categories.map((category, i) => [category, i]))
  const counts = categories.map(() => new Float64Array(categories.length))
  for (let i = 0; i < rows.length; i++) {
    const row = places.get(rows[i]!)
    const column = places.get(columns[i]!)
    if (row === undefined || column === undefined) {
      const unknown = row === undefined ? rows[i] : columns[i]
      throw new RangeError(`"${unknown}" at index ${i} is none of the declared categories`)
    }
    counts[row]![column] = counts[row]![column]! + 1
  }
  const table = { categories, counts }
  crossTotals(table)
  return table
}

/** Throws RangeError for a table that is not square, repeats a category or holds no counts. */
export function crossTotals({ categories, counts }: CrossCounts): CrossTotals {
  const size = categories.length
  if (new Set(categories).size !== size) throw new RangeError('a category is declared twice')
  if (counts.length !== size || counts.some((row) => row.length !== size)) {
    throw new RangeError(`a table of ${size} categories needs ${size} rows and columns`)
  }
  const rows = categories.map(() => 0)
  const columns = categories.map(() => 0)
  let n = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const count = assertCount(counts[i]![j]!, `count of row ${i}, column ${j}`)
      rows[i] = rows[i]! + count
      columns[j] = columns[j]! + count
      n += count
    }
  }
  return { rows, columns, diagonal: counts.map((row, i) => row[i]!), n }
}
