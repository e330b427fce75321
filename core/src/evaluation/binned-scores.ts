import { nextUp, quantileEdges, uniqueAscending } from '../monitoring/quantile-edges.ts'
import { type Segment, overallSegment } from '../monitoring/segment.ts'
import type { CountedScores } from '../statistics/estimated-performance.ts'
import { sortValues } from '../statistics/sort-values.ts'
import { type Binner, binValues, makeBinner } from './binner.ts'
import type { GroupValues, ScoredPiece } from './scored-piece.ts'
import { labelCodes } from './scored-piece.ts'
import type { SegmentEvidence } from './segment-evidence.ts'

/** Counts by the values of one attribute. */
type Part = {
  values: number
  /** [(value · bins + bin) · 3 + label] */
  counts: Uint32Array
  /** per value: Σp without the outcome, Σp with it, Σp unlabelled, then Σp² of the same three */
  sums: Float64Array
  /** scores outside 0 … 1 of the labelled predictions, per value */
  outside: Uint32Array
}

/** Counts in bins, which no longer grow with the number of rows. */
export type BinnedScores = {
  binner: Binner
  /** scratch: the bin of each row of a piece */
  bins: Uint16Array
  /** Σp per bin of everyone: its mean stands for the scores of the bin */
  scoreSums: Float64Array
  rows: Uint32Array
  parts: Part[]
  attributes: readonly GroupValues[]
}

const labelStates = 3
const defaultScoreBins = 16_384
const sumsPerValue = 2 * labelStates

/** At most `count` quantiles of the scores, any order; every threshold is an edge too. */
export function scoreEdges(
  scores: ArrayLike<number>,
  thresholds: readonly number[],
  count: number = defaultScoreBins,
): number[] {
  return uniqueAscending([...quantileEdges(sortValues(scores), count), ...thresholds])
}

/** Bins of their own choosing; counts are exact at every edge. */
export function binnedScores(
  edges: readonly number[],
  attributes: readonly GroupValues[],
): BinnedScores {
  const binner = makeBinner(edges)
  const bins = binner.edges.length + 1
  // Each row has one value of each attribute, so everyone is the sum over the values of the first.
  const sizes = attributes.length === 0 ? [1] : attributes.map(({ values }) => values.length)
  return {
    binner,
    bins: new Uint16Array(0),
    scoreSums: new Float64Array(bins),
    rows: new Uint32Array(bins),
    parts: sizes.map((values) => emptyPart(values, bins)),
    attributes,
  }
}

/** Adds what another scan counted in the same bins. */
export function mergeBinned(target: BinnedScores, source: BinnedScores): void {
  const same =
    target.binner.edges.length === source.binner.edges.length &&
    target.binner.edges.every((edge, index) => edge === source.binner.edges[index])
  if (!same) throw new RangeError('scores were counted in other bins')
  addAll(target.scoreSums, source.scoreSums)
  addAll(target.rows, source.rows)
  target.parts.forEach((part, index) => {
    const other = source.parts[index]!
    addAll(part.counts, other.counts)
    addAll(part.sums, other.sums)
    addAll(part.outside, other.outside)
  })
}

function addAll(target: Float64Array | Uint32Array, source: Float64Array | Uint32Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += source[i]!
}

function emptyPart(values: number, bins: number): Part {
  return {
    values,
    counts: new Uint32Array(values * bins * labelStates),
    sums: new Float64Array(values * sumsPerValue),
    outside: new Uint32Array(values),
  }
}

export function addToBins(binned: BinnedScores, piece: ScoredPiece): void {
  if (binned.bins.length < piece.length) binned.bins = new Uint16Array(piece.length)
  const { binner, bins, scoreSums, rows } = binned
  binValues(binner, piece.scores, piece.length, bins)
  for (let i = 0; i < piece.length; i++) {
    scoreSums[bins[i]!]! += piece.scores[i]!
    rows[bins[i]!]!++
  }
  const stride = scoreSums.length
  binned.parts.forEach((part, index) =>
    count(part, bins, stride, piece, piece.groups[index] ?? null),
  )
}

function count(
  part: Part,
  bins: Uint16Array,
  stride: number,
  piece: ScoredPiece,
  codes: Uint16Array | null,
): void {
  const { counts, sums, outside } = part
  const { scores, labels, length } = piece
  for (let i = 0; i < length; i++) {
    const code = codes === null ? 0 : codes[i]!
    const label = labels[i]!
    const score = scores[i]!
    counts[(code * stride + bins[i]!) * labelStates + label]!++
    const at = code * sumsPerValue + label
    sums[at]! += score
    sums[at + labelStates]! += score * score
    if ((score < 0 || score > 1) && label !== labelCodes.unlabelled) outside[code]!++
  }
}

