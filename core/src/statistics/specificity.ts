/**
 * Share of those without the outcome whom the threshold leaves unflagged: TN/(TN+FP).
 * Convention: no negatives means `undefined`, never 0.
 * Source: D. G. Altman and J. M. Bland, BMJ 308 (1994) 1552.
 * Twin: R `tn / (tn + fp)`; Python `sklearn.metrics.recall_score(pos_label=0)`,
 * except that scikit-learn answers 0 with a warning where this is `undefined`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** Wilson interval; `minimum` applies to the number of negatives. */
export function specificity(matrix: ConfusionMatrix, options: EstimateOptions = {}): Estimate {
  const { tn, fp } = matrix
  const total = tn + fp
  const counts = { count: tn, total, positives: 0, negatives: total }
  return proportion({ method: 'specificity', unit: 'negatives', ...counts }, options)
}
