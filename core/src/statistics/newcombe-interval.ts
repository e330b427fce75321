/**
 * Interval for the difference of two independent proportions, first minus second.
 * Convention: the hybrid score interval (method 10), built from the two Wilson intervals without
 * continuity correction; it stays inside [-1, 1] and has a width even at 0 of n and n of n.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890.
 * Twin: R `DescTools::BinomDiffCI(..., method = "score")`; Python `statsmodels`
 * `confint_proportions_2indep(method='newcomb')`.
 */
import { type Interval, defaultLevel } from './estimate.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** `count` of `total`, whole numbers with 0 ≤ count ≤ total. */
export type Share = { count: number; total: number }

/** Limits as differences of proportions. Throws RangeError for an empty or impossible share. */
export function newcombeInterval(
  first: Share,
  second: Share,
  level: number = defaultLevel,
): Interval & { lower: number; upper: number } {
  const one = wilsonInterval(first.count, first.total, level)
  const two = wilsonInterval(second.count, second.total, level)
  const p1 = first.count / first.total
  const p2 = second.count / second.total
  const difference = p1 - p2
  return {
    // hypot may round beyond the end of the scale by one unit in the last place
    lower: Math.max(-1, difference - Math.hypot(p1 - one.lower, two.upper - p2)),
    upper: Math.min(1, difference + Math.hypot(one.upper - p1, p2 - two.lower)),
    level,
    method: 'Newcombe hybrid score',
  }
}
