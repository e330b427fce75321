/**
 * Population stability index: how far a distribution has moved from its reference, in cells.
 * Convention: cells empty on both sides are dropped; shares are smoothed as (count+½)/(total+k/2)
 * over the k cells left, so one row more or less never makes a cliff. Under no change PSI is about
 * (1/n+1/m)·χ² with k−1 degrees; its .999 quantile is `critical`, below which a PSI is noise
 * whatever the rule of thumb says. Cells (edges, null, NaN, new) are fixed by the reference.
 * Source: index: N. Siddiqi, Credit Risk Scorecards (2006); distribution: B. Yurdakul and
 * J. Naranjo, J. Risk Model Validation 14 (2020) 89–100; ½: H. Jeffreys (1946).
 * Twin: none in R or SciPy with this smoothing; NumPy by the formula, `scipy.stats.chi2.ppf`.
 */
import { chiSquaredQuantile } from './chi-squared.ts'
import { type Estimate, estimateWithMinimum, undefinedEstimate } from './estimate.ts'
import { pairedTotals } from './paired-counts.ts'

/**
 * `n` counts the current sample, `referenceN` the reference, `k` the cells used. `critical` is null
 * where fewer than two cells are in use.
 */
export type StabilityEstimate = Estimate & {
  critical: number | null
  k: number
  referenceN: number
}

/** `minimum` for the smaller sample; `confidence` of the critical value (default 0.999). */
export type StabilityOptions = { minimum?: number; confidence?: number }

/** Counts per cell, same cells in both. Throws RangeError for unequal lengths or invalid counts. */
export function populationStabilityIndex(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: StabilityOptions = {},
): StabilityEstimate {
  const { k, referenceN, n } = pairedTotals(reference, current)
  const method = 'population stability index (smoothed by one half)'
  const evidence = { method, n, positives: null, negatives: null }
  if (referenceN === 0 || n === 0) {
    const reason = referenceN === 0 ? 'no reference values' : 'no current values'
    return { ...undefinedEstimate(evidence, reason), critical: null, k, referenceN }
  }
  let value = 0
  for (let i = 0; i < reference.length; i++) {
    if (reference[i] === 0 && current[i] === 0) continue
    const p = (reference[i]! + 0.5) / (referenceN + k / 2)
    const q = (current[i]! + 0.5) / (n + k / 2)
    value += (q - p) * Math.log(q / p)
  }
  const { minimum, confidence = 0.999 } = options
  const noise = 1 / n + 1 / referenceN
  const sample = { count: Math.min(n, referenceN), unit: 'values in the smaller sample', minimum }
  const note = k < 2 ? 'no variation: all values lie in one cell' : null
  const estimate = estimateWithMinimum(evidence, value, null, sample, note)
  const critical = k < 2 ? null : chiSquaredQuantile(confidence, k - 1) * noise
  return { ...estimate, critical, k, referenceN }
}

export type DriftLevel = 'none' | 'warning' | 'critical'

/**
 * Level of a PSI that exceeds both the rule of thumb (0.1, 0.25 by default) and its own noise.
 * Null when there is no PSI: unknown is not "none".
 */
export function driftLevel(
  psi: Pick<StabilityEstimate, 'value' | 'critical'>,
  limits: { warning: number; critical: number } = { warning: 0.1, critical: 0.25 },
): DriftLevel | null {
  if (psi.value === null) return null
  const noise = psi.critical ?? 0
  if (psi.value > Math.max(limits.critical, noise)) return 'critical'
  return psi.value > Math.max(limits.warning, noise) ? 'warning' : 'none'
}
