/**
 * ROC curve: sensitivity against the false positive rate at every threshold, for drawing.
 * Convention: flagged means `score >= threshold`; from nothing flagged (threshold null, no score
 * is high enough) to everything flagged; equal scores make one point, so a tie is a slanted line.
 * Thinned as in thin-curve.ts; the area comes from the full counts and is untouched by thinning.
 * Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29–36.
 * Twin: R `pROC::roc`; Python `sklearn.metrics.roc_curve(drop_intermediate=False)`, whose first
 * threshold is infinite where ours is null.
 */
import { type AurocEstimate, auroc } from './auroc.ts'
import type { EstimateOptions } from './estimate.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'
import { thinCurve } from './thin-curve.ts'

/** `threshold` null: nothing is flagged. */
export type RocPoint = { threshold: number | null; falsePositiveRate: number; sensitivity: number }

/** `total` points before thinning. No positives or no negatives: no points, and `reason` why. */
export type RocCurve = {
  points: RocPoint[]
  total: number
  area: AurocEstimate
  reason: string | null
}

/** At most `points` points (default 200); level and minimum are those of the area. */
export type CurveOptions = EstimateOptions & { points?: number }

export const defaultPoints = 200

/** Throws RangeError for invalid counts or fewer than two points. */
export function rocCurve(counts: LocatedCounts, options: CurveOptions = {}): RocCurve {
  const { positives, negatives } = locatedTotals(counts)
  const area = auroc(counts, options)
  if (positives === 0 || negatives === 0) {
    const reason = positives === 0 ? 'no positives' : 'no negatives'
    return { points: [], total: 0, area, reason }
  }
  const thresholds: (number | null)[] = [null]
  const falsePositiveRates = [0]
  const sensitivities = [0]
  let tp = 0
  let fp = 0
  for (let i = counts.scores.length - 1; i >= 0; i--) {
    const p = counts.positives[i]!
    const n = counts.negatives[i]!
    if (p + n === 0) continue
    tp += p
    fp += n
    thresholds.push(counts.scores[i]!)
    falsePositiveRates.push(fp / negatives)
    sensitivities.push(tp / positives)
  }
  const kept = thinCurve([falsePositiveRates, sensitivities], options.points ?? defaultPoints)
  const points = kept.map((i) => ({
    threshold: thresholds[i] ?? null,
    falsePositiveRate: falsePositiveRates[i]!,
    sensitivity: sensitivities[i]!,
  }))
  return { points, total: thresholds.length, area, reason: null }
}
