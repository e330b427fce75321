/**
 * Expected calibration error: how far, on average over bins, the observed share of outcomes lies
 * from the mean prediction.
 * Convention: the equal-mass bins of calibration-curve.ts (10, at least 20 predictions each),
 * weighted by size. It is biased upward: chance alone moves every bin off its prediction and
 * absolute values do not cancel, the more so the smaller the bins. So it carries no interval (one
 * drawn symmetrically would be wrong near 0) but a `noiseFloor`, about what a perfectly calibrated
 * AI system would show here. The signed gaps with their intervals are in the curve.
 * Source: M. P. Naeini, G. F. Cooper and M. Hauskrecht, AAAI 2015, 2901–2907; bias: R. Roelofs et
 * al., AISTATS 2022, 4036–4054.
 * Twin: R `CalibratR::getECE`; Python `sklearn.calibration.calibration_curve` weighted by bin.
 */
import { type CalibrationOptions, calibrationCurve } from './calibration-curve.ts'
import { type Estimate, estimateWithMinimum, undefinedEstimate } from './estimate.ts'
import { type LocatedCounts, totals } from './scored-counts.ts'

/**
 * `noiseFloor` is √(2/π)·Σ w_b·√(p_b(1−p_b)/n_b), the mean of the error if every bin's prediction
 * p_b were true; slightly high where predictions vary inside a bin. `bins` is how many were used.
 */
export type CalibrationErrorEstimate = Estimate & { noiseFloor: number | null; bins: number }

/** `binMinimum` predictions per bin (default 20); `minimum` applies to all predictions. */
export type CalibrationErrorOptions = CalibrationOptions & { binMinimum?: number }

const noInterval = 'no interval: the error is biased upward, compare it with the noise floor'

/**
 * Fewer than `binMinimum` predictions are `insufficient` too. With binned counts, `scores` should
 * be each bin's mean score. Throws RangeError for a score outside [0, 1] or invalid counts.
 */
export function expectedCalibrationError(
  counts: LocatedCounts,
  options: CalibrationErrorOptions = {},
): CalibrationErrorEstimate {
  const { binMinimum = 20, minimum = 0, bins = 10 } = options
  const curve = calibrationCurve(counts, { bins, minimum: binMinimum })
  const { positives, negatives } = totals(counts)
  const n = positives + negatives
  const evidence = { method: 'expected calibration error', n, positives, negatives }
  if (n === 0) {
    return { ...undefinedEstimate(evidence, 'no predictions'), noiseFloor: null, bins: 0 }
  }
  let error = 0
  let noise = 0
  for (const { gap, predicted, observed } of curve) {
    error += (observed.n / n) * Math.abs(gap)
    noise += Math.sqrt(observed.n * Math.max(0, predicted * (1 - predicted))) / n
  }
  const sample = { count: n, unit: 'predictions', minimum: Math.max(minimum, binMinimum) }
  const estimate = estimateWithMinimum(evidence, Math.min(1, error), null, sample, noInterval)
  return { ...estimate, noiseFloor: Math.sqrt(2 / Math.PI) * noise, bins: curve.length }
}
