/**
 * Difference of two areas under the ROC curve (A − B) taken on different cases: two versions that
 * served one after the other, or at different sites.
 * Convention: the variances of DeLong add up, as no case is in both; normal interval on the plain
 * scale, cut off at ±1; two-sided p. It also holds what the patients differ by: only the paired
 * test of paired-delong.ts, on the same cases, compares the versions alone. Fewer than two of a
 * class on either side is `undefined`; without any variance there is neither interval nor p.
 * Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29–36; variances: E. R. DeLong et
 * al., Biometrics 44 (1988) 837–845.
 * Twin: R `pROC::var` of each curve, summed (`roc.test(paired = FALSE)` refers the same ratio to a t
 * distribution); Python: the definition over all pairs in NumPy, `scipy.stats.norm`.
 */
import { delongVariance } from './delong.ts'
import {
  type Estimate,
  type EstimateOptions,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { mannWhitney } from './mann-whitney.ts'
import { normalCdf, twoSidedZ } from './normal-distribution.ts'
import type { ScoredCounts } from './scored-counts.ts'

export type AurocDifference = Estimate & { z: number | null; pValue: number | null }

/**
 * `value` is area A − area B. `minimum` applies to the smallest class of the two. Throws RangeError
 * for invalid counts.
 */
export function unpairedAurocDifference(
  a: ScoredCounts,
  b: ScoredCounts,
  options: EstimateOptions = {},
): AurocDifference {
  const [first, second] = [mannWhitney(a), mannWhitney(b)]
  const positives = first.positives + second.positives
  const negatives = first.negatives + second.negatives
  const method = 'difference of areas (independent cases, DeLong)'
  const evidence = { method, n: positives + negatives, positives, negatives }
  const variances = [delongVariance(a, first), delongVariance(b, second)]
  if (first.area === null || second.area === null || variances.includes(null)) {
    const reason = 'two positives and two negatives are needed on each side'
    return { ...undefinedEstimate(evidence, reason), z: null, pValue: null }
  }
  const value = first.area - second.area
  const error = Math.sqrt(variances[0]! + variances[1]!)
  const count = Math.min(...[first.positives, first.negatives, second.positives, second.negatives])
  const sample = { count, unit: 'in the smallest class', minimum: options.minimum }
  if (error === 0) {
    const note = 'degenerate: the classes are separated, so no interval can be estimated'
    return { ...estimateWithMinimum(evidence, value, null, sample, note), z: null, pValue: null }
  }
  const level = options.level ?? defaultLevel
  const margin = twoSidedZ(level) * error
  const interval = {
    lower: Math.max(-1, value - margin),
    upper: Math.min(1, value + margin),
    level,
    method: 'DeLong variances added, normal',
  }
  const z = value / error
  const pValue = Math.min(1, 2 * normalCdf(-Math.abs(z)))
  return { ...estimateWithMinimum(evidence, value, interval, sample), z, pValue }
}
