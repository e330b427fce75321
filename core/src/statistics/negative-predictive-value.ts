/**
 * Share of the unflagged who do not have the outcome: TN/(TN+FN).
 * Convention: everything flagged means `undefined`, never 1; it moves with prevalence.
 * Source: D. G. Altman and J. M. Bland, BMJ 309 (1994) 102.
 * Twin: R `tn / (tn + fn)`; Python `sklearn.metrics.precision_score(pos_label=0)`,
 * except that scikit-learn answers 0 with a warning where this is `undefined`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** Wilson interval; `minimum` applies to the number of unflagged predictions. */
export function negativePredictiveValue(
  matrix: ConfusionMatrix,
  options: EstimateOptions = {},
): Estimate {
  const { tn, fn } = matrix
  const counts = { count: tn, total: tn + fn, positives: fn, negatives: tn }
  const method = 'negative predictive value'
  return proportion({ method, unit: 'unflagged predictions', ...counts }, options)
}
