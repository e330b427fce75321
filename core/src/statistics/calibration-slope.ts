/**
 * Calibration slope: how far predictions have to be stretched on the log-odds scale. 1 is right,
 * below 1 they are too extreme (as after overfitting), above 1 too timid.
 * Convention: b of logit P(y=1) = a + b·logit p; Wald interval from the information matrix, always
 * given; `insufficient` below 100 events or 100 non-events unless set otherwise, and even 200 can
 * be imprecise. Separated classes and constant predictions are `undefined`.
 * Source: D. R. Cox, Biometrika 45 (1958) 562–565; minimum: G. S. Collins et al., Statistics in
 * Medicine 35 (2016) 214–226; K. I. E. Snell et al., J. Clin. Epidemiol. 135 (2021) 79–89.
 * Twin: R `rms::val.prob`, `glm(y ~ qlogis(p), family = binomial)`; Python `statsmodels` `GLM`.
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
 * `minimum` applies to events and to non-events (default 100). With binned counts, `scores` should
 * be each bin's mean score. Throws RangeError for a score outside [0, 1] or invalid counts.
 */
export function calibrationSlope(counts: LocatedCounts, options: EstimateOptions = {}): Estimate {
  const { level = defaultLevel, minimum = 100 } = options
  const { positives, negatives } = totals(counts)
  const n = positives + negatives
  const evidence = { method: 'calibration slope', n, positives, negatives }
  const margin = twoSidedZ(level)
  const fit = logisticRecalibration(counts)
  if ('reason' in fit) return undefinedEstimate(evidence, n === 0 ? 'no predictions' : fit.reason)
  const { slope, slopeError } = fit
  const interval =
    slopeError === null
      ? null
      : {
          lower: slope - margin * slopeError,
          upper: slope + margin * slopeError,
          level,
          method: 'Wald',
        }
  const count = Math.min(positives, negatives)
  const unit = positives <= negatives ? 'events' : 'non-events'
  return estimateWithMinimum(evidence, slope, interval, { count, unit, minimum })
}
