import { actionOf } from '@primum/core/monitoring/monitor-action'
import { metricWords } from '@primum/core/monitoring/verdict-words'
import type { RollbackDecision } from '@primum/core/monitoring/rollback-policy'
import type { Context } from '../../context.ts'
import type { JudgedMonitor } from '../../monitoring/judge-monitors.ts'
import { suspendAiSystem } from '../ai-systems/suspend-ai-system.ts'
import { openIncident } from '../incidents/open-incident.ts'
import { sendNotifications } from '../notifications/send-notifications.ts'
import { linkAlarms } from './link-alarms.ts'
import { openFindings } from './open-findings.ts'
import type { RaisedAlarm, Raising } from './raised-alarm.ts'
import { requestWork } from './request-work.ts'

/** Days in which a version is to be evaluated anew after an alarm that asks for it. */
export const reEvaluationDays = 14

const told = ['governance-lead', 'model-owner', 'clinician', 'committee-member'] as const

/**
 * Does what the monitors of new alarms ask for themselves, as Primum: suspend the system, open
 * findings, or ask people and pipelines to evaluate the version anew. Telling people and rolling back follow from the decision.
 */
export async function followAlarms(
  tx: Context,
  { bench, judged, decision }: Raising,
  raised: readonly RaisedAlarm[],
): Promise<void> {
  const fresh = raised.flatMap((alarm) => {
    const each = judged.find(({ monitorId }) => monitorId === alarm.monitorId)
    return each === undefined ? [] : [{ alarm, each }]
  })
  const system = tx.asSystem()
  for (const { alarm, each } of fresh) {
    if (actionOf(each.monitor) !== 'trigger-re-evaluation') continue
    await sendNotifications(system, told, {
      kind: 're-evaluation',
      title: `${bench.system.name}: evaluate the version anew`,
      body: `${alarm.reason} Evaluate it within ${reEvaluationDays} days.`.slice(0, 2000),
      path: `/ai-systems/${bench.system.id}/monitoring`,
    })
    await requestWork(system, bench, { kind: 're-evaluation', alarm, findingId: null })
  }
  await openFindings(system, bench, fresh)
  const failing = fresh.find(
    ({ alarm, each }) => alarm.level === 'critical' && suspends(each, decision),
  )
  if (failing === undefined || bench.system.suspendedAt !== null) return
  const reason = `${metricWords(failing.each.monitor)} failed. ${failing.alarm.reason}`
  await suspendAiSystem(system, bench.system.id, { reason: reason.slice(0, 2000) })
  // A proposal opens an incident of its own for the same alarms.
  if (decision.action === 'propose') return
  const about = {
    title: `${bench.system.name}: ${metricWords(failing.each.monitor)} failed; suspended`.slice(
      0,
      300,
    ),
    description: reason.slice(0, 8000),
    severity: 'critical',
    versionId: bench.epoch.versionId,
  }
  const { monitorId, monitor, verdict } = failing.each
  const { metric, segment } = monitor
  const evidence = { metric, segment, verdict, action: 'suspend' }
  const incident = await openIncident(system, bench.system.id, about, { monitorId, evidence })
  const ids = raised.map(({ id }) => id)
  await linkAlarms(system, ids, incident.id)
}

/** Whether an alarm suspends by itself: on confirmed evidence, where the policy does no more. */
export function suspends(
  { monitor, verdict }: JudgedMonitor,
  { action }: Pick<RollbackDecision, 'action'>,
): boolean {
  if (actionOf(monitor) !== 'suspend' || action === 'rollback' || action === 'suspend') return false
  return verdict.confirmed && verdict.level === 'critical'
}
