import type { ScoreCell } from '../fairness/joined-cells.ts'
import { joinSmallCells } from '../fairness/joined-cells.ts'
import type { SmallCellPolicy } from '../fairness/small-cell-suppression.ts'
import {
  defaultSmallCellPolicy,
  smallCellReason,
  suppressEstimate,
} from '../fairness/small-cell-suppression.ts'
import { auroc } from '../statistics/auroc.ts'
import { averagePrecision } from '../statistics/average-precision.ts'
import type { BoundedValue } from '../statistics/bounded-value.ts'
import { boundedValue } from '../statistics/bounded-value.ts'
import type { CalibrationBin } from '../statistics/calibration-curve.ts'
import { calibrationCurve } from '../statistics/calibration-curve.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { netBenefitGain } from '../statistics/net-benefit-gain.ts'
import { netBenefit } from '../statistics/net-benefit.ts'
import { observedExpectedRatio } from '../statistics/observed-expected-ratio.ts'
import type { PrecisionRecallPoint } from '../statistics/precision-recall-curve.ts'
import { precisionRecallCurve } from '../statistics/precision-recall-curve.ts'
import type { RocPoint } from '../statistics/roc-curve.ts'
import { rocCurve } from '../statistics/roc-curve.ts'
import type { LocatedCounts } from '../statistics/scored-counts.ts'
import type { ThresholdPoint } from '../statistics/threshold-curve.ts'
import { thresholdCurve } from '../statistics/threshold-curve.ts'
import type { Profile } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import { calibrationBins, observedExpectedSums, scoredCounts } from './profile-views.ts'
import { defaultMinimumSamples } from './thresholds.ts'

/** Net benefit in true positives per prediction; acting on nobody is worth 0 everywhere. */
export type DecisionCurvePoint = {
  threshold: number
  netBenefit: BoundedValue
  treatAll: number
  gain: BoundedValue | null
}

/** Every curve of one profile, from the same joined cells. */
export type ProfileCurves = {
  n: number
  positives: number
  negatives: number
  auroc: Estimate
  averagePrecision: Estimate
  observedExpected: Estimate
  roc: RocPoint[]
  precisionRecall: PrecisionRecallPoint[]
  thresholds: ThresholdPoint[]
  /** at the operating threshold; null where it cannot be shown */
  operating: ThresholdPoint | null
  /** empty where some scores are no probabilities */
  calibration: CalibrationBin[]
  decision: DecisionCurvePoint[]
  scores: { from: number; to: number; positives: number; negatives: number }[]
  /** why nothing is shown; null where something is */
  hidden: string | null
}

type Options = {
  labelPolicy: LabelPolicy
  /** the operating threshold, an edge of the bins */
  threshold: number
  smallCells?: SmallCellPolicy
}

/** Thresholds beyond it are no place where anybody would act; the curve only falls there. */
const highestDecisionThreshold = 0.6

const drawnPoints = 80
const drawnCells = 25

/**
 * The curves of the labelled predictions of a profile, at the edges of its bins, where they are
 * exact. Bins are joined first until no cell holds a small count, so the curves are coarser than
 * the areas, which come from all bins. Throws RangeError for negative counts.
 */
export function profileCurves(
  profile: Profile,
  scoreEdges: readonly number[],
  options: Options,
): ProfileCurves {
  const { labelPolicy, threshold, smallCells = defaultSmallCellPolicy } = options
  const counts = scoredCounts(profile, labelPolicy)
  const probabilities = profile.outside === 0
  const cells = joinSmallCells(cellsOf(profile, scoreEdges, labelPolicy), threshold, smallCells)
  const minimum = { minimum: defaultMinimumSamples.auroc }
  const hidden = cells === null ? smallCellReason(smallCells) : null
  const plain = (estimate: Estimate) => suppressEstimate(plainEstimate(estimate), hidden)
  const sums = observedExpectedSums(profile, labelPolicy)
  const areas = {
    auroc: plain(auroc(counts, minimum)),
    averagePrecision: plain(averagePrecision(counts, minimum)),
    observedExpected: plain(
      observedExpectedRatio(sums, { minimum: defaultMinimumSamples['observed-expected-ratio'] }),
    ),
  }
  if (cells === null) return { ...nothing, ...areas, hidden }
  const located = {
    scores: cells.map(({ from }) => from),
    positives: cells.map(({ positives }) => positives),
    negatives: cells.map(({ negatives }) => negatives),
  }
  const points = thresholdPoints(located, threshold)
  return {
    n: sums.n,
    positives: sums.observed,
    negatives: sums.n - sums.observed,
    ...areas,
    roc: rocCurve(located, { points: drawnPoints }).points,
    precisionRecall: precisionRecallCurve(located, { points: drawnPoints }).points,
    thresholds: points,
    operating: operatingPoint(located, cells, threshold),
    calibration: probabilities ? calibration(cells) : [],
    decision: probabilities ? points.flatMap(decisionPoint) : [],
    scores: fewerCells(cells, threshold),
    hidden: null,
  }
}

