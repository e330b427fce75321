import { isReviewed, metricNames, needsBaseline } from '@primum/core/monitoring/metric-kind'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { segmentFromKey, segmentKey } from '@primum/core/monitoring/segment'
import { readChoice, readText } from '../../lib/url-state.ts'
import type { Monitor, SeriesChoice } from './queries.ts'

/** What has a value to draw over time, which silence has not. */
const allDrawn = metricNames.filter((name) => name !== 'heartbeat')

/** What can be drawn of a version; without a baseline only what needs none, reviews first. */
export function drawnMetrics(hasBaseline: boolean): MetricName[] {
  if (hasBaseline) return allDrawn
  return allDrawn
    .filter((name) => !needsBaseline(name))
    .toSorted((a, b) => Number(isReviewed(b)) - Number(isReviewed(a)))
}

/** The metric that the address asks for, or else the first that can be drawn. */
export function drawnMetric(asked: MetricName, metrics: readonly MetricName[]): MetricName {
  return metrics.includes(asked) ? asked : (metrics[0] ?? asked)
}

const windows = ['7', '14', '30', '60', '90', '180'] as const

export type ChoiceState = {
  metric: MetricName
  segment: string
  feature: string | undefined
  versionId: string | undefined
  windowDays: number
}

/** Which curve the address asks for. */
export function readSeriesChoice(raw: Record<string, unknown>): ChoiceState {
  return {
    metric: readChoice(raw['metric'], allDrawn) ?? 'sensitivity',
    segment: readText(raw['segment']) ?? '',
    feature: readText(raw['feature']),
    versionId: readText(raw['versionId']),
    windowDays: Number(readChoice(raw['windowDays'], windows) ?? '30'),
  }
}

/** The same as the server asks it; a segment that cannot be read is everyone. */
export function toSeries(choice: ChoiceState): SeriesChoice {
  const { segment, ...rest } = choice
  return { ...rest, ...readSegment(segment) }
}

function readSegment(key: string): { attribute: string; value: string } {
  try {
    return segmentFromKey(key)
  } catch {
    return { attribute: '', value: '' }
  }
}

export const windowChoices = windows

export const lookedChoices = ['30', '90', '365', 'all'] as const

/** How many of the newest days the answer and the curves look at; null: all. */
export function readLooked(raw: Record<string, unknown>): { looked: number | null } {
  const chosen = readChoice(raw['looked'], lookedChoices) ?? '90'
  return { looked: chosen === 'all' ? null : Number(chosen) }
}

/** The groups that monitors look at, as choices. */
export function segmentChoices(monitors: readonly Pick<Monitor, 'segment'>[]) {
  const found = new Map(
    monitors
      .filter(({ segment }) => segment.attribute !== '')
      .map(({ segment }) => [segmentKey(segment), `${segment.attribute}: ${segment.value}`]),
  )
  return [...found].map(([value, title]) => ({ value, label: title }))
}
