import type { ScoreMetrics, ThresholdMetrics } from '../evaluation/segment-metrics.ts'

/** What a validation can be judged by: metrics of the scores, and of flagging at a threshold. */
export const scoreMetricNames = [
  'prevalence',
  'auroc',
  'average-precision',
  'brier-score',
  'scaled-brier-score',
  'expected-calibration-error',
  'observed-expected-ratio',
  'calibration-in-the-large',
  'calibration-slope',
] as const satisfies readonly (keyof ScoreMetrics)[]

export const thresholdMetricNames = [
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
  'flag-rate',
  'number-needed-to-evaluate',
  'net-benefit',
] as const satisfies readonly (keyof ThresholdMetrics)[]

export const validationMetricNames = [...scoreMetricNames, ...thresholdMetricNames] as const

export type ThresholdMetricName = (typeof thresholdMetricNames)[number]
export type ValidationMetricName = (typeof validationMetricNames)[number]

/** Whether a metric exists only where scores are flagged at a threshold. */
export function needsThreshold(metric: ValidationMetricName): metric is ThresholdMetricName {
  return (thresholdMetricNames as readonly string[]).includes(metric)
}

const titles: Record<ValidationMetricName, string> = {
  prevalence: 'Prevalence',
  auroc: 'AUROC',
  'average-precision': 'Average precision',
  'brier-score': 'Brier score',
  'scaled-brier-score': 'Scaled Brier score',
  'expected-calibration-error': 'Expected calibration error',
  'observed-expected-ratio': 'Observed:expected ratio',
  'calibration-in-the-large': 'Calibration in the large',
  'calibration-slope': 'Calibration slope',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  'positive-predictive-value': 'Positive predictive value',
  'negative-predictive-value': 'Negative predictive value',
  'flag-rate': 'Flag rate',
  'number-needed-to-evaluate': 'Number needed to evaluate',
  'net-benefit': 'Net benefit',
}

export function metricTitle(metric: ValidationMetricName): string {
  return titles[metric]
}
