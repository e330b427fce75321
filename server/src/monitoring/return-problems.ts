import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { observedExpectedSums } from '@primum/core/monitoring/profile-views'
import { returnProblems } from '@primum/core/monitoring/rollback-return'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Reason } from '@primum/core/shared/result'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import { loadDailyProfiles } from './daily-profiles.ts'
import type { Epoch } from './epoch.ts'
import { judgeMonitors, maturedDay } from './judge-monitors.ts'
import { loadIntake } from './load-intake.ts'
import { noOperations } from './load-operations.ts'
import { noDomains } from './load-domains.ts'
import { noReconstruction } from './load-reconstruction.ts'
import { noReviews } from './load-reviews.ts'
import { bodyOf } from './monitor-body.ts'
import { decidingPolicy, readStoredPolicy } from './stored-policy.ts'
import { systemNow } from './system-now.ts'
import { loadVersionBaseline } from './version-baseline.ts'

/**
 * Why a version may not come back to production yet. Asked only of one that left it last because
 * monitors had proved it to fail; a kill switch, which needs no proof, asks nothing of its return.
 */
export async function readReturnProblems(
  ctx: Context,
  system: AiSystem,
  versionId: string,
): Promise<Reason[]> {
  const since = await takenBack(ctx, system.id, versionId)
  if (since === null) return []
  const policy = decidingPolicy(await readStoredPolicy(ctx, system))
  return returnProblems(policy.hysteresis, await readSample(ctx, system, since, policy))
}

async function takenBack(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
): Promise<Epoch | null> {
  const left = await ctx.db
    .selectFrom('alias_events')
    .select(['sequence', 'cause', 'effective_at', sql<boolean>`evidence ? 'reasons'`.as('proved')])
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('alias', '=', 'stable')
    .where('from_version_id', '=', versionId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (left === undefined || !left.proved) return null
  if (left.cause !== 'rollback' && left.cause !== 'suspension') return null
  const since = left.effective_at.toISOString()
  // The day itself is mixed: it began with the version in production.
  return { sequence: left.sequence, versionId, since, day: addDays(dayOfInstant(since), 1) }
}

async function readSample(ctx: Context, system: AiSystem, epoch: Epoch, policy: RollbackPolicy) {
  const none = { maturedPositives: 0, verdicts: [] }
  const version = await loadVersionBaseline(ctx, system.id, epoch.versionId)
  const now = systemNow(ctx, system).toISOString()
  const through = maturedDay(system, now)
  if (version.baseline === null || through < epoch.day) return none
  const { baseline } = version
  const span = { from: epoch.day, to: dayOfInstant(now) }
  const rows = await ctx.db
    .selectFrom('monitors')
    .select(['id', 'body', 'enabled'])
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', system.id)
    .where('enabled', '=', true)
    .orderBy('key')
    .execute()
  const monitors = rows
    .map((row) => ({ id: row.id, monitor: bodyOf(row), remembered: null }))
    .filter(({ monitor }) => policy.triggers.metrics.includes(monitor.metric))
  const profiles = await loadDailyProfiles(ctx, { id: version.id, baseline }, span, null)
  const judged = judgeMonitors(
    {
      ...{ system, version, epoch, now, compared: { baseline, profiles } },
      ...{ lastPredictedAt: null, lastReviewedAt: null, changedDay: null },
      // Only metrics of outcomes and what arrives are triggers.
      watched: {
        ...{ operations: noOperations, reviews: noReviews },
        ...{ reconstruction: noReconstruction, domains: noDomains },
        intake: await loadIntake(ctx, version.id, span),
      },
    },
    monitors,
  )
  const window = profiles.window(overallSegment, epoch.day, through)
  return {
    maturedPositives: observedExpectedSums(window, system.labelPolicy).observed,
    verdicts: judged.map(({ verdict }) => verdict),
  }
}
