import type { BernoulliAlternative, DetectorState } from './e-detector.ts'
import { initialDetector, stepBernoulli } from './e-detector.ts'
import type { MeanAlternative } from './mean-e-detector.ts'
import { stepMean } from './mean-e-detector.ts'
import { badSide } from './bad-side.ts'
import { hasDetector, isReviewed, isReviewedRate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { ReviewDay } from './review-day.ts'
import { wholeParts } from './review-day.ts'
import { findingCounts, findingOf } from './review-metric.ts'

/** What the detector of a monitor of reviews tests: derived from its own stated limit alone. */
export type ReviewPlan =
  | { kind: 'review-rate'; alternative: BernoulliAlternative }
  | { kind: 'review-mean'; alternative: MeanAlternative }

/** Variance of one output's value on [0, 1]; a wrong one costs days, never validity. */
const usualVariances = { 'mean-rating': 1 / 16, 'mean-edit-distance': 1 / 25 } as const

/** The plan of a monitor, or null where its metric is none of reviews or has no detector. */
export function reviewPlan(monitor: Monitor): ReviewPlan | null {
  const { metric, limit, deltas } = monitor
  if (!isReviewed(metric) || !hasDetector(metric) || limit === undefined) return null
  const direction = badSide(monitor) === 'below' ? 'drop' : 'rise'
  if (isReviewedRate(metric)) {
    return { kind: 'review-rate', alternative: { p0: limit, deltas, direction } }
  }
  if (metric === 'mean-rating') {
    const scaled = { limit: (limit - 1) / 4, deltas: deltas.map((delta) => delta / 4) }
    return {
      kind: 'review-mean',
      alternative: { ...scaled, direction, variance: usualVariances[metric] },
    }
  }
  const variance = usualVariances['mean-edit-distance']
  return { kind: 'review-mean', alternative: { limit, deltas, direction, variance } }
}

/** A detector that has seen nothing. */
export function newReviewDetector(plan: ReviewPlan): DetectorState {
  return initialDetector(plan.alternative.deltas.length)
}

/** Feeds one full day of reviews; days come in order and a day without any is fed too. */
export function consumeReviewDay(
  state: DetectorState,
  plan: ReviewPlan,
  day: ReviewDay | null,
  { metric }: Pick<Monitor, 'metric'>,
): DetectorState {
  if (plan.kind === 'review-rate') {
    const { found, judged } = day ? findingCounts(day, findingOf(metric)) : { found: 0, judged: 0 }
    return stepBernoulli(state, { x: found, n: judged }, plan.alternative)
  }
  const kind = metric === 'mean-rating' ? 'rating' : 'editDistance'
  const { n, sum, squareSum } = day?.[kind] ?? { n: 0, sum: 0, squareSum: 0 }
  const scaled = { n, sum: sum / wholeParts, squareSum: squareSum / wholeParts ** 2 }
  return stepMean(state, scaled, plan.alternative)
}
