import type { Monitor, Severity } from './monitor-record.ts'
import {
  hasDetector,
  isDomainClassifier,
  isEstimated,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
  metricNames,
  needsLabels,
  needsThreshold,
} from './metric-kind.ts'
import { z } from 'zod'
import { featureName } from './feature-schema.ts'
import type { MetricName } from './metric-kind.ts'
import { actionProblem, defaultAction } from './monitor-action.ts'
import { numberField, textField } from './monitor-field.ts'
import { monitorActions } from './monitor-record.ts'
import { explain } from './monitor-explanation.ts'
import { reviewProblems } from './review-problems.ts'
import type { Segment } from './segment.ts'
import { defaultFinding } from './review-metric.ts'
import { isOverall, overallSegment, segmentKey } from './segment.ts'
import type { MonitoringTier } from './thresholds.ts'
import {
  averageRunLengthDays,
  defaultHarmDeltas,
  defaultLateHours,
  defaultLimits,
  defaultMargins,
  defaultMinimumSamples,
  defaultNegativeDeltas,
  defaultOddsRatios,
  defaultRatingDeltas,
  defaultRateDeltas,
  defaultWindowDays,
  tierSettings,
} from './thresholds.ts'

export const segmentSchema = z
  .strictObject({ attribute: z.string().max(100), value: z.string().max(200) })
  .refine((segment) => (segment.attribute === '') === (segment.value === ''), {
    message: 'A segment has an attribute and a value, or neither.',
  })

export const monitorSchema = z
  .strictObject({
    key: z.string().min(1).max(400),
    metric: z.enum(metricNames),
    feature: featureName.exactOptional(),
    threshold: numberField('The threshold', {}).exactOptional(),
    segment: segmentSchema,
    windowDays: numberField('The number of days looked back', { whole: true, from: 1, to: 730 }),
    margin: numberField('The accepted distance from the value at validation', { from: 0, to: 10 }),
    deltas: z
      .array(numberField('A change that the detector looks for', { above: 0, to: 100 }))
      .max(10, { error: 'A detector looks for at most 10 changes; more were given.' }),
    minimumSample: numberField('The least sample to judge on', {
      whole: true,
      from: 0,
      to: 10_000_000,
    }),
    severity: z.enum(['warning', 'critical']),
    averageRunLengthDays: numberField('The number of days between two false alarms', {
      from: 1,
      to: 1_000_000,
    }),
    limitHours: numberField('The number of hours', { above: 0, to: 17_520 }).exactOptional(),
    limit: numberField('The accepted limit', { above: 0, to: 86_400_000 }).exactOptional(),
    badSide: z.enum(['above', 'below']).exactOptional(),
    action: z.enum(monitorActions).exactOptional(),
    labelPolicy: z.enum(['absence-is-negative', 'exclude-unlabelled']).exactOptional(),
    outcomeHorizonDays: numberField('The number of days until an outcome is known', {
      from: 0,
      to: 3650,
    }).exactOptional(),
    enabled: z.boolean(),
    explanation: textField('The sentence on what it watches, and why,', 500),
  })
  .superRefine((monitor, context) => {
    for (const [path, message] of problemsOf(monitor)) {
      context.addIssue({ code: 'custom', path: [path], message })
    }
  })

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
    newMonitor('sensitivity', 'critical', overallSegment, { threshold }),
    ...subgroups.map((segment) =>
      newMonitor('sensitivity', tier.subgroupSeverity, segment, { threshold }),
    ),
    newMonitor('specificity', 'warning', overallSegment, { threshold }),
    newMonitor('positive-predictive-value', 'warning', overallSegment, { threshold }),
  ])
  const inputs =
    version.features.length === 0
      ? []
      : [newMonitor('feature-drift', 'warning'), newMonitor('missingness', 'warning')]
  return [
    ...atThreshold,
    newMonitor('observed-expected-ratio', 'critical'),
    newMonitor('auroc', 'warning'),
    newMonitor('score-drift', 'warning'),
    ...inputs,
    newMonitor('heartbeat', 'warning', overallSegment, { limitHours: tier.heartbeatHours }),
  ]
}

/** One monitor with the default settings of its metric; what is given stands instead. */
export function newMonitor(
  metric: MetricName,
  severity: Severity,
  segment: Segment = overallSegment,
  extra: Partial<Monitor> = {},
): Monitor {
  const { threshold, limitHours } = extra
  const agreement = metric === 'reviewer-agreement' ? defaultFinding : undefined
  const feature = extra.feature ?? agreement
  const limits: Partial<Record<MetricName, number>> = defaultLimits
  const limit = limits[metric]
  return {
    key: monitorKey({
      metric,
      segment,
      ...(threshold === undefined ? {} : { threshold }),
      ...(feature === undefined ? {} : { feature }),
    }),
    metric,
    segment,
    windowDays: defaultWindow(metric),
    margin: defaultMargins[metric],
    deltas: defaultDeltas(metric),
    minimumSample: defaultMinimumSamples[metric],
    severity,
    averageRunLengthDays: averageRunLengthDays[severity],
    ...(limit === undefined ? {} : { limit }),
    ...(feature === undefined ? {} : { feature }),
    ...(metric === 'late-data' && limitHours === undefined ? { limitHours: defaultLateHours } : {}),
    action: defaultAction({ metric, severity: extra.severity ?? severity }),
    enabled: true,
    explanation: explain(metric, segment, threshold),
    ...extra,
  }
}

