import type { BaselineReconstruction } from './baseline-reconstruction.ts'
import { buildReconstruction } from './baseline-reconstruction.ts'
import type { Binning } from './binning.ts'
import { makeBinning } from './binning.ts'
import type { FeatureSchema, FeatureValue } from './feature-schema.ts'
import { maximumCategories, maximumFeatures } from './feature-schema.ts'
import type { Label, Profile } from './profile.ts'
import { addPrediction, emptyProfile } from './profile.ts'
import { featureEdges, quantileEdges, uniqueAscending } from './quantile-edges.ts'
import type { Segment } from './segment.ts'
import { groupValue, isOverall } from './segment.ts'

export type BaselineRow = {
  score: number
  label: Label
  groups: Readonly<Record<string, string | null>>
  features: Readonly<Record<string, FeatureValue>>
}

export type BaselineSpec = {
  /** operating thresholds; a prediction is flagged where `score >= threshold` */
  thresholds: readonly number[]
  /** names of the group attributes */
  groups: readonly string[]
  features: readonly FeatureSchema[]
  /** at most so many quantile edges of the score, 200 by default */
  scoreBins?: number
}

/** A profile as plain JSON: the arrays of `Profile`, its sums as decimal text. */
export type ReferenceCounts = {
  n: number
  outside: number
  counts: number[]
  cellSums: number[]
  sums: [string, string, string]
  squares: [string, string, string]
  features: number[]
}

/**
 * What a version looked like when it was validated: the bins everything later is counted with, and
 * the counts of the validation rows in them. Plain JSON, frozen with the version, never recomputed
 * from live data.
 */
export type Baseline = Binning & {
  format: 1
  thresholds: number[]
  groups: string[]
  profile: ReferenceCounts
  segments: (Segment & { profile: ReferenceCounts })[]
  /** values of a group beyond the most frequent ones, which have no segment of their own */
  unlisted: { attribute: string; values: number; rows: number }[]
  /** how features go together; absent where that says nothing, and in what was built before it */
  reconstruction?: BaselineReconstruction
}

const featureEdgeCount = 100
const atomShare = 0.01
const maximumValuesPerGroup = 100

/**
 * Builds the frozen baseline of a version from its validation rows. The result does not depend on
 * the order of the rows. Throws a RangeError without rows, for a score or threshold that is not
 * finite, and for features that `featureSchemas` would refuse by number or name.
 */
export function buildBaseline(rows: Iterable<BaselineRow>, spec: BaselineSpec): Baseline {
  const all = [...rows]
  checkSpec(all, spec)
  const binning = makeBinning(
    uniqueAscending([
      ...quantileEdges(sortedFinite(all.map((row) => row.score)), spec.scoreBins ?? 200),
      ...spec.thresholds,
    ]),
    spec.features.map((feature) => featureBins(feature, all)),
  )
  const profile = emptyProfile(binning)
  for (const row of all) addPrediction(profile, binning, row)
  const reconstruction = buildReconstruction(spec.features, all)
  const groups = [...new Set(spec.groups)]
  const parts = groups.map((attribute) => segmentsOf(attribute, all, binning))
  return {
    ...binning,
    format: 1,
    thresholds: uniqueAscending([...spec.thresholds]),
    groups,
    profile: toReference(profile),
    segments: parts.flatMap((part) => part.segments),
    unlisted: parts.flatMap((part) => part.unlisted),
    ...(reconstruction === null ? {} : { reconstruction }),
  }
}

/** The baseline's own profile of a segment, or null where the baseline has no such segment. */
export function referenceProfile(baseline: Baseline, segment: Segment): Profile | null {
  if (isOverall(segment)) return fromReference(baseline, baseline.profile)
  const found = baseline.segments.find(
    (each) => each.attribute === segment.attribute && each.value === segment.value,
  )
  return found ? fromReference(baseline, found.profile) : null
}

