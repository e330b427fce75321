/**
 * Root mean squared error: the typical distance of a numeric prediction from its outcome, large
 * errors counting more; in the outcome's own unit; 0 is perfect.
 * Convention: divisor n. Interval: delta method on the logarithm, RMSE·exp(±z·s/2) with s the
 * standard error of the mean squared error over that mean, so the lower limit stays above 0.
 * Source: T. Chai and R. R. Draxler, Geoscientific Model Development 7 (2014) 1247–1250; delta
 * method: A. W. van der Vaart, Asymptotic Statistics (1998), ch. 3.
 * Twin: Python `sklearn.metrics.root_mean_squared_error`; standard error by
 * `statsmodels.stats.weightstats.DescrStatsW(e**2).std_mean`.
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
import { standardErrorOfMean } from './normal-mean-interval.ts'
import { type RegressionSums, assertRegressionSums } from './regression-sums.ts'

/** `minimum` applies to the pairs. Throws RangeError for sums that cannot occur. */
export function rootMeanSquaredError(
  sums: RegressionSums,
  options: EstimateOptions = {},
): Estimate {
  const { n, squaredErrorSum } = assertRegressionSums(sums)
  const evidence = { method: 'root mean squared error', n, positives: null, negatives: null }
  if (n === 0) return undefinedEstimate(evidence, 'no predictions with an outcome')
  const interval = logInterval(sums, options.level)
  const note = interval === null ? 'no interval: the errors are all of one size' : null
  const sample = { count: n, unit: 'predictions', minimum: options.minimum }
  return estimateWithMinimum(evidence, Math.sqrt(squaredErrorSum / n), interval, sample, note)
}

function logInterval(sums: RegressionSums, level: number = defaultLevel): Interval | null {
  const { n, squaredErrorSum, quarticErrorSum } = sums
  const z = twoSidedZ(level)
  const error = standardErrorOfMean({ n, sum: squaredErrorSum, squareSum: quarticErrorSum })
  if (error === null) return null
  const mean = squaredErrorSum / n
  const factor = Math.exp((z * error) / (2 * mean))
  const value = Math.sqrt(mean)
  return { lower: value / factor, upper: value * factor, level, method: 'delta method, log scale' }
}
