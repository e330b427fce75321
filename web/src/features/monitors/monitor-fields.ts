import type { MetricName } from '@primum/core/monitoring/metric-kind'
import {
  isDomainClassifier,
  isEstimated,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
  metricNames,
  needsLabels,
} from '@primum/core/monitoring/metric-kind'
import { defaultLimits, defaultMargins } from '@primum/core/monitoring/thresholds'
import { numberWords } from '@primum/core/monitoring/verdict-words'

/** Which settings of a monitor mean something for a metric. */

const metricGroups = [
  'performance',
  'calibration',
  'early',
  'inputs',
  'operations',
  'reviews',
] as const

type MetricGroup = (typeof metricGroups)[number]

const calibration: readonly MetricName[] = [
  'observed-expected-ratio',
  'calibration-in-the-large',
  'calibration-slope',
  'expected-calibration-error',
  'brier-score',
]

function groupOf(metric: MetricName): MetricGroup {
  if (isReviewed(metric)) return 'reviews'
  if (isOperational(metric) || metric === 'heartbeat') return 'operations'
  if (needsLabels(metric)) return calibration.includes(metric) ? 'calibration' : 'performance'
  return isEstimated(metric) || metric === 'flag-rate' ? 'early' : 'inputs'
}

/** Every metric, by what it looks at. */
export function groupedMetrics(): { group: MetricGroup; metrics: MetricName[] }[] {
  return metricGroups.map((group) => ({
    group,
    metrics: metricNames.filter((metric) => groupOf(metric) === group),
  }))
}

const ofInputs: readonly string[] = ['feature-drift', 'missingness']

export function takesInput(metric: MetricName): boolean {
  return ofInputs.includes(metric)
}

/** Metrics of everyone's inputs together: there is no group to choose, and no input. */
export function isUndivided(metric: MetricName): boolean {
  return isMultivariate(metric) || isDomainClassifier(metric) || isIntake(metric)
}

/** Of whom a metric is counted: any group, sites only, or everyone together. */
export function segmentRule(metric: MetricName): 'any' | 'site' | 'everyone' {
  if (takesInput(metric) || isUndivided(metric)) return 'everyone'
  return isOperational(metric) ? 'site' : 'any'
}

/** Metrics measured against what is accepted rather than against a value at validation. */
export function takesLimit(metric: MetricName): boolean {
  return metric in defaultLimits
}

export function takesMargin(metric: MetricName): boolean {
  return defaultMargins[metric] > 0
}

export function takesHours(metric: MetricName): boolean {
  return metric === 'heartbeat' || metric === 'late-data'
}

/** In what its limit or margin is given. */
export function unitOf(
  metric: MetricName,
): 'milliseconds' | 'rating' | 'kappa' | 'odds' | 'share' | 'own' {
  if (metric === 'latency') return 'milliseconds'
  if (metric === 'mean-rating') return 'rating'
  if (metric === 'reviewer-agreement') return 'kappa'
  if (metric === 'observed-expected-ratio') return 'odds'
  return numberWords(metric, 0.5).endsWith('%') ? 'share' : 'own'
}
