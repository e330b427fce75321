import type { AlarmLevel, RaisedAlarm, Raising } from './raised-alarm.ts'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { followAlarms, suspends } from './follow-alarms.ts'
import type { Bench, JudgedMonitor } from '../../monitoring/judge-monitors.ts'

/** Records what is new: at most one alarm per monitor, level and epoch. Answers the new ones. */
export async function raiseAlarms(ctx: Context, raising: Raising): Promise<RaisedAlarm[]> {
  ctx.authorize('monitors.manage')
  const { bench, judged, decision } = raising
  const wanted = judged.flatMap((each) => {
    const level = levelOf(each, raising)
    return level === null ? [] : [{ each, level }]
  })
  if (wanted.length === 0) return []
  return ctx.transaction(async (tx) => {
    const rows = await tx.db
      .insertInto('alarms')
      .values(
        wanted.map(({ each, level }) => ({
          id: tx.newId(),
          organization_id: tx.organizationId,
          ai_system_id: bench.system.id,
          monitor_id: each.monitorId,
          version_id: bench.epoch.versionId,
          epoch_sequence: bench.epoch.sequence,
          level,
          day: each.verdict.window.to,
          verdict: JSON.stringify(each.verdict),
          action: suspends(each, decision) ? 'suspend' : decision.action,
          raised_at: tx.now(),
        })),
      )
      .onConflict((clash) =>
        clash.columns(['monitor_id', 'version_id', 'epoch_sequence', 'level']).doNothing(),
      )
      .returning(['id', 'monitor_id', 'level'])
      .execute()
    const raised = rows.map((row) => ({
      id: row.id,
      monitorId: row.monitor_id,
      level: row.level as AlarmLevel,
      reason: judged.find((each) => each.monitorId === row.monitor_id)?.verdict.reason ?? '',
    }))
    if (raised.length > 0) {
      appendEntry(tx, {
        action: 'alarms.raise',
        subject: { type: 'ai-systems', id: bench.system.id },
        before: null,
        after: raised,
        details: { alarms: raised.map((alarm) => ({ id: alarm.id, level: alarm.level })) },
      })
    }
    await followAlarms(tx, raising, raised)
    return raised
  })
}

function levelOf({ verdict }: JudgedMonitor, { bench }: Raising): AlarmLevel | null {
  if (verdict.state === 'stale' || verdict.state === 'error') return 'inconclusive'
  if (verdict.level !== 'none') return verdict.level
  if (verdict.state === 'insufficient' && isOverdue(verdict.window, bench)) return 'inconclusive'
  return null
}

/** Before the first window can have matured, having too little to judge by is no news. */
function isOverdue(window: { from: string; to: string }, { system, epoch, now }: Bench): boolean {
  const length = 30 + system.outcomeHorizonDays + system.outcomeGraceDays
  return dayOfInstant(now) > addDays(epoch.day, length) && window.to >= epoch.day
}
