import type { RollbackFacts, RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { requiredApprovals } from '@primum/core/monitoring/rollback-policy'
import { proposalDueAt } from '@primum/core/monitoring/rollback-proposal'
import type { Settlement } from '@primum/core/monitoring/rollback-proposal'
import type { Context } from '../../context.ts'
import { changeIncident } from '../incidents/change-incident.ts'
import { openIncident } from '../incidents/open-incident.ts'
import { sendNotifications } from '../notifications/send-notifications.ts'
import { closeProposal } from '../rollback-proposals/close-proposal.ts'
import { openProposal } from '../rollback-proposals/open-proposal.ts'
import { takeBack } from '../rollback-proposals/take-back.ts'
import type { Acting } from '../../monitoring/incident-words.ts'
import { incidentEvidence, incidentWords } from '../../monitoring/incident-words.ts'
import type { JudgedMonitor } from '../../monitoring/judge-monitors.ts'
import { linkAlarms } from '../alarms/link-alarms.ts'
import type { EpochProposals } from './epoch-proposals.ts'

const told = ['governance-lead', 'model-owner', 'clinician', 'committee-member'] as const

/** A judgement at the moment of acting, with the proposals that its epoch has seen. */
export type Turn = Acting & {
  policy: RollbackPolicy
  facts: RollbackFacts
  proposals: EpochProposals
  /** what becomes of the open proposal */
  step: Settlement['proposal']
}

/**
 * Does what was decided, as Primum itself, and tells people. Paging happens once per alarm; what is
 * proposed stays proposed until it is answered; rolling back and suspending end the epoch, so they
 * cannot repeat. Answers the incident.
 */
export async function actOnDecision(tx: Context, turn: Turn): Promise<string | null> {
  const { action } = turn.decision
  if (action === 'rollback' || action === 'suspend') return act(tx.asSystem(), turn)
  await endProposal(tx.asSystem(), turn)
  if (action === 'propose') return propose(tx.asSystem(), turn)
  if (turn.alarms.length > 0) await tell(tx, turn, null)
  return null
}

async function act(system: Context, turn: Turn): Promise<string> {
  const { bench, decision, proposals, step } = turn
  const trigger = triggerOf(turn)
  const { summary } = incidentWords(turn, trigger)
  const proposalId = step === 'act' ? (proposals.open?.id ?? null) : null
  const aliasSequence = await takeBack(system, {
    aiSystemId: bench.system.id,
    targetVersionId: decision.action === 'rollback' ? decision.targetVersionId : null,
    reason: summary,
    evidence: {
      monitor: trigger?.monitor.key ?? null,
      reasons: decision.reasons,
      ...(proposalId === null ? {} : { proposalId }),
    },
  })
  if (proposals.open !== null) {
    const acted = step === 'act'
    const reason = `${acted ? 'Nobody answered in time.' : 'The policy acted by itself.'} ${summary}`
    const state = acted ? 'acted' : 'superseded'
    await closeProposal(system, proposals.open.id, { state, reason, aliasSequence })
  }
  const incidentId = await incidentOf(system, turn, aliasSequence)
  await tell(system, turn, incidentId)
  return incidentId
}

async function propose(system: Context, turn: Turn): Promise<string | null> {
  const { bench, version, decision, policy, facts, proposals, step, alarms } = turn
  const { open } = proposals
  const waits = open !== null && step === 'keep'
  // People have weighed this evidence and said no: only something new asks them again.
  if (alarms.length === 0 && (waits || proposals.rejected)) return null
  const incidentId = await incidentOf(system, turn, null)
  if (!waits) {
    const trigger = triggerOf(turn)
    const dueAt = proposalDueAt(policy, facts)
    await openProposal(system, {
      aiSystemId: bench.system.id,
      versionId: version.id,
      epochSequence: bench.epoch.sequence,
      targetVersionId: decision.targetVersionId,
      reasons: decision.reasons,
      evidence: trigger === null ? {} : incidentEvidence(turn, trigger),
      approvalsRequired: requiredApprovals(policy, bench.system.tier),
      // Another target does not buy a failing version more time.
      dueAt: step === 'supersede' && dueAt !== null ? (open?.dueAt ?? dueAt) : dueAt,
      incidentId,
    })
  }
  await tell(system, turn, incidentId)
  return incidentId
}

async function endProposal(system: Context, { proposals, step }: Turn): Promise<void> {
  if (proposals.open === null || step === 'keep' || step === 'act') return
  const { id } = proposals.open
  const gone = { state: 'expired', reason: 'Its grounds are gone: no trigger holds now.' } as const
  const other = { state: 'superseded', reason: 'Something else is proposed now.' } as const
  await closeProposal(system, id, step === 'expire' ? gone : other)
}

/** The incident of the open proposal, or a new one; the new alarms are tied to it. */
async function incidentOf(
  system: Context,
  turn: Turn,
  aliasSequence: number | null,
): Promise<string> {
  const { bench, decision, alarms, version, proposals } = turn
  const trigger = triggerOf(turn)
  const severity = decision.action === 'propose' ? 'major' : 'critical'
  let id = proposals.open?.incidentId ?? null
  if (id === null) {
    const words = incidentWords(turn, trigger)
    // The trigger's own sentence stands in the summary; only what else was weighed follows it.
    const further = decision.reasons
      .map((each) => each.message)
      .filter((message) => message !== trigger?.verdict.reason)
      .join(' ')
    const description = `${words.summary} ${further}`.trim().slice(0, 8000)
    const about = { title: words.title, description, severity, versionId: version.id }
    const evidence =
      trigger === null
        ? null
        : {
            monitorId: trigger.monitorId,
            evidence: { ...incidentEvidence(turn, trigger), aliasSequence },
          }
    id = (await openIncident(system, bench.system.id, about, evidence)).id
  } else if (severity === 'critical') {
    await changeIncident(system, id, { severity }, null)
  }
  await linkAlarms(
    system,
    alarms.map((alarm) => alarm.id),
    id,
  )
  return id
}

/** The monitor that weighs most: confirmed and critical first, then by its evidence. */
function triggerOf({ judged }: Acting): JudgedMonitor | null {
  const weight = ({ verdict }: JudgedMonitor) =>
    (verdict.confirmed ? 1e6 : 0) +
    (verdict.level === 'critical' ? 1e5 : verdict.level === 'warning' ? 1e4 : 0) +
    (verdict.evidence === null ? 0 : verdict.evidence.logValue - verdict.evidence.logAlarm)
  return judged.toSorted((a, b) => weight(b) - weight(a))[0] ?? null
}

async function tell(tx: Context, acting: Acting, incidentId: string | null): Promise<void> {
  const { bench, alarms, decision } = acting
  const words = incidentWords(acting, triggerOf(acting))
  const news = alarms.map((alarm) => alarm.reason)
  await sendNotifications(tx.asSystem(), told, {
    kind: decision.action === 'none' ? 'alarm' : decision.action,
    title: incidentId === null ? `${bench.system.name}: ${alarmWords(acting)}` : words.title,
    body: (incidentId === null ? news.slice(0, 3).join(' ') : words.summary).slice(0, 2000),
    path:
      incidentId === null
        ? `/ai-systems/${bench.system.id}/monitoring`
        : `/incidents/${incidentId}`,
  })
}

function alarmWords({ alarms, decision }: Acting): string {
  if (decision.action === 'page') return 'a person has to look'
  return alarms.length === 1 ? 'one new alarm' : `${alarms.length} new alarms`
}
