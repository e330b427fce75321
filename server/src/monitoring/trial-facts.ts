import type { AliasMove, StablePeriod } from '@primum/core/monitoring/alias-history'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import type { IntakeDay } from '@primum/core/monitoring/intake-day'
import { isIntake } from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import { selectDailyProfiles } from './daily-profiles.ts'
import type { ProfileRow } from './daily-profiles.ts'
import { readIntake } from './load-intake.ts'
import { bodyOf } from './monitor-body.ts'
import { approvalsHold } from './target-approvals.ts'
import { loadVersionBaseline } from './version-baseline.ts'
import type { VersionBaseline } from './version-baseline.ts'

type Span = {
  from: string
  to: string
  periods: readonly StablePeriod[]
  moves: readonly AliasMove[]
}

/** A version in production once: the days that are replayed, and the profiles before them. */
export type PeriodFacts = {
  versionId: string
  since: string
  until: string | null
  from: string
  to: string
  before: { from: string; to: string; profiles: ProfileRow[] } | null
  /** what became of what arrived, by day; empty where no monitor looks at it */
  intake: Map<string, IntakeDay>
}

export type VersionFacts = {
  version: VersionBaseline
  profiles: ProfileRow[]
  approvalsValid: boolean
}

/**
 * Everything that a trial of a rollback policy looks at, as plain values that a thread can be
 * given. What happened in production is as it was on each day; withdrawals, approvals and the
 * monitors are those of now.
 */
export type TrialFacts = {
  span: { from: string; to: string }
  periods: PeriodFacts[]
  versions: VersionFacts[]
  moves: readonly AliasMove[]
  monitors: Monitor[]
  labelPolicy: LabelPolicy
  outcomeHorizonDays: number
  outcomeGraceDays: number
}

export async function readTrialFacts(
  ctx: Context,
  system: AiSystem,
  policy: RollbackPolicy,
  span: Span,
): Promise<TrialFacts> {
  const monitors = await readMonitors(ctx, system.id)
  const looksAtIntake = monitors.some(({ metric }) => isIntake(metric))
  const known = new Map<string, VersionFacts>()
  const periods: PeriodFacts[] = []
  for (const period of span.periods) {
    const { versionId } = period
    const facts =
      known.get(versionId) ?? (await readVersion(ctx, system.id, versionId, policy, span))
    known.set(versionId, facts)
    const days = daysOf(period, span)
    const before = await readBefore(ctx, facts.version, { ...days, from: span.from })
    const intake = looksAtIntake
      ? await readIntake(ctx, versionId, days)
      : new Map<string, IntakeDay>()
    periods.push({ versionId, ...days, before, intake })
  }
  const { labelPolicy, outcomeHorizonDays, outcomeGraceDays } = system
  return {
    span: { from: span.from, to: span.to },
    periods,
    versions: [...known.values()],
    moves: span.moves,
    monitors,
    ...{ labelPolicy, outcomeHorizonDays, outcomeGraceDays },
  }
}

/** The days on which the version was in production, within the days asked for. */
function daysOf({ from: since, to: until }: StablePeriod, span: Span) {
  const first = dayOfInstant(since)
  // What is taken back within a day fails on that day. A midnight ends the day before it.
  const last = until === null ? span.to : dayOfInstant(justBefore(until))
  return {
    ...{ since, until },
    from: first > span.from ? first : span.from,
    to: last < span.to ? last : span.to,
  }
}

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString()
}

/** What a version showed in production before the days that are replayed. */
async function readBefore(
  ctx: Context,
  { id, baseline }: VersionBaseline,
  { since, until, from }: { since: string; until: string | null; from: string },
): Promise<PeriodFacts['before']> {
  const last = until === null ? from : dayOfInstant(until)
  const days = { from: dayOfInstant(since), to: addDays(last < from ? last : from, -1) }
  if (baseline === null || days.from > days.to) return null
  return { ...days, profiles: await selectDailyProfiles(ctx, id, days, [overallSegment]) }
}

async function readVersion(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
  policy: RollbackPolicy,
  span: Span,
): Promise<VersionFacts> {
  const version = await loadVersionBaseline(ctx, aiSystemId, versionId)
  const { digest } = await ctx.db
    .selectFrom('versions')
    .select('digest')
    .where('id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirstOrThrow()
  return {
    version,
    profiles:
      version.baseline === null ? [] : await selectDailyProfiles(ctx, versionId, span, null),
    approvalsValid: await approvalsHold(
      ctx,
      { id: versionId, digest },
      policy.approvalsExpireAfterDays,
    ),
  }
}

async function readMonitors(ctx: Context, aiSystemId: string): Promise<Monitor[]> {
  const rows = await ctx.db
    .selectFrom('monitors')
    .select(['body', 'enabled'])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('enabled', '=', true)
    .orderBy('key')
    .execute()
  return rows.map(bodyOf)
}
