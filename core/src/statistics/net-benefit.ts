/**
 * Net benefit at a threshold probability t: true positives per prediction, less false positives
 * weighed by the odds at which one would act, NB(t) = TP/n − FP/n·t/(1−t).
 * Convention: beside it always "treat all", π − (1−π)·t/(1−t), and "treat none", 0. At t = 1 the
 * odds are infinite: `undefined`. Interval: TP and FP are counts of one multinomial sample, in
 * which net benefit is linear, so the delta method is Σ share·(benefit − NB)²/n (divisor n), with a
 * normal quantile; prevalence counts as estimated from the same sample. No variance, no interval.
 * Source: A. J. Vickers and E. B. Elkin, Medical Decision Making 26 (2006) 565–574; variance:
 * T. L. Marsh, H. Janes and M. S. Pepe, Biometrics 76 (2020) 843–852.
 * Twin: R `dcurves::dca`; Python: the formula in NumPy on `sklearn.metrics.confusion_matrix`.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import {
  type Estimate,
  type EstimateOptions,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { assertCount } from './scored-counts.ts'

/** In true positives per prediction. `treatAll` is null where the net benefit is undefined. */
export type NetBenefitEstimate = Estimate & { treatAll: number | null; treatNone: 0 }

/**
 * `matrix` must be that of flagging at `threshold`, a probability. `minimum` applies to the
 * predictions. Throws RangeError unless 0 ≤ threshold ≤ 1, or for invalid counts.
 */
export function netBenefit(
  matrix: ConfusionMatrix,
  threshold: number,
  options: EstimateOptions = {},
): NetBenefitEstimate {
  const harm = thresholdOdds(threshold)
  const estimate = meanBenefit('net benefit', matrix, { tp: 1, fp: -harm, tn: 0, fn: 0 }, options)
  if (estimate.value === null) return { ...estimate, treatAll: null, treatNone: 0 }
  const prevalence = (matrix.tp + matrix.fn) / estimate.n
  return { ...estimate, treatAll: prevalence - (1 - prevalence) * harm, treatNone: 0 }
}

/** t/(1−t), infinite at 1. Throws RangeError unless 0 ≤ threshold ≤ 1. */
export function thresholdOdds(threshold: number): number {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`threshold probability is ${threshold}, not in [0, 1]`)
  }
  return threshold / (1 - threshold)
}

/** Mean over the predictions of a benefit that each cell of the matrix gives, with its interval. */
export function meanBenefit(
  method: string,
  matrix: ConfusionMatrix,
  benefits: ConfusionMatrix,
  options: EstimateOptions,
): Estimate {
  const cells = (['tp', 'fp', 'tn', 'fn'] as const)
    .map((cell) => ({ count: assertCount(matrix[cell], cell), benefit: benefits[cell] }))
    .filter(({ count }) => count > 0)
  const positives = matrix.tp + matrix.fn
  const negatives = matrix.fp + matrix.tn
  const n = positives + negatives
  const evidence = { method, n, positives, negatives }
  if (n === 0) return undefinedEstimate(evidence, 'no predictions')
  if (Object.values(benefits).some((benefit) => !Number.isFinite(benefit))) {
    return undefinedEstimate(evidence, 'at a threshold of 1 the odds are infinite')
  }
  const value = cells.reduce((sum, { count, benefit }) => sum + count * benefit, 0) / n
  const sample = { count: n, unit: 'predictions', minimum: options.minimum }
  if (cells.every(({ benefit }) => benefit === cells[0]!.benefit)) {
    const note = 'degenerate: every prediction brings the same benefit, so there is no variance'
    return estimateWithMinimum(evidence, value, null, sample, note)
  }
  const squares = cells.reduce((sum, cell) => sum + cell.count * (cell.benefit - value) ** 2, 0)
  const level = options.level ?? defaultLevel
  const margin = (twoSidedZ(level) * Math.sqrt(squares)) / n
  const limits = { lower: value - margin, upper: value + margin }
  const interval = { ...limits, level, method: 'delta method, multinomial' }
  return estimateWithMinimum(evidence, value, interval, sample)
}
