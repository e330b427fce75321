/**
 * Observed to expected events (O:E): calibration in the large. Above 1 the AI system predicts too
 * few events, below 1 too many.
 * Convention: O = Σy, E = Σp. Interval exp(ln(O/E) ± z·√(Σp(1−p))/O); exact Poisson limits of O
 * over E when O < 100; O = 0 has an upper limit only (the lower is null); E = 0 is `undefined`.
 * Source: T. P. A. Debray et al., BMJ 356 (2017) i6460; exact: F. Garwood, Biometrika 28 (1936).
 * Twin: R `poisson.test(O, E)` (O < 100), `metamisc::oecalc`; Python: the same formula in NumPy,
 * limits by `scipy.stats.chi2.ppf`.
 */
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { poissonInterval } from './poisson-interval.ts'
import { type LocatedCounts, assertCount, locatedTotals } from './scored-counts.ts'

/** Sums over n predictions: observed = Σy, expected = Σp, varianceSum = Σp(1−p). */
export type ObservedExpected = {
  observed: number
  expected: number
  varianceSum: number
  n: number
}

const exactBelow = 100

/**
 * Sums of groups, exact where each group is one distinct score or `scores` holds the means of bins
 * (Σp(1−p) is then slightly high). Throws RangeError for a score outside [0, 1] or invalid counts.
 */
export function observedExpectedOfCounts(counts: LocatedCounts): ObservedExpected {
  const { positives, negatives } = locatedTotals(counts)
  let expected = 0
  let varianceSum = 0
  for (let i = 0; i < counts.scores.length; i++) {
    const p = counts.scores[i]!
    if (!(p >= 0 && p <= 1)) throw new RangeError(`probability at index ${i} is ${p}`)
    const sum = (counts.positives[i]! + counts.negatives[i]!) * p
    expected += sum
    varianceSum += sum * (1 - p)
  }
  return { observed: positives, n: positives + negatives, expected, varianceSum }
}

/** `minimum` applies to the predictions. Throws RangeError for sums that cannot occur. */
export function observedExpectedRatio(
  sums: ObservedExpected,
  options: EstimateOptions = {},
): Estimate {
  assertSums(sums)
  const { observed, expected, n } = sums
  const method = 'observed:expected ratio'
  const evidence = { method, n, positives: observed, negatives: n - observed }
  if (n === 0) return undefinedEstimate(evidence, 'no predictions')
  const ratio = observed / expected
  if (!Number.isFinite(ratio)) {
    return undefinedEstimate(evidence, 'no events expected: the denominator is zero')
  }
  const interval = ratioInterval(sums, ratio, options.level)
  const sample = { count: n, unit: 'predictions', minimum: options.minimum }
  return estimateWithMinimum(evidence, ratio, interval, sample, noteOn(observed, interval))
}

function ratioInterval(
  { observed, expected, varianceSum }: ObservedExpected,
  ratio: number,
  level: number = defaultLevel,
): Interval | null {
  const z = twoSidedZ(level)
  if (observed < exactBelow) {
    const { lower, upper, method } = poissonInterval(observed, level)
    const bounds = { lower: over(lower, expected), upper: over(upper, expected) }
    return bounds.upper === null ? null : { ...bounds, level, method }
  }
  if (varianceSum === 0) return null
  const factor = Math.exp((z * Math.sqrt(varianceSum)) / observed)
  return { lower: ratio / factor, upper: ratio * factor, level, method: 'log-normal' }
}

function over(limit: number | null, expected: number): number | null {
  return limit === null || !Number.isFinite(limit / expected) ? null : limit / expected
}

function noteOn(observed: number, interval: Interval | null): string | null {
  if (interval === null) return 'degenerate: the predictions carry no variance to build on'
  return observed === 0 ? 'no events observed: upper limit only' : null
}

function assertSums({ observed, expected, varianceSum, n }: ObservedExpected): void {
  assertCount(n, 'n')
  assertCount(observed, 'observed')
  const slack = 1 + 1e-9
  const possible =
    observed <= n &&
    expected >= 0 &&
    expected <= n * slack &&
    varianceSum >= 0 &&
    varianceSum <= expected * slack
  if (!possible) {
    throw new RangeError(
      `no ${n} predictions have observed ${observed}, expected ${expected} ` +
        `and variance sum ${varianceSum}`,
    )
  }
}
