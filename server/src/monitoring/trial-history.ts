import type { AliasMove, StablePeriod } from '@primum/core/monitoring/alias-history'
import { referenceProfile } from '@primum/core/monitoring/baseline'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { maturedThrough } from '@primum/core/monitoring/maturity'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { TargetFacts, TrialHistory, TrialPeriod } from '@primum/core/monitoring/policy-trial'
import { labelledCount, observedExpectedSums } from '@primum/core/monitoring/profile-views'
import { inputProblems } from '@primum/core/monitoring/rollback-input-schema'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { overallSegment } from '@primum/core/monitoring/segment'
import { defaultWindowDays } from '@primum/core/monitoring/thresholds'
import type { Context } from '../context.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import { loadDailyProfiles } from './daily-profiles.ts'
import type { DailyProfiles } from './daily-profiles.ts'
import { acceptedMargin, caseMixOf } from './live-case-mix.ts'
import type { LiveMix } from './live-case-mix.ts'
import { bodyOf } from './monitor-body.ts'
import { isHidden, shownReason } from './suppress-estimate.ts'
import { approvalsHold } from './target-approvals.ts'
import { loadVersionBaseline } from './version-baseline.ts'
import type { VersionBaseline } from './version-baseline.ts'

type Span = {
  from: string
  to: string
  periods: readonly StablePeriod[]
  moves: readonly AliasMove[]
}

type Known = { version: VersionBaseline; profiles: DailyProfiles | null; approvalsValid: boolean }

/**
 * Everything that a trial of a rollback policy looks at. What happened in production is as it was on
 * each day; withdrawals, approvals and the monitors are those of now.
 */
export async function readTrialHistory(
  ctx: Context,
  system: AiSystem,
  policy: RollbackPolicy,
  span: Span,
): Promise<{ history: TrialHistory; versions: Map<string, string>; notJudged: string[] }> {
  const periods = span.periods.map((period) => ({ ...period, ...daysOf(period, span) }))
  const known = new Map<string, Known>()
  for (const { versionId } of periods) {
    if (!known.has(versionId)) {
      known.set(versionId, await loadKnown(ctx, system.id, versionId, policy, span))
    }
  }
  const monitors = await readMonitors(ctx, system.id)
  const margin = acceptedMargin(monitors.map((monitor) => ({ monitor })))
  const shown: TrialPeriod[] = []
  for (const { versionId, from, to, since, until } of periods) {
    const { version, profiles } = known.get(versionId)!
    shown.push({
      ...{ versionId, from, to, since, until, baseline: version.baseline },
      outcomesBefore: await outcomesBefore(ctx, system, version, { since, until, from: span.from }),
      profile: (segment, day) => profiles?.day(segment, day) ?? null,
    })
  }
  const { outcomeHorizonDays, outcomeGraceDays, labelPolicy } = system
  const history: TrialHistory = {
    ...{ periods: shown, moves: span.moves, monitors, labelPolicy },
    ...{ outcomeHorizonDays, outcomeGraceDays },
    target: (versionId, { period, now }) => {
      const live = known.get(period.versionId)!
      const through = maturedThrough(now, outcomeHorizonDays, outcomeGraceDays)
      return targetFacts(known.get(versionId)!, live, {
        ...{ through, labelPolicy, margin },
      })
    },
    labelOf: (id) => known.get(id)?.version.label ?? id,
    reasonShown: (monitor, verdict, estimate) =>
      shownReason(monitor, verdict, isHidden(estimate, monitor, span, null)),
  }
  const versions = new Map([...known].map(([id, { version }]) => [id, version.label]))
  const notJudged = [...known.values()]
    .filter(({ version }) => version.baseline === null)
    .map(({ version }) => version.label)
  return { history, versions, notJudged }
}

/** The days at whose end the version was in production, within the days asked for. */
function daysOf({ from: since, to: until }: StablePeriod, span: Span) {
  const first = dayOfInstant(since)
  const last = until === null ? span.to : addDays(dayOfInstant(until), -1)
  return {
    ...{ since, until },
    from: first > span.from ? first : span.from,
    to: last < span.to ? last : span.to,
  }
}

/** What a version showed in production before the days that are replayed. */
async function outcomesBefore(
  ctx: Context,
  { labelPolicy }: AiSystem,
  { id, baseline }: VersionBaseline,
  { since, until, from }: { since: string; until: string | null; from: string },
): Promise<number> {
  const last = until === null ? from : dayOfInstant(until)
  const days = { from: dayOfInstant(since), to: addDays(last < from ? last : from, -1) }
  if (baseline === null || days.from > days.to) return 0
  const profiles = await loadDailyProfiles(ctx, { id, baseline }, days, [overallSegment])
  return labelledCount(profiles.window(overallSegment, days.from, days.to), labelPolicy)
}

async function loadKnown(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
  policy: RollbackPolicy,
  span: Span,
): Promise<Known> {
  const version = await loadVersionBaseline(ctx, aiSystemId, versionId)
  const { baseline } = version
  const { digest } = await ctx.db
    .selectFrom('versions')
    .select('digest')
    .where('id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirstOrThrow()
  return {
    version,
    profiles: baseline && (await loadDailyProfiles(ctx, { id: versionId, baseline }, span, null)),
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

function targetFacts(
  { version, approvalsValid }: Known,
  live: Known,
  context: { through: string; labelPolicy: AiSystem['labelPolicy']; margin: number },
): TargetFacts {
  const { baseline, withdrawn, artifactSha256, inputSchema } = version
  return {
    exists: true,
    artifactDigestRecorded: /^[0-9a-f]{64}$/i.test(artifactSha256),
    withdrawn,
    schemaCompatible: inputProblems(inputSchema, live.version.inputSchema).length === 0,
    approvalsValid: approvalsValid && !withdrawn,
    wasGood: baseline !== null && referenceProfile(baseline, overallSegment) !== null,
    caseMix: caseMixOf(version, liveMixOf(live, context), context),
  }
}

/** The patients of then: matured positives per group over the window before. */
function liveMixOf(
  { version, profiles }: Known,
  { through, labelPolicy }: { through: string; labelPolicy: AiSystem['labelPolicy'] },
): LiveMix {
  const mix: LiveMix = new Map()
  if (profiles === null) return mix
  const from = addDays(through, 1 - defaultWindowDays.performance)
  for (const attribute of version.baseline?.groups ?? []) {
    const counts = profiles.values(attribute).map((value) => {
      let positives = 0
      for (let day = from; day <= through; day = addDays(day, 1)) {
        const profile = profiles.day({ attribute, value }, day)
        if (profile !== null) positives += observedExpectedSums(profile, labelPolicy).observed
      }
      return { value, positives }
    })
    mix.set(attribute, counts)
  }
  return mix
}
