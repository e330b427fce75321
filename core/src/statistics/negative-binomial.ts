/**
 * Quantile of a count that spreads wider than chance: the band of a volume per day.
 * Convention: negative binomial given by its mean and variance; a variance no larger than the mean
 * is Poisson, its limit. The quantile is the least whole k with P(X ≤ k) ≥ p.
 * Source: N. L. Johnson, A. W. Kemp and S. Kotz, Univariate Discrete Distributions (2005), ch. 5;
 * J. M. Ver Hoef and P. L. Boveng, Ecology 88 (2007) 2766–2772, for variance in proportion to mean.
 * Twin: R `qnbinom(p, size, mu = m)`, `qpois`; Python `scipy.stats.nbinom.ppf`, `poisson.ppf`.
 */
/** Below this share of the largest term, what is left cannot move a quantile. */
const negligible = 1e-18

/** Throws RangeError unless 0 < p < 1, mean ≥ 0 and the variance is finite. A mean of 0 is 0. */
export function negativeBinomialQuantile(
  p: number,
  distribution: { mean: number; variance: number },
): number {
  const { mean, variance } = distribution
  if (!(p > 0 && p < 1)) throw new RangeError(`a quantile needs 0 < p < 1, got ${p}`)
  if (!(mean >= 0 && mean < Infinity && variance < Infinity)) {
    throw new RangeError(`a mean of ${mean} with a variance of ${variance}`)
  }
  if (mean === 0) return 0
  // Probabilities relative to the one at the mean: neither end can underflow the others, and their
  // sum stands for 1. Each follows from its neighbour, for Poisson (a spread of 1) as well.
  const start = Math.floor(mean)
  const spread = variance > mean ? variance / mean : 1
  const ratio = (k: number) => (k * (spread - 1) + mean) / (spread * (k + 1))
  const below: number[] = []
  for (let k = start - 1, term = 1; k >= 0 && term > negligible; k--) {
    term /= ratio(k)
    below.push(term)
  }
  const above: number[] = []
  for (let k = start, term = 1; term > negligible; k++) {
    above.push(term)
    term *= ratio(k)
  }
  const terms = [...below.toReversed(), ...above]
  const wanted = p * terms.reduce((sum, term) => sum + term, 0)
  let k = start - below.length
  let sum = 0
  for (const term of terms) {
    sum += term
    if (sum >= wanted) return k
    k++
  }
  return k - 1
}
