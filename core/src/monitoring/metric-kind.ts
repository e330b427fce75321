import type { Estimate } from '../statistics/estimate.ts'
import type { DriftLevel } from '../statistics/population-stability-index.ts'
import type { Day } from './days.ts'
import type { FeatureFinding } from './drift.ts'
import type { LabelPolicy } from './profile-views.ts'

export const metricNames = [
  'auroc',
  'average-precision',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
  'observed-expected-ratio',
  'calibration-in-the-large',
  'calibration-slope',
  'expected-calibration-error',
  'brier-score',
  'flag-rate',
  'estimated-auroc',
  'estimated-sensitivity',
  'score-drift',
  'feature-drift',
  'multivariate-drift',
  'domain-classifier-auroc',
  'missingness',
  'invalid-data',
  'heartbeat',
  'latency',
  'error-rate',
  'volume',
  'late-data',
  'override-rate',
  'hallucination-rate',
  'omission-rate',
  'harm-rate',
  'refusal-rate',
  'escalation-rate',
  'mean-rating',
  'mean-edit-distance',
  'reviewer-agreement',
] as const

export type MetricName = (typeof metricNames)[number]

export type MetricSpec = { metric: MetricName; feature?: string; threshold?: number }

export type MetricOptions = {
  labelPolicy: LabelPolicy
  /** in the unit of the metric, see `defaultMinimumSamples`; fewer is `insufficient` */
  minimumSample: number
}

export type MetricDetail = {
  /** predictions without a label, of those the estimate looks at */
  unlabelled?: number
  /** the exact AUROC lies within this distance of the binned one */
  certifiedBound?: number | null
  /** Brier score scaled by that of predicting the prevalence for everyone */
  scaled?: number | null
  /** drift: level, the value (here the effect) below which it is noise, and each feature's finding */
  level?: DriftLevel | null
  critical?: number | null
  features?: FeatureFinding[]
  /** multivariate drift: distance from validation in standard deviations of its own errors */
  effect?: number | null
  /** multivariate drift and domain classifier: the share of values that were missing, null where these are few */
  imputedShare?: number | null
  /** domain classifier: the days that the window is compared with */
  reference?: { from: Day; to: Day } | null
  /** about what a perfectly calibrated system would show by chance */
  noiseFloor?: number | null
  /** volume: what the same weekdays before lead to expect, and the band around it */
  expected?: number
  band?: { lower: number; upper: number; weeks: number }
  /** how the operations behind a share or a quantile divide */
  counts?: Record<string, number>
  /** volume and silence: what is counted */
  counted?: 'predictions' | 'calls'
  /** reviewers: the share of agreement before chance is taken off */
  observedAgreement?: number | null
}

export type MetricEstimate = Estimate & { baselineValue: number | null; detail?: MetricDetail }

const labelledMetrics: ReadonlySet<MetricName> = new Set([
  'auroc',
  'average-precision',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
  'observed-expected-ratio',
  'calibration-in-the-large',
  'calibration-slope',
  'expected-calibration-error',
  'brier-score',
])

const thresholdMetrics: ReadonlySet<MetricName> = new Set([
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
  'flag-rate',
  'estimated-sensitivity',
])

const operationsMetrics: ReadonlySet<MetricName> = new Set([
  'latency',
  'error-rate',
  'volume',
  'late-data',
  'override-rate',
])

const reviewedMetrics: ReadonlySet<MetricName> = new Set([
  'hallucination-rate',
  'omission-rate',
  'harm-rate',
  'refusal-rate',
  'escalation-rate',
  'mean-rating',
  'mean-edit-distance',
  'reviewer-agreement',
])

/** Metrics that need outcomes, and so are computed over matured predictions. */
export function needsLabels(metric: MetricName): boolean {
  return labelledMetrics.has(metric)
}

/** Metrics of one operating threshold. */
export function needsThreshold(metric: MetricName): boolean {
  return thresholdMetrics.has(metric)
}

/** Metrics of how a system runs and is used, counted in `OperationsDay`s and not in profiles. */
export function isOperational(metric: MetricName): boolean {
  return operationsMetrics.has(metric)
}

/** Metrics of generated outputs that people or programs reviewed, counted in `ReviewDay`s. */
export function isReviewed(metric: MetricName): boolean {
  return reviewedMetrics.has(metric)
}

/** The metric of how features go together, counted in `ReconstructionDay`s for everyone. */
export function isMultivariate(metric: MetricName): boolean {
  return metric === 'multivariate-drift'
}

/** The metric of how well inputs can be told from those of before, compared in `DomainDay`s. */
export function isDomainClassifier(metric: MetricName): boolean {
  return metric === 'domain-classifier-auroc'
}

/** The metric of what cannot be right of what arrives, counted in `IntakeDay`s for everyone. */
export function isIntake(metric: MetricName): boolean {
  return metric === 'invalid-data'
}

/** Shares of reviewed outputs. */
export function isReviewedRate(metric: MetricName): boolean {
  return isReviewed(metric) && metric.endsWith('-rate')
}

/** Metrics that say nothing without a value at validation, or without its bins. */
export function needsBaseline(metric: MetricName): boolean {
  if (isOperational(metric) || isReviewed(metric) || isIntake(metric)) return false
  return metric !== 'heartbeat' && !isDomainClassifier(metric)
}

/** Metrics that guess what outcomes will show: a hint, never a measurement. */
export function isEstimated(metric: MetricName): boolean {
  return metric === 'estimated-auroc' || metric === 'estimated-sensitivity'
}

/** Metrics with a detector that stays honest under daily looking. */
export function hasDetector(metric: MetricName): boolean {
  if (isReviewed(metric)) return metric !== 'reviewer-agreement'
  if (isIntake(metric)) return true
  return metric === 'observed-expected-ratio' || (needsThreshold(metric) && needsLabels(metric))
}

/**
 * Metrics that a rollback policy may act on: those of outcomes, and data that cannot be right, which
 * is counted and not guessed. Drift, silence and estimates never roll a version back.
 */
export function canTrigger(metric: MetricName): boolean {
  return needsLabels(metric) || isIntake(metric)
}
