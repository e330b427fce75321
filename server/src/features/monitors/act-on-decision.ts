import type { Context } from '../../context.ts'
import { rollBackStable } from '../aliases/roll-back-stable.ts'
import { suspendAiSystem } from '../ai-systems/suspend-ai-system.ts'
import { openIncident } from '../incidents/open-incident.ts'
import { sendNotifications } from '../notifications/send-notifications.ts'
import type { Acting } from '../../monitoring/incident-words.ts'
import { incidentEvidence, incidentWords } from '../../monitoring/incident-words.ts'
import type { JudgedMonitor } from '../../monitoring/judge-monitors.ts'
import { linkAlarms } from '../alarms/link-alarms.ts'

const told = ['governance-lead', 'model-owner', 'clinician', 'committee-member'] as const

/**
 * Does what was decided, as Primum itself, and tells people. Proposing and paging happen once per
 * alarm; rolling back and suspending end the epoch, so they cannot repeat. Answers the incident.
 */
export async function actOnDecision(tx: Context, acting: Acting): Promise<string | null> {
  const { bench, decision, alarms, version } = acting
  const { action } = decision
  const acts = action === 'rollback' || action === 'suspend'
  if (!acts && alarms.length === 0) return null
  if (action === 'none' || action === 'page') {
    await tell(tx, acting, null)
    return null
  }
  const system = tx.asSystem()
  const trigger = triggerOf(acting)
  // The trigger's own sentence stands in the summary; only what else was weighed follows it.
  const further = decision.reasons
    .map((each) => each.message)
    .filter((message) => message !== trigger?.verdict.reason)
    .join(' ')
  const words = incidentWords(acting, trigger)
  let aliasSequence: number | null = null
  if (acts) {
    const event = await rollBackStable(system, {
      aiSystemId: bench.system.id,
      targetVersionId: action === 'rollback' ? decision.targetVersionId : null,
      reason: words.summary,
      evidence: { monitor: trigger?.monitor.key ?? null, reasons: decision.reasons },
    })
    aliasSequence = event?.sequence ?? null
    if (action === 'suspend') {
      await suspendAiSystem(system, bench.system.id, { reason: words.summary.slice(0, 2000) })
    }
  }
  const incident = await openIncident(
    system,
    bench.system.id,
    {
      title: words.title,
      description: `${words.summary} ${further}`.trim().slice(0, 8000),
      severity: action === 'propose' ? 'major' : 'critical',
      versionId: version.id,
    },
    trigger === null
      ? null
      : {
          monitorId: trigger.monitorId,
          evidence: { ...incidentEvidence(acting, trigger), aliasSequence },
        },
  )
  await linkAlarms(
    system,
    alarms.map((alarm) => alarm.id),
    incident.id,
  )
  await tell(tx, acting, incident.id)
  return incident.id
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
