import type { FeatureSchema, FeatureValue } from './feature-schema.ts'
import { binOf } from './quantile-edges.ts'
import { checksum } from './varint.ts'

/**
 * The bins of one feature. Its cells are `offset … offset + featureCellCount - 1` of a profile's
 * feature counts: numeric bins by ascending value, then null, then unreadable (not a finite
 * number); or the listed categories, then new, then null.
 */
export type FeatureBins = FeatureSchema & {
  offset: number
  /** lower bounds of the numeric bins; empty for a categorical feature */
  edges: number[]
  /** listed categories in code-unit order; empty for a numeric feature */
  listed: string[]
}

/** How scores and features fall into bins. `fingerprint` ties a profile to its bins. */
export type Binning = {
  fingerprint: string
  scoreEdges: number[]
  features: FeatureBins[]
  featureCells: number
}

/** Number of score bins. */
export function scoreBinCount(binning: { scoreEdges: readonly number[] }): number {
  return binning.scoreEdges.length + 1
}

/** Number of cells of one feature. */
export function featureCellCount(feature: { edges: number[]; listed: string[]; kind: string }) {
  return feature.kind === 'numeric' ? feature.edges.length + 3 : feature.listed.length + 2
}

/** The cell of a value within its feature; a value absent from the record is null. */
export function featureCell(feature: FeatureBins, value: FeatureValue): number {
  const missing = value === null || value === undefined
  if (feature.kind === 'numeric') {
    if (missing) return feature.edges.length + 1
    if (typeof value !== 'number' || !Number.isFinite(value)) return feature.edges.length + 2
    return binOf(feature.edges, value)
  }
  if (missing) return feature.listed.length + 1
  return categoryIndex(feature.listed, String(value))
}

/** Puts features into one row of cells and fingerprints the whole. */
export function makeBinning(
  scoreEdges: number[],
  features: (FeatureSchema & { edges: number[]; listed: string[] })[],
): Binning {
  let offset = 0
  const placed = features.map((feature) => {
    const bins = { ...feature, offset }
    offset += featureCellCount(feature)
    return bins
  })
  const identity = JSON.stringify([
    scoreEdges,
    placed.map((each) => [each.name, each.kind, each.edges, each.listed]),
  ])
  const codes = Uint16Array.from({ length: identity.length }, (_, i) => identity.charCodeAt(i))
  const fingerprint = checksum(codes).toString(16).padStart(8, '0')
  return { fingerprint, scoreEdges, features: placed, featureCells: offset }
}

/** Index of `category`, or `listed.length` (new) where it is not listed. */
function categoryIndex(listed: readonly string[], category: string): number {
  let low = 0
  let high = listed.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (listed[middle]! < category) low = middle + 1
    else high = middle
  }
  return listed[low] === category ? low : listed.length
}
