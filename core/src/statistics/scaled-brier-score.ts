/**
 * Scaled Brier score: the share of the squared error of predicting the prevalence for everyone that
 * the AI system removes. 1 is perfect, 0 is no better than the prevalence, below 0 is worse.
 * Convention: 1 − B/U with U = π(1−π), the prevalence π being that of the same predictions. The
 * interval is 1 − exp(ln(B/U) ± z·SE) by the delta method, so it never passes 1; B and π vary
 * together, which needs Σ(p−1)² of the positives. Without it there is a value and no interval.
 * Source: E. W. Steyerberg et al., Epidemiology 21 (2010) 128–138; delta method on the ratio of
 * means, our choice.
 * Twin: R `1 - DescTools::BrierScore(y, p) / (mean(y) * (1 - mean(y)))`; Python
 * `1 - brier_score_loss(y, p) / y.var()`, interval by the influence values in NumPy.
 */
import { type BrierSums, brierScore } from './brier-score.ts'
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'

/** `positiveSquaredErrorSum` is Σ(p−1)² over the positives, null where it was not kept. */
export type ScaledBrierSums = BrierSums & { positiveSquaredErrorSum: number | null }

/** `minimum` applies to the smaller class. Throws RangeError for sums that cannot occur. */
export function scaledBrierScore(sums: ScaledBrierSums, options: EstimateOptions = {}): Estimate {
  const { n, positives } = sums
  const negatives = n - positives
  const { scaled } = brierScore(sums)
  const z = twoSidedZ(options.level ?? defaultLevel)
  const evidence = { method: 'scaled Brier score', n, positives, negatives }
  if (n === 0) return undefinedEstimate(evidence, 'no predictions')
  if (scaled === null) {
    return undefinedEstimate(evidence, 'all outcomes are equal: nothing to scale by')
  }
  const error = logRatioError(sums)
  const interval = error === null ? null : aroundRatio(1 - scaled, z * error, options.level)
  const note = interval === null ? 'no interval: the spread of the errors is unknown or zero' : null
  const count = Math.min(positives, negatives)
  const unit = positives <= negatives ? 'positives' : 'negatives'
  const sample = { count, unit, minimum: options.minimum }
  return estimateWithMinimum(evidence, scaled, interval, sample, note)
}

/** Standard error of ln(B/U): Var(e)/B² + k²·Var(y) − 2k·Cov(e, y)/B with k = (1−2π)/U. */
function logRatioError(sums: ScaledBrierSums): number | null {
  const { n, positives, squaredErrorSum, quarticErrorSum, positiveSquaredErrorSum } = sums
  if (quarticErrorSum === null || positiveSquaredErrorSum === null) return null
  if (positiveSquaredErrorSum < 0 || positiveSquaredErrorSum > squaredErrorSum * (1 + 1e-9)) {
    throw new RangeError(`positives cannot hold ${positiveSquaredErrorSum} of ${squaredErrorSum}`)
  }
  const mean = squaredErrorSum / n
  if (mean === 0) return null
  const prevalence = positives / n
  const uninformed = prevalence * (1 - prevalence)
  const k = (1 - 2 * prevalence) / uninformed
  const ofErrors = quarticErrorSum / n - mean * mean
  const together = positiveSquaredErrorSum / n - mean * prevalence
  const variance = ofErrors / (mean * mean) + k * k * uninformed - (2 * k * together) / mean
  // The difference of nearly equal sums leaves rounding noise, which is no spread.
  return variance <= 1e-12 * (1 + k * k * uninformed) ? null : Math.sqrt(variance / (n - 1))
}

function aroundRatio(ratio: number, margin: number, level: number = defaultLevel): Interval | null {
  const factor = Math.exp(margin)
  const lower = 1 - ratio * factor
  if (!Number.isFinite(lower)) return null
  return { lower, upper: 1 - ratio / factor, level, method: 'delta method, log-normal' }
}
