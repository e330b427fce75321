import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { metricInterval, metricValue } from './metric-words.ts'
import { estimateOf } from './report-values.ts'

/** Metrics in which groups are held against each other. */
export const groupMetrics = [
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
  'flag-rate',
  'auroc',
  'observed-expected-ratio',
  'calibration-slope',
  'brier-score',
] as const

export type GroupMetric = (typeof groupMetrics)[number]

/** `hidden`: there are people, but too few to be shown. */
export type GroupRow = {
  group: string
  overall: boolean
  estimate: Estimate
  hidden: boolean
  /** Stands in the picture where an estimate cannot. */
  note: string
}

type Choice = { attribute: string; metric: GroupMetric; threshold: number | undefined }

export function groupRows(
  report: EvaluationReport,
  { attribute, metric, threshold }: Choice,
): GroupRow[] {
  const { overall, groups, suppressedBelow } = report
  const everyone = estimateOf(overall, metric, threshold)
  if (everyone === undefined) return []
  const first = {
    group: t('monitoring.everyone'),
    overall: true,
    estimate: everyone,
    hidden: false,
    note: t('state.undefined'),
  }
  const others = groups
    .filter(({ segment }) => segment.attribute === attribute)
    .flatMap((each) => {
      const estimate = estimateOf(each, metric, threshold)
      if (estimate === undefined) return []
      const hidden = suppressedBelow !== null && each.n === 0 && estimate.value === null
      const note = t(hidden ? 'results.hidden' : 'results.state.not-estimable')
      return [{ group: each.segment.value, overall: false, estimate, hidden, note }]
    })
  return [first, ...others]
}

/** Who fares worst among those that can be judged, with the interval and the n. */
export function groupSentence(rows: readonly GroupRow[], metric: GroupMetric): string {
  const everyone = rows.find(({ overall }) => overall)
  const judged = rows.filter(({ overall, estimate }) => !overall && estimate.state === 'ok')
  const first = judged[0]
  if (everyone === undefined || first === undefined) return t('results.groupsUnjudged')
  const worst = judged.reduce((low, row) => (harm(row, metric) > harm(low, metric) ? row : low))
  const words = {
    worst: worst.group,
    metric: inSentence(label('metric', metric)),
    value: metricValue(metric, worst.estimate),
    interval: metricInterval(metric, worst.estimate),
    n: formatCount(worst.estimate.n),
    overall: metricValue(metric, everyone.estimate),
  }
  if (metric === 'flag-rate') return t('results.groupMost', words)
  const beyond = isApart(worst.estimate, everyone.estimate.value)
  return t(beyond ? 'results.groupWorst' : 'results.groupChance', words)
}

/** Whether chance alone does not explain how far the group lies from everyone. */
function isApart({ interval }: Estimate, everyone: number | null): boolean {
  if (interval === null || everyone === null) return false
  return (interval.lower ?? -Infinity) > everyone || (interval.upper ?? Infinity) < everyone
}

function harm({ estimate }: GroupRow, metric: GroupMetric): number {
  const value = estimate.value ?? 0
  if (metric === 'brier-score' || metric === 'flag-rate') return value
  if (metric === 'observed-expected-ratio') return Math.abs(Math.log(Math.max(value, 1e-9)))
  return metric === 'calibration-slope' ? Math.abs(value - 1) : -value
}

/** In the middle of a sentence a name is small, unless it is an abbreviation. */
function inSentence(name: string): string {
  return /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
