/**
 * Two samples counted in the same cells: the one input of every comparison with a baseline.
 * Convention: cells are fixed by the reference and never recomputed from the current sample; a
 * cell empty on both sides says nothing and does not count towards `k`.
 */
import { assertCount } from './scored-counts.ts'

/** `n` counts the current sample, `referenceN` the reference, `k` the cells not empty on both. */
export type PairedTotals = { k: number; referenceN: number; n: number }

/** Throws RangeError for unequal lengths or invalid counts. */
export function pairedTotals(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): PairedTotals {
  if (reference.length !== current.length) {
    throw new RangeError(`${reference.length} reference cells but ${current.length} current cells`)
  }
  let k = 0
  let referenceN = 0
  let n = 0
  for (let i = 0; i < reference.length; i++) {
    referenceN += assertCount(reference[i]!, `reference cell ${i}`)
    n += assertCount(current[i]!, `current cell ${i}`)
    if (reference[i]! + current[i]! > 0) k++
  }
  return { k, referenceN, n }
}

/** Why two samples cannot be compared, or null where both hold values. */
export function emptySide({ referenceN, n }: Omit<PairedTotals, 'k'>): string | null {
  if (referenceN === 0) return 'no reference values'
  return n === 0 ? 'no current values' : null
}
