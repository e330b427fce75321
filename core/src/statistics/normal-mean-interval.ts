/**
 * Interval for the mean of any quantity from its sums, by the normal approximation.
 * Convention: unbiased variance (divisor n−1) from Σx and Σx², so shards add up; no interval
 * where it would have no width, and none for fewer than two values.
 * Source: central limit theorem; D. G. Altman et al., Statistics with Confidence (2000), ch. 4.
 * Twin: Python `statsmodels.stats.weightstats.DescrStatsW(x).zconfint_mean()`.
 */
import { type Interval, defaultLevel } from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'

/** Σx and Σx² over n values. */
export type MeanSums = { n: number; sum: number; squareSum: number }

/**
 * Standard error of the mean, in the unit of x; null for fewer than two values or none that vary.
 * Throws RangeError for sums that are not finite.
 */
export function standardErrorOfMean({ n, sum, squareSum }: MeanSums): number | null {
  if (!Number.isFinite(sum) || !Number.isFinite(squareSum)) {
    throw new RangeError(`the sums ${sum} and ${squareSum} are not finite`)
  }
  if (n < 2) return null
  const variance = (squareSum - (sum * sum) / n) / (n - 1)
  // The difference of two nearly equal sums leaves rounding noise, which is no spread.
  return variance * n <= squareSum * 1e-12 ? null : Math.sqrt(variance / n)
}

/** Two-sided limits in the unit of x, or null as above. Throws RangeError unless 0 < level < 1. */
export function normalMeanInterval(
  sums: MeanSums,
  level: number = defaultLevel,
): (Interval & { lower: number; upper: number }) | null {
  const z = twoSidedZ(level)
  const error = standardErrorOfMean(sums)
  if (error === null) return null
  const mean = sums.sum / sums.n
  const method = 'normal approximation of the mean'
  return { lower: mean - z * error, upper: mean + z * error, level, method }
}
