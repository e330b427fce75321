import type { Segment } from '../monitoring/segment.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { CoverageCounts, CoverageEstimate } from '../statistics/interval-coverage.ts'
import { meanAbsoluteError } from '../statistics/mean-absolute-error.ts'
import { meanError } from '../statistics/mean-error.ts'
import type { QuantileCounts, QuantileEstimate } from '../statistics/quantile-calibration.ts'
import { rSquared } from '../statistics/r-squared.ts'
import type { RegressionSums } from '../statistics/regression-sums.ts'
import { rootMeanSquaredError } from '../statistics/root-mean-squared-error.ts'
import { type DriftReport, type Results, results } from './evaluation-report.ts'
import { type Provenance, type Stamped, stamp } from './provenance.ts'
import {
  type RegressionClusters,
  coverageByPatient,
  errorsByPatient,
  quantileByPatient,
} from './regression-clusters.ts'

/** All that the regression metrics of one segment need: sums, whatever the number of rows. */
export type RegressionEvidence = {
  segment: Segment
  /** predictions, with or without an outcome */
  n: number
  sums: RegressionSums
  quantiles: QuantileCounts[]
  /** central intervals: between a level and one less it */
  intervals: (CoverageCounts & { lowerLevel: number; upperLevel: number })[]
  /** null where no column names patients */
  clusters: RegressionClusters | null
}

export type RegressionMetrics = Record<
  'mean-absolute-error' | 'root-mean-squared-error' | 'r-squared' | 'mean-error',
  Estimate
>

/** `clusters` counts the patients, where they are named. */
export type QuantileResult = QuantileEstimate & { clusters?: number }

export type IntervalResult = CoverageEstimate & {
  lowerLevel: number
  upperLevel: number
  clusters?: number
}

export type RegressionSegment = {
  segment: Segment
  n: number
  /** predictions with an outcome */
  labelled: number
  /** patients among those with an outcome; null where no column names them */
  patients: number | null
  metrics: Results<RegressionMetrics>
  quantiles: Stamped<QuantileResult>[]
  intervals: Stamped<IntervalResult>[]
}

export type RegressionReport = {
  format: 'primum-regression/1'
  dataset: {
    name: string
    rows: number
    /** rows whose prediction is missing or no finite number */
    unpredicted: number
    unlabelled: number
    from: string | null
    to: string | null
  }
  overall: RegressionSegment
  groups: RegressionSegment[]
  drift: DriftReport | null
  notes: string[]
  /** smallest count shown, null where nothing was hidden */
  suppressedBelow: number | null
}

export function regressionSegment(
  { segment, n, sums, quantiles, intervals, clusters }: RegressionEvidence,
  provenance: Provenance,
  options: { minimum: number },
): RegressionSegment {
  return {
    segment,
    n,
    labelled: sums.n,
    patients: clusters === null ? null : clusters.sums.n.length,
    metrics: results(
      clusters === null ? errorsByRow(sums, options) : errorsByPatient(clusters, options),
      provenance,
    ),
    quantiles: stamp(
      quantiles.map((counts, index) =>
        quantileByPatient(counts, clusters?.quantiles[index], options),
      ),
      provenance,
    ),
    intervals: stamp(
      intervals.map(({ lowerLevel, upperLevel, ...counts }, index) => ({
        ...coverageByPatient(counts, clusters?.intervals[index], options),
        lowerLevel,
        upperLevel,
      })),
      provenance,
    ),
  }
}

function errorsByRow(sums: RegressionSums, options: { minimum: number }): RegressionMetrics {
  return {
    'mean-absolute-error': meanAbsoluteError(sums, options),
    'root-mean-squared-error': rootMeanSquaredError(sums, options),
    'r-squared': rSquared(sums, options),
    'mean-error': meanError(sums, options),
  }
}

/** Pairs of levels that lie alike far from the ends, the widest first: 0.05 with 0.95. */
export function centralLevels(levels: readonly number[]): { lower: number; upper: number }[] {
  const rounding = 1e-9
  return levels
    .filter((lower) => lower < 0.5)
    .toSorted((a, b) => a - b)
    .flatMap((lower) => {
      const upper = levels.find((level) => Math.abs(lower + level - 1) < rounding)
      return upper === undefined ? [] : [{ lower, upper }]
    })
}
