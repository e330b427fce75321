/**
 * What each threshold would mean: the confusion matrix and its rates, threshold by threshold.
 * Convention: flagged means `score >= threshold`; every rate with its Wilson limits at `level`, the
 * number needed to evaluate with the inverted ones; a rate without a denominator is null (the four
 * counts beside it say why), never 0 and never 1. Thresholds are the scores that occur, thinned as
 * in thin-curve.ts by threshold, sensitivity, specificity and positive predictive value together;
 * the counts at the thresholds left are exact.
 * Source: D. G. Altman and J. M. Bland, BMJ 308 (1994) 1552 and 309 (1994) 102.
 * Twin: Python `sklearn.metrics.confusion_matrix(label, score >= t)` per threshold, `statsmodels`
 * `proportion_confint(method='wilson')`.
 */
import { type BoundedValue, boundedValue } from './bounded-value.ts'
import { confusionMatrices } from './confusion-matrices.ts'
import type { ConfusionMatrix } from './confusion-matrix.ts'
import { type CurveState, curveState } from './curve-state.ts'
import { flagRate } from './flag-rate.ts'
import { negativePredictiveValue } from './negative-predictive-value.ts'
import { numberNeededToEvaluate } from './number-needed-to-evaluate.ts'
import { positivePredictiveValue } from './positive-predictive-value.ts'
import { type CurveOptions, defaultPoints } from './roc-curve.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'
import { sensitivity } from './sensitivity.ts'
import { specificity } from './specificity.ts'
import { thinCurve } from './thin-curve.ts'

export type ThresholdPoint = ConfusionMatrix & {
  threshold: number
  sensitivity: BoundedValue | null
  specificity: BoundedValue | null
  positivePredictiveValue: BoundedValue | null
  negativePredictiveValue: BoundedValue | null
  flagRate: BoundedValue | null
  numberNeededToEvaluate: BoundedValue | null
}

/** Ascending thresholds; `total` thresholds before thinning. No points without predictions. */
export type ThresholdCurve = CurveState & { points: ThresholdPoint[]; total: number }

/** `thresholds`: exactly these instead of the scores that occur, in this order, not thinned. */
export type ThresholdCurveOptions = CurveOptions & { thresholds?: readonly number[] }

/**
 * `minimum` applies to the smaller class. Throws RangeError for invalid counts, a NaN threshold or
 * fewer than two points.
 */
export function thresholdCurve(
  counts: LocatedCounts,
  options: ThresholdCurveOptions = {},
): ThresholdCurve {
  const state = curveState(locatedTotals(counts), options)
  const { thresholds, total } =
    options.thresholds === undefined
      ? occurring(counts, state, options.points ?? defaultPoints)
      : { thresholds: options.thresholds, total: options.thresholds.length }
  const matrices = state.n === 0 ? [] : confusionMatrices(counts, thresholds)
  const points = matrices.map((matrix, i) => point(matrix, thresholds[i]!, state.level))
  return { ...state, points, total: state.n === 0 ? 0 : total }
}

function point(matrix: ConfusionMatrix, threshold: number, level: number): ThresholdPoint {
  return {
    threshold,
    ...matrix,
    sensitivity: boundedValue(sensitivity(matrix, { level })),
    specificity: boundedValue(specificity(matrix, { level })),
    positivePredictiveValue: boundedValue(positivePredictiveValue(matrix, { level })),
    negativePredictiveValue: boundedValue(negativePredictiveValue(matrix, { level })),
    flagRate: boundedValue(flagRate(matrix, { level })),
    numberNeededToEvaluate: boundedValue(numberNeededToEvaluate(matrix, { level })),
  }
}

function occurring(
  { scores, positives, negatives }: LocatedCounts,
  totals: { positives: number; negatives: number },
  most: number,
): { thresholds: number[]; total: number } {
  const all: number[] = []
  const [sensitivities, specificities, values]: [number[], number[], number[]] = [[], [], []]
  let tp = totals.positives
  let fp = totals.negatives
  for (let i = 0; i < scores.length; i++) {
    const p = positives[i]!
    const n = negatives[i]!
    if (p + n === 0) continue
    all.push(scores[i]!)
    sensitivities.push(tp / Math.max(1, totals.positives))
    specificities.push(1 - fp / Math.max(1, totals.negatives))
    values.push(tp / (tp + fp))
    tp -= p
    fp -= n
  }
  const axes = [toUnit(all), sensitivities, specificities, values]
  return { thresholds: thinCurve(axes, most).map((i) => all[i]!), total: all.length }
}

/** Scores of any scale onto [0, 1]; halved first, so that the widest span does not overflow. */
function toUnit(ascending: readonly number[]): number[] {
  const first = (ascending[0] ?? 0) / 2
  const span = (ascending.at(-1) ?? 0) / 2 - first
  return ascending.map((score) => (span === 0 ? 0 : (score / 2 - first) / span))
}
