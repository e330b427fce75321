import type { MetricName } from './metric-kind.ts'
import { isReviewed } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'

/** Of these it depends on the use which side is worse, so a monitor may say so. */
export const eitherSide: readonly MetricName[] = ['refusal-rate', 'escalation-rate']

const below: readonly MetricName[] = ['escalation-rate', 'mean-rating', 'reviewer-agreement']

/** On which side of its limit a monitor of reviews is bad. */
export function badSide({
  metric,
  badSide: said,
}: Pick<Monitor, 'metric' | 'badSide'>): 'above' | 'below' {
  return said ?? (isReviewed(metric) && below.includes(metric) ? 'below' : 'above')
}
