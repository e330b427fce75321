/**
 * The confusion matrix at many thresholds from one pass over the counts.
 * Convention: as confusion-matrix.ts: flagged means `score >= threshold`, compared as the numbers
 * they are; thresholds in any order, each answered in its place.
 * Source: A. P. Bradley, Pattern Recognition 30 (1997) 1145–1159.
 * Twin: Python `sklearn.metrics.confusion_matrix(label, score >= t, labels=[0, 1])` per threshold.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'

/** O(groups + thresholds · log groups). Throws RangeError for a NaN threshold or invalid counts. */
export function confusionMatrices(
  counts: LocatedCounts,
  thresholds: readonly number[],
): ConfusionMatrix[] {
  const { positives, negatives } = locatedTotals(counts)
  const groups = counts.scores.length
  const positivesBelow = new Float64Array(groups + 1)
  const negativesBelow = new Float64Array(groups + 1)
  for (let i = 0; i < groups; i++) {
    positivesBelow[i + 1] = positivesBelow[i]! + counts.positives[i]!
    negativesBelow[i + 1] = negativesBelow[i]! + counts.negatives[i]!
  }
  return thresholds.map((threshold) => {
    if (Number.isNaN(threshold)) throw new RangeError('threshold is NaN')
    const below = groupsBelow(counts.scores, threshold)
    const fn = positivesBelow[below]!
    const tn = negativesBelow[below]!
    return { tp: positives - fn, fp: negatives - tn, tn, fn }
  })
}

function groupsBelow(ascending: ArrayLike<number>, threshold: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! >= threshold) high = middle
    else low = middle + 1
  }
  return low
}
