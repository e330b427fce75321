import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { numberWords } from '@primum/core/monitoring/verdict-words'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'
import { formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'

/** Metrics of a validation that monitoring does not know, each in its own unit. */
const own: Partial<Record<ValidationMetricName, (value: number) => string>> = {
  prevalence: (value) => formatPercent(value),
  'scaled-brier-score': (value) => value.toFixed(3),
  'number-needed-to-evaluate': (value) => value.toFixed(1),
  'net-benefit': (value) => t('results.per100', { value: (100 * value).toFixed(1) }),
}

/** A value of a metric as it is read: rates in percent, scores with decimals. */
export function metricNumber(metric: ValidationMetricName, value: number): string {
  const words = own[metric]?.(value) ?? numberWords(metric as MetricName, value)
  return words.replace(' %', '\u00a0%').replace(/^-/, '−')
}

/** The value, or why there is none. */
export function metricValue(metric: ValidationMetricName, estimate: Estimate): string {
  if (estimate.value !== null) return metricNumber(metric, estimate.value)
  return estimate.reason ?? t('state.undefined')
}

export function metricInterval(
  metric: ValidationMetricName,
  { interval }: Pick<Estimate, 'interval'>,
): string {
  if (interval === null) return '–'
  const word = (bound: number | null) => (bound === null ? '…' : metricNumber(metric, bound))
  return t('results.range', { lower: word(interval.lower), upper: word(interval.upper) })
}
