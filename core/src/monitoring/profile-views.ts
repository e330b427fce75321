import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import type { ObservedExpected } from '../statistics/observed-expected-ratio.ts'
import type { Profile } from './profile.ts'

/**
 * What a prediction without a label means once its outcome window has closed: the outcome did not
 * happen (it would have been recorded), or nothing is known.
 */
export type LabelPolicy = 'absence-is-negative' | 'exclude-unlabelled'

/** Predictions per score bin, with Σp of each bin, and the outcomes among them. */
export type CalibrationBins = {
  counts: Float64Array
  expected: Float64Array
  observed: number
}

/** Positives and negatives per score bin, ascending. */
export function scoredCounts(profile: Profile, policy: LabelPolicy) {
  const [unlabelled, negative, positive] = states(profile.counts)
  return { positives: positive, negatives: withUnlabelled(negative, unlabelled, policy) }
}

/**
 * Exact counts at `score >= threshold`, or null where the threshold is not an edge of the bins.
 */
export function confusionMatrixAt(
  profile: Profile,
  scoreEdges: readonly number[],
  threshold: number,
  policy: LabelPolicy,
): ConfusionMatrix | null {
  const edge = scoreEdges.indexOf(threshold)
  if (edge < 0) return null
  const { positives, negatives } = scoredCounts(profile, policy)
  const matrix = { tp: 0, fp: 0, tn: 0, fn: 0 }
  for (let bin = 0; bin < positives.length; bin++) {
    if (bin > edge) {
      matrix.tp += positives[bin]!
      matrix.fp += negatives[bin]!
    } else {
      matrix.fn += positives[bin]!
      matrix.tn += negatives[bin]!
    }
  }
  return matrix
}

/** Exact sums over the predictions that count as labelled. */
export function observedExpectedSums(profile: Profile, policy: LabelPolicy): ObservedExpected {
  const counted = policy === 'absence-is-negative' ? ([0, 1, 2] as const) : ([1, 2] as const)
  const { positives, negatives } = scoredCounts(profile, policy)
  const observed = total(positives)
  const expected = counted.reduce((sum, state) => sum + profile.sums[state], 0n)
  const squares = counted.reduce((sum, state) => sum + profile.squares[state], 0n)
  return {
    observed,
    n: observed + total(negatives),
    expected: fromFixed(expected),
    varianceSum: fromFixed(expected - squares),
  }
}

/** Σ(p−y)² and, from the mean of each bin, about Σ(p−y)⁴, which serves the interval only. */
export function brierSumsOf(profile: Profile, policy: LabelPolicy) {
  const { n, observed } = observedExpectedSums(profile, policy)
  const unlabelled = policy === 'absence-is-negative' ? profile.squares[0] : 0n
  const hits = fromFixed(profile.squares[2] - 2n * profile.sums[2])
  const [, , positives] = states(profile.counts)
  const [, , positiveSums] = states(profile.cellSums)
  const { counts, expected } = calibrationBins(profile, policy)
  let quarticErrorSum = 0
  for (let bin = 0; bin < counts.length; bin++) {
    const y = positives[bin]!
    const others = counts[bin]! - y
    if (y > 0) quarticErrorSum += y * (1 - positiveSums[bin]! / cellScale / y) ** 4
    const otherSum = expected[bin]! - positiveSums[bin]! / cellScale
    if (others > 0) quarticErrorSum += others * (otherSum / others) ** 4
  }
  const squaredErrorSum = observed + hits + fromFixed(profile.squares[1] + unlabelled)
  return { n, positives: observed, squaredErrorSum: Math.max(0, squaredErrorSum), quarticErrorSum }
}

/** Bins for calibration methods; Σp of a bin is rounded to 2^-20 per prediction. */
export function calibrationBins(profile: Profile, policy: LabelPolicy): CalibrationBins {
  const { positives, negatives } = scoredCounts(profile, policy)
  const [unlabelled, negative, positive] = states(profile.cellSums)
  const sums = withUnlabelled(negative, unlabelled, policy)
  return {
    counts: positives.map((count, bin) => count + negatives[bin]!),
    expected: positive.map((sum, bin) => (sum + sums[bin]!) / cellScale),
    observed: total(positives),
  }
}

/**
 * Positives and negatives per filled bin with the bin's mean score, for methods that fit a line
 * through scores. Neighbours whose rounded means do not ascend share a group.
 */
export function locatedCounts(profile: Profile, policy: LabelPolicy) {
  const { positives, negatives } = scoredCounts(profile, policy)
  const { counts, expected } = calibrationBins(profile, policy)
  const located = { scores: [] as number[], positives: [] as number[], negatives: [] as number[] }
  for (let bin = 0; bin < counts.length; bin++) {
    const n = counts[bin]!
    if (n === 0) continue
    const mean = Math.min(1, Math.max(0, expected[bin]! / n))
    const last = located.scores.length - 1
    if (last >= 0 && mean <= located.scores[last]!) {
      located.positives[last]! += positives[bin]!
      located.negatives[last]! += negatives[bin]!
    } else {
      located.scores.push(mean)
      located.positives.push(positives[bin]!)
      located.negatives.push(negatives[bin]!)
    }
  }
  return located
}

/** Predictions at `score >= threshold` of all, or null where it is no edge of the bins. */
export function flagCounts(
  profile: Profile,
  scoreEdges: readonly number[],
  threshold: number | undefined,
): { count: number; total: number } | null {
  const edge = scoreEdges.indexOf(threshold ?? Number.NaN)
  if (edge < 0) return null
  const counts = scoreHistogram(profile)
  return { count: total(counts.subarray(edge + 1)), total: total(counts) }
}

/** Predictions per score bin, whatever their label. */
export function scoreHistogram(profile: Profile): Float64Array {
  const [unlabelled, negative, positive] = states(profile.counts)
  return unlabelled.map((count, bin) => count + negative[bin]! + positive[bin]!)
}

/** Predictions without a label. */
export function unlabelledCount(profile: Profile): number {
  return total(states(profile.counts)[0])
}

/** Predictions that count as labelled. */
export function labelledCount(profile: Profile, policy: LabelPolicy): number {
  const all = total(profile.counts)
  return policy === 'absence-is-negative' ? all : all - unlabelledCount(profile)
}

/** Whether some count is below zero, as in a set of corrections without their predictions. */
export function hasNegativeCounts(profile: Profile): boolean {
  const negative = (count: number) => count < 0
  return profile.counts.some(negative) || (profile.featureCounts?.some(negative) ?? false)
}

const cellScale = 2 ** 20

function fromFixed(sum: bigint): number {
  return Number(sum) / 2 ** 40
}

function states(cells: Float64Array): [Float64Array, Float64Array, Float64Array] {
  const bins = cells.length / 3
  return [cells.subarray(0, bins), cells.subarray(bins, 2 * bins), cells.subarray(2 * bins)]
}

function withUnlabelled(negative: Float64Array, unlabelled: Float64Array, policy: LabelPolicy) {
  if (policy === 'exclude-unlabelled') return negative.slice()
  return negative.map((count, bin) => count + unlabelled[bin]!)
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
