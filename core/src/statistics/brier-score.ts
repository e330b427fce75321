/**
 * Brier score: the mean squared distance between probability and outcome; 0 is perfect.
 * Convention: binary form with one term per prediction (range 0 to 1, not Brier's original 0 to
 * 2); scaled score 1 − B/(π(1−π)) against predicting the prevalence π for everyone, null where
 * all outcomes are equal (with its interval: scaled-brier-score.ts). Interval: normal approximation
 * of the mean, cut at 0 and 1.
 * Source: G. W. Brier, Monthly Weather Review 78 (1950) 1–3; scaled: E. W. Steyerberg et al.,
 * Epidemiology 21 (2010) 128–138.
 * Twin: R `DescTools::BrierScore`; Python `sklearn.metrics.brier_score_loss`, interval
 * `statsmodels.stats.weightstats.DescrStatsW(...).zconfint_mean()`.
 */
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'
import {
  type LocatedCounts,
  assertCount,
  assertLabelledScores,
  locatedTotals,
} from './scored-counts.ts'

/**
 * Sums that add up across shards: Σ(p−y)² and Σ(p−y)⁴ over n predictions. The second is only for
 * the interval; null where it was not kept.
 */
export type BrierSums = {
  n: number
  positives: number
  squaredErrorSum: number
  quarticErrorSum: number | null
}

/** Sums of predictions at hand, with Σ(p−1)² of the positives for scaled-brier-score.ts. */
export type CompleteBrierSums = BrierSums & {
  quarticErrorSum: number
  positiveSquaredErrorSum: number
}

/** `scaled` is the share of the prevalence model's error that is removed; negative is worse. */
export type BrierEstimate = Estimate & { scaled: number | null }

/** Throws RangeError naming the index of a probability outside [0, 1] or a label not 0 or 1. */
export function brierSums(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
): CompleteBrierSums {
  assertLabelledScores(probabilities, labels)
  const sums = noErrors()
  for (let i = 0; i < labels.length; i++) {
    assertProbability(probabilities[i]!, i)
    const positives = labels[i]!
    addErrors(sums, probabilities[i]!, positives, 1 - positives)
  }
  return sums
}

/**
 * The same from groups, exact where each group is one distinct score; bins lose the spread of the
 * predictions inside them. Throws RangeError for a score outside [0, 1] or invalid counts.
 */
export function brierSumsOfCounts(counts: LocatedCounts): CompleteBrierSums {
  locatedTotals(counts)
  const sums = noErrors()
  for (let i = 0; i < counts.scores.length; i++) {
    assertProbability(counts.scores[i]!, i)
    addErrors(sums, counts.scores[i]!, counts.positives[i]!, counts.negatives[i]!)
  }
  return sums
}

function noErrors(): CompleteBrierSums {
  return {
    n: 0,
    positives: 0,
    squaredErrorSum: 0,
    quarticErrorSum: 0,
    positiveSquaredErrorSum: 0,
  }
}

function addErrors(sums: CompleteBrierSums, p: number, positives: number, negatives: number) {
  const missed = (p - 1) ** 2
  const raised = p ** 2
  sums.n += positives + negatives
  sums.positives += positives
  sums.squaredErrorSum += positives * missed + negatives * raised
  sums.quarticErrorSum += positives * missed * missed + negatives * raised * raised
  sums.positiveSquaredErrorSum += positives * missed
}

function assertProbability(p: number, index: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability at index ${index} is ${p}`)
}

/** `minimum` applies to the predictions. Throws RangeError for sums that cannot occur. */
export function brierScore(sums: BrierSums, options: EstimateOptions = {}): BrierEstimate {
  const { n, positives, squaredErrorSum } = sums
  assertSums(sums)
  const evidence = { method: 'Brier score', n, positives, negatives: n - positives }
  if (n === 0) return { ...undefinedEstimate(evidence, 'no predictions'), scaled: null }
  const value = Math.min(1, squaredErrorSum / n)
  const prevalence = positives / n
  const uninformed = prevalence * (1 - prevalence)
  const interval = meanInterval(sums, value, options.level)
  const note = interval === null ? 'no interval: the spread of the errors is unknown or zero' : null
  const sample = { count: n, unit: 'predictions', minimum: options.minimum }
  return {
    ...estimateWithMinimum(evidence, value, interval, sample, note),
    scaled: uninformed === 0 ? null : 1 - value / uninformed,
  }
}

function meanInterval(
  sums: BrierSums,
  mean: number,
  level: number = defaultLevel,
): Interval | null {
  const z = twoSidedZ(level)
  if (sums.quarticErrorSum === null || sums.n < 2) return null
  const variance = (sums.quarticErrorSum - sums.n * mean * mean) / (sums.n - 1)
  // The difference of two nearly equal sums leaves rounding noise, which is no spread.
  if (variance <= mean * mean * 1e-12) return null
  const margin = z * Math.sqrt(variance / sums.n)
  return {
    lower: Math.max(0, mean - margin),
    upper: Math.min(1, mean + margin),
    level,
    method: 'normal approximation of the mean',
  }
}

function assertSums({ n, positives, squaredErrorSum, quarticErrorSum }: BrierSums): void {
  assertCount(n, 'n')
  assertCount(positives, 'positives')
  const slack = n * (1 + 1e-9)
  const valid = (sum: number): boolean => sum >= 0 && sum <= slack
  if (positives > n || !valid(squaredErrorSum) || !valid(quarticErrorSum ?? 0)) {
    throw new RangeError(
      `no ${n} predictions with ${positives} positives have the error sums ` +
        `${squaredErrorSum} and ${quarticErrorSum}`,
    )
  }
}
