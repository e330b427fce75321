/**
 * Precision–recall curve: positive predictive value against sensitivity at every threshold, for
 * drawing.
 * Convention: flagged means `score >= threshold`; drawn as steps, never joined by slanted lines
 * into an area; no point where nothing is flagged, because there is no predictive value there.
 * Thinned as in thin-curve.ts; average precision comes from the full counts, prevalence beside it.
 * Source: J. Davis and M. Goadrich, ICML (2006); T. Saito and M. Rehmsmeier, PLoS ONE 10 (2015)
 * e0118432.
 * Twin: R `yardstick::pr_curve`; Python `sklearn.metrics.precision_recall_curve`, which adds a
 * point (0, 1) that no threshold delivers.
 */
import { type AveragePrecisionEstimate, averagePrecision } from './average-precision.ts'
import { type CurveOptions, defaultPoints } from './roc-curve.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'
import { thinCurve } from './thin-curve.ts'

export type PrecisionRecallPoint = {
  threshold: number
  sensitivity: number
  positivePredictiveValue: number
}

/** `total` points before thinning. No positives: no points, and `reason` why. */
export type PrecisionRecallCurve = {
  points: PrecisionRecallPoint[]
  total: number
  area: AveragePrecisionEstimate
  reason: string | null
}

/** Thresholds descend. Throws RangeError for invalid counts or fewer than two points. */
export function precisionRecallCurve(
  counts: LocatedCounts,
  options: CurveOptions = {},
): PrecisionRecallCurve {
  const { positives } = locatedTotals(counts)
  const area = averagePrecision(counts, options)
  if (positives === 0) return { points: [], total: 0, area, reason: 'no positives' }
  const thresholds: number[] = []
  const sensitivities: number[] = []
  const predictiveValues: number[] = []
  let tp = 0
  let flagged = 0
  for (let i = counts.scores.length - 1; i >= 0; i--) {
    const p = counts.positives[i]!
    const n = counts.negatives[i]!
    if (p + n === 0) continue
    tp += p
    flagged += p + n
    thresholds.push(counts.scores[i]!)
    sensitivities.push(tp / positives)
    predictiveValues.push(tp / flagged)
  }
  const kept = thinCurve([sensitivities, predictiveValues], options.points ?? defaultPoints)
  const points = kept.map((i) => ({
    threshold: thresholds[i]!,
    sensitivity: sensitivities[i]!,
    positivePredictiveValue: predictiveValues[i]!,
  }))
  return { points, total: thresholds.length, area, reason: null }
}
