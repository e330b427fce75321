/**
 * Paired comparison of two versions scored on the same cases: the difference of their areas under
 * the ROC curve (A − B), its interval and the test that it is zero.
 * Convention: ties one half; unbiased variances of the differences of placements, which equal
 * var A + var B − 2·cov without the cancellation; normal interval on the plain scale, cut off at
 * ±1; two-sided p. A difference without variance (the versions rank alike, or both separate) has
 * neither interval nor p. Cases must be independent: one row per patient, or cluster first.
 * Source: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988) 837–845; by
 * mid-ranks: X. Sun and W. Xu, IEEE Signal Processing Letters 21 (2014) 1389–1393.
 * Twin: R `pROC::roc.test(a, b, paired = TRUE, method = "delong")` with `direction = "<"`; Python:
 * the definition over all pairs in NumPy, `scipy.stats.norm.sf`.
 */
import { type AurocEstimate, auroc } from './auroc.ts'
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { normalCdf, twoSidedZ } from './normal-distribution.ts'
import { type ExactCounts, exactCounts, totals } from './scored-counts.ts'

/** `value` is area A − area B; `z` and the two-sided `pValue` are null without a variance. */
export type PairedAurocEstimate = Estimate & {
  areaA: AurocEstimate
  areaB: AurocEstimate
  z: number | null
  pValue: number | null
}

/**
 * Index i of the three arrays is one case. O(n log n). `minimum` applies to the smaller class.
 * Throws RangeError for unequal lengths, a score that is not finite or a label other than 0 or 1.
 */
export function pairedDelong(
  scoresA: ArrayLike<number>,
  scoresB: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: EstimateOptions = {},
): PairedAurocEstimate {
  const countsA = exactCounts(scoresA, labels)
  const countsB = exactCounts(scoresB, labels)
  const areas = { areaA: auroc(countsA, options), areaB: auroc(countsB, options) }
  const { n, positives, negatives, reason } = areas.areaA
  const evidence = { method: 'difference of areas (paired DeLong)', n, positives, negatives }
  if (areas.areaA.value === null || positives === null || negatives === null) {
    const cause = reason ?? 'no area'
    return { ...undefinedEstimate(evidence, cause), ...areas, z: null, pValue: null }
  }
  const a = placements(scoresA, labels, countsA)
  const b = placements(scoresB, labels, countsB)
  const ofPositives = spread(a, b, labels, 1)
  const ofNegatives = spread(a, b, labels, 0)
  const pairs = 2 * positives * negatives
  const value = ofPositives.sum / pairs
  const variance =
    ofPositives.variance / (2 * negatives) ** 2 / positives +
    ofNegatives.variance / (2 * positives) ** 2 / negatives
  const count = Math.min(positives, negatives)
  const unit = positives <= negatives ? 'positives' : 'negatives'
  const sample = { count, unit, minimum: options.minimum }
  if (variance === 0) {
    const note = degenerate(value)
    const estimate = estimateWithMinimum(evidence, value, null, sample, note)
    return { ...estimate, ...areas, z: null, pValue: null }
  }
  const error = Math.sqrt(variance)
  const z = value / error
  const estimate = estimateWithMinimum(evidence, value, around(value, error, options.level), sample)
  return { ...estimate, ...areas, z, pValue: Math.min(1, 2 * normalCdf(-Math.abs(z))) }
}

/**
 * Twice the number of cases of the other class that each case beats (ties one), as whole numbers:
 * equal placements then subtract to exactly zero.
 */
function placements(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  counts: ExactCounts,
): Float64Array {
  const groups = counts.scores.length
  const ofPositives = new Float64Array(groups)
  const ofNegatives = new Float64Array(groups)
  let below = 0
  let above = totals(counts).positives
  for (let i = 0; i < groups; i++) {
    const p = counts.positives[i]!
    const n = counts.negatives[i]!
    above -= p
    ofPositives[i] = 2 * below + n
    ofNegatives[i] = 2 * above + p
    below += n
  }
  const placed = new Float64Array(scores.length)
  for (let i = 0; i < scores.length; i++) {
    const group = indexOf(counts.scores, scores[i]!)
    placed[i] = labels[i] === 1 ? ofPositives[group]! : ofNegatives[group]!
  }
  return placed
}

function indexOf(ascending: Float64Array, score: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < score) low = middle + 1
    else high = middle
  }
  return low
}

/** Sum and unbiased variance of the differences of placements within one class. */
function spread(
  a: Float64Array,
  b: Float64Array,
  labels: ArrayLike<number>,
  label: 0 | 1,
): { sum: number; variance: number } {
  let sum = 0
  let count = 0
  for (let i = 0; i < a.length; i++) {
    if (labels[i] !== label) continue
    sum += a[i]! - b[i]!
    count++
  }
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < a.length; i++) {
    if (labels[i] === label) squares += (a[i]! - b[i]! - mean) ** 2
  }
  return { sum, variance: squares / (count - 1) }
}

function around(value: number, error: number, level: number = defaultLevel): Interval {
  const margin = twoSidedZ(level) * error
  return {
    lower: Math.max(-1, value - margin),
    upper: Math.min(1, value + margin),
    level,
    method: 'paired DeLong, normal',
  }
}

function degenerate(value: number): string {
  const cause =
    value === 0
      ? 'the versions place every case alike'
      : 'the difference is the same for every case of a class'
  return `degenerate: ${cause}, so neither interval nor p can be estimated`
}
