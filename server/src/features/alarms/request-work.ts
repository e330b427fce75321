import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { Bench } from '../../monitoring/judge-monitors.ts'
import type { RaisedAlarm } from './raised-alarm.ts'

/** What an alarm asks for, besides the people whom it tells. */
type WorkRequest = {
  kind: 'retraining' | 're-evaluation'
  alarm: RaisedAlarm
  /** the finding that people work by, where there is one */
  findingId: string | null
}

/** Tells whoever follows the AI system, such as a training pipeline, what an alarm asks of it. */
export async function requestWork(
  ctx: Context,
  { system, epoch, now }: Pick<Bench, 'system' | 'epoch' | 'now'>,
  { kind, alarm, findingId }: WorkRequest,
): Promise<void> {
  ctx.authorize('monitors.manage')
  return ctx.transaction(async (tx) => {
    const after = {
      kind,
      alarmId: alarm.id,
      monitorId: alarm.monitorId,
      versionId: epoch.versionId,
      findingId,
      reason: alarm.reason.slice(0, 4000),
    }
    await tx.db
      .insertInto('alarm_requests')
      .values({
        organization_id: tx.organizationId,
        ai_system_id: system.id,
        version_id: after.versionId,
        monitor_id: after.monitorId,
        alarm_id: after.alarmId,
        finding_id: findingId,
        kind,
        reason: after.reason,
        effective_at: new Date(now),
        created_at: tx.now(),
      })
      .execute()
    appendEntry(tx, {
      action: 'alarms.request',
      subject: { type: 'ai-systems', id: system.id },
      before: null,
      after,
      details: { kind, alarmId: alarm.id, findingId },
    })
  })
}
