import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { JudgedCriterion } from '@primum/core/validation/judge-criteria'
import type { AcceptanceCriterion } from '@primum/core/validation/protocol'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { metricInterval, metricNumber } from './metric-words.ts'
import { estimateOf } from './report-values.ts'

/** "Sensitivity at 0.3 (sex: female): lower end of the interval at least 70.0 %" */
export function criterionWords(criterion: AcceptanceCriterion): string {
  const { metric, threshold, segment, bound, operator, limit } = criterion
  const inUnit = metricNumber(metric, limit)
  return t('protocol.criterionWords', {
    metric: metricAt(metric, threshold),
    who: segment === null ? '' : ` (${segment.attribute}: ${segment.value})`,
    bound: t(`protocol.bound.${bound}`).toLowerCase(),
    operator: t(`protocol.operator.${operator}`).toLowerCase(),
    // A limit is what somebody wrote: no decimals are added to it.
    limit: inUnit.endsWith('%') ? inUnit : limit,
  })
}

export function metricAt(metric: string, threshold: number | null): string {
  const name = label('metric', metric)
  return threshold === null ? name : `${name} ${t('chart.atThreshold', { threshold })}`
}

/** What was asked, and what was measured of it with its interval and n. */
export function judgedWords(criterion: JudgedCriterion, report: EvaluationReport): string {
  const asked = criterionWords(criterion)
  const { metric, threshold, segment, state, reason } = criterion
  const where =
    segment === null
      ? report.overall
      : report.groups.find(
          (each) =>
            each.segment.attribute === segment.attribute && each.segment.value === segment.value,
        )
  const estimate = where && estimateOf(where, metric, threshold ?? undefined)
  if (state === 'not-estimable' || estimate?.value == null) {
    const why = reason ?? estimate?.reason ?? t('state.undefined')
    const key = state === 'not-estimable' ? 'results.unmeasured' : 'results.concealed'
    return t(key, { asked, reason: why })
  }
  return t(estimate.interval === null ? 'results.measuredBare' : 'results.measured', {
    asked,
    value: metricNumber(metric, estimate.value),
    interval: metricInterval(metric, estimate),
    n: formatCount(estimate.n),
  })
}