function defaultWindow(metric: MetricName): number {
  if (metric === 'volume') return 1
  if (isReviewed(metric)) return defaultWindowDays.performance
  return needsLabels(metric) ? defaultWindowDays.performance : defaultWindowDays.drift
}

function defaultDeltas(metric: MetricName): number[] {
  if (metric === 'negative-predictive-value') return [...defaultNegativeDeltas]
  if (metric === 'observed-expected-ratio') return [...defaultOddsRatios]
  if (metric === 'harm-rate') return [...defaultHarmDeltas]
  if (metric === 'mean-rating') return [...defaultRatingDeltas]
  return hasDetector(metric) ? [...defaultRateDeltas] : []
}

function problemsOf(monitor: z.infer<typeof monitorSchema>): [keyof Monitor, string][] {
  const problems: [keyof Monitor, string][] = []
  const { metric, deltas } = monitor
  const rate = needsThreshold(metric)
  if (rate !== (monitor.threshold !== undefined)) {
    problems.push([
      'threshold',
      rate ? `${metric} needs a threshold.` : `${metric} takes no threshold.`,
    ])
  }
  const ofFeatures = metric === 'feature-drift' || metric === 'missingness'
  if (monitor.feature !== undefined && !ofFeatures && metric !== 'reviewer-agreement') {
    problems.push(['feature', `${metric} is not about a feature: leave it out.`])
  }
  if (ofFeatures && !isOverall(monitor.segment)) {
    problems.push(['segment', 'Features are counted for everyone, not per subgroup.'])
  }
  const ofEveryone = [isMultivariate, isDomainClassifier, isIntake].some((is) => is(metric))
  if (ofEveryone && !isOverall(monitor.segment)) {
    problems.push(['segment', `${metric} is counted for everyone, not per subgroup.`])
  }
  if (metric === 'heartbeat' && monitor.limitHours === undefined) {
    problems.push(['limitHours', 'Say after how many hours silence is an alarm.'])
  }
  if (isOperational(metric) && !['', 'site'].includes(monitor.segment.attribute)) {
    problems.push(['segment', `${metric} is counted for everyone and per site.`])
  }
  const limited =
    (isOperational(metric) && metric !== 'volume') || isReviewed(metric) || isIntake(metric)
  if (limited !== (monitor.limit !== undefined)) {
    problems.push(['limit', limited ? 'Say what is accepted.' : `${metric} takes no limit.`])
  }
  const share = (isOperational(metric) && metric !== 'latency') || isIntake(metric)
  if (share && (monitor.limit ?? 0) >= 1) {
    const given = `${monitor.limit} was given`
    problems.push(['limit', `The accepted limit is a share, and so must be below 1; ${given}.`])
  }
  if (metric === 'late-data' && monitor.limitHours === undefined) {
    problems.push(['limitHours', 'Say after how many hours data is late.'])
  }
  if (isEstimated(metric) && monitor.severity !== 'warning') {
    problems.push(['severity', 'What is estimated without outcomes only warns.'])
  }
  if (!needsLabels(metric) && monitor.labelPolicy !== undefined) {
    problems.push(['labelPolicy', `${metric} needs no outcomes: leave it out.`])
  }
  if (!needsLabels(metric) && monitor.outcomeHorizonDays !== undefined) {
    problems.push(['outcomeHorizonDays', `${metric} needs no outcomes: leave it out.`])
  }
  problems.push(...reviewProblems(monitor))
  const action = actionProblem(monitor)
  if (action !== null) problems.push(['action', action])
  if (hasDetector(metric) === (deltas.length === 0)) {
    problems.push([
      'deltas',
      hasDetector(metric)
        ? 'Give at least one change that the detector looks for.'
        : `${metric} has no detector, and so takes no changes to look for.`,
    ])
  }
  if ((rate || isIntake(metric)) && deltas.some((delta) => delta >= 1)) {
    problems.push([
      'deltas',
      'A change that the detector looks for is a distance between two rates, and so must be below 1.',
    ])
  }
  if (rate && monitor.margin >= 1) {
    const given = `${monitor.margin} was given`
    problems.push(['margin', `The accepted distance of a rate must be below 1; ${given}.`])
  }
  if (metric === 'observed-expected-ratio' && deltas.some((delta) => delta <= 1)) {
    problems.push([
      'deltas',
      'A change that the detector looks for is an odds ratio here, and so must be above 1.',
    ])
  }
  return problems
}
