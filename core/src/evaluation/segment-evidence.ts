import type { Segment } from '../monitoring/segment.ts'
import type { LocatedCounts } from '../statistics/scored-counts.ts'

/** Sums over the labelled predictions of a segment, p being the score and y the label. */
export type ScoreSums = {
  /** labelled predictions */
  n: number
  /** scores outside 0 … 1 among them; with any, no sum below means anything */
  outside: number
  /** Σp */
  expected: number
  /** Σp(1−p) */
  varianceSum: number
  /** Σ(p−y)² */
  squaredErrorSum: number
  /** Σ(p−y)⁴ */
  quarticErrorSum: number
  /** Σ(p−1)² over those with the outcome */
  positiveSquaredErrorSum: number
}

/** All that the metrics of one segment need, whatever the number of rows behind it. */
export type SegmentEvidence = {
  segment: Segment
  /** predictions with a score */
  n: number
  unlabelled: number
  /** labelled predictions by score: one group per distinct score, or bins with their mean score */
  counts: LocatedCounts
  /** whether each group of `counts` is one distinct score */
  exact: boolean
  sums: ScoreSums
}

export function emptySums(): ScoreSums {
  return {
    n: 0,
    outside: 0,
    expected: 0,
    varianceSum: 0,
    squaredErrorSum: 0,
    quarticErrorSum: 0,
    positiveSquaredErrorSum: 0,
  }
}

/** Adds one labelled prediction in place. */
export function addToSums(sums: ScoreSums, p: number, y: number): void {
  sums.n++
  if (p < 0 || p > 1) {
    sums.outside++
    return
  }
  const error = (p - y) * (p - y)
  sums.expected += p
  sums.varianceSum += p * (1 - p)
  sums.squaredErrorSum += error
  sums.quarticErrorSum += error * error
  if (y === 1) sums.positiveSquaredErrorSum += error
}
