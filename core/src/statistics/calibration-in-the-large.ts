/**
 * Calibration in the large: the shift a on the log-odds scale that makes the mean prediction right.
 * Above 0 the AI system predicts too little risk, below 0 too much.
 * Convention: logit P(y=1) = a + logit p with the slope held at 1; Wald interval from the
 * information matrix; all outcomes equal is `undefined`, since no finite shift explains them.
 * Source: D. R. Cox, Biometrika 45 (1958) 562–565; E. W. Steyerberg and Y. Vergouwe, European Heart
 * Journal 35 (2014) 1925–1931.
 * Twin: R `glm(y ~ offset(qlogis(p)), family = binomial)`; Python `statsmodels` `GLM` with `offset`.
 */
import {
  type Estimate,
  type EstimateOptions,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { logisticRecalibration } from './logistic-recalibration.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { type LocatedCounts, totals } from './scored-counts.ts'

/**
 * `minimum` applies to the smaller class. With binned counts, `scores` should be each bin's mean
 * score. Throws RangeError for a score outside [0, 1] or invalid counts.
 */
export function calibrationInTheLarge(
  counts: LocatedCounts,
  options: EstimateOptions = {},
): Estimate {
  const { level = defaultLevel, minimum } = options
  const { positives, negatives } = totals(counts)
  const n = positives + negatives
  const evidence = { method: 'calibration in the large', n, positives, negatives }
  const margin = twoSidedZ(level)
  const fit = logisticRecalibration(counts, 'intercept')
  if ('reason' in fit) return undefinedEstimate(evidence, n === 0 ? 'no predictions' : fit.reason)
  const { intercept, interceptError } = fit
  const interval = {
    lower: intercept - margin * interceptError,
    upper: intercept + margin * interceptError,
    level,
    method: 'Wald',
  }
  const count = Math.min(positives, negatives)
  const unit = positives <= negatives ? 'events' : 'non-events'
  return estimateWithMinimum(evidence, intercept, interval, { count, unit, minimum })
}
