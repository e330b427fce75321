/**
 * Share of those without the outcome whom the threshold flags: FP/(FP+TN), which is 1 − specificity.
 * Convention: no negatives means `undefined`, never 0.
 * Source: M. Hardt, E. Price and N. Srebro, NeurIPS 29 (2016) 3315–3323, for its part in fairness.
 * Twin: R `fp / (fp + tn)`; Python `fairlearn.metrics.false_positive_rate`, except that fairlearn
 * answers 0 where this is `undefined`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** Wilson interval; `minimum` applies to the number of negatives. */
export function falsePositiveRate(
  matrix: ConfusionMatrix,
  options: EstimateOptions = {},
): Estimate {
  const { fp, tn } = matrix
  const total = fp + tn
  const counts = { count: fp, total, positives: 0, negatives: total }
  return proportion({ method: 'false-positive rate', unit: 'negatives', ...counts }, options)
}
