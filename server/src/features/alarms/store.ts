import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { notFound } from '../../errors.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import type { StoredVerdict } from '../../monitoring/monitor-body.ts'
import { shownVerdict } from '../../monitoring/shown-verdict.ts'

function selectAlarms(ctx: Context) {
  return ctx.db
    .selectFrom('alarms')
    .innerJoin('monitors', 'monitors.id', 'alarms.monitor_id')
    .innerJoin('versions', 'versions.id', 'alarms.version_id')
    .selectAll('alarms')
    .select(['monitors.key as monitor_key', 'versions.label as version_label'])
    .select(['monitors.body as monitor_body', 'monitors.enabled as monitor_enabled'])
    .where('alarms.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAlarms>['executeTakeFirstOrThrow']>>

function toAlarm(row: Row) {
  return {
    id: row.id,
    aiSystemId: row.ai_system_id,
    monitor: { id: row.monitor_id, key: row.monitor_key },
    version: { id: row.version_id, label: row.version_label },
    level: row.level as 'warning' | 'critical' | 'inconclusive',
    day: row.day,
    verdict: row.verdict as unknown as StoredVerdict,
    action: row.action,
    incidentId: row.incident_id,
    raisedAt: row.raised_at.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by as unknown as ActorStamp | null,
  }
}

/** As recorded, and as it may be shown. */
export async function loadAlarm(ctx: Context, id: string) {
  const row = await selectAlarms(ctx).where('alarms.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('alarm', id)
  return { recorded: toAlarm(row), shown: toShown(row) }
}

function toShown(row: Row) {
  const alarm = toAlarm(row)
  const monitor = bodyOf({ body: row.monitor_body, enabled: row.monitor_enabled })
  return { ...alarm, verdict: shownVerdict(alarm.verdict, monitor) }
}

/** The newest alarms of a system. */
export async function listAlarms(ctx: Context, aiSystemId: string) {
  ctx.authorize('monitoring.read')
  await loadAiSystem(ctx, aiSystemId)
  const rows = await selectAlarms(ctx)
    .where('alarms.ai_system_id', '=', aiSystemId)
    .orderBy('raised_at', 'desc')
    .limit(200)
    .execute()
  return { items: rows.map(toShown) }
}
