import { referenceProfile } from '@primum/core/monitoring/baseline'
import { curveSentences } from '@primum/core/monitoring/curve-words'
import { addDays } from '@primum/core/monitoring/days'
import { emptyProfile } from '@primum/core/monitoring/profile'
import { profileCurves } from '@primum/core/monitoring/profile-curves'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { earlier, measuredSpan } from '../../monitoring/measured-span.ts'
import { requireBaseline } from '../../monitoring/require-baseline.ts'
import type { curves, curvesQuery } from './curve-schemas.ts'

/**
 * Every curve of a version over matured predictions, beside that of its baseline, from the daily
 * profiles alone. Scores are joined until no cell holds 1 to 10 people of either class.
 */
export async function readCurves(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof curvesQuery>,
): Promise<z.input<typeof curves>> {
  ctx.authorize('monitoring.read')
  const span = await measuredSpan(ctx, aiSystemId, query)
  const { version } = span
  const baseline = requireBaseline(version)
  const to = span.to === null ? null : earlier(span.to, span.matured)
  const from = beginOf(span.from, to, query.days)
  const options = { labelPolicy: span.system.labelPolicy, threshold: version.threshold }
  const curvesOf = (profile: Parameters<typeof profileCurves>[0]) =>
    profileCurves(profile, baseline.scoreEdges, options)
  const profiles =
    from === null || to === null || from > to
      ? null
      : await loadDailyProfiles(ctx, { id: version.id, baseline }, { from, to }, [overallSegment])
  const live = curvesOf(
    profiles === null ? emptyProfile(baseline) : profiles.window(overallSegment, from!, to!),
  )
  const before = curvesOf(referenceProfile(baseline, overallSegment)!)
  return {
    version: { id: version.id, label: version.label },
    threshold: version.threshold,
    from,
    to,
    labelPolicy: options.labelPolicy,
    live,
    baseline: before,
    sentences: curveSentences(live, before, version.threshold),
    dataCutoff: span.now,
  }
}

/** The later of the first day and the first of the newest `days` days. */
function beginOf(first: string | null, to: string | null, days: number | undefined): string | null {
  if (first === null || to === null || days === undefined) return first
  const start = addDays(to, 1 - days)
  return start > first ? start : first
}
