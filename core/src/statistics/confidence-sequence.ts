/**
 * Confidence sequence of a mean: an interval that may be looked at after every observation. With
 * probability `level` it covers the true mean at all times at once, so "so far" reports need no
 * correction for looking; an ordinary interval misses it sooner or later with certainty.
 * Convention: two forms. `boundedMeanSequence` inverts Robbins' beta mixture of Bernoulli
 * likelihoods, exact for 0/1 outcomes and valid (cautious) for any values in [0, 1], as x ↦
 * (q/p)ˣ((1−q)/(1−p))¹⁻ˣ is convex; the prior is Jeffreys', Beta(½, ½). `subGaussianMeanSequence` is
 * the two-sided normal mixture, tightest near `tunedFor` observations. Observations enter in any
 * order but their mean must not depend on the past.
 * Source: H. Robbins, Ann. Math. Statist. 41 (1970) 1397–1409; S. R. Howard, A. Ramdas, J. McAuliffe
 * and J. Sekhon, Ann. Statist. 49 (2021) 1055–1080.
 * Twin: Python `confseq.boundaries.normal_mixture_bound(is_one_sided=False)`; the beta mixture by
 * `scipy.special.betaln` and `scipy.optimize.brentq`.
 */
import {
  type Estimate,
  type EstimateOptions,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { lnGamma } from './gamma-function.ts'
import { assertCount } from './scored-counts.ts'

/** Σx over n observations. */
export type SequenceSums = { n: number; sum: number }

const prior = 0.5

/**
 * Mean of values in [0, 1], 0/1 outcomes included. `minimum` applies to the observations. Throws
 * RangeError unless 0 ≤ sum ≤ n and 0 < level < 1.
 */
export function boundedMeanSequence(sums: SequenceSums, options: EstimateOptions = {}): Estimate {
  const { n, sum } = sums
  assertCount(n, 'n')
  if (!(sum >= 0 && sum <= n)) throw new RangeError(`${n} values in [0, 1] cannot add up to ${sum}`)
  const level = checkedLevel(options.level)
  const evidence = { method: 'mean so far', n, positives: null, negatives: null }
  if (n === 0) return undefinedEstimate(evidence, 'no observations yet')
  const mean = sum / n
  const mixture = lnBeta(prior + sum, prior + n - sum) - lnBeta(prior, prior)
  const limit = Math.log(1 / (1 - level))
  /** Logarithm of the evidence against the mean p, less the limit at which p is excluded. */
  const excess = (p: number) =>
    mixture - (sum === 0 ? 0 : sum * Math.log(p)) - (n - sum) * lnComplement(p, n - sum) - limit
  const slope = (p: number) => (n - sum) / (1 - p) - sum / p
  const interval = {
    lower: sum === 0 ? 0 : crossing(excess, slope, mean, 0),
    upper: sum === n ? 1 : crossing(excess, slope, mean, 1),
    level,
    method: 'beta-binomial mixture, valid at all times',
  }
  const sample = { count: n, unit: 'observations', minimum: options.minimum }
  return estimateWithMinimum(evidence, mean, interval, sample)
}

/**
 * Mean of values that are sub-Gaussian with scale `sigma` (in the unit of x; half the width for
 * values inside bounds). `tunedFor` observations (default 1000) get the shortest interval. Throws
 * RangeError unless sigma and tunedFor are above 0, sum is finite and 0 < level < 1.
 */
export function subGaussianMeanSequence(
  sums: SequenceSums,
  options: EstimateOptions & { sigma: number; tunedFor?: number },
): Estimate {
  const { n, sum } = sums
  const { sigma, tunedFor = 1000 } = options
  assertCount(n, 'n')
  if (!(sigma > 0 && sigma < Infinity && tunedFor > 0 && tunedFor < Infinity)) {
    throw new RangeError(`sigma ${sigma} and tunedFor ${tunedFor} must be above 0`)
  }
  const level = checkedLevel(options.level)
  const evidence = { method: 'mean so far', n, positives: null, negatives: null }
  if (n === 0) return undefinedEstimate(evidence, 'no observations yet')
  const margin = (sigma * normalMixtureBound(n, level, tunedFor)) / n
  const mean = sum / n
  const method = 'normal mixture, valid at all times'
  const interval = { lower: mean - margin, upper: mean + margin, level, method }
  const sample = { count: n, unit: 'observations', minimum: options.minimum }
  return estimateWithMinimum(evidence, mean, interval, sample)
}

/** Uniform bound on |Σ(x−μ)| of unit variance after n steps: √((n+ρ)(ln(1+n/ρ) + 2 ln(1/α))). */
export function normalMixtureBound(n: number, level: number, tunedFor: number): number {
  const twice = -2 * Math.log(1 - level)
  const rho = tunedFor / (twice + Math.log1p(twice))
  return Math.sqrt((n + rho) * (Math.log1p(n / rho) + twice))
}

/**
 * Where `excess`, negative at the mean and convex, reaches 0 on the way to `end`: Newton steps kept
 * inside a bracket.
 */
function crossing(
  excess: (p: number) => number,
  slope: (p: number) => number,
  mean: number,
  end: 0 | 1,
): number {
  let inside = mean
  let outside: number = end
  let p = (inside + outside) / 2
  for (let step = 0; step < 1100; step++) {
    const found = excess(p)
    if (found < 0) inside = p
    else outside = p
    let next = p - found / slope(p)
    const [low, high] = inside < outside ? [inside, outside] : [outside, inside]
    if (!(next > low && next < high)) next = (inside + outside) / 2
    if (found === 0 || Math.abs(next - p) <= 2e-16 * p) break
    p = next
  }
  return p
}

/** ln(1−p), or 0 where no failure needs it, so that p = 1 stays finite. */
function lnComplement(p: number, failures: number): number {
  return failures === 0 ? 0 : Math.log1p(-p)
}

function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b)
}

function checkedLevel(level: number = defaultLevel): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie in (0, 1), got ${level}`)
  return level
}
