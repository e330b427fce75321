import type { Binning } from './binning.ts'
import { featureCell, scoreBinCount } from './binning.ts'
import type { FeatureValue } from './feature-schema.ts'
import { binOf } from './quantile-edges.ts'
import { ByteReader, ByteWriter, DecodeError, checksum } from './varint.ts'

/** An outcome: 1 happened, 0 did not, null is not (yet) known. */
export type Label = 0 | 1 | null

/**
 * Mergeable sufficient statistics of a set of predictions against one baseline. Everything is a
 * whole number, so adding is associative and commutative and removing is its exact inverse, bit for
 * bit and in any order. Counts may be negative: a profile can also hold corrections alone.
 */
export type Profile = {
  /** of the bins it was counted with; profiles of other bins do not mix with it */
  fingerprint: string
  n: number
  /** scores outside 0 … 1, which take part in counts but in none of the sums */
  outside: number
  /** `[label state][score bin]`, the states being unlabelled, negative, positive */
  counts: Float64Array
  /** Σp per cell of `counts`, in units of 2^-20 */
  cellSums: Float64Array
  /** Σp per label state, in units of 2^-40 */
  sums: [bigint, bigint, bigint]
  /** Σp² per label state, in units of 2^-40 */
  squares: [bigint, bigint, bigint]
  featureCells: number
  /** null where no feature was ever counted, as in the profile of a segment */
  featureCounts: Float64Array | null
}

export type ProfilePrediction = {
  score: number
  features: Readonly<Record<string, FeatureValue>> | null
  label?: Label
}

const cellScale = 2 ** 20
const sumScale = 2 ** 40
const magic = 0x50
const version = 1
const maximumCells = 1_000_000

/** Which third of `counts` a label belongs to. */
function labelState(label: Label): 0 | 1 | 2 {
  return label === null ? 0 : label === 0 ? 1 : 2
}

export function emptyProfile(baseline: Binning): Profile {
  return blank(baseline.fingerprint, 3 * scoreBinCount(baseline), baseline.featureCells)
}

/** Counts one prediction in place. A score that is not finite is a RangeError. */
export function addPrediction(
  profile: Profile,
  baseline: Binning,
  prediction: ProfilePrediction,
): void {
  count(profile, baseline, prediction, 1)
}

/** Takes one prediction out again, with the label under which it is counted now. */
export function removePrediction(
  profile: Profile,
  baseline: Binning,
  prediction: ProfilePrediction,
): void {
  count(profile, baseline, prediction, -1)
}

/** Moves one counted prediction to another label: an outcome that arrives or is corrected. */
export function changeLabel(
  profile: Profile,
  baseline: Binning,
  change: { score: number; from: Label; to: Label },
): void {
  requireSameBins(profile, baseline)
  if (change.from === change.to) return
  countScore(profile, baseline, change.score, change.from, -1)
  countScore(profile, baseline, change.score, change.to, 1)
}

/** The profile of both sets together. Profiles of different bins are an Error. */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  const merged = blank(a.fingerprint, a.counts.length, a.featureCells)
  mergeInto(merged, a)
  mergeInto(merged, b)
  return merged
}

/** Adds `source` to `target` in place. */
export function mergeInto(target: Profile, source: Profile): void {
  combine(target, source, 1)
}

/** Takes `source` out of `target` in place: the exact inverse of adding it. */
export function subtractFrom(target: Profile, source: Profile): void {
  combine(target, source, -1)
}

export function profilesEqual(a: Profile, b: Profile): boolean {
  const first = encodeProfile(a)
  const second = encodeProfile(b)
  return first.length === second.length && first.every((byte, i) => byte === second[i])
}

/** Compact canonical bytes: equal profiles have equal bytes. Empty cells cost nothing. */
export function encodeProfile(profile: Profile): Uint8Array {
  const writer = new ByteWriter()
  writer.byte(magic)
  writer.byte(version)
  writer.fixed32(Number.parseInt(profile.fingerprint, 16))
  writer.unsigned(profile.counts.length / 3)
  writer.unsigned(profile.featureCells)
  writer.signed(profile.outside)
  for (const sum of [...profile.sums, ...profile.squares]) writer.signedBig(sum)
  writeSparse(writer, profile.counts, profile.cellSums)
  writeSparse(writer, profile.featureCounts ?? new Float64Array(0))
  writer.fixed32(writer.checksum())
  return writer.finish()
}

