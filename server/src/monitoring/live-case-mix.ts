import { addDays } from '@primum/core/monitoring/days'
import type { CaseMix, LiveCount } from '@primum/core/monitoring/case-mix'
import { standardiseCaseMix } from '@primum/core/monitoring/case-mix'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { referenceProfile } from '@primum/core/monitoring/baseline'
import { decodeProfile } from '@primum/core/monitoring/profile'
import { confusionMatrixAt, observedExpectedSums } from '@primum/core/monitoring/profile-views'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import { defaultMargins, defaultWindowDays } from '@primum/core/monitoring/thresholds'
import type { Context } from '../context.ts'
import type { Bench, JudgedMonitor } from './judge-monitors.ts'
import { maturedDay } from './judge-monitors.ts'

/** Today's patients: matured positives of the live version per attribute, over the last window. */
export type LiveMix = Map<string, LiveCount[]>

export async function readLiveMix(tx: Context, bench: Bench): Promise<LiveMix> {
  const through = maturedDay(bench.system, bench.now)
  const rows = await tx.db
    .selectFrom('profiles')
    .select(['attribute', 'value', 'body'])
    .where('version_id', '=', bench.epoch.versionId)
    .where('organization_id', '=', tx.organizationId)
    .where('day', '>=', addDays(through, 1 - defaultWindowDays.performance))
    .where('day', '<=', through)
    .where('attribute', '!=', '')
    .orderBy('attribute')
    .orderBy('value')
    .execute()
  const mix: LiveMix = new Map()
  for (const { attribute, value, body } of rows) {
    const counts = mix.get(attribute) ?? []
    mix.set(attribute, counts)
    const { observed } = observedExpectedSums(decodeProfile(body), bench.system.labelPolicy)
    const known = counts.find((each) => each.value === value)
    if (known === undefined) counts.push({ value, positives: observed })
    else known.positives += observed
  }
  return mix
}

/** How a version would do on them, by its validation at its operating threshold. */
export function caseMixOf(
  version: { threshold: number; baseline: Baseline | null },
  live: LiveMix,
  context: { labelPolicy: LabelPolicy; margin: number },
): CaseMix {
  const { baseline, threshold } = version
  if (baseline === null) return { limit: null, mixes: [] }
  const countsOf = (segment: Segment) => {
    const profile = referenceProfile(baseline, segment)
    const { scoreEdges } = baseline
    const matrix = profile && confusionMatrixAt(profile, scoreEdges, threshold, context.labelPolicy)
    return { positives: matrix ? matrix.tp + matrix.fn : 0, flagged: matrix?.tp ?? 0 }
  }
  const { positives, flagged } = countsOf(overallSegment)
  const overall = positives === 0 ? null : flagged / positives
  return {
    // As the detector of a rate has it: a rare success keeps a limit above 0.
    limit: overall === null ? null : overall - Math.min(context.margin, overall / 2),
    mixes: standardiseCaseMix(
      baseline.groups.map((attribute) => ({
        attribute,
        baseline: baseline.segments
          .filter((segment) => segment.attribute === attribute)
          .map((segment) => ({ value: segment.value, ...countsOf(segment) })),
        live: live.get(attribute) ?? [],
      })),
    ),
  }
}

/** The margin that the system accepts for its sensitivity overall. */
export function acceptedMargin(judged: readonly Pick<JudgedMonitor, 'monitor'>[]): number {
  const overall = judged.find(
    ({ monitor }) => monitor.metric === 'sensitivity' && monitor.segment.attribute === '',
  )
  return overall?.monitor.margin ?? defaultMargins.sensitivity
}
