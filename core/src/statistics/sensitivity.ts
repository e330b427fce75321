/**
 * Share of those with the outcome whom the threshold flags: TP/(TP+FN).
 * Convention: no positives means `undefined`, never 0.
 * Source: D. G. Altman and J. M. Bland, BMJ 308 (1994) 1552.
 * Twin: R `tp / (tp + fn)`; Python `sklearn.metrics.recall_score`,
 * except that scikit-learn answers 0 with a warning where this is `undefined`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** Wilson interval; `minimum` applies to the number of positives. */
export function sensitivity(matrix: ConfusionMatrix, options: EstimateOptions = {}): Estimate {
  const { tp, fn } = matrix
  const total = tp + fn
  const counts = { count: tp, total, positives: total, negatives: 0 }
  return proportion({ method: 'sensitivity', unit: 'positives', ...counts }, options)
}
