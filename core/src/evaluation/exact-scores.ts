import type { Segment } from '../monitoring/segment.ts'
import { overallSegment } from '../monitoring/segment.ts'
import { exactCounts } from '../statistics/scored-counts.ts'
import type { ExactCounts } from '../statistics/scored-counts.ts'
import type { GroupValues, ScoredPiece } from './scored-piece.ts'
import { labelCodes } from './scored-piece.ts'
import { type SegmentEvidence, addToSums, emptySums } from './segment-evidence.ts'

/** Where joined pieces lie: memory that several threads can see, for instance. */
type Memory = (bytes: number) => ArrayBufferLike

/** The pieces as one: what exact evidence is made of. */
export function joinPieces(
  pieces: readonly ScoredPiece[],
  attributes: number,
  memory: Memory = (bytes) => new ArrayBuffer(bytes),
): ScoredPiece {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const scores = new Float64Array(memory(8 * length))
  const labels = new Uint8Array(memory(length))
  const groups = Array.from({ length: attributes }, () => new Uint16Array(memory(2 * length)))
  const clustered = pieces.length > 0 && pieces.every((piece) => piece.clusters !== null)
  const clusters = clustered ? new Float64Array(memory(8 * length)) : null
  let at = 0
  for (const piece of pieces) {
    scores.set(piece.scores.subarray(0, piece.length), at)
    labels.set(piece.labels.subarray(0, piece.length), at)
    groups.forEach((codes, g) => codes.set(piece.groups[g]!.subarray(0, piece.length), at))
    clusters?.set(piece.clusters!.subarray(0, piece.length), at)
    at += piece.length
  }
  return { length, scores, labels, groups, clusters }
}

/** Evidence of everyone and of each group value, one count per distinct score. */
export function exactEvidence(
  rows: ScoredPiece,
  attributes: readonly GroupValues[],
): SegmentEvidence[] {
  return [
    overallEvidence(rows),
    ...attributes.flatMap((attribute, place) => attributeEvidence(rows, attribute, place)),
  ]
}

/** The first of `exactEvidence`: everyone. */
export function overallEvidence(rows: ScoredPiece): SegmentEvidence {
  return segmentEvidence(overallSegment, rows.scores, rows.labels)
}

/** The part of `exactEvidence` that is about the values of the attribute at this place. */
export function attributeEvidence(
  rows: ScoredPiece,
  { attribute, values }: GroupValues,
  place: number,
): SegmentEvidence[] {
  const split = splitByCode(rows, rows.groups[place]!, values.length)
  return split.map(({ scores, labels }, code) =>
    segmentEvidence({ attribute, value: values[code]! }, scores, labels),
  )
}

function segmentEvidence(
  segment: Segment,
  scores: Float64Array,
  labels: Uint8Array,
): SegmentEvidence {
  const sums = emptySums()
  for (let i = 0; i < scores.length; i++) {
    if (labels[i] !== labelCodes.unlabelled) addToSums(sums, scores[i]!, labels[i]!)
  }
  return {
    segment,
    n: scores.length,
    unlabelled: scores.length - sums.n,
    counts: labelledCounts(scores, labels, sums.n),
    exact: true,
    sums,
  }
}

function labelledCounts(scores: Float64Array, labels: Uint8Array, labelled: number): ExactCounts {
  if (labelled === scores.length) return exactCounts(scores, labels)
  const keptScores = new Float64Array(labelled)
  const keptLabels = new Uint8Array(labelled)
  let kept = 0
  for (let i = 0; i < scores.length; i++) {
    if (labels[i] === labelCodes.unlabelled) continue
    keptScores[kept] = scores[i]!
    keptLabels[kept++] = labels[i]!
  }
  return exactCounts(keptScores, keptLabels)
}

function splitByCode(rows: ScoredPiece, codes: Uint16Array, values: number) {
  const sizes = new Uint32Array(values)
  for (let i = 0; i < rows.length; i++) sizes[codes[i]!]!++
  const parts = Array.from(sizes, (size) => ({
    scores: new Float64Array(size),
    labels: new Uint8Array(size),
    filled: 0,
  }))
  for (let i = 0; i < rows.length; i++) {
    const part = parts[codes[i]!]!
    part.scores[part.filled] = rows.scores[i]!
    part.labels[part.filled++] = rows.labels[i]!
  }
  return parts
}
