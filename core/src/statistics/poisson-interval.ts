/**
 * Exact limits for the mean of a Poisson count, used where events are too few for a normal
 * approximation.
 * Convention: central (Garwood) interval, so each side errs with at most (1−level)/2; a count of
 * zero has no lower limit (null), and its upper limit keeps the two-sided level (3.689 at 95 %).
 * Source: F. Garwood, Biometrika 28 (1936) 437–442.
 * Twin: R `poisson.test(count)$conf.int`; Python `scipy.stats.chi2.ppf`.
 */
import { chiSquaredQuantile } from './chi-squared.ts'
import { type Interval, defaultLevel } from './estimate.ts'
import { assertCount } from './scored-counts.ts'

/** Limits in events. Throws RangeError unless count is a whole number ≥ 0 and 0 < level < 1. */
export function poissonInterval(count: number, level: number = defaultLevel): Interval {
  assertCount(count, 'count')
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie in (0, 1), got ${level}`)
  const tail = (1 - level) / 2
  return {
    lower: count === 0 ? null : chiSquaredQuantile(tail, 2 * count) / 2,
    upper: chiSquaredQuantile(1 - tail, 2 * count + 2) / 2,
    level,
    method: 'exact Poisson (Garwood)',
  }
}
