import type { EvaluationReport, SegmentReport } from '@primum/core/evaluation/evaluation-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'

export type BurdenRow = {
  threshold: number
  group: string
  overall: boolean
  /** alerts per 100 encounters */
  alerts: Estimate
  /** of 100 encounters, those with an alert */
  alerted: Estimate
}

/** Everyone and each group of the attribute at each threshold; none without encounters. */
export function burdenRows(report: EvaluationReport, attribute: string): BurdenRow[] {
  const groups = report.groups.filter(({ segment }) => segment.attribute === attribute)
  return report.thresholds.flatMap((threshold) => [
    ...rowOf(report.overall, threshold, t('monitoring.everyone')),
    ...groups.flatMap((group) => rowOf(group, threshold, group.segment.value)),
  ])
}

function rowOf(segment: SegmentReport, threshold: number, group: string): BurdenRow[] {
  const metrics = segment.atThresholds.find((each) => each.threshold === threshold)?.metrics
  const alerts = metrics?.['alert-burden']
  const alerted = metrics?.['encounters-alerted']
  if (alerts === undefined || alerted === undefined) return []
  const overall = segment.segment.attribute === ''
  return [{ threshold, group, overall, alerts, alerted }]
}

export function burdenValue({ value, reason }: Estimate): string {
  return value === null ? (reason ?? t('state.undefined')) : value.toFixed(1)
}

export function burdenInterval({ interval }: Pick<Estimate, 'interval'>): string {
  if (interval === null) return '–'
  const word = (bound: number | null) => (bound === null ? '…' : bound.toFixed(1))
  return t('results.range', { lower: word(interval.lower), upper: word(interval.upper) })
}

/** The work at one threshold in plain words, or why it is not known. */
export function burdenSentence({ threshold, alerts, alerted }: BurdenRow): string {
  if (alerts.value === null || alerted.value === null) {
    return t('burden.unknown', { threshold, reason: alerts.reason ?? alerted.reason ?? '' })
  }
  return t('burden.sentence', {
    threshold,
    alerts: burdenValue(alerts),
    interval: burdenInterval(alerts),
    alerted: burdenValue(alerted),
    alertedInterval: burdenInterval(alerted),
    n: formatCount(alerts.n),
  })
}
