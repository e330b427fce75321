/**
 * Mean error (bias): by how much a numeric prediction lies above (+) or below (−) its outcome on
 * average, in the outcome's own unit; 0 is unbiased.
 * Convention: prediction − outcome. Interval: normal approximation of the mean.
 * Source: J. M. Bland and D. G. Altman, Lancet 327 (1986) 307–310.
 * Twin: Python `numpy.mean(prediction - outcome)`, interval
 * `statsmodels.stats.weightstats.DescrStatsW(e).zconfint_mean()`.
 */
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { normalMeanInterval } from './normal-mean-interval.ts'
import { type RegressionSums, assertRegressionSums } from './regression-sums.ts'

/** `minimum` applies to the pairs. Throws RangeError for sums that cannot occur. */
export function meanError(sums: RegressionSums, options: EstimateOptions = {}): Estimate {
  const { n, errorSum, squaredErrorSum } = assertRegressionSums(sums)
  const evidence = { method: 'mean error', n, positives: null, negatives: null }
  if (n === 0) return undefinedEstimate(evidence, 'no predictions with an outcome')
  const parts = { n, sum: errorSum, squareSum: squaredErrorSum }
  const interval = normalMeanInterval(parts, options.level)
  const note = interval === null ? 'no interval: the errors do not vary' : null
  const sample = { count: n, unit: 'predictions', minimum: options.minimum }
  return estimateWithMinimum(evidence, errorSum / n, interval, sample, note)
}
