/**
 * Average precision: the area under the precision–recall curve.
 * Convention: step function, equal scores enter together; never the trapezoid, which promises
 * precision between thresholds that no threshold delivers. Chance level is the prevalence, so the
 * prevalence is always part of the answer. No positives or no negatives is `undefined`.
 * Interval: logit(a) ± z/√(P·a(1−a)), P the positives; approximate. A perfect ranking has none.
 * Source: value: J. Davis and M. Goadrich, ICML (2006); interval: K. Boyd, K. H. Eng and
 * C. D. Page, ECML PKDD (2013) 451–466.
 * Twin: R `yardstick::average_precision`; Python `sklearn.metrics.average_precision_score`, the
 * interval by its formula with `scipy.special.logit`.
 */
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { expit, logit } from './logit.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { type ScoredCounts, totals } from './scored-counts.ts'

/** `prevalence` is what a score without information would reach; null without any data. */
export type AveragePrecisionEstimate = Estimate & { prevalence: number | null }

/** `minimum` applies to the positives. Throws RangeError for invalid counts. */
export function averagePrecision(
  counts: ScoredCounts,
  options: EstimateOptions = {},
): AveragePrecisionEstimate {
  const { positives, negatives } = totals(counts)
  const n = positives + negatives
  const evidence = { method: 'average precision (step)', n, positives, negatives }
  const prevalence = n === 0 ? null : positives / n
  if (positives === 0 || negatives === 0) {
    const reason = positives === 0 ? 'no positives' : 'no negatives: precision is 1 for any score'
    return { ...undefinedEstimate(evidence, reason), prevalence }
  }
  const value = stepArea(counts, positives)
  const interval = logitInterval(value, positives, options.level)
  const note = interval === null ? 'degenerate: the classes are separated' : null
  const sample = { count: positives, unit: 'positives', minimum: options.minimum }
  return { ...estimateWithMinimum(evidence, value, interval, sample, note), prevalence }
}

function stepArea(counts: ScoredCounts, positives: number): number {
  let truePositives = 0
  let flagged = 0
  let area = 0
  for (let i = counts.positives.length - 1; i >= 0; i--) {
    const p = counts.positives[i]!
    truePositives += p
    flagged += p + counts.negatives[i]!
    if (p > 0) area += p * (truePositives / flagged)
  }
  // Rounding must not lift a perfect ranking above 1.
  return Math.min(1, area / positives)
}

function logitInterval(
  value: number,
  positives: number,
  level: number = defaultLevel,
): Interval | null {
  const z = twoSidedZ(level)
  if (value >= 1) return null
  const margin = z / Math.sqrt(positives * value * (1 - value))
  return {
    lower: expit(logit(value) - margin),
    upper: expit(logit(value) + margin),
    level,
    method: 'logit (Boyd)',
  }
}
