import type { Schemas } from '@primum/client'
import { numberWords } from '@primum/core/monitoring/verdict-words'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { t } from './messages/messages.ts'

type Estimate = Schemas['Estimate']

/** A value never stands without its interval and its n; what has no value says why. */
export function valueWords(
  metric: MetricName,
  estimate: Pick<Estimate, 'value' | 'reason'>,
): string {
  if (estimate.value === null) return estimate.reason ?? t('state.undefined')
  return solid(numberWords(metric, estimate.value))
}

export function intervalWords(metric: MetricName, interval: Estimate['interval']): string {
  if (interval === null) return '–'
  const bound = (value: number | null) => (value === null ? '…' : solid(numberWords(metric, value)))
  return `${bound(interval.lower)} to ${bound(interval.upper)}`
}

/** A number and its unit stay on one line. */
export function solid(words: string): string {
  return words.replaceAll(' %', '\u00a0%')
}
