/**
 * Logarithm of the gamma function, and the regularized incomplete gamma functions
 * P(a, x) = γ(a, x)/Γ(a) and Q = 1 − P, on which the normal, chi-squared and Poisson limits rest.
 * Convention: each tail is computed directly where it is small, so far tails keep their digits.
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000) for the
 * saddle-point density; NIST Digital Library of Mathematical Functions, 8.7.1 (series), 8.9.2
 * (continued fraction), 5.11.1 (Stirling).
 * Twin: R `lgamma`, `pgamma(x, a)`; Python `scipy.special.gammaln`, `gammainc`, `gammaincc`.
 */

const halfLogTwoPi = 0.9189385332046727

/** ln Γ(x) for x > 0. Throws RangeError otherwise. */
export function lnGamma(x: number): number {
  if (!(x > 0) || x === Infinity) throw new RangeError(`lnGamma needs a finite x > 0, got ${x}`)
  return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingError(x)
}

/** P(a, x), the probability that a gamma variable of shape a is at most x. a > 0, x ≥ 0. */
export function regularizedGammaLower(a: number, x: number): number {
  assertArguments(a, x)
  if (x === 0) return 0
  if (x === Infinity) return 1
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x)
}

/** Q(a, x) = 1 − P(a, x). a > 0, x ≥ 0. */
export function regularizedGammaUpper(a: number, x: number): number {
  assertArguments(a, x)
  if (x === 0) return 1
  if (x === Infinity) return 0
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x)
}

/** x^a·e^(−x)/Γ(a+1): the Poisson probability of a at mean x, extended to real a > 0. */
export function poissonDensity(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x) - halfLogTwoPi - 0.5 * Math.log(a))
}

function lowerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k)
    sum += term
  }
  return Math.min(1, poissonDensity(a, x) * sum)
}

/** Modified Lentz evaluation of the continued fraction for Q. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let fraction = d
  for (let k = 1; ; k++) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / nonZero(numerator * d + b, tiny)
    c = nonZero(b + numerator / c, tiny)
    const factor = c * d
    fraction *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return Math.min(1, poissonDensity(a, x) * a * fraction)
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** ln Γ(x+1) − ((x+½)ln x − x + ½ln 2π): what Stirling's formula leaves over. */
function stirlingError(x: number): number {
  let shifted = x
  let correction = 0
  for (; shifted < 16; shifted++) {
    correction += (shifted + 0.5) * Math.log1p(1 / shifted) - 1
  }
  const s = 1 / (shifted * shifted)
  const series = 1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188))))
  return correction + series / shifted
}

/** a·ln(a/x) + x − a without cancellation where a and x are close. */
function deviance(a: number, x: number): number {
  const difference = a - x
  if (Math.abs(difference) >= 0.1 * (a + x)) return a * Math.log(a / x) + x - a
  const ratio = difference / (a + x)
  let sum = difference * ratio
  let power = 2 * a * ratio
  for (let k = 3; ; k += 2) {
    power *= ratio * ratio
    const next = sum + power / k
    if (next === sum) return sum
    sum = next
  }
}

function assertArguments(a: number, x: number): void {
  if (!(a > 0) || a === Infinity || !(x >= 0)) {
    throw new RangeError(`incomplete gamma needs a finite a > 0 and x ≥ 0, got a=${a}, x=${x}`)
  }
}
