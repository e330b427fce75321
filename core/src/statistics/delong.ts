/**
 * Variance of the area under the ROC curve without assuming a distribution, and its interval.
 * Convention: placement values with ties one half, unbiased variances (divisor P−1 and N−1);
 * interval on the logit scale, so it stays inside (0, 1). No interval is better than one of zero
 * width: areas of 0 or 1 and zero variance give null. Fewer than two of a class give null too.
 * On bins the placements are those of the bins, so the variance carries the binning as well.
 * Source: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988) 837–845;
 * logit scale: M. S. Pepe, The Statistical Evaluation of Medical Tests (2003), 5.2.
 * Twin: R `pROC::var(roc, method = "delong")` (its own interval is on the plain scale); Python:
 * the definition over all pairs in NumPy.
 */
import { type Interval, defaultLevel } from './estimate.ts'
import { expit, logit } from './logit.ts'
import { type MannWhitney, mannWhitney } from './mann-whitney.ts'
import { twoSidedZ } from './normal-distribution.ts'
import type { ScoredCounts } from './scored-counts.ts'

/**
 * Variance of the area in squared units of area, or null with fewer than two of a class. `center`
 * saves a pass where `mannWhitney(counts)` is already known. Throws RangeError for invalid counts.
 */
export function delongVariance(
  counts: ScoredCounts,
  center: MannWhitney = mannWhitney(counts),
): number | null {
  const { area, positives, negatives } = center
  if (area === null || positives < 2 || negatives < 2) return null
  let below = 0
  let above = positives
  let ofPositives = 0
  let ofNegatives = 0
  for (let i = 0; i < counts.positives.length; i++) {
    const p = counts.positives[i]!
    const n = counts.negatives[i]!
    above -= p
    ofPositives += p * ((below + n / 2) / negatives - area) ** 2
    ofNegatives += n * ((above + p / 2) / positives - area) ** 2
    below += n
  }
  return ofPositives / (positives - 1) / positives + ofNegatives / (negatives - 1) / negatives
}

/** Null when the area is 0 or 1 or the variance is 0. Throws RangeError unless 0 < level < 1. */
export function delongInterval(
  area: number,
  variance: number,
  level: number = defaultLevel,
): Interval | null {
  if (area <= 0 || area >= 1 || variance === 0) return null
  const margin = (twoSidedZ(level) * Math.sqrt(variance)) / (area * (1 - area))
  return {
    lower: expit(logit(area) - margin),
    upper: expit(logit(area) + margin),
    level,
    method: 'DeLong, logit scale',
  }
}
