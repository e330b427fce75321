/**
 * How many flagged predictions staff evaluate for each one who has the outcome: 1/PPV.
 * Convention: limits are the inverted Wilson limits of the positive predictive value. Nothing
 * flagged, or nobody with the outcome among the flagged, is `undefined`, never 0 and never infinite.
 * Source: S. Romero-Brufau et al., Critical Care 19 (2015) 285.
 * Twin: R `1 / (tp / (tp + fp))`; Python `1 / sklearn.metrics.precision_score`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { assertCount } from './scored-counts.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** Predictions per true positive, 1 or more; `minimum` applies to the flagged predictions. */
export function numberNeededToEvaluate(
  matrix: Pick<ConfusionMatrix, 'tp' | 'fp'>,
  options: EstimateOptions = {},
): Estimate {
  const tp = assertCount(matrix.tp, 'tp')
  const fp = assertCount(matrix.fp, 'fp')
  const flagged = tp + fp
  const method = 'number needed to evaluate'
  const evidence = { method, n: flagged, positives: tp, negatives: fp }
  if (flagged === 0) return undefinedEstimate(evidence, 'no flagged predictions')
  if (tp === 0) {
    const reason = `no true positives among ${flagged} flagged predictions: the denominator is zero`
    return undefinedEstimate(evidence, reason)
  }
  const { lower, upper, level } = wilsonInterval(tp, flagged, options.level)
  const interval = { lower: 1 / upper, upper: 1 / lower, level, method: 'inverted Wilson score' }
  const sample = { count: flagged, unit: 'flagged predictions', minimum: options.minimum }
  return estimateWithMinimum(evidence, flagged / tp, interval, sample)
}
