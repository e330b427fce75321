/**
 * The log-odds scale, on which intervals of a probability stay inside (0, 1).
 * Convention: natural logarithm; expit never overflows, however far out its argument.
 * Source: J. Berkson, J. Am. Stat. Assoc. 39 (1944) 357–365.
 * Twin: R `qlogis`, `plogis`; Python `scipy.special.logit`, `expit`.
 */

/** ln(p/(1−p)) for 0 < p < 1. Throws RangeError otherwise: 0 and 1 have no finite log-odds. */
export function logit(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`logit needs 0 < p < 1, got ${p}`)
  // Near ½ the quotient is near 1, where log loses digits and log1p does not.
  return p > 0.25 && p < 0.75 ? Math.log1p((2 * p - 1) / (1 - p)) : Math.log(p / (1 - p))
}

/** 1/(1+e^(−x)). Throws RangeError for NaN. */
export function expit(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('expit needs a number, got NaN')
  const e = Math.exp(-Math.abs(x))
  return x < 0 ? e / (1 + e) : 1 / (1 + e)
}
