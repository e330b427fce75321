/**
 * Calibration of a predicted quantile: the share of outcomes at or below it, to be compared with
 * its level (a predicted 90th percentile should cover 90 % of outcomes).
 * Convention: "below" includes equality, as a quantile does; Wilson interval. The level lies
 * inside the interval where the data do not contradict the prediction.
 * Source: T. Gneiting, F. Balabdaoui and A. E. Raftery, J. R. Statist. Soc. B 69 (2007) 243–268.
 * Twin: Python `numpy.mean(outcome <= quantile)`; interval `statsmodels` `proportion_confint`.
 */
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** `below` of `total` outcomes lie at or below the predicted quantile of `level`, 0 < level < 1. */
export type QuantileCounts = { level: number; below: number; total: number }

/** `gap` is the observed share less the level: above 0 the quantile is predicted too high. */
export type QuantileEstimate = Estimate & { level: number; gap: number | null }

/** Throws RangeError for unequal lengths, or naming the index of a value that is not finite. */
export function quantileCounts(
  level: number,
  quantiles: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): QuantileCounts {
  if (quantiles.length !== outcomes.length) {
    throw new RangeError(`${quantiles.length} quantiles but ${outcomes.length} outcomes`)
  }
  let below = 0
  for (let i = 0; i < outcomes.length; i++) {
    if (!Number.isFinite(quantiles[i]) || !Number.isFinite(outcomes[i])) {
      throw new RangeError(`quantile ${quantiles[i]} and outcome ${outcomes[i]} at index ${i}`)
    }
    if (outcomes[i]! <= quantiles[i]!) below++
  }
  return { level, below, total: outcomes.length }
}

/** `minimum` applies to the outcomes. Throws RangeError unless 0 < level < 1, below ≤ total. */
export function quantileCalibration(
  counts: QuantileCounts,
  options: EstimateOptions = {},
): QuantileEstimate {
  const { level, below, total } = counts
  if (!(level > 0 && level < 1)) throw new RangeError(`a quantile of level ${level}`)
  const method = 'share of outcomes at or below the predicted quantile'
  const estimate = proportion({ method, count: below, total, unit: 'outcomes' }, options)
  return { ...estimate, level, gap: estimate.value === null ? null : estimate.value - level }
}
