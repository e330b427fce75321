import { dayOfInstant } from '@primum/core/monitoring/days'
import type { RollbackDecision } from '@primum/core/monitoring/rollback-policy'
import { applyDryRun, settleProposal } from '@primum/core/monitoring/rollback-proposal'
import type { DetectorState } from '@primum/core/monitoring/e-detector'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { lockTelemetry } from '../../telemetry/telemetry-state.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { raiseAlarms } from '../alarms/raise-alarms.ts'
import { recordDryRun } from '../rollback-policies/record-dry-run.ts'
import { endOutdatedProposals } from '../rollback-proposals/end-outdated-proposals.ts'
import { actOnDecision } from './act-on-decision.ts'
import { readEpochProposals } from './epoch-proposals.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { currentEpoch } from '../../monitoring/epoch.ts'
import type { Epoch } from '../../monitoring/epoch.ts'
import { firstDayNeeded, judgeMonitors, maturedDay } from '../../monitoring/judge-monitors.ts'
import type { Bench, JudgedMonitor, Remembered } from '../../monitoring/judge-monitors.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { readRollbackFacts } from '../../monitoring/rollback-facts.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import type { StoredVerdict } from '../../monitoring/monitor-body.ts'
import { decidingPolicy, readStoredPolicy } from '../../monitoring/stored-policy.ts'
import { loadVersionBaseline } from '../../monitoring/version-baseline.ts'
import type { VersionBaseline } from '../../monitoring/version-baseline.ts'
import { loadWatched } from '../../monitoring/load-watched.ts'

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
    const operating = epoch !== null && system.stage !== 'retirement'
    await endOutdatedProposals(tx, aiSystemId, operating ? epoch.sequence : null)
    if (!operating) return nothing
    const version = await loadVersionBaseline(tx, aiSystemId, epoch.versionId)
    const monitors = await readMonitors(tx, aiSystemId, epoch)
    const bench = await prepareBench(tx, system, version, epoch, monitors)
    const judged = judgeMonitors(bench, monitors).map((each) => ({
      ...each,
      heldJudgements: heldJudgements(each, monitors),
    }))
    await saveStates(tx, epoch, judged)
    await tx.db
      .updateTable('telemetry_state')
      .set({ changed_day: null })
      .where('ai_system_id', '=', aiSystemId)
      .execute()
    const policy = decidingPolicy(await readStoredPolicy(tx, system))
    const facts = await readRollbackFacts(tx, bench, judged, policy)
    const proposals = await readEpochProposals(tx, aiSystemId, epoch)
    const { open, rejected } = proposals
    const settled = applyDryRun(policy, settleProposal(policy, open, facts, rejected))
    const { decision, proposal: step, would } = settled
    if (would !== null) {
      const dry = { at: bench.now, versionId: epoch.versionId, decision: would }
      await recordDryRun(tx, aiSystemId, dry)
    }
    const alarms = await raiseAlarms(tx, { bench, judged, decision })
    const about = { bench, version, judged, decision, alarms }
    const incidentId = await actOnDecision(tx, { ...about, policy, facts, proposals, step })
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
    .select('held_judgements')
    .where('ai_system_id', '=', aiSystemId)
    .where('enabled', '=', true)
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    monitor: bodyOf(row),
    held: row.held_judgements ?? 0,
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
  version: VersionBaseline,
  epoch: Epoch,
  monitors: Awaited<ReturnType<typeof readMonitors>>,
): Promise<Bench> {
  const now = systemNow(tx, system).toISOString()
  const state = await tx.db
    .selectFrom('telemetry_state')
    .select(['last_predicted_at', 'last_called_at', 'last_reviewed_at', 'changed_day'])
    .where('ai_system_id', '=', system.id)
    .executeTakeFirst()
  const bodies = monitors.map((each) => each.monitor)
  const through = maturedDay(system, now)
  const span = { from: firstDayNeeded(bodies, epoch, through), to: dayOfInstant(now) }
  const { id: versionId, label, baseline } = version
  const segments = [overallSegment, ...bodies.map((monitor) => monitor.segment)]
  const compared = baseline && {
    baseline,
    profiles: await loadDailyProfiles(tx, { id: versionId, baseline }, span, segments),
  }
  const about = { aiSystemId: system.id, versionId, hasBaseline: baseline !== null }
  const used = state?.last_predicted_at ?? state?.last_called_at
  return {
    ...{ system, version: { id: versionId, label }, compared, epoch, now },
    lastPredictedAt: used?.toISOString() ?? null,
    lastReviewedAt: state?.last_reviewed_at?.toISOString() ?? null,
    changedDay: state?.changed_day ?? null,
    watched: await loadWatched(tx, about, span, bodies),
  }
}

async function saveStates(
  tx: Context,
  epoch: Epoch,
  judged: readonly (JudgedMonitor & { heldJudgements: number })[],
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
        held_judgements: each.heldJudgements,
        updated_at: tx.now(),
      })),
    )
    .onConflict((clash) =>
      clash.columns(['monitor_id', 'version_id', 'epoch_sequence']).doUpdateSet((eb) => ({
        through_day: eb.ref('excluded.through_day'),
        detector: eb.ref('excluded.detector'),
        verdict: eb.ref('excluded.verdict'),
        held_judgements: eb.ref('excluded.held_judgements'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

/**
 * Judgements in a row that confirmed a monitor. Looking twice at the same data is one judgement, so
 * it only counts on when another matured day has been consumed.
 */
function heldJudgements(
  judged: JudgedMonitor,
  monitors: Awaited<ReturnType<typeof readMonitors>>,
): number {
  if (!judged.verdict.confirmed) return 0
  const before = monitors.find((each) => each.id === judged.monitorId)
  if (before?.remembered.verdict?.confirmed !== true) return 1
  const held = Math.max(1, before.held)
  return before.remembered.throughDay === judged.throughDay ? held : held + 1
}
