import type { Baseline } from './baseline.ts'
import { referenceProfile } from './baseline.ts'
import type { LabelPolicy } from './profile-views.ts'
import { confusionMatrixAt } from './profile-views.ts'
import type { Segment } from './segment.ts'
import { estimableSubgroup } from './thresholds.ts'

export type SegmentEstimability = { segment: Segment; estimable: boolean; reason: string | null }

/**
 * Which subgroups of a baseline are large enough for a sensitivity of their own. Those that are not
 * are listed with the reason: not estimable is not the same as fair. Events are people of the
 * subgroup with the outcome, as in fairness/group-rates.ts, never those the AI system found: a
 * subgroup in which it finds nobody is the one to watch, and would drop out for having no hits.
 */
export function estimableSegments(
  baseline: Baseline,
  policy: LabelPolicy,
  limits: { denominator: number; events: number } = estimableSubgroup,
): SegmentEstimability[] {
  return baseline.segments.map(({ attribute, value }) => {
    const segment = { attribute, value }
    const reason = shortage(baseline, segment, policy, limits)
    return { segment, estimable: reason === null, reason }
  })
}

function shortage(
  baseline: Baseline,
  segment: Segment,
  policy: LabelPolicy,
  limits: { denominator: number; events: number },
): string | null {
  const profile = referenceProfile(baseline, segment)
  for (const threshold of baseline.thresholds) {
    const matrix = profile && confusionMatrixAt(profile, baseline.scoreEdges, threshold, policy)
    const events = matrix ? matrix.tp + matrix.fn : 0
    // They are the denominator of a sensitivity too, so the larger of both limits decides.
    const needed = Math.max(limits.denominator, limits.events)
    if (events < needed)
      return `${events} with the outcome at validation, at least ${needed} needed`
  }
  return baseline.thresholds.length === 0 ? 'the version has no operating threshold' : null
}
