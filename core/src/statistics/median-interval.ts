/**
 * Interval for a median without assuming a distribution: two of the sorted values themselves.
 * Convention: the narrowest symmetric pair of order statistics k and n+1−k that covers the median
 * with at least the level asked for, by the binomial distribution with ½; always conservative.
 * Below a sample size (6 at 95 %) no pair does, and the answer is null. With ties it covers more.
 * Source: W. R. Thompson, Ann. Math. Statist. 7 (1936) 122–128; W. J. Conover, Practical
 * Nonparametric Statistics (1999), 3.2.
 * Twin: R `DescTools::MedianCI(x, method = "exact")`; Python
 * `scipy.stats.quantile_test(x, p=0.5).confidence_interval`.
 */
import { type Interval, defaultLevel } from './estimate.ts'

/** `ascending` values. Throws RangeError for values out of order or unless 0 < level < 1. */
export function medianInterval(
  ascending: ArrayLike<number>,
  level: number = defaultLevel,
): (Interval & { lower: number; upper: number }) | null {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie in (0, 1), got ${level}`)
  const n = ascending.length
  for (let i = 1; i < n; i++) {
    if (!(ascending[i]! >= ascending[i - 1]!)) throw new RangeError(`not ascending at index ${i}`)
  }
  const rank = lowerRank(n, (1 - level) / 2)
  if (rank === 0) return null
  return {
    lower: ascending[rank - 1]!,
    upper: ascending[n - rank]!,
    level,
    method: `order statistics ${rank} and ${n + 1 - rank} (distribution-free)`,
  }
}

/** Largest k with P(X < k) ≤ tail for X binomial(n, ½); 0 where even P(X < 1) is larger. */
function lowerRank(n: number, tail: number): number {
  // Probabilities relative to the middle one, outwards until they no longer count: 2^−n would
  // underflow, and only about √n of them matter.
  const middle = Math.floor(n / 2)
  const weights: number[] = []
  for (let k = middle, weight = 1; k >= 0 && weight > 1e-30; k--) {
    weights.push(weight)
    weight *= k / (n - k + 1)
  }
  const half = weights.reduceRight((sum, weight) => sum + weight, 0)
  // Below and above the middle mirror each other; an even n has one middle, an odd n two.
  const whole = n % 2 === 0 ? 2 * half - 1 : 2 * half
  let below = 0
  for (let i = weights.length - 1; i >= 0; i--) {
    below += weights[i]!
    if (below / whole > tail) return middle - i
  }
  return middle
}
