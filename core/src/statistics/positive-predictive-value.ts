/**
 * Share of the flagged who have the outcome: TP/(TP+FP).
 * Convention: nothing flagged means `undefined`, never 1; it moves with prevalence.
 * Source: D. G. Altman and J. M. Bland, BMJ 309 (1994) 102.
 * Twin: R `tp / (tp + fp)`; Python `sklearn.metrics.precision_score`,
 * except that scikit-learn answers 0 with a warning where this is `undefined`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** Wilson interval; `minimum` applies to the number of flagged predictions. */
export function positivePredictiveValue(
  matrix: ConfusionMatrix,
  options: EstimateOptions = {},
): Estimate {
  const { tp, fp } = matrix
  const counts = { count: tp, total: tp + fp, positives: tp, negatives: fp }
  const method = 'positive predictive value'
  return proportion({ method, unit: 'flagged predictions', ...counts }, options)
}
