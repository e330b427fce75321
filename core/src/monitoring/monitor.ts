import { z } from 'zod'
import { featureName } from './feature-schema.ts'
import type { MetricName } from './metric.ts'
import { metricNames, needsLabels, needsThreshold } from './metric.ts'
import type { Segment } from './segment.ts'
import { isOverall, overallSegment, segmentKey, segmentWords } from './segment.ts'
import type { MonitoringTier } from './thresholds.ts'
import {
  averageRunLengthDays,
  defaultMargins,
  defaultMinimumSamples,
  defaultOddsRatios,
  defaultRateDeltas,
  defaultWindowDays,
  tierSettings,
} from './thresholds.ts'

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
  /** hours without new data after which the monitor is stale */
  limitHours?: number
  enabled: boolean
  /** one plain sentence: what is watched, and why it matters */
  explanation: string
}

export const segmentSchema = z
  .strictObject({ attribute: z.string().max(100), value: z.string().max(200) })
  .refine((segment) => (segment.attribute === '') === (segment.value === ''), {
    message: 'a segment has an attribute and a value, or neither',
  })

export const monitorSchema = z
  .strictObject({
    key: z.string().min(1).max(400),
    metric: z.enum(metricNames),
    feature: featureName.exactOptional(),
    threshold: z.number().exactOptional(),
    segment: segmentSchema,
    windowDays: z.int().min(1).max(730),
    margin: z.number().min(0).max(10),
    deltas: z.array(z.number().positive().max(100)).max(10),
    minimumSample: z.int().min(0).max(10_000_000),
    severity: z.enum(['warning', 'critical']),
    averageRunLengthDays: z.number().min(1).max(1_000_000),
    limitHours: z.number().positive().max(17_520).exactOptional(),
    enabled: z.boolean(),
    explanation: z.string().min(1).max(500),
  })
  .superRefine((monitor, context) => {
    for (const [path, message] of problemsOf(monitor)) {
      context.addIssue({ code: 'custom', path: [path], message })
    }
  })

/** Metrics with a detector that stays honest under daily looking. */
export function hasDetector(metric: MetricName): boolean {
  return needsThreshold(metric) || metric === 'observed-expected-ratio'
}

/** How many detectors share the false alarms of a version. */
export function detectorCount(monitors: readonly Pick<Monitor, 'metric' | 'enabled'>[]): number {
  return monitors.filter((monitor) => monitor.enabled && hasDetector(monitor.metric)).length
}

/** Unique among the monitors of a version. */
export function monitorKey(monitor: Pick<Monitor, 'metric' | 'feature' | 'threshold' | 'segment'>) {
  const feature = monitor.feature === undefined ? '' : `/${monitor.feature}`
  const threshold = monitor.threshold === undefined ? '' : `@${monitor.threshold}`
  const segment = isOverall(monitor.segment) ? '' : `:${segmentKey(monitor.segment)}`
  return `${monitor.metric}${feature}${threshold}${segment}`
}

/**
 * The standard set for a version. Sensitivity (overall and for each given subgroup) and calibration
 * can be critical, because their failure harms patients directly; the rest warns.
 *
 * @param segments the subgroups whose baseline is large enough, see `estimableSegments`
 */
export function defaultMonitors(version: {
  thresholds: readonly number[]
  features: readonly { name: string }[]
  segments: readonly Segment[]
  tier: MonitoringTier
}): Monitor[] {
  const tier = tierSettings[version.tier]
  const subgroups = version.segments.filter((segment) => !isOverall(segment))
  const atThreshold = version.thresholds.flatMap((threshold) => [
    monitor('sensitivity', 'critical', overallSegment, { threshold }),
    ...subgroups.map((segment) =>
      monitor('sensitivity', tier.subgroupSeverity, segment, { threshold }),
    ),
    monitor('specificity', 'warning', overallSegment, { threshold }),
    monitor('positive-predictive-value', 'warning', overallSegment, { threshold }),
  ])
  const inputs =
    version.features.length === 0
      ? []
      : [monitor('feature-drift', 'warning'), monitor('missingness', 'warning')]
  return [
    ...atThreshold,
    monitor('observed-expected-ratio', 'critical'),
    monitor('auroc', 'warning'),
    monitor('score-drift', 'warning'),
    ...inputs,
    monitor('heartbeat', 'warning', overallSegment, { limitHours: tier.heartbeatHours }),
  ]
}

