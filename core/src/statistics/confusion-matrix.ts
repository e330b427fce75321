/**
 * True and false positives and negatives at one threshold.
 * Convention: flagged means `score >= threshold`, both compared as the numbers they are; a
 * threshold of 0.29 is never turned into an integer percentage (0.29·100 is 28.999…).
 * Source: A. P. Bradley, Pattern Recognition 30 (1997) 1145–1159.
 * Twin: R `table(score >= t, label)`; Python
 * `sklearn.metrics.confusion_matrix(label, score >= t, labels=[0, 1])`.
 */
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'

/** Counts of true positives, false positives, true negatives and false negatives. */
export type ConfusionMatrix = { tp: number; fp: number; tn: number; fn: number }

/**
 * Exact for `exactCounts`. With bins, `scores` must hold each bin's lower edge and the threshold
 * must be one of them. Throws RangeError for a NaN threshold or invalid counts.
 */
export function confusionMatrix(counts: LocatedCounts, threshold: number): ConfusionMatrix {
  if (Number.isNaN(threshold)) throw new RangeError('threshold is NaN')
  const { positives, negatives } = locatedTotals(counts)
  let fn = 0
  let tn = 0
  for (let i = 0; i < counts.scores.length; i++) {
    if (counts.scores[i]! >= threshold) break
    fn += counts.positives[i]!
    tn += counts.negatives[i]!
  }
  return { tp: positives - fn, fp: negatives - tn, tn, fn }
}
