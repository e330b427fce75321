import type { StablePeriod } from '@primum/core/monitoring/alias-history'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import type { Month } from '@primum/core/monitoring/ended-months'
import { overallSegment } from '@primum/core/monitoring/segment'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { selectDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { judgeAnew } from '../../monitoring/judge-anew.ts'
import { firstDayNeeded, maturedDay } from '../../monitoring/judge-monitors.ts'
import { loadWatched } from '../../monitoring/load-watched.ts'
import type { StoredVerdict } from '../../monitoring/monitor-body.ts'
import { shownVerdict } from '../../monitoring/shown-verdict.ts'
import { loadVersionBaseline } from '../../monitoring/version-baseline.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import type { MonthMonitor } from './month-monitors.ts'

/**
 * What each monitor said at the end of the month of the version that was stable then, by its id and
 * as it may be shown: judged anew from the daily counts, with the monitors as they are set now.
 * Nothing where no version was stable.
 */
export async function verdictsAt(
  ctx: Context,
  system: AiSystem,
  month: Month,
  { monitors, periods }: { monitors: readonly MonthMonitor[]; periods: readonly StablePeriod[] },
): Promise<Map<string, StoredVerdict>> {
  const now = month.until
  const period = periods.findLast(({ from, to }) => from < now && (to === null || to >= now))
  if (period === undefined || monitors.length === 0) return new Map()
  const { versionId, sequence, from: since } = period
  const epoch = { sequence, versionId, since, day: dayOfInstant(since) }
  const bodies = monitors.map(({ monitor }) => monitor)
  const { label, baseline } = await loadVersionBaseline(ctx, system.id, versionId)
  // What came after the month is not looked at, not even of its last window's "today".
  const span = { from: firstDayNeeded(bodies, epoch, maturedDay(system, now)), to: month.to }
  const segments = [overallSegment, ...bodies.map(({ segment }) => segment)]
  const stored = baseline && {
    baseline,
    rows: await selectDailyProfiles(ctx, versionId, span, segments),
  }
  const about = { aiSystemId: system.id, versionId, hasBaseline: baseline !== null }
  const bench = {
    ...{ system, version: { id: versionId, label }, epoch, now, changedDay: null },
    ...(await lastDataBefore(ctx, system.id, month)),
    watched: await loadWatched(ctx, about, span, bodies),
  }
  const judged = await judgeAnew(bench, stored, monitors)
  return new Map(
    judged.map(({ monitorId, monitor, verdict }) => [monitorId, shownVerdict(verdict, monitor)]),
  )
}

/** When data came last before the month was over: to the day, where more has come since. */
async function lastDataBefore(ctx: Context, aiSystemId: string, month: Month) {
  const state = await ctx.db
    .selectFrom('telemetry_state')
    .select(['last_predicted_at', 'last_called_at', 'last_reviewed_at'])
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  const last = async (at: Date | null | undefined, table: 'operations_profiles' | 'reviewed') => {
    if (!at || at.toISOString() < month.until) return at?.toISOString() ?? null
    const day = await lastDay(ctx, aiSystemId, month, table)
    return day === null ? null : `${addDays(day, 1)}T00:00:00.000Z`
  }
  return {
    lastPredictedAt: await last(
      state?.last_predicted_at ?? state?.last_called_at,
      'operations_profiles',
    ),
    lastReviewedAt: await last(state?.last_reviewed_at, 'reviewed'),
  }
}

async function lastDay(
  ctx: Context,
  aiSystemId: string,
  month: Month,
  table: 'operations_profiles' | 'reviewed',
): Promise<string | null> {
  const days =
    table === 'reviewed'
      ? sql`select review_profiles.day from review_profiles
          join versions on versions.id = review_profiles.version_id
          where versions.ai_system_id = ${aiSystemId} and attribute = ''
            and versions.organization_id = ${ctx.organizationId}`
      : sql`select day from operations_profiles
          where ai_system_id = ${aiSystemId} and site = ''
            and organization_id = ${ctx.organizationId}`
  const { rows } = await sql<{ day: string | null }>`
    select max(day)::text as day from (${days}) as days where day <= ${month.to}`.execute(ctx.db)
  return rows[0]?.day ?? null
}
