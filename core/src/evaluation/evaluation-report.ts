import type { GroupCounts } from '../fairness/group-counts.ts'
import type { GroupRates } from '../fairness/group-rates.ts'
import type { Segment } from '../monitoring/segment.ts'
import { auroc } from '../statistics/auroc.ts'
import { averagePrecision } from '../statistics/average-precision.ts'
import { type CalibrationBin, calibrationCurve } from '../statistics/calibration-curve.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import { type DecisionCurve, decisionCurve } from '../statistics/decision-curve.ts'
import type { RankedFeature } from '../statistics/drift-ranking.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { LeadTimeEstimate } from '../statistics/lead-time.ts'
import {
  type PrecisionRecallCurve,
  precisionRecallCurve,
} from '../statistics/precision-recall-curve.ts'
import type { RecalibrationSuggestion } from '../statistics/recalibration.ts'
import { type RocCurve, rocCurve } from '../statistics/roc-curve.ts'
import { type ThresholdCurve, thresholdCurve } from '../statistics/threshold-curve.ts'
import type { BurdenMetrics } from './burden-metrics.ts'
import { compressCounts } from './compress-counts.ts'
import type { ColumnDrift } from './column-drift.ts'
import type { EstimatedReport } from './estimated-report.ts'
import type { AttributeFairness } from './group-fairness.ts'
import type { MultivariateDrift } from './multivariate-drift.ts'
import type { Provenance, Stamped } from './provenance.ts'
import type { SegmentEvidence } from './segment-evidence.ts'
import type { ScoreMetrics, ThresholdMetrics } from './segment-metrics.ts'

/** An estimate with its provenance. */
export type Result<Kind extends Estimate = Estimate> = Kind & Provenance

export type Results<Metrics extends Record<string, Estimate>> = {
  [Name in keyof Metrics]: Result<Metrics[Name]>
}

export type ThresholdReport = {
  threshold: number
  counts: ConfusionMatrix
  metrics: Results<ThresholdMetrics & BurdenMetrics>
}

export type SegmentReport = {
  segment: Segment
  /** predictions with a score */
  n: number
  unlabelled: number
  positives: number
  negatives: number
  metrics: Results<ScoreMetrics>
  atThresholds: ThresholdReport[]
}

export type Curves = {
  roc: RocCurve
  precisionRecall: PrecisionRecallCurve
  thresholds: ThresholdCurve
  calibration: CalibrationBin[]
  decision: DecisionCurve | null
  scores: ScoreHistogram
}

/** Predictions by score and outcome, in cells of equal width from `from` to `to`. */
export type ScoreHistogram = {
  from: number
  to: number
  positives: number[]
  negatives: number[]
}

export type DriftReport = {
  baseline: string
  score: Stamped<ColumnDrift>
  features: Stamped<ColumnDrift>[]
  /** the most harmful first */
  ranking: RankedFeature[]
  /** null unless it was asked for */
  multivariate: Stamped<MultivariateDrift> | null
}

export type FairnessReport = {
  attributes: Stamped<AttributeFairness>[]
  /** pairs of attributes, the largest first */
  intersections: { threshold: number; groups: Stamped<GroupRates>[]; leftOut: number }[]
}

export type EvaluationReport = {
  format: 'primum-evaluation/1'
  dataset: {
    name: string
    rows: number
    /** rows whose score is missing or no finite number */
    unscored: number
    unlabelled: number
    positives: number
    negatives: number
    from: string | null
    to: string | null
    /** each distinct score was kept apart; otherwise bins, and `certifiedBound` limits the error */
    exact: boolean
  }
  /** one row per prediction, or per encounter and how its row was chosen */
  unit: { of: 'prediction' | 'encounter'; aggregation: string }
  clusters: number | null
  thresholds: number[]
  overall: SegmentReport & {
    curves: Stamped<Curves>
    recalibration: Stamped<RecalibrationSuggestion> | null
  }
  /** estimated without outcomes; null where all are known, or no baseline has them */
  estimated: Stamped<EstimatedReport> | null
  groups: SegmentReport[]
  fairness: FairnessReport
  leadTime: Result<LeadTimeEstimate> | null
  drift: DriftReport | null
  /** what a reader must know: rows left out, columns without variation, limits of the method */
  notes: string[]
  /** smallest count shown, null where nothing was hidden */
  suppressedBelow: number | null
}

/** Everyone's curves, thinned for drawing; areas and metrics come from the full counts. */
export function curvesOf(evidence: SegmentEvidence, thresholds: readonly number[]): Curves {
  const { sums } = evidence
  const counts = compressCounts(evidence.counts, thresholds)
  const probabilities = sums.outside === 0
  return {
    roc: { ...rocCurve(counts, { points: 100 }), area: auroc(evidence.counts) },
    precisionRecall: {
      ...precisionRecallCurve(counts, { points: 100 }),
      area: averagePrecision(evidence.counts),
    },
    thresholds: thresholdCurve(counts, { points: 40, thresholds: [...thresholds] }),
    calibration: probabilities ? calibrationCurve(counts) : [],
    decision:
      probabilities && sums.n > 0
        ? decisionCurve(counts, { from: 0.01, to: 0.6, step: 0.01 })
        : null,
    scores: scoreHistogram({ ...evidence, counts }),
  }
}

const histogramCells = 40

function scoreHistogram({ counts, sums }: SegmentEvidence): ScoreHistogram {
  const last = counts.scores.length - 1
  const from = sums.outside === 0 ? 0 : (counts.scores[0] ?? 0)
  const to = sums.outside === 0 ? 1 : (counts.scores[last] ?? 1)
  const width = (to - from) / histogramCells || 1
  const positives = Array.from({ length: histogramCells }, () => 0)
  const negatives = Array.from({ length: histogramCells }, () => 0)
  for (let i = 0; i <= last; i++) {
    const place = Math.floor((counts.scores[i]! - from) / width)
    const cell = Math.max(0, Math.min(histogramCells - 1, place))
    positives[cell]! += counts.positives[i]!
    negatives[cell]! += counts.negatives[i]!
  }
  return { from, to, positives, negatives }
}

/** Adds what every result of one run shares. */
export function results<Metrics extends Record<string, Estimate>>(
  metrics: Metrics,
  shared: Provenance,
): Results<Metrics> {
  const entries = Object.entries(metrics).map(([name, estimate]) => [
    name,
    { ...estimate, ...shared },
  ])
  return Object.fromEntries(entries) as Results<Metrics>
}

/** Groups whose counts were taken elsewhere, such as pairs of attributes. */
export type PairCounts = { threshold: number; groups: GroupCounts[]; leftOut: number }
