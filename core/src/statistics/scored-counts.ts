/**
 * Positives and negatives counted per group of scores: the one input of every label-based method.
 * Counts add up across shards, sites and late labels, so nothing else has to be kept.
 * Convention: groups ascend by score; equal scores share a group; labels are 0 or 1.
 */
import { sortInPlace } from './sort-values.ts'

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
  // Fresh memory costs as much as sorting does, so the room for sorting then takes the scores.
  const distinct = new Float64Array(scores.length)
  const [positiveScores, negativeScores] = sortedByLabel(scores, labels, distinct)
  const positives = new Uint32Array(scores.length)
  const negatives = new Uint32Array(scores.length)
  let groups = 0
  let p = 0
  let n = 0
  // Two sorts and one merge: several times faster than sorting pairs with a comparator.
  for (;;) {
    const score = Math.min(positiveScores[p]!, negativeScores[n]!)
    if (score === Infinity) break
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
    scores: distinct.subarray(0, groups),
    positives: positives.subarray(0, groups),
    negatives: negatives.subarray(0, groups),
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

/**
 * The number of labels that are 1. Throws RangeError naming the first index whose score or label
 * cannot be used.
 */
export function assertLabelledScores(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (scores.length !== labels.length) {
    throw new RangeError(`${scores.length} scores but ${labels.length} labels`)
  }
  let positives = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    const label = labels[i]
    if (!Number.isFinite(score)) throw new RangeError(`score at index ${i} is ${score}`)
    if (label === 1) positives++
    else if (label !== 0) throw new RangeError(`label at index ${i} is ${label}, not 0 or 1`)
  }
  return positives
}

/** The scores of each class, ascending, with Infinity behind the last one. */
function sortedByLabel(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  room: Float64Array,
): [positives: Float64Array, negatives: Float64Array] {
  const count = assertLabelledScores(scores, labels)
  const positives = new Float64Array(count + 1)
  const negatives = new Float64Array(scores.length - count + 1)
  let p = 0
  let n = 0
  for (let i = 0; i < scores.length; i++) {
    // Adding 0 turns −0 into 0.
    if (labels[i] === 1) positives[p++] = scores[i]! + 0
    else negatives[n++] = scores[i]! + 0
  }
  sortInPlace(positives.subarray(0, p), room)
  sortInPlace(negatives.subarray(0, n), room)
  positives[p] = Infinity
  negatives[n] = Infinity
  return [positives, negatives]
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!
    // Whoever is named in the error is named only then: that costs more than all the rest.
    if (!isCount(count)) assertCount(count, `count at index ${i}`)
    sum += count
  }
  return sum
}

function isCount(value: number): boolean {
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER && Math.floor(value) === value
}

/** Returns the count, or throws RangeError unless it is a whole number of zero or more. */
export function assertCount(count: number, name: string): number {
  if (!isCount(count)) {
    throw new RangeError(`${name} is ${count}, not a whole number of zero or more`)
  }
  return count
}
