/**
 * Survival function of the Kolmogorov distribution: the chance that √e times the distance of two
 * empirical distributions exceeds λ when nothing has changed, for large e.
 * Convention: the alternating series above λ = 1.18, its theta-function twin below, so that a few
 * terms give all digits on both sides.
 * Source: A. Kolmogorov, Giornale dell'Istituto Italiano degli Attuari 4 (1933) 83–91; twin series:
 * W. Feller, Ann. Math. Statist. 19 (1948) 177–189.
 * Twin: Python `scipy.special.kolmogorov`; R `1 - .Call(stats:::C_pKolmogorov2x, …)`.
 */

/** P(K > λ) for λ ≥ 0. Throws RangeError otherwise. */
export function kolmogorovSurvival(lambda: number): number {
  if (!(lambda >= 0)) throw new RangeError(`kolmogorovSurvival needs λ ≥ 0, got ${lambda}`)
  return lambda < 1.18 ? 1 - lowerSeries(lambda) : upperSeries(lambda)
}

function lowerSeries(lambda: number): number {
  // Below this the sum is less than 1e-300, and at 0 it would divide by zero.
  if (lambda < 0.04) return 0
  const exponent = -(Math.PI ** 2) / (8 * lambda * lambda)
  let sum = 0
  for (let odd = 1; odd <= 9; odd += 2) sum += Math.exp(odd * odd * exponent)
  return (Math.sqrt(2 * Math.PI) / lambda) * sum
}

function upperSeries(lambda: number): number {
  const exponent = -2 * lambda * lambda
  let sum = 0
  for (let k = 5; k >= 1; k--) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(k * k * exponent)
  return 2 * sum
}
