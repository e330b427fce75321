import { z } from 'zod'
import type { MetricName } from './metric-kind.ts'
import {
  isOperational,
  isReviewed,
  metricNames,
  needsBaseline,
  needsLabels,
  needsThreshold,
  hasDetector,
} from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import { newMonitor } from './monitor.ts'
import { actionOf } from './monitor-action.ts'
import { monitorActions } from './monitor-record.ts'
import { explain } from './monitor-explanation.ts'
import type { Segment } from './segment.ts'
import { isOverall, overallSegment } from './segment.ts'
import { averageRunLengthDays } from './thresholds.ts'

const templateMonitorSchema = z.strictObject({
  metric: z.enum(metricNames),
  who: z.enum(['everyone', 'subgroups', 'sites']),
  severity: z.enum(['warning', 'critical']),
  windowDays: z.int().min(1).max(730).optional(),
  limitHours: z.number().positive().optional(),
  limit: z.number().positive().optional(),
  /** of agreement: on which finding */
  feature: z.string().min(1).max(100).optional(),
  action: z.enum(monitorActions).optional(),
  /** what happens to people where nobody watches this */
  harm: z.string().min(1).max(300),
  expectedDelay: z.string().min(1).max(300),
})

const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  title: z.string().min(1),
  about: z.string().min(1),
  archetypes: z.array(z.string()),
  monitors: z.array(templateMonitorSchema).min(1),
})

export const monitorTemplatesSchema = z
  .strictObject({
    id: z.literal('monitor-templates'),
    version: z.string(),
    title: z.string(),
    source: z.array(z.string()),
    asOf: z.string(),
    confidence: z.string(),
    sources: z.record(z.string(), z.strictObject({ title: z.string() })),
    templates: z.array(templateSchema).min(1),
  })
  .refine(({ templates }) => new Set(templates.map(({ id }) => id)).size === templates.length, {
    message: 'an id is used twice',
  })

export type MonitorTemplates = z.infer<typeof monitorTemplatesSchema>
export type MonitorTemplate = MonitorTemplates['templates'][number]
export type TemplateMonitor = MonitorTemplate['monitors'][number]

/** What a version can be watched by. */
export type Watchable = {
  /** without one only what needs no comparison with validation can be watched */
  hasBaseline: boolean
  threshold: number
  features: number
  /** subgroups whose baseline is large enough, see `estimableSegments` */
  segments: readonly Segment[]
}

/**
 * The monitors that a template gives a version, as far as its baseline allows. Drift and missing input need features; a line for
 * subgroups or sites gives one monitor for each that is large enough, and none where none is.
 */
export function templateMonitors(template: MonitorTemplate, version: Watchable): Monitor[] {
  return template.monitors.flatMap((line) => {
    if (isOfFeatures(line.metric) && version.features === 0) return []
    if (needsBaseline(line.metric) && !version.hasBaseline) return []
    return segmentsOf(line, version).map((segment) => monitorOf(line, segment, version))
  })
}

/** A line of a template in words and numbers, for those who choose. */
export function describeLine(line: TemplateMonitor) {
  const { metric, severity } = line
  return {
    metric,
    who: line.who,
    severity,
    action: actionOf(settingsOf(line)),
    explanation: lineExplanation(line),
    harm: line.harm,
    /** mean days between false alarms of all detectors of a version together; null without one */
    averageRunLengthDays: hasDetector(metric) ? averageRunLengthDays[severity] : null,
    expectedDelay: line.expectedDelay,
    needs: needsOf(metric),
    needsBaseline: needsBaseline(metric),
  }
}

function monitorOf(line: TemplateMonitor, segment: Segment, version: Watchable): Monitor {
  const { windowDays, limitHours, limit, feature, action } = line
  const threshold = needsThreshold(line.metric) ? { threshold: version.threshold } : {}
  return newMonitor(line.metric, line.severity, segment, {
    ...threshold,
    ...(windowDays === undefined ? {} : { windowDays }),
    ...(limitHours === undefined ? {} : { limitHours }),
    ...(limit === undefined ? {} : { limit }),
    ...(feature === undefined ? {} : { feature }),
    ...(action === undefined ? {} : { action }),
    explanation: `${explain(line.metric, segment, version.threshold)} ${line.harm}`.slice(0, 500),
  })
}

function segmentsOf({ metric, who }: TemplateMonitor, { segments }: Watchable): Segment[] {
  if (who === 'everyone') return [overallSegment]
  const subgroups = segments.filter((segment) => !isOverall(segment))
  if (who === 'sites' || isOperational(metric)) {
    return subgroups.filter(({ attribute }) => attribute === 'site')
  }
  return subgroups
}

function settingsOf(line: TemplateMonitor) {
  const { metric, severity, action } = line
  return { metric, severity, ...(action === undefined ? {} : { action }) }
}

function lineExplanation(line: TemplateMonitor): string {
  const who = { everyone: 'everyone', subgroups: 'each subgroup', sites: 'each site' }[line.who]
  return explain(line.metric, overallSegment)
    .replace('everyone', who)
    .replace('undefined', "the version's threshold")
}

type Needed = 'predictions' | 'outcomes' | 'operations' | 'feedback' | 'reviews'

/** What has to be sent for a monitor to see anything. */
function needsOf(metric: MetricName): Needed[] {
  if (isReviewed(metric)) return ['reviews']
  if (metric === 'override-rate') return ['feedback']
  if (metric === 'latency' || metric === 'error-rate') return ['operations']
  if (metric === 'late-data' || needsLabels(metric)) return ['predictions', 'outcomes']
  return ['predictions']
}

function isOfFeatures(metric: MetricName): boolean {
  return ['feature-drift', 'multivariate-drift', 'domain-classifier-auroc', 'missingness'].includes(
    metric,
  )
}