/** Evidence of everyone and of each group value, one count per bin that is not empty. */
export function binnedEvidence(binned: BinnedScores): SegmentEvidence[] {
  const { parts, attributes } = binned
  const means = binMeans(binned)
  const everyone = evidenceOf(wholeOf(parts[0]!), 0, overallSegment, means)
  const segments = attributes.flatMap(({ attribute, values }, index) =>
    values.map((value, code) => evidenceOf(parts[index]!, code, { attribute, value }, means)),
  )
  return [everyone, ...segments]
}

/** How many scores each bin holds, at their mean, whatever their outcome. */
export function countedBins(binned: BinnedScores): CountedScores {
  const filled = Array.from(binned.rows.keys()).filter((bin) => binned.rows[bin]! > 0)
  const means = binMeans(binned)
  return {
    scores: filled.map((bin) => means[bin]!),
    counts: filled.map((bin) => binned.rows[bin]!),
  }
}

/** The mean score of each bin, strictly ascending, and never outside of its bin. */
function binMeans({ binner: { edges }, scoreSums, rows }: BinnedScores): Float64Array {
  let previous = -Infinity
  return scoreSums.map((sum, bin) => {
    const floor = bin === 0 ? -Infinity : edges[bin - 1]!
    const ceiling = bin < edges.length ? -nextUp(-edges[bin]!) : Infinity
    const mean = rows[bin] === 0 ? floor : sum / rows[bin]!
    // Rounding must not carry the mean out of its bin: a threshold is the lower edge of one, and
    // a bin often holds its lower edge and nothing else.
    const atFloor = floor > -Infinity && mean - floor <= rounding * Math.abs(floor)
    const inside = atFloor ? floor : Math.min(mean, ceiling)
    if (inside > -Infinity) previous = Math.max(inside, nextUp(previous))
    return previous
  })
}

/** Relative error that a sum of very many scores may have gathered. */
const rounding = 1e-10

function wholeOf(part: Part): Part {
  const cells = part.counts.length / part.values
  const whole = emptyPart(1, cells / labelStates)
  part.counts.forEach((count, cell) => (whole.counts[cell % cells]! += count))
  part.sums.forEach((sum, at) => (whole.sums[at % sumsPerValue]! += sum))
  part.outside.forEach((count) => (whole.outside[0]! += count))
  return whole
}

function evidenceOf(
  part: Part,
  code: number,
  segment: Segment,
  means: Float64Array,
): SegmentEvidence {
  const bins = means.length
  const scores = new Float64Array(bins)
  const positives = new Float64Array(bins)
  const negatives = new Float64Array(bins)
  let unlabelled = 0
  let n = 0
  let events = 0
  let quarticErrorSum = 0
  let groups = 0
  for (let bin = 0; bin < bins; bin++) {
    const cell = (code * bins + bin) * labelStates
    const no = part.counts[cell]!
    const yes = part.counts[cell + 1]!
    unlabelled += part.counts[cell + 2]!
    if (no + yes === 0) continue
    const mean = means[bin]!
    n += no + yes
    events += yes
    // From the mean of each bin: it serves the interval only.
    quarticErrorSum += no * mean ** 4 + yes * (1 - mean) ** 4
    scores[groups] = mean
    negatives[groups] = no
    positives[groups] = yes
    groups++
  }
  const [no = 0, yes = 0, , squaresNo = 0, squaresYes = 0] = part.sums.subarray(
    code * sumsPerValue,
    (code + 1) * sumsPerValue,
  )
  const squares = squaresNo + squaresYes
  return {
    segment,
    n: n + unlabelled,
    unlabelled,
    counts: {
      scores: scores.subarray(0, groups),
      positives: positives.subarray(0, groups),
      negatives: negatives.subarray(0, groups),
    },
    exact: false,
    sums: {
      n,
      outside: part.outside[code]!,
      expected: no + yes,
      varianceSum: Math.max(0, no + yes - squares),
      squaredErrorSum: Math.max(0, squares - 2 * yes + events),
      quarticErrorSum,
      positiveSquaredErrorSum: Math.max(0, squaresYes - 2 * yes + events),
    },
  }
}
