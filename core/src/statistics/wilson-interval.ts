/**
 * Interval for a proportion by inverting the score test.
 * Convention: no continuity correction; unlike the Wald interval it stays inside [0, 1], is never
 * empty at 0 or n, and covers close to its level even for small n.
 * Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212.
 * Twin: R `prop.test(count, total, correct = FALSE)$conf.int`; Python
 * `statsmodels.stats.proportion.proportion_confint(count, total, method='wilson')`.
 */
import { type Interval, defaultLevel } from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { assertCount } from './scored-counts.ts'

/** Limits as proportions. Throws RangeError unless 0 ≤ count ≤ total, total > 0, 0 < level < 1. */
export function wilsonInterval(
  count: number,
  total: number,
  level: number = defaultLevel,
): Interval & { lower: number; upper: number } {
  assertCount(count, 'count')
  assertCount(total, 'total')
  if (total === 0 || count > total) throw new RangeError(`${count} of ${total} is no proportion`)
  const z2 = twoSidedZ(level) ** 2
  const proportion = count / total
  const denominator = 1 + z2 / total
  const center = (proportion + z2 / (2 * total)) / denominator
  const spread = (proportion * (1 - proportion)) / total + z2 / (4 * total * total)
  const margin = Math.sqrt(z2 * spread) / denominator
  return {
    // At the ends the limit is 0 or 1 exactly; rounding would leave a stray 1e-18.
    lower: count === 0 ? 0 : Math.max(0, center - margin),
    upper: count === total ? 1 : Math.min(1, center + margin),
    level,
    method: 'Wilson score',
  }
}
