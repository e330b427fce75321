import { type Estimate, undefinedEstimate } from '../statistics/estimate.ts'
import { missingness } from '../statistics/missingness.ts'
import {
  type DriftLevel,
  type StabilityEstimate,
  driftLevel,
  populationStabilityIndex,
} from '../statistics/population-stability-index.ts'
import type { Binning, FeatureBins } from './binning.ts'
import { featureCellCount } from './binning.ts'
import type { Profile } from './profile.ts'
import { scoreHistogram } from './profile-views.ts'
import { driftFalseAlarmShare, reportCellCount, stabilityLimits } from './thresholds.ts'

export type FeatureFinding = {
  feature: string
  value: number | null
  baselineValue: number | null
  /** level of the population stability index; null for missingness or without an index */
  level: DriftLevel | null
  critical: number | null
  n: number
}

/** One feature's estimate, or the worst of several together with the finding on each. */
export type FeatureEstimate = Estimate & {
  baselineValue: number | null
  level: DriftLevel | null
  critical: number | null
  features: FeatureFinding[]
}

/**
 * Drift of the score distribution from the baseline, over about ten cells of equal baseline mass.
 */
export function scoreDrift(
  window: Profile,
  reference: Profile,
  minimum: number,
): StabilityEstimate & { level: DriftLevel | null } {
  const before = scoreHistogram(reference)
  const cells = reportCells(before, reportCellCount)
  const now = sumCells(scoreHistogram(window), cells)
  return withLevel(populationStabilityIndex(sumCells(before, cells), now, stability(minimum, 1)))
}

/**
 * Drift of one feature, or the worst of all. Looking at many features finds one by chance, so the
 * share of false alarms is divided among them (Bonferroni).
 */
export function featureDrift(
  window: Profile,
  reference: Profile,
  features: readonly FeatureBins[],
  minimum: number,
): FeatureEstimate {
  const found = features.map((feature) => {
    const before = featureCounts(reference, feature)
    const cells = featureReportCells(before, feature)
    const now = sumCells(featureCounts(window, feature), cells)
    const options = stability(minimum, features.length)
    const { level, critical, ...estimate } = withLevel(
      populationStabilityIndex(sumCells(before, cells), now, options),
    )
    return { feature, estimate, baselineValue: 0, level, critical }
  })
  return worst('population stability index', found, (each) => each.estimate.value ?? -1)
}

/** Share of null or unreadable values of one feature, or of the one that rose most. */
export function featureMissingness(
  window: Profile,
  reference: Profile,
  features: readonly FeatureBins[],
  minimum: number,
): FeatureEstimate {
  const level = 1 - driftFalseAlarmShare / Math.max(1, features.length)
  const found = features.map((feature) => {
    const before = missingCount(reference, feature)
    const estimate = missingness(missingCount(window, feature), { minimum, level })
    const baselineValue = before.total === 0 ? null : before.missing / before.total
    return { feature, estimate, baselineValue, level: null, critical: null }
  })
  const rise = (each: Found) => (each.estimate.value ?? -2) - (each.baselineValue ?? 0)
  return worst('missingness', found, rise)
}

/** Number of report cell per bin: neighbours are joined to about `count` cells of equal mass. */
export function reportCells(reference: ArrayLike<number>, count: number): number[] {
  let total = 0
  for (let bin = 0; bin < reference.length; bin++) total += reference[bin]!
  const cells: number[] = []
  let cell = 0
  let sum = 0
  for (let bin = 0; bin < reference.length; bin++) {
    cells.push(cell)
    sum += reference[bin]!
    // What lies beyond the last value of the baseline joins the last cell instead of a new one.
    if (sum < total && sum >= ((cell + 1) * total) / count) {
      cell = Math.max(cell + 1, Math.floor((sum * count) / total))
    }
  }
  return cells
}

type Found = {
  feature: FeatureBins
  estimate: Estimate
  baselineValue: number | null
  level: DriftLevel | null
  critical: number | null
}

const severityOf = { none: 0, warning: 1, critical: 2 } as const

function worst(method: string, found: Found[], size: (each: Found) => number): FeatureEstimate {
  const rank = (each: Found) => (each.level === null ? 0 : severityOf[each.level])
  const usable = found.filter((each) => each.estimate.state === 'ok')
  const [first] = (usable.length > 0 ? usable : found).toSorted(
    (a, b) => rank(b) - rank(a) || size(b) - size(a),
  )
  const features = found.map(({ feature, estimate, baselineValue, level, critical }) => {
    const { value, n } = estimate
    return { feature: feature.name, value, baselineValue, level, critical, n }
  })
  if (!first) {
    const evidence = { method, n: 0, positives: null, negatives: null }
    const none = undefinedEstimate(evidence, 'the baseline has no such feature')
    return { ...none, baselineValue: null, level: null, critical: null, features }
  }
  const { estimate, baselineValue, level, critical } = first
  return { ...estimate, baselineValue, level, critical, features }
}

function stability(minimum: number, looks: number) {
  return { minimum, confidence: 1 - driftFalseAlarmShare / Math.max(1, looks) }
}

function withLevel(estimate: StabilityEstimate) {
  const level = estimate.state === 'ok' ? driftLevel(estimate, stabilityLimits) : null
  return { ...estimate, level }
}

/** Numeric bins are joined to report cells; null, unreadable and categories stay as they are. */
function featureReportCells(reference: Float64Array, feature: FeatureBins): number[] {
  if (feature.kind === 'categorical') return [...reference.keys()]
  const bins = feature.edges.length + 1
  const cells = reportCells(reference.subarray(0, bins), reportCellCount)
  const next = (cells.at(-1) ?? 0) + 1
  return [...cells, next, next + 1]
}

function sumCells(counts: ArrayLike<number>, cells: readonly number[]): number[] {
  const sums = Array.from({ length: (cells.at(-1) ?? -1) + 1 }, () => 0)
  cells.forEach((cell, bin) => (sums[cell]! += counts[bin]!))
  return sums
}

function featureCounts(profile: Profile, feature: FeatureBins): Float64Array {
  const cells = featureCellCount(feature)
  if (!profile.featureCounts) return new Float64Array(cells)
  return profile.featureCounts.subarray(feature.offset, feature.offset + cells)
}

function missingCount(profile: Profile, feature: FeatureBins) {
  const counts = featureCounts(profile, feature)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const missingCells = feature.kind === 'numeric' ? counts.slice(-2) : counts.slice(-1)
  return { missing: missingCells.reduce((sum, count) => sum + count, 0), total }
}

/** The features a monitor looks at: the named one, or all of them. */
export function chosenFeatures(binning: Binning, name: string | undefined): FeatureBins[] {
  return binning.features.filter((feature) => name === undefined || feature.name === name)
}
