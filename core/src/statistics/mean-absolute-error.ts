/**
 * Mean absolute error: how far a numeric prediction lies from its outcome on average, in the
 * outcome's own unit; 0 is perfect.
 * Convention: no weighting and no division by the outcome. Interval: normal approximation of the
 * mean of |e|, cut at 0; none where all errors are equal.
 * Source: C. J. Willmott and K. Matsuura, Climate Research 30 (2005) 79–82.
 * Twin: Python `sklearn.metrics.mean_absolute_error`, interval
 * `statsmodels.stats.weightstats.DescrStatsW(abs(e)).zconfint_mean()`.
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
export function meanAbsoluteError(sums: RegressionSums, options: EstimateOptions = {}): Estimate {
  const { n, absoluteErrorSum, squaredErrorSum } = assertRegressionSums(sums)
  const evidence = { method: 'mean absolute error', n, positives: null, negatives: null }
  if (n === 0) return undefinedEstimate(evidence, 'no predictions with an outcome')
  const parts = { n, sum: absoluteErrorSum, squareSum: squaredErrorSum }
  const found = normalMeanInterval(parts, options.level)
  const interval = found && { ...found, lower: Math.max(0, found.lower) }
  const note = interval === null ? 'no interval: the errors are all of one size' : null
  const sample = { count: n, unit: 'predictions', minimum: options.minimum }
  return estimateWithMinimum(evidence, absoluteErrorSum / n, interval, sample, note)
}
