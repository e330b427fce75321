/**
 * Share of predictions that are flagged: (TP+FP)/(TP+FP+TN+FN), the alert burden per prediction.
 * Convention: over all predictions with a known outcome; no predictions means `undefined`.
 * Source: S. Romero-Brufau et al., Critical Care 19 (2015) 285, for judging an alert by its burden.
 * Twin: R `mean(score >= t)`; Python `numpy.mean(score >= t)`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** Wilson interval; `minimum` applies to the number of predictions. */
export function flagRate(matrix: ConfusionMatrix, options: EstimateOptions = {}): Estimate {
  const { tp, fp, tn, fn } = matrix
  const counts = {
    count: tp + fp,
    total: tp + fp + tn + fn,
    positives: tp + fn,
    negatives: fp + tn,
  }
  return proportion({ method: 'flag rate', unit: 'predictions', ...counts }, options)
}
