/**
 * The chi-squared distribution: its cumulative probability and its quantile.
 * Convention: `degrees` may be any positive number; the quantile is solved on the log scale in
 * the smaller tail, so tiny and huge quantiles keep their relative precision.
 * Source: cdf = P(k/2, x/2); start of the iteration by E. B. Wilson and M. M. Hilferty, PNAS 17
 * (1931) 684–688, then Newton steps inside a bracket.
 * Twin: R `pchisq`, `qchisq`; Python `scipy.stats.chi2.cdf`, `.ppf`.
 */
import {
  lnGamma,
  poissonDensity,
  regularizedGammaLower,
  regularizedGammaUpper,
} from './gamma-function.ts'
import { normalQuantile } from './normal-distribution.ts'

/** Probability of a value at most x. Throws RangeError unless x ≥ 0 and degrees > 0. */
export function chiSquaredCdf(x: number, degrees: number): number {
  return regularizedGammaLower(degrees / 2, x / 2)
}

/** The x with cdf(x) = p, for 0 ≤ p < 1. Throws RangeError otherwise, or unless degrees > 0. */
export function chiSquaredQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p < 1)) throw new RangeError(`chiSquaredQuantile needs 0 ≤ p < 1, got ${p}`)
  if (!(degrees > 0)) throw new RangeError(`degrees of freedom must exceed 0, got ${degrees}`)
  if (p === 0) return 0
  const shape = degrees / 2
  const upperTail = p > 0.5
  const target = Math.log(upperTail ? 1 - p : p)
  const probability = upperTail ? regularizedGammaUpper : regularizedGammaLower
  let low = -Infinity
  let high = Infinity
  let u = Math.log(start(p, shape))
  for (let step = 0; step < 200; step++) {
    const x = Math.exp(u)
    const tail = probability(shape, x)
    const excess = Math.log(tail) - target
    if (excess > 0 === upperTail) low = u
    else high = u
    const slope = (shape * poissonDensity(shape, x)) / tail
    let next = u - (upperTail ? -1 : 1) * (excess / slope)
    if (!(next > low && next < high)) next = between(low, high, u)
    if (Math.abs(next - u) <= 1e-15 * Math.max(1, Math.abs(u)) || excess === 0) break
    u = next
  }
  return 2 * Math.exp(u)
}

function start(p: number, shape: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape))
  // Far in the lower tail the cube turns negative; there P(a, x) ≈ x^a/Γ(a+1) is nearly exact.
  if (root > 0.2) return shape * root ** 3
  return Math.exp((Math.log(p) + lnGamma(shape + 1)) / shape)
}

function between(low: number, high: number, u: number): number {
  if (low === -Infinity) return u - 1
  if (high === Infinity) return u + 1
  return (low + high) / 2
}