function checkSpec(rows: readonly BaselineRow[], spec: BaselineSpec): void {
  if (rows.length === 0) throw new RangeError('a baseline needs at least one validation row')
  const badRow = rows.findIndex((row) => !Number.isFinite(row.score))
  if (badRow >= 0) throw new RangeError(`the score of validation row ${badRow} is not finite`)
  if (!spec.thresholds.every(Number.isFinite)) {
    throw new RangeError('every threshold must be a finite number')
  }
  if (spec.features.length > maximumFeatures) {
    throw new RangeError(`a baseline takes at most ${maximumFeatures} features`)
  }
  if (new Set(spec.features.map((each) => each.name)).size !== spec.features.length) {
    throw new RangeError('a feature name is used twice')
  }
}

function featureBins(schema: FeatureSchema, rows: readonly BaselineRow[]) {
  const values = rows.map((row) => valueOf(row, schema.name))
  if (schema.kind === 'categorical') {
    return { ...schema, edges: [], listed: listedCategories(schema, values) }
  }
  const { minimum, maximum } = schema
  const edges = featureEdges(sortedFinite(values), {
    count: featureEdgeCount,
    atomShare,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  })
  return { ...schema, edges, listed: [] }
}

/** The declared categories, then the most frequent ones of the baseline, in code-unit order. */
function listedCategories(schema: FeatureSchema, values: readonly FeatureValue[]): string[] {
  const present = values.filter((value) => value !== null && value !== undefined).map(String)
  const candidates = [...(schema.categories ?? []), ...byFrequency(present).map(([name]) => name)]
  return [...new Set(candidates)].slice(0, maximumCategories).sort(byCodeUnits)
}

function segmentsOf(attribute: string, rows: readonly BaselineRow[], binning: Binning) {
  const valueOfRow = (row: BaselineRow) =>
    groupValue(Object.hasOwn(row.groups, attribute) ? row.groups[attribute] : null)
  const ranked = byFrequency(rows.map(valueOfRow))
  const kept = new Map(
    ranked.slice(0, maximumValuesPerGroup).map(([value]) => [value, emptyProfile(binning)]),
  )
  for (const row of rows) {
    const profile = kept.get(valueOfRow(row))
    if (profile) addPrediction(profile, binning, { ...row, features: null })
  }
  const left = ranked.slice(maximumValuesPerGroup)
  const leftRows = left.reduce((sum, [, count]) => sum + count, 0)
  return {
    segments: [...kept]
      .map(([value, profile]) => ({ attribute, value, profile: toReference(profile) }))
      .sort((a, b) => byCodeUnits(a.value, b.value)),
    unlisted: left.length === 0 ? [] : [{ attribute, values: left.length, rows: leftRows }],
  }
}

function valueOf(row: BaselineRow, name: string): FeatureValue {
  return Object.hasOwn(row.features, name) ? row.features[name] : null
}

function sortedFinite(values: readonly FeatureValue[]): Float64Array {
  const finite = values.filter((value) => typeof value === 'number' && Number.isFinite(value))
  return Float64Array.from(finite as number[]).sort()
}

/** Most frequent first, ties in code-unit order so that the order of rows does not matter. */
function byFrequency(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || byCodeUnits(a[0], b[0]))
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function toReference(profile: Profile): ReferenceCounts {
  return {
    n: profile.n,
    outside: profile.outside,
    counts: [...profile.counts],
    cellSums: [...profile.cellSums],
    sums: profile.sums.map(String) as [string, string, string],
    squares: profile.squares.map(String) as [string, string, string],
    features: profile.featureCounts ? [...profile.featureCounts] : [],
  }
}

function fromReference(baseline: Binning, reference: ReferenceCounts): Profile {
  return {
    ...emptyProfile(baseline),
    n: reference.n,
    outside: reference.outside,
    counts: Float64Array.from(reference.counts),
    cellSums: Float64Array.from(reference.cellSums),
    sums: reference.sums.map(BigInt) as [bigint, bigint, bigint],
    squares: reference.squares.map(BigInt) as [bigint, bigint, bigint],
    featureCounts: reference.features.length > 0 ? Float64Array.from(reference.features) : null,
  }
}