/** Reads what `encodeProfile` wrote; anything else is a DecodeError that says what is wrong. */
export function decodeProfile(bytes: Uint8Array): Profile {
  const reader = new ByteReader(bytes)
  if (reader.byte() !== magic) throw new DecodeError('these bytes are not a profile')
  const found = reader.byte()
  if (found !== version) throw new DecodeError(`a profile of format ${found} cannot be read`)
  const body = bytes.subarray(0, Math.max(0, bytes.length - 4))
  if (new ByteReader(bytes.subarray(body.length)).fixed32() !== checksum(body)) {
    throw new DecodeError('the bytes of this profile are damaged')
  }
  const fingerprint = reader.fixed32().toString(16).padStart(8, '0')
  const bins = reader.unsigned()
  const featureCells = reader.unsigned()
  if (bins < 1 || bins * 3 > maximumCells || featureCells > maximumCells) {
    throw new DecodeError('a profile cannot have that many bins')
  }
  const profile = blank(fingerprint, bins * 3, featureCells)
  profile.outside = reader.signed()
  for (const state of [0, 1, 2] as const) profile.sums[state] = reader.signedBig()
  for (const state of [0, 1, 2] as const) profile.squares[state] = reader.signedBig()
  readSparse(reader, profile.counts, profile.cellSums)
  const features = new Float64Array(featureCells)
  if (readSparse(reader, features) > 0) profile.featureCounts = features
  if (reader.position !== body.length) {
    throw new DecodeError('the contents of a profile do not end where its bytes do')
  }
  for (const value of profile.counts) profile.n += value
  return profile
}

function blank(fingerprint: string, cells: number, featureCells: number): Profile {
  return {
    fingerprint,
    n: 0,
    outside: 0,
    counts: new Float64Array(cells),
    cellSums: new Float64Array(cells),
    sums: [0n, 0n, 0n],
    squares: [0n, 0n, 0n],
    featureCells,
    featureCounts: null,
  }
}

function count(profile: Profile, baseline: Binning, prediction: ProfilePrediction, by: 1 | -1) {
  requireSameBins(profile, baseline)
  const { score, features } = prediction
  countScore(profile, baseline, score, prediction.label ?? null, by)
  profile.n += by
  if (score < 0 || score > 1) profile.outside += by
  if (!features) return
  const cells = featureCountsOf(profile)
  for (const feature of baseline.features) {
    const value = Object.hasOwn(features, feature.name) ? features[feature.name] : null
    const cell = feature.offset + featureCell(feature, value)
    cells[cell] = cells[cell]! + by
  }
}

function countScore(profile: Profile, baseline: Binning, score: number, label: Label, by: 1 | -1) {
  if (!Number.isFinite(score)) throw new RangeError(`a score must be a finite number, not ${score}`)
  const state = labelState(label)
  const cell = state * scoreBinCount(baseline) + binOf(baseline.scoreEdges, score)
  profile.counts[cell] = profile.counts[cell]! + by
  if (score < 0 || score > 1) return
  profile.cellSums[cell] = profile.cellSums[cell]! + by * Math.round(score * cellScale)
  const p = BigInt(Math.round(score * sumScale))
  const square = BigInt(Math.round(score * score * sumScale))
  profile.sums[state] += by === 1 ? p : -p
  profile.squares[state] += by === 1 ? square : -square
}

function combine(target: Profile, source: Profile, by: 1 | -1): void {
  requireSameBins(target, source)
  target.n += by * source.n
  target.outside += by * source.outside
  addAll(target.counts, source.counts, by)
  addAll(target.cellSums, source.cellSums, by)
  for (const state of [0, 1, 2] as const) {
    target.sums[state] += by === 1 ? source.sums[state] : -source.sums[state]
    target.squares[state] += by === 1 ? source.squares[state] : -source.squares[state]
  }
  if (source.featureCounts) addAll(featureCountsOf(target), source.featureCounts, by)
}

function featureCountsOf(profile: Profile): Float64Array {
  profile.featureCounts ??= new Float64Array(profile.featureCells)
  return profile.featureCounts
}

function requireSameBins(a: { fingerprint: string }, b: { fingerprint: string }): void {
  if (a.fingerprint !== b.fingerprint) {
    throw new Error('these profiles were counted with the bins of different baselines')
  }
}

function addAll(target: Float64Array, source: Float64Array, by: 1 | -1): void {
  for (let i = 0; i < source.length; i++) target[i] = target[i]! + by * source[i]!
}

/** The number of cells that hold something, then for each the gap before it and its values. */
function writeSparse(writer: ByteWriter, ...columns: Float64Array[]): void {
  const filled: number[] = []
  const length = columns[0]?.length ?? 0
  for (let i = 0; i < length; i++) if (columns.some((column) => column[i] !== 0)) filled.push(i)
  writer.unsigned(filled.length)
  let next = 0
  for (const index of filled) {
    writer.unsigned(index - next)
    for (const column of columns) writer.signed(column[index]!)
    next = index + 1
  }
}

function readSparse(reader: ByteReader, ...columns: Float64Array[]): number {
  const filled = reader.unsigned()
  const length = columns[0]?.length ?? 0
  if (filled > length) throw new DecodeError('a profile has more filled cells than cells')
  let index = 0
  for (let i = 0; i < filled; i++) {
    index += reader.unsigned()
    if (index >= length) throw new DecodeError('a filled cell lies beyond the last bin')
    let empty = true
    for (const column of columns) {
      const value = reader.signed()
      column[index] = value
      if (value !== 0) empty = false
    }
    if (empty) throw new DecodeError('an empty cell is written out')
    index++
  }
  return filled
}
