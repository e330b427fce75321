import { dayOfInstant } from '@primum/core/monitoring/days'
import { decideRollback, defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { RollbackDecision, RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { DetectorState } from '@primum/core/monitoring/e-detector'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { lockTelemetry } from '../../telemetry/telemetry-state.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { raiseAlarms } from '../alarms/raise-alarms.ts'
import { actOnDecision } from './act-on-decision.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { currentEpoch } from '../../monitoring/epoch.ts'
import type { Epoch } from '../../monitoring/epoch.ts'
import { firstDayNeeded, judgeMonitors, maturedDay } from '../../monitoring/judge-monitors.ts'
import type { Bench, JudgedMonitor, Remembered } from '../../monitoring/judge-monitors.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { readRollbackFacts } from '../../monitoring/rollback-facts.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import type { StoredVerdict } from '../../monitoring/monitor-body.ts'
import { loadVersionBaseline } from '../../monitoring/version-baseline.ts'

export type Judgement = {
  judged: number
  alarms: number
  action: RollbackDecision['action']
  targetVersionId: string | null
  incidentId: string | null
}

const nothing: Judgement = {
  judged: 0,
  alarms: 0,
  action: 'none',
  targetVersionId: null,
  incidentId: null,
}

/**
 * Judges every monitor of a system's stable version now, raises what is new, and does what the
 * rollback policy says: all in one transaction. Repeating it changes nothing until data or time do.
 */
export async function judgeAiSystem(ctx: Context, aiSystemId: string): Promise<Judgement> {
  ctx.authorize('monitors.manage')
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    // Until the end no telemetry arrives, so none can be overlooked when the mark is wiped.
    await lockTelemetry(tx, aiSystemId)
    const epoch = await currentEpoch(tx, aiSystemId)
    if (epoch === null || system.stage === 'retirement') return nothing
    const version = await loadVersionBaseline(tx, aiSystemId, epoch.versionId)
    if (version.baseline === null) return nothing
    const monitors = await readMonitors(tx, aiSystemId, epoch)
    const bench = await prepareBench(
      tx,
      system,
      { ...version, baseline: version.baseline },
      epoch,
      monitors,
    )
    const judged = judgeMonitors(bench, monitors)
    await saveStates(tx, epoch, judged)
    await tx.db
      .updateTable('telemetry_state')
      .set({ changed_day: null })
      .where('ai_system_id', '=', aiSystemId)
      .execute()
    const policy = await readPolicy(tx, aiSystemId)
    const decision = decideRollback(policy, await readRollbackFacts(tx, bench, judged))
    const alarms = await raiseAlarms(tx, { bench, judged, decision })
    const incidentId = await actOnDecision(tx, { bench, version, judged, decision, alarms })
    if (alarms.length > 0 || decision.action === 'rollback' || decision.action === 'suspend') {
      appendEntry(tx, {
        action: 'monitors.judge',
        subject: { type: 'ai-systems', id: aiSystemId },
        before: null,
        after: judged.map(({ monitor, verdict }) => ({ key: monitor.key, verdict })),
        details: { action: decision.action, versionId: epoch.versionId, alarms: alarms.length },
      })
    }
    return {
      judged: judged.length,
      alarms: alarms.length,
      action: decision.action,
      targetVersionId: decision.targetVersionId,
      incidentId,
    }
  })
}

async function readMonitors(tx: Context, aiSystemId: string, epoch: Epoch) {
  const rows = await tx.db
    .selectFrom('monitors')
    .leftJoin('monitor_states', (join) =>
      join
        .onRef('monitor_states.monitor_id', '=', 'monitors.id')
        .on('monitor_states.version_id', '=', epoch.versionId)
        .on('monitor_states.epoch_sequence', '=', epoch.sequence),
    )
    .select(['monitors.id', 'body', 'enabled', 'detector', 'through_day', 'verdict'])
    .where('ai_system_id', '=', aiSystemId)
    .where('enabled', '=', true)
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    monitor: bodyOf(row),
    remembered: {
      detector: row.detector as unknown as DetectorState | null,
      throughDay: row.through_day,
      verdict: row.verdict as unknown as StoredVerdict | null,
    } satisfies Remembered,
  }))
}

async function prepareBench(
  tx: Context,
  system: AiSystem,
  version: { id: string; baseline: Bench['baseline'] },
  epoch: Epoch,
  monitors: Awaited<ReturnType<typeof readMonitors>>,
): Promise<Bench> {
  const now = systemNow(tx, system).toISOString()
  const state = await tx.db
    .selectFrom('telemetry_state')
    .select(['last_predicted_at', 'changed_day'])
    .where('ai_system_id', '=', system.id)
    .executeTakeFirst()
  const bodies = monitors.map((each) => each.monitor)
  const through = maturedDay(system, now)
  const span = { from: firstDayNeeded(bodies, epoch, through), to: dayOfInstant(now) }
  const segments = bodies.map((monitor) => monitor.segment)
  return {
    system,
    baseline: version.baseline,
    epoch,
    now,
    lastPredictedAt: state?.last_predicted_at?.toISOString() ?? null,
    changedDay: state?.changed_day ?? null,
    profiles: await loadDailyProfiles(tx, version, span, [
      { attribute: '', value: '' },
      ...segments,
    ]),
  }
}

async function saveStates(
  tx: Context,
  epoch: Epoch,
  judged: readonly JudgedMonitor[],
): Promise<void> {
  if (judged.length === 0) return
  await tx.db
    .insertInto('monitor_states')
    .values(
      judged.map((each) => ({
        monitor_id: each.monitorId,
        version_id: epoch.versionId,
        epoch_sequence: epoch.sequence,
        epoch_day: epoch.day,
        through_day: each.throughDay,
        detector: JSON.stringify(each.detector),
        verdict: JSON.stringify(each.verdict),
        updated_at: tx.now(),
      })),
    )
    .onConflict((clash) =>
      clash.columns(['monitor_id', 'version_id', 'epoch_sequence']).doUpdateSet((eb) => ({
        through_day: eb.ref('excluded.through_day'),
        detector: eb.ref('excluded.detector'),
        verdict: eb.ref('excluded.verdict'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

async function readPolicy(tx: Context, aiSystemId: string): Promise<RollbackPolicy> {
  const row = await tx.db
    .selectFrom('rollback_policies')
    .select('body')
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  return row === undefined ? defaultRollbackPolicy : (row.body as unknown as RollbackPolicy)
}
