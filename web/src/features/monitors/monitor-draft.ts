import { ProblemError } from '@primum/client'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { isEstimated, needsThreshold } from '@primum/core/monitoring/metric-kind'
import { monitorKey, newMonitor } from '@primum/core/monitoring/monitor'
import { actionOf, actionProblem, defaultAction } from '@primum/core/monitoring/monitor-action'
import { explain } from '@primum/core/monitoring/monitor-explanation'
import type { Monitor, MonitorAction, Severity } from '@primum/core/monitoring/monitor-record'
import type { Segment } from '@primum/core/monitoring/segment'
import { overallSegment } from '@primum/core/monitoring/segment'
import { averageRunLengthDays } from '@primum/core/monitoring/thresholds'
import { t } from '../../lib/messages/messages.ts'
import { segmentRule } from './monitor-fields.ts'

const numberNames = [
  'windowDays',
  'margin',
  'minimumSample',
  'averageRunLengthDays',
  'threshold',
  'limit',
  'limitHours',
  'outcomeHorizonDays',
] as const

export type NumberName = (typeof numberNames)[number]

/** A monitor as a form holds it: an empty number is '', and what is not chosen null. */
export type MonitorDraft = Pick<
  Monitor,
  'metric' | 'segment' | 'severity' | 'enabled' | 'explanation'
> &
  Record<NumberName, number | ''> & {
    feature: string | null
    deltas: string
    action: MonitorAction
    badSide: 'above' | 'below' | null
    labelPolicy: Monitor['labelPolicy'] | null
  }

export function toDraft(monitor: Monitor): MonitorDraft {
  const { metric, segment, severity, enabled, explanation } = monitor
  const numbers = numberNames.map((name) => [name, monitor[name] ?? ''])
  return {
    ...{ metric, segment, severity, enabled, explanation },
    ...(Object.fromEntries(numbers) as Record<NumberName, number | ''>),
    feature: monitor.feature ?? null,
    deltas: monitor.deltas.join(', '),
    action: actionOf(monitor),
    badSide: monitor.badSide ?? null,
    labelPolicy: monitor.labelPolicy ?? null,
  }
}

/** A monitor of the metric as it is offered: everyone, at the threshold of the version. */
export function draftOf(
  metric: MetricName,
  version: { threshold: number },
  kept: { segment?: Segment; severity?: Severity; enabled?: boolean } = {},
): MonitorDraft {
  const { severity = 'warning', segment = overallSegment, enabled = true } = kept
  const rule = segmentRule(metric)
  const fits = rule === 'any' || (rule === 'site' && segment.attribute === 'site')
  const monitor = newMonitor(
    metric,
    isEstimated(metric) ? 'warning' : severity,
    fits ? segment : overallSegment,
    {
      enabled,
      ...(needsThreshold(metric) ? { threshold: version.threshold } : {}),
      ...(metric === 'heartbeat' ? { limitHours: 24 } : {}),
    },
  )
  return toDraft(monitor)
}

/** The draft about something else of the same metric; its own words are kept where a person wrote some. */
export function withWatched(
  draft: MonitorDraft,
  change: Partial<Pick<MonitorDraft, 'feature' | 'threshold' | 'segment'>>,
): MonitorDraft {
  const next = { ...draft, ...change }
  return draft.explanation === wordsOf(draft) ? { ...next, explanation: wordsOf(next) } : next
}

function wordsOf({ metric, segment, threshold }: MonitorDraft): string {
  return explain(metric, segment, threshold === '' ? undefined : threshold)
}

/** What was left as offered follows the severity; an action that it does not allow gives way. */
export function withSeverity(draft: MonitorDraft, severity: Severity): MonitorDraft {
  const { metric, averageRunLengthDays: days, action } = draft
  const offered = action === defaultAction(draft)
  const next = { metric, severity, action }
  return {
    ...draft,
    severity,
    averageRunLengthDays:
      days === averageRunLengthDays[draft.severity] ? averageRunLengthDays[severity] : days,
    action: offered || actionProblem(next) !== null ? defaultAction(next) : action,
  }
}

/** The monitor that a draft asks for; an empty number is the default of the metric, or left out. */
export function toMonitor(draft: MonitorDraft, version: { threshold: number }): Monitor {
  const { metric, segment, severity, enabled, action } = draft
  const base = draftOf(metric, version, { segment, severity, enabled })
  const filled = Object.fromEntries(
    numberNames.flatMap((name) => {
      const value = draft[name] === '' ? base[name] : draft[name]
      return value === '' ? [] : [[name, value]]
    }),
  ) as Pick<Monitor, Exclude<NumberName, Optional>> & Partial<Pick<Monitor, Optional>>
  const monitor = {
    ...{ metric, segment, severity, enabled, action },
    ...filled,
    deltas: readDeltas(draft.deltas),
    explanation: draft.explanation.trim() === '' ? base.explanation : draft.explanation,
    ...(draft.feature === null ? {} : { feature: draft.feature }),
    ...(draft.badSide === null ? {} : { badSide: draft.badSide }),
    ...(draft.labelPolicy == null ? {} : { labelPolicy: draft.labelPolicy }),
  }
  return { key: monitorKey(monitor), ...monitor }
}

type Optional = 'threshold' | 'limit' | 'limitHours' | 'outcomeHorizonDays'

function readDeltas(text: string): number[] {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '')
  const numbers = parts.map(Number)
  if (numbers.every((number) => Number.isFinite(number))) return numbers
  const wrong = { path: 'deltas', message: t('monitorForm.deltasWrong') }
  throw new ProblemError({
    code: 'invalid',
    title: t('monitorForm.wrong'),
    errors: [wrong],
    detail: wrong.message,
  })
}
