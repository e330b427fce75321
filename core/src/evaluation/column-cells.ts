import { featureCellCount } from '../monitoring/binning.ts'
import type { FeatureBins } from '../monitoring/binning.ts'
import { type Binner, binValues, makeBinner } from './binner.ts'

/**
 * One column of a piece of a dataset. `valid[i]` is 0 where the value is null, whatever stands in
 * `values` there; null means that every value is valid.
 */
export type NumberColumn = { values: ArrayLike<number>; valid: Uint8Array | null }

/** Counts of one feature in the cells of a baseline: see `FeatureBins` for their order. */
export type ColumnCells = {
  feature: FeatureBins
  counts: Uint32Array
  binner: Binner
  bins: Uint16Array
}

export function emptyCells(feature: FeatureBins): ColumnCells {
  const counts = new Uint32Array(featureCellCount(feature))
  return { feature, counts, binner: makeBinner(feature.edges), bins: new Uint16Array(0) }
}

/** Counts `length` numbers in place: bins, then null, then unreadable (not a finite number). */
export function countNumbers(cells: ColumnCells, column: NumberColumn, length: number): void {
  const { counts, binner } = cells
  const { values, valid } = column
  if (cells.bins.length < length) cells.bins = new Uint16Array(length)
  const { bins } = cells
  binValues(binner, values, length, bins)
  const nullCell = binner.edges.length + 1
  const unreadable = nullCell + 1
  if (valid === null) {
    for (let i = 0; i < length; i++) {
      const bin = bins[i]!
      counts[bin < nullCell ? bin : unreadable]!++
    }
    return
  }
  for (let i = 0; i < length; i++) {
    const bin = bins[i]!
    counts[valid[i] === 0 ? nullCell : bin < nullCell ? bin : unreadable]!++
  }
}

/** Counts `length` category codes in place; a code is the index of the cell itself. */
export function countCodes(cells: ColumnCells, codes: ArrayLike<number>, length: number): void {
  for (let i = 0; i < length; i++) cells.counts[codes[i]!]!++
}
