/**
 * R² (coefficient of determination): the share of the outcome's variance that the prediction
 * removes, against predicting the mean of these outcomes for everyone. 1 is perfect, 0 no better
 * than the mean, negative worse than it.
 * Convention: 1 − Σe²/Σ(y−ȳ)², not the squared correlation, which forgives bias. Outcomes that do
 * not vary leave nothing to explain: undefined, not 0 and not 1. Interval: delta method on the
 * logarithm of the unexplained share u = 1 − R², from the moments of e² − u(y−ȳ)².
 * Source: N. J. D. Nagelkerke, Biometrika 78 (1991) 691–692 for the definition; delta method: A. W.
 * van der Vaart, Asymptotic Statistics (1998), ch. 3.
 * Twin: Python `sklearn.metrics.r2_score`; interval by the influence values in NumPy.
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
import { type RegressionSums, assertRegressionSums } from './regression-sums.ts'

/** `minimum` applies to the pairs. Throws RangeError for sums that cannot occur. */
export function rSquared(sums: RegressionSums, options: EstimateOptions = {}): Estimate {
  const { n, squaredErrorSum } = assertRegressionSums(sums)
  const evidence = { method: 'R²', n, positives: null, negatives: null }
  if (n === 0) return undefinedEstimate(evidence, 'no predictions with an outcome')
  const variation = variationOf(sums)
  if (variation === null) return undefinedEstimate(evidence, 'the outcomes do not vary')
  const unexplained = squaredErrorSum / variation
  const interval = logInterval(sums, unexplained, variation, options.level)
  const note = interval === null ? 'no interval: the spread of the errors is zero' : null
  const sample = { count: n, unit: 'predictions', minimum: options.minimum }
  return estimateWithMinimum(evidence, 1 - unexplained, interval, sample, note)
}

/** Σ(y−ȳ)², or null where it is nothing but rounding. */
function variationOf({ n, deviationSum, squaredDeviationSum }: RegressionSums): number | null {
  const variation = squaredDeviationSum - (deviationSum * deviationSum) / n
  return variation <= squaredDeviationSum * 1e-12 ? null : variation
}

function logInterval(
  sums: RegressionSums,
  unexplained: number,
  variation: number,
  level: number = defaultLevel,
): Interval | null {
  const z = twoSidedZ(level)
  const { n, squaredErrorSum, quarticErrorSum } = sums
  const m = sums.deviationSum / n
  // Σe²(y−ȳ)² and Σ(y−ȳ)⁴ from the moments about the origin.
  const mixed =
    sums.weightedSquaredDeviationSum - 2 * m * sums.weightedDeviationSum + m * m * squaredErrorSum
  const fourth =
    sums.quarticDeviationSum -
    4 * m * sums.cubedDeviationSum +
    6 * m * m * sums.squaredDeviationSum -
    3 * n * m ** 4
  const spread = quarticErrorSum - 2 * unexplained * mixed + unexplained * unexplained * fourth
  if (unexplained === 0 || spread <= quarticErrorSum * 1e-12) return null
  const factor = Math.exp((z * Math.sqrt(spread)) / variation / unexplained)
  const lower = 1 - unexplained * factor
  // With a handful of pairs the lower limit may lie beyond every number; then none can be given.
  return {
    lower: Number.isFinite(lower) ? lower : null,
    upper: 1 - unexplained / factor,
    level,
    method: 'delta method, log of the unexplained share',
  }
}
