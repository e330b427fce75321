/**
 * The standard normal distribution: its cumulative probability and its quantile.
 * Convention: both tails keep full relative precision; nothing is cut off at ±8 or so.
 * Source: cdf through the incomplete gamma function, Φ(−x) = ½·Q(½, x²/2); quantile by
 * M. J. Wichura, "Algorithm AS 241", Applied Statistics 37 (1988) 477–484 (PPND16).
 * Twin: R `pnorm`, `qnorm`; Python `scipy.special.ndtr`, `ndtri`.
 */
import { regularizedGammaLower, regularizedGammaUpper } from './gamma-function.ts'

/** Φ(x), the probability of a value at most x. Throws RangeError for NaN. */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('normalCdf needs a number, got NaN')
  const half = (x * x) / 2
  return x < 0 ? regularizedGammaUpper(0.5, half) / 2 : 0.5 + regularizedGammaLower(0.5, half) / 2
}

/** The x with Φ(x) = p, for 0 < p < 1. Throws RangeError otherwise. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile needs 0 < p < 1, got ${p}`)
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(center, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const magnitude = r <= 5 ? ratio(tail, r - 1.6) : ratio(farTail, r - 5)
  return q < 0 ? -magnitude : magnitude
}

/** The z of a two-sided interval: 1.959964… at level 0.95. Throws RangeError unless 0 < level < 1. */
export function twoSidedZ(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie in (0, 1), got ${level}`)
  return -normalQuantile((1 - level) / 2)
}

type Rational = { numerator: readonly number[]; denominator: readonly number[] }

// Coefficients of AS 241, highest power first.
const center: Rational = {
  numerator: [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
    13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  denominator: [
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
    5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
  ],
}
const tail: Rational = {
  numerator: [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
    1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959,
    1.42343711074968357734,
  ],
  denominator: [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
    0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187,
    1,
  ],
}
const farTail: Rational = {
  numerator: [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
    0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699,
    6.6579046435011037772,
  ],
  denominator: [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
    7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
    0.59983220655588793769, 1,
  ],
}

function ratio({ numerator, denominator }: Rational, x: number): number {
  return horner(numerator, x) / horner(denominator, x)
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}
