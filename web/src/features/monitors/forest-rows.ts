import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { intervalWords, valueWords } from '../../lib/estimate.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { Performance } from './queries.ts'

/** Which measure of the exact performance stands for which metric. */
export const forestMetrics = {
  sensitivity: 'sensitivity',
  specificity: 'specificity',
  positivePredictiveValue: 'positive-predictive-value',
  auroc: 'auroc',
  observedExpectedRatio: 'observed-expected-ratio',
  brier: 'brier-score',
} as const satisfies Record<string, MetricName>

export type ForestMetric = keyof typeof forestMetrics

export type ForestRow = {
  group: string
  overall: boolean
  estimate: Performance['overall']['auroc']
  /** stands where the estimate cannot */
  note?: string
}

export function forestRows(performance: Performance, metric: ForestMetric): ForestRow[] {
  return [
    { group: t('monitoring.everyone'), overall: true, estimate: performance.overall[metric] },
    ...performance.subgroups.map((group) => ({
      group: `${group.attribute}: ${group.value}`,
      overall: false,
      estimate: group[metric],
      ...noteOf(group[metric]),
    })),
    ...performance.suppressed.map(({ attribute, value }) => ({
      group: `${attribute}: ${value}`,
      overall: false,
      estimate: hiddenEstimate,
      note: t('monitoring.suppressed'),
    })),
  ]
}

function noteOf({ value, reason }: ForestRow['estimate']): { note?: string } {
  return value === null ? { note: reason ?? t('state.undefined') } : {}
}

const hiddenEstimate: ForestRow['estimate'] = {
  ...{ value: null, interval: null, n: 0, positives: null, negatives: null },
  ...{ state: 'insufficient', reason: t('monitoring.suppressed'), method: '' },
}

/** One sentence for a clinician: who fares worst, with the interval and the n. */
export function subgroupSentence(rows: ForestRow[], metric: MetricName): string {
  const overall = rows.find((row) => row.overall)
  const judged = rows.filter(
    (row) => !row.overall && row.estimate.state === 'ok' && row.estimate.value !== null,
  )
  const first = judged[0]
  if (overall === undefined || first === undefined) return t('monitoring.subgroupsNone')
  const badness = ({ estimate }: ForestRow) => {
    const value = estimate.value ?? 0
    if (metric === 'brier-score') return -value
    return metric === 'observed-expected-ratio' ? -Math.abs(Math.log(Math.max(value, 1e-9))) : value
  }
  const worst = judged.reduce((low, row) => (badness(row) < badness(low) ? row : low), first)
  const farthest = metric === 'brier-score' || metric === 'observed-expected-ratio'
  return t(farthest ? 'monitoring.subgroupsSentenceFarthest' : 'monitoring.subgroupsSentence', {
    worst: worst.group,
    metric: label('metric', metric).toLowerCase().replace('auroc', 'AUROC'),
    value: valueWords(metric, worst.estimate),
    interval: intervalWords(metric, worst.estimate.interval),
    n: worst.estimate.n,
    overall: valueWords(metric, overall.estimate),
  })
}
