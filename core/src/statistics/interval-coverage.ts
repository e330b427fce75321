/**
 * Coverage of predicted intervals: the share of outcomes inside them, to be compared with the
 * share they promise (a 90 % prediction interval should hold 90 % of outcomes).
 * Convention: both ends belong to the interval; Wilson interval for the share.
 * Source: T. Gneiting, F. Balabdaoui and A. E. Raftery, J. R. Statist. Soc. B 69 (2007) 243–268.
 * Twin: Python `numpy.mean((lower <= y) & (y <= upper))`; interval `proportion_confint`.
 */
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** `inside` of `total` outcomes lie in intervals that promise the share `nominal`, in (0, 1). */
export type CoverageCounts = { nominal: number; inside: number; total: number }

/** `gap` is the observed share less the promised one: below 0 the intervals are too narrow. */
export type CoverageEstimate = Estimate & { nominal: number; gap: number | null }

/** Throws RangeError for unequal lengths, or naming the index of a value or interval that is none. */
export function coverageCounts(
  nominal: number,
  intervals: { lower: ArrayLike<number>; upper: ArrayLike<number> },
  outcomes: ArrayLike<number>,
): CoverageCounts {
  const { lower, upper } = intervals
  if (lower.length !== outcomes.length || upper.length !== outcomes.length) {
    throw new RangeError(
      `${lower.length} and ${upper.length} limits but ${outcomes.length} outcomes`,
    )
  }
  let inside = 0
  for (let i = 0; i < outcomes.length; i++) {
    if (!(lower[i]! <= upper[i]!) || !Number.isFinite(outcomes[i])) {
      const found = `from ${lower[i]} to ${upper[i]} with outcome ${outcomes[i]}`
      throw new RangeError(`interval at index ${i} runs ${found}`)
    }
    if (lower[i]! <= outcomes[i]! && outcomes[i]! <= upper[i]!) inside++
  }
  return { nominal, inside, total: outcomes.length }
}

/** `minimum` applies to the outcomes. Throws RangeError unless 0 < nominal < 1, inside ≤ total. */
export function intervalCoverage(
  counts: CoverageCounts,
  options: EstimateOptions = {},
): CoverageEstimate {
  const { nominal, inside, total } = counts
  if (!(nominal > 0 && nominal < 1)) throw new RangeError(`intervals of level ${nominal}`)
  const method = 'share of outcomes inside the predicted interval'
  const estimate = proportion({ method, count: inside, total, unit: 'outcomes' }, options)
  return { ...estimate, nominal, gap: estimate.value === null ? null : estimate.value - nominal }
}
