import type { ClusterSums } from '../statistics/clustered-regression.ts'
import { clusteredRegression } from '../statistics/clustered-regression.ts'
import { clusteredProportion } from '../statistics/clustered-proportion.ts'
import type { Estimate, EstimateOptions } from '../statistics/estimate.ts'
import type { CoverageCounts, CoverageEstimate } from '../statistics/interval-coverage.ts'
import { intervalCoverage } from '../statistics/interval-coverage.ts'
import type { QuantileCounts, QuantileEstimate } from '../statistics/quantile-calibration.ts'
import { quantileCalibration } from '../statistics/quantile-calibration.ts'

/** Counts of each patient, in the order of the sums. */
export type ShareByPatient = { counts: ArrayLike<number>; totals: ArrayLike<number> }

/** What a segment holds of each patient with an outcome. */
export type RegressionClusters = {
  sums: ClusterSums
  /** outcomes at or below each quantile, and inside each interval */
  quantiles: readonly ShareByPatient[]
  intervals: readonly ShareByPatient[]
}

export function errorsByPatient({ sums }: RegressionClusters, options: EstimateOptions) {
  const found = clusteredRegression(sums, options)
  return {
    'mean-absolute-error': found.meanAbsoluteError,
    'root-mean-squared-error': found.rootMeanSquaredError,
    'r-squared': found.rSquared,
    'mean-error': found.meanError,
  }
}

/** The share of outcomes below a quantile, with an interval that counts patients where they are known. */
export function quantileByPatient(
  counts: QuantileCounts,
  share: ShareByPatient | undefined,
  options: EstimateOptions,
): QuantileEstimate & { clusters?: number } {
  const plain = quantileCalibration(counts, options)
  return share === undefined ? plain : { ...plain, ...byPatient(plain, share, options) }
}

export function coverageByPatient(
  counts: CoverageCounts,
  share: ShareByPatient | undefined,
  options: EstimateOptions,
): CoverageEstimate & { clusters?: number } {
  const plain = intervalCoverage(counts, options)
  return share === undefined ? plain : { ...plain, ...byPatient(plain, share, options) }
}

function byPatient({ method }: Estimate, share: ShareByPatient, options: EstimateOptions) {
  const rate = { ...share, method: `${method} (clustered)`, unit: 'outcomes' }
  const { variance: _, designEffect: __, ...estimate } = clusteredProportion(rate, options)
  return estimate
}
