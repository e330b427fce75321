import type { MetricName } from './metric-kind.ts'
import type { LabelPolicy } from './profile-views.ts'
import type { Segment } from './segment.ts'

/**
 * The most that may follow an alarm of a monitor. `propose-rollback` and `roll-back` hand the
 * verdict to the rollback policy, which decides whether it happens; `suspend` acts at once on a
 * confirmed critical verdict; `finding` and `trigger-retraining` open a finding with an owner and a due
 * date; everything tells people.
 */
export const monitorActions = [
  'notify',
  'finding',
  'trigger-re-evaluation',
  'trigger-retraining',
  'propose-rollback',
  'roll-back',
  'suspend',
] as const

export type MonitorAction = (typeof monitorActions)[number]

export type Severity = 'warning' | 'critical'

/** One thing that is watched for one version: which metric, for whom, and when it is too bad. */
export type Monitor = {
  key: string
  metric: MetricName
  /** one feature for drift and missingness; all of them where absent */
  feature?: string
  threshold?: number
  segment: Segment
  windowDays: number
  /** accepted distance from the value at validation; a ratio minus 1 for observed:expected */
  margin: number
  /** effect sizes of the detector: rates below the accepted one, or odds ratios above 1 */
  deltas: number[]
  minimumSample: number
  severity: Severity
  averageRunLengthDays: number
  /** hours without new data after which the monitor is stale; of late data, hours until it is late */
  limitHours?: number
  /** of operations and reviews: what is accepted, see `defaultLimits` */
  limit?: number
  /** of refusals and escalations: which side of the limit is bad; see `badSide` */
  badSide?: 'above' | 'below'
  /** the most that may follow an alarm; by severity where absent, see `actionOf` */
  action?: MonitorAction
  /** in place of the AI system's own */
  labelPolicy?: LabelPolicy
  outcomeHorizonDays?: number
  enabled: boolean
  /** one plain sentence: what is watched, and why it matters */
  explanation: string
}
