import { isSmallRate } from '../fairness/small-cell-suppression.ts'
import { defaultLevel, undefinedEstimate } from '../statistics/estimate.ts'
import { twoSidedZ } from '../statistics/normal-distribution.ts'
import { driftLevel } from '../statistics/population-stability-index.ts'
import { reconstructionDriftOf } from '../statistics/reconstruction-error-drift.ts'
import type { Baseline } from './baseline.ts'
import { rowsPerFeature } from './baseline-reconstruction.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { ReconstructionDays } from './reconstruction-day.ts'
import { emptyReconstruction, errorMoments, mergeReconstruction } from './reconstruction-day.ts'
import type { Segment } from './segment.ts'
import { isOverall } from './segment.ts'
import { driftFalseAlarmShare, reconstructionLimits } from './thresholds.ts'

type Compared = Pick<Baseline, 'features' | 'profile' | 'reconstruction'>

/**
 * Whether numeric features still go together as at validation: the mean reconstruction error over
 * the days `from` to `to`, both included, beside that of the baseline. Never throws for data.
 */
export function computeMultivariate(
  baseline: Compared,
  days: ReconstructionDays,
  window: { from: Day; to: Day },
  { segment, minimum }: { segment: Segment; minimum: number },
): MetricEstimate {
  const { reconstruction } = baseline
  const obstacle = isOverall(segment) ? notMeasurable(baseline) : 'it is counted for everyone only'
  if (obstacle !== null || reconstruction === undefined) return nothing(obstacle ?? '')
  const sum = emptyReconstruction()
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
    const found = days(day)
    if (found !== null) mergeReconstruction(sum, found)
  }
  if (sum.n === 0) {
    return nothing('no prediction was counted; counting begins when such a monitor is switched on')
  }
  const moments = errorMoments(sum, reconstruction.features.length)
  const found = reconstructionDriftOf(reconstruction, moments, { minimum })
  const { difference, pValue: _, imputedShare: share, ...estimate } = found
  // A share with its n is a count of people whose value was missing.
  const total = sum.n * reconstruction.features.length
  const imputedShare = isSmallRate({ count: sum.imputed, total }) ? null : share
  const spread = Math.sqrt(reconstruction.errorVariance)
  const effect = difference === null ? null : difference.value / spread
  const critical = difference === null ? null : noiseOf(difference) / spread
  // Inputs that go together more tightly than at validation are a change as well.
  const size = effect === null ? null : Math.abs(effect)
  const level =
    estimate.state === 'ok' ? driftLevel({ value: size, critical }, reconstructionLimits) : null
  return { ...estimate, detail: { level, critical, effect, imputedShare } }
}

/** Why a baseline says nothing on how features go together, or null where it does. */
export function notMeasurable(baseline: Compared): string | null {
  if (baseline.reconstruction !== undefined) return null
  const numeric = baseline.features.filter(({ kind }) => kind === 'numeric').length
  if (numeric < 2) return 'it needs two numeric features or more'
  const needed = rowsPerFeature * Math.min(numeric, 50)
  if (baseline.profile.n < needed) {
    return `the baseline has ${baseline.profile.n} rows, and ${needed} are needed for ${numeric} numeric features`
  }
  return 'there is no multivariate baseline: send the baseline again and register a version with it; where that changes nothing, its features do not vary together'
}

/** The difference of means that chance alone explains, at the share of false alarms of all drift. */
function noiseOf({ value, lower }: { value: number; lower: number }): number {
  return ((value - lower) / twoSidedZ(defaultLevel)) * twoSidedZ(1 - driftFalseAlarmShare)
}

function nothing(reason: string): MetricEstimate {
  const evidence = { method: 'mean reconstruction error', n: 0, positives: null, negatives: null }
  return { ...undefinedEstimate(evidence, reason), baselineValue: null }
}