function monitor(
  metric: MetricName,
  severity: Severity,
  segment: Segment = overallSegment,
  extra: { threshold?: number; limitHours?: number } = {},
): Monitor {
  return {
    key: monitorKey({ metric, segment, ...extra }),
    metric,
    segment,
    ...extra,
    windowDays: needsLabels(metric) ? defaultWindowDays.performance : defaultWindowDays.drift,
    margin: defaultMargins[metric],
    deltas: defaultDeltas(metric),
    minimumSample: defaultMinimumSamples[metric],
    severity,
    averageRunLengthDays: averageRunLengthDays[severity],
    enabled: true,
    explanation: explanations[metric](segmentWords(segment), extra.threshold),
  }
}

function defaultDeltas(metric: MetricName): number[] {
  if (needsThreshold(metric)) return [...defaultRateDeltas]
  return metric === 'observed-expected-ratio' ? [...defaultOddsRatios] : []
}

const explanations: Record<MetricName, (who: string, threshold?: number) => string> = {
  sensitivity: (who, threshold) =>
    `Of the people with the outcome (${who}), the share flagged at ${threshold}: a fall means missed patients.`,
  specificity: (who, threshold) =>
    `Of the people without the outcome (${who}), the share left unflagged at ${threshold}: a fall means more false alarms.`,
  'positive-predictive-value': (who, threshold) =>
    `Of the people flagged at ${threshold} (${who}), the share with the outcome: a fall means alerts lose their worth.`,
  'observed-expected-ratio': (who) =>
    `Outcomes that happened against outcomes predicted (${who}): away from 1, the stated risks mislead.`,
  auroc: (who) => `How well scores rank people with above people without the outcome (${who}).`,
  'brier-score': (who) => `How far stated risks lie from what happened (${who}); lower is better.`,
  'score-drift': (who) =>
    `Whether scores are spread as at validation (${who}); it needs no outcomes, so it warns early.`,
  'feature-drift': () =>
    'Whether the inputs are spread as at validation: other patients, other units or a changed feed.',
  missingness: () => 'Whether inputs go missing or unreadable more often than at validation.',
  heartbeat: () => 'Whether predictions arrive at all: silence is not health.',
}

function problemsOf(monitor: z.infer<typeof monitorSchema>): [keyof Monitor, string][] {
  const problems: [keyof Monitor, string][] = []
  const { metric, deltas } = monitor
  const rate = needsThreshold(metric)
  if (rate !== (monitor.threshold !== undefined)) {
    problems.push(['threshold', rate ? `${metric} needs a threshold` : `${metric} takes none`])
  }
  const ofFeatures = metric === 'feature-drift' || metric === 'missingness'
  if (monitor.feature !== undefined && !ofFeatures) {
    problems.push(['feature', `${metric} is not about a feature`])
  }
  if (ofFeatures && !isOverall(monitor.segment)) {
    problems.push(['segment', 'features are counted for everyone, not per subgroup'])
  }
  if (metric === 'heartbeat' && monitor.limitHours === undefined) {
    problems.push(['limitHours', 'say after how many hours silence is an alarm'])
  }
  if (hasDetector(metric) === (deltas.length === 0)) {
    problems.push(['deltas', hasDetector(metric) ? 'give an effect size' : `${metric} takes none`])
  }
  if (rate && deltas.some((delta) => delta >= 1)) {
    problems.push(['deltas', 'the distance between two rates is below 1'])
  }
  if (rate && monitor.margin >= 1) problems.push(['margin', 'the margin of a rate is below 1'])
  if (metric === 'observed-expected-ratio' && deltas.some((delta) => delta <= 1)) {
    problems.push(['deltas', 'an odds ratio must be above 1'])
  }
  return problems
}
