/**
 * Positives and negatives counted per group of scores: the one input of every label-based method.
 * Counts add up across shards, sites and late labels, so nothing else has to be kept.
 * Convention: groups ascend by score; equal scores share a group; labels are 0 or 1.
 */
import { sortValues } from './sort-values.ts'

/**
 * Ascending score groups: group i holds positives[i] and negatives[i]. Exact when every group is
 * one distinct score, binned otherwise.
 */
export type ScoredCounts = { positives: ArrayLike<number>; negatives: ArrayLike<number> }

/** Groups that also say where they lie: `scores[i]` is the score of group i, strictly ascending. */
export type LocatedCounts = ScoredCounts & { scores: ArrayLike<number> }

/** One group per distinct score. */
export type ExactCounts = ScoredCounts & { scores: Float64Array }

/**
 * Groups raw scores with their labels; input order does not matter.
 * Throws RangeError naming the index of a score that is not finite or a label other than 0 or 1.
 */
export function exactCounts(scores: ArrayLike<number>, labels: ArrayLike<number>): ExactCounts {
  assertLabelledScores(scores, labels)
  const positiveScores = sortedWithLabel(scores, labels, 1)
  const negativeScores = sortedWithLabel(scores, labels, 0)
  const distinct = new Float64Array(scores.length)
  const positives = new Float64Array(scores.length)
  const negatives = new Float64Array(scores.length)
  let groups = 0
  let p = 0
  let n = 0
  // Two sorts and one merge: several times faster than sorting pairs with a comparator.
  while (p < positiveScores.length || n < negativeScores.length) {
    const score = Math.min(positiveScores[p] ?? Infinity, negativeScores[n] ?? Infinity)
    const firstPositive = p
    const firstNegative = n
    while (positiveScores[p] === score) p++
    while (negativeScores[n] === score) n++
    distinct[groups] = score
    positives[groups] = p - firstPositive
    negatives[groups] = n - firstNegative
    groups++
  }
  return {
    scores: distinct.slice(0, groups),
    positives: positives.slice(0, groups),
    negatives: negatives.slice(0, groups),
  }
}

/** Totals over all groups. Throws RangeError for unequal lengths or a count that is no count. */
export function totals(counts: ScoredCounts): { positives: number; negatives: number } {
  if (counts.positives.length !== counts.negatives.length) {
    throw new RangeError(
      `positives has ${counts.positives.length} groups, negatives ${counts.negatives.length}`,
    )
  }
  return { positives: total(counts.positives), negatives: total(counts.negatives) }
}

/** As `totals`; throws RangeError too unless there is one score per group, strictly ascending. */
export function locatedTotals(counts: LocatedCounts): { positives: number; negatives: number } {
  const { scores, positives } = counts
  if (scores.length !== positives.length) {
    throw new RangeError(`${scores.length} scores for ${positives.length} groups`)
  }
  for (let i = 1; i < scores.length; i++) {
    if (!(scores[i]! > scores[i - 1]!)) throw new RangeError(`scores do not ascend at index ${i}`)
  }
  return totals(counts)
}

/** Throws RangeError naming the first index whose score or label cannot be used. */
export function assertLabelledScores(scores: ArrayLike<number>, labels: ArrayLike<number>): void {
  if (scores.length !== labels.length) {
    throw new RangeError(`${scores.length} scores but ${labels.length} labels`)
  }
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) throw new RangeError(`score at index ${i} is ${scores[i]}`)
    if (labels[i] !== 0 && labels[i] !== 1) {
      throw new RangeError(`label at index ${i} is ${labels[i]}, not 0 or 1`)
    }
  }
}

function sortedWithLabel(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  label: 0 | 1,
): Float64Array {
  const chosen = new Float64Array(scores.length)
  let length = 0
  for (let i = 0; i < scores.length; i++) {
    if (labels[i] === label) chosen[length++] = scores[i]!
  }
  return sortValues(chosen.subarray(0, length))
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += assertCount(counts[i]!, `count at index ${i}`)
  return sum
}

/** Returns the count, or throws RangeError unless it is a whole number of zero or more. */
export function assertCount(count: number, name: string): number {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`${name} is ${count}, not a whole number of zero or more`)
  }
  return count
}
