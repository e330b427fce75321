import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { monitorKey } from '@primum/core/monitoring/monitor'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import { compareDays, readReference } from './compare-days.ts'
import { currentEpoch } from './epoch.ts'
import { bodyOf } from './monitor-body.ts'

/** The key of the one monitor of a system that compares, if it has one. */
export const domainKey = monitorKey({ metric: 'domain-classifier-auroc', segment: overallSegment })

/** Days before yesterday that are caught up with, after a pause or when a monitor is new. */
const caughtUpDays = 30

/**
 * Compares the days that are over and not yet compared, where a monitor of it is on, and keeps the
 * answers. Returns how many. Two that do so at once find the same, and the first is kept.
 */
export async function measureDomains(
  ctx: Context,
  { id: aiSystemId }: AiSystem,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<number> {
  ctx.authorize('monitors.manage')
  const monitor = await ctx.db
    .selectFrom('monitors')
    .select(['body', 'enabled'])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('key', '=', domainKey)
    .where('enabled', '=', true)
    .executeTakeFirst()
  const epoch = monitor && (await currentEpoch(ctx, aiSystemId))
  if (!monitor || !epoch) return 0
  const { windowDays } = bodyOf(monitor)
  const yesterday = addDays(dayOfInstant(now.toISOString()), -1)
  const earliest = addDays(yesterday, 1 - caughtUpDays)
  const from = earliest < epoch.day ? epoch.day : earliest
  const { versionId } = epoch
  const days = await daysMissing(ctx, { versionId, windowDays }, { from, to: yesterday })
  if (days.length === 0) return 0
  const reference = await readReference(ctx, aiSystemId, versionId)
  const about = { aiSystemId, versionId, reference, windowDays, days, since: epoch.day }
  const found = await compareDays(ctx, about, signal)
  await ctx.db
    .insertInto('domain_days')
    .values(
      found.map((body, at) => ({
        version_id: versionId,
        window_days: windowDays,
        day: days[at]!,
        organization_id: ctx.organizationId,
        ai_system_id: aiSystemId,
        body: JSON.stringify(body),
        measured_at: ctx.now(),
      })),
    )
    .onConflict((clash) => clash.doNothing())
    .execute()
  return days.length
}

async function daysMissing(
  ctx: Context,
  { versionId, windowDays }: { versionId: string; windowDays: number },
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  const stored = await ctx.db
    .selectFrom('domain_days')
    .select('day')
    .where('version_id', '=', versionId)
    .where('window_days', '=', windowDays)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  const known = new Set(stored.map(({ day }) => day))
  const missing: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (!known.has(day)) missing.push(day)
  return missing
}
