import type { FeatureBins } from '../monitoring/binning.ts'
import { reportCells } from '../monitoring/drift.ts'
import { reportCellCount } from '../monitoring/thresholds.ts'
import { binnedWassersteinDistance } from '../statistics/binned-wasserstein-distance.ts'
import { chiSquaredTest } from '../statistics/chi-squared-test.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { hellingerDistance } from '../statistics/hellinger-distance.ts'
import { jensenShannonDistance } from '../statistics/jensen-shannon-distance.ts'
import { binnedKolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts'
import { missingness } from '../statistics/missingness.ts'
import { newCategoryShare } from '../statistics/new-category-share.ts'
import type { DriftLevel, StabilityEstimate } from '../statistics/population-stability-index.ts'
import { driftLevel, populationStabilityIndex } from '../statistics/population-stability-index.ts'

/** How far one column has moved from its baseline; what does not apply to its kind is left out. */
export type ColumnDrift = {
  feature: string
  kind: 'numeric' | 'categorical'
  /** by the population stability index, its rule of thumb and its own noise */
  level: DriftLevel | null
  metrics: {
    'population-stability-index': StabilityEstimate
    'jensen-shannon-distance': Estimate
    'hellinger-distance': Estimate
    missingness: Estimate
    'kolmogorov-smirnov'?: Estimate
    'wasserstein-distance'?: Estimate
    'chi-squared'?: Estimate
    'new-category-share'?: Estimate
  }
  /** share of missing or unreadable values in the baseline */
  baselineMissingness: number | null
  /** share of values that are no finite number, though something is there; numeric columns only */
  unreadable: number
}

/** Cells of distances: more of them would add noise of their own (k/n), see Hellinger's page. */
const distanceCells = 30

/**
 * Drift of one column from counts in the cells of its baseline (see `FeatureBins` for their order).
 *
 * @param looks columns that are looked at together; the share of false alarms is divided by it
 */
export function columnDrift(
  feature: FeatureBins,
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: { minimum: number; looks: number },
): ColumnDrift {
  const { minimum } = options
  const confidence = 1 - 0.001 / Math.max(1, options.looks)
  const missing = missingCounts(feature, current)
  const before = missingCounts(feature, reference)
  const shared = { minimum }
  const bins = feature.edges.length + 1
  const numeric = feature.kind === 'numeric'
  const report = joined(feature, reference, current, reportCellCount)
  const distance = joined(feature, reference, current, distanceCells)
  const stability = populationStabilityIndex(report.reference, report.current, {
    minimum,
    confidence,
  })
  const metrics: ColumnDrift['metrics'] = {
    'population-stability-index': stability,
    'jensen-shannon-distance': jensenShannonDistance(distance.reference, distance.current, shared),
    'hellinger-distance': hellingerDistance(distance.reference, distance.current, shared),
    missingness: missingness(missing, shared),
  }
  if (numeric) {
    const [r, c] = [slice(reference, bins), slice(current, bins)]
    metrics['kolmogorov-smirnov'] = binnedKolmogorovSmirnov(r, c, {
      ...shared,
      edges: feature.edges,
    })
    metrics['wasserstein-distance'] = binnedWassersteinDistance(feature.edges, r, c, shared)
  } else {
    metrics['chi-squared'] = chiSquaredTest(reference, current, shared)
    const newValues = current[feature.listed.length] ?? 0
    metrics['new-category-share'] = newCategoryShare({ newValues, total: missing.total }, shared)
  }
  return {
    feature: feature.name,
    kind: feature.kind,
    level: stability.state === 'ok' ? driftLevel(stability) : null,
    metrics,
    baselineMissingness: before.total === 0 ? null : before.missing / before.total,
    unreadable: numeric ? (current[bins + 1] ?? 0) / Math.max(1, missing.total) : 0,
  }
}

function slice(counts: ArrayLike<number>, length: number): number[] {
  return Array.from({ length }, (_, i) => counts[i]!)
}

/** Numeric bins joined to about `wanted` cells of equal baseline mass; other cells as they are. */
function joined(
  feature: FeatureBins,
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  wanted: number,
) {
  if (feature.kind === 'categorical') {
    const all = feature.listed.length + 2
    return { reference: slice(reference, all), current: slice(current, all) }
  }
  const bins = feature.edges.length + 1
  const cells = reportCells(slice(reference, bins), wanted)
  const next = (cells.at(-1) ?? 0) + 1
  const places = [...cells, next, next + 1]
  const sums = (counts: ArrayLike<number>) => {
    const joinedCounts = Array.from({ length: next + 2 }, () => 0)
    places.forEach((place, cell) => (joinedCounts[place]! += counts[cell]!))
    return joinedCounts
  }
  return { reference: sums(reference), current: sums(current) }
}

function missingCounts(feature: FeatureBins, counts: ArrayLike<number>) {
  let total = 0
  for (let cell = 0; cell < counts.length; cell++) total += counts[cell]!
  const last = counts.length - 1
  const nulls = feature.kind === 'numeric' ? counts[last - 1]! + counts[last]! : counts[last]!
  return { missing: nulls, total }
}
