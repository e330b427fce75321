import { segmentWords } from '@primum/core/monitoring/segment'
import { formatDay, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'

type Fact = [string, string]
type Interval = { lower: number | null; upper: number | null; level: number }
type Monitored = {
  metric: string
  monitorKey: string
  segment: { attribute: string; value: string }
  value: number | null
  interval: Interval | null
  n: number
  baselineValue: number | null
  window: { from: string; to: string }
  version: { label: string }
  evidence: { days: number } | null
  decision: { action: string }
  dataCutoff: string
  hidden?: boolean
}

/** The evidence of a monitor as facts; what has another shape is shown as recorded only. */
export function evidenceFacts(evidence: Record<string, unknown>): Fact[] {
  if (!isMonitored(evidence)) return []
  const { window, interval } = evidence
  const facts: (Fact | null)[] = [
    [t('incident.fact.metric'), evidence.metric.replaceAll('-', ' ')],
    [t('incident.fact.group'), segmentWords(evidence.segment)],
    [
      t('incident.fact.value'),
      evidence.hidden === true
        ? t('incident.fact.hidden')
        : `${number(evidence.value)}${range(interval)}, n = ${evidence.n}`,
    ],
    evidence.baselineValue === null
      ? null
      : [t('incident.fact.baseline'), number(evidence.baselineValue)],
    [t('incident.fact.window'), `${formatDay(window.from)} – ${formatDay(window.to)}`],
    [t('incident.version'), evidence.version.label],
    evidence.evidence === null
      ? null
      : [t('incident.fact.days'), t('incident.fact.daysOf', { days: evidence.evidence.days })],
    [t('incident.fact.decision'), t(decisionKey(evidence.decision.action))],
    [t('incident.fact.monitor'), evidence.monitorKey],
    [t('incident.fact.cutoff'), formatTime(evidence.dataCutoff)],
  ]
  return facts.filter((fact) => fact !== null)
}

function isMonitored(evidence: object): evidence is Monitored {
  return ['metric', 'segment', 'window', 'version', 'decision'].every((name) => name in evidence)
}

function number(value: number | null): string {
  return value === null ? t('common.none') : String(Number(value.toPrecision(3)))
}

function range(interval: Interval | null): string {
  if (interval === null) return ''
  const level = Math.round(interval.level * 100)
  return ` (${level} %: ${number(interval.lower)} – ${number(interval.upper)})`
}

function decisionKey(action: string) {
  if (action === 'rollback') return 'incident.decision.rollback'
  if (action === 'suspend') return 'incident.decision.suspend'
  if (action === 'propose') return 'incident.decision.propose'
  return 'incident.decision.page'
}
