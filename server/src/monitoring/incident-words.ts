import { segmentWords } from '@primum/core/monitoring/segment'
import type { RollbackDecision } from '@primum/core/monitoring/rollback-policy'
import type { RaisedAlarm } from '../features/alarms/raised-alarm.ts'
import type { Bench, JudgedMonitor } from './judge-monitors.ts'

/** A judgement at the moment of acting on it. */
export type Acting = {
  bench: Bench
  version: { id: string; label: string }
  judged: readonly JudgedMonitor[]
  decision: RollbackDecision
  alarms: readonly RaisedAlarm[]
}

/** What people read: a title and one sentence on what happened and what was done. */
export function incidentWords(
  { bench, version, decision }: Acting,
  trigger: JudgedMonitor | null,
): { title: string; summary: string } {
  const what = trigger === null ? 'A monitor' : `${metricTitle(trigger)}`
  const where = trigger === null ? '' : ` (${segmentWords(trigger.monitor.segment)})`
  const done = {
    rollback: 'the stable version was rolled back',
    suspend: 'the system was suspended',
    propose: 'a rollback is proposed',
    page: 'a person has to look',
    none: 'nothing was done',
  }[decision.action]
  return {
    title:
      `${bench.system.name} ${version.label}: ${what.toLowerCase()}${where} failed; ${done}`.slice(
        0,
        300,
      ),
    summary: `${trigger?.verdict.reason ?? 'The monitors cannot judge.'} So ${done}.`,
  }
}

function metricTitle({ monitor }: JudgedMonitor): string {
  const words = monitor.metric.replaceAll('-', ' ')
  return monitor.feature === undefined ? words : `${words} of ${monitor.feature}`
}

/** The evidence an incident carries: metric, interval, window, version, subgroup, and all verdicts. */
export function incidentEvidence(
  { bench, version, judged, decision }: Acting,
  { monitor, verdict }: JudgedMonitor,
): Record<string, unknown> {
  return {
    metric: monitor.metric,
    monitorKey: monitor.key,
    segment: monitor.segment,
    value: verdict.estimate.value,
    interval: verdict.estimate.interval,
    n: verdict.estimate.n,
    positives: verdict.estimate.positives,
    negatives: verdict.estimate.negatives,
    baselineValue: verdict.estimate.baselineValue,
    hidden: verdict.hidden ?? false,
    window: verdict.window,
    version: { id: version.id, label: version.label },
    evidence: verdict.evidence,
    sentence: verdict.reason,
    dataCutoff: bench.now,
    clock: bench.system.clock,
    synthetic: bench.system.synthetic,
    decision: {
      action: decision.action,
      targetVersionId: decision.targetVersionId,
      reasons: decision.reasons,
    },
    verdicts: judged
      .filter((each) => each.verdict.level !== 'none' || each.verdict.state !== 'ok')
      .map((each) => ({
        key: each.monitor.key,
        state: each.verdict.state,
        level: each.verdict.level,
        confirmed: each.verdict.confirmed,
        reason: each.verdict.reason,
      })),
  }
}