const nothing = {
  n: 0,
  positives: 0,
  negatives: 0,
  roc: [],
  precisionRecall: [],
  thresholds: [],
  operating: null,
  calibration: [],
  decision: [],
  scores: [],
}

/** Thinned for drawing, and always with the operating threshold where a cell begins there. */
function thresholdPoints(counts: LocatedCounts, threshold: number): ThresholdPoint[] {
  const drawn = thresholdCurve(counts, { points: drawnPoints }).points.map((each) => each.threshold)
  const starts = Array.from(counts.scores).includes(threshold) ? [threshold] : []
  const thresholds = [...new Set([...drawn, ...starts])].sort((a, b) => a - b)
  return thresholdCurve(counts, { thresholds }).points
}

/** Also where nobody was flagged: then no cell begins there, and that is what has to be told. */
function operatingPoint(
  counts: LocatedCounts,
  cells: readonly ScoreCell[],
  threshold: number,
): ThresholdPoint | null {
  if (cells.some(({ from, to }) => from < threshold && to > threshold)) return null
  return thresholdCurve(counts, { thresholds: [threshold] }).points[0] ?? null
}

/** The bins with the span of scores that each counts; the outermost end at their means. */
function cellsOf(profile: Profile, edges: readonly number[], policy: LabelPolicy): ScoreCell[] {
  const { positives, negatives } = scoredCounts(profile, policy)
  const { counts, expected } = calibrationBins(profile, policy)
  const probabilities = profile.outside === 0
  const cells: ScoreCell[] = []
  for (let bin = 0; bin < counts.length; bin++) {
    const below = edges[bin - 1]
    const above = edges[bin]
    // An empty bin stays, as the next cell may have to begin at the threshold and not behind it.
    const mean = counts[bin] === 0 ? (below ?? above ?? 0) : expected[bin]! / counts[bin]!
    const from = below ?? (probabilities ? 0 : mean)
    cells.push({
      from,
      to: above ?? Math.max(from, probabilities ? 1 : mean),
      positives: positives[bin]!,
      negatives: negatives[bin]!,
      scoreSum: expected[bin]!,
    })
  }
  return cells
}

/** About `drawnCells` cells of equally many predictions, none of which reaches over the threshold. */
function fewerCells(cells: readonly ScoreCell[], threshold: number): ProfileCurves['scores'] {
  const total = cells.reduce((sum, each) => sum + each.positives + each.negatives, 0)
  const drawn: ProfileCurves['scores'] = []
  for (const { from, to, positives, negatives } of cells) {
    const last = drawn.at(-1)
    const filled = last !== undefined && last.positives + last.negatives >= total / drawnCells
    if (last === undefined || filled || from === threshold) {
      drawn.push({ from, to, positives, negatives })
    } else {
      last.to = to
      last.positives += positives
      last.negatives += negatives
    }
  }
  return drawn
}

/** Sums of bins are rounded, so that neighbours with the same mean have to share a place. */
function calibration(cells: readonly ScoreCell[]): CalibrationBin[] {
  const located = { scores: [] as number[], positives: [] as number[], negatives: [] as number[] }
  for (const { positives, negatives, scoreSum } of cells) {
    const mean = Math.min(1, Math.max(0, scoreSum / (positives + negatives)))
    const last = located.scores.length - 1
    if (last >= 0 && mean <= located.scores[last]!) {
      located.positives[last]! += positives
      located.negatives[last]! += negatives
    } else {
      located.scores.push(mean)
      located.positives.push(positives)
      located.negatives.push(negatives)
    }
  }
  return calibrationCurve(located)
}

function decisionPoint(point: ThresholdPoint): DecisionCurvePoint[] {
  const { threshold, tp, fp, tn, fn } = point
  if (threshold <= 0 || threshold > highestDecisionThreshold) return []
  const matrix = { tp, fp, tn, fn }
  const { treatAll, ...estimate } = netBenefit(matrix, threshold)
  const benefit = boundedValue(estimate)
  if (benefit === null || treatAll === null) return []
  const gain = boundedValue(netBenefitGain(matrix, threshold))
  return [{ threshold, netBenefit: benefit, treatAll, gain }]
}

function plainEstimate(estimate: Estimate): Estimate {
  const { value, interval, n, positives, negatives, state, reason, method } = estimate
  return { value, interval, n, positives, negatives, state, reason, method }
}
