import { cohensKappa } from '../statistics/cohens-kappa.ts'
import type { KappaEstimate } from '../statistics/cohens-kappa.ts'
import type { Estimate, Interval } from '../statistics/estimate.ts'
import { estimateWithMinimum, undefinedEstimate } from '../statistics/estimate.ts'
import { fleissKappa } from '../statistics/fleiss-kappa.ts'
import { normalMeanInterval } from '../statistics/normal-mean-interval.ts'
import { proportion } from '../statistics/proportion.ts'
import type { FindingName } from '../statistics/review-rates.ts'
import { findingNames } from '../statistics/review-rates.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { MetricDetail, MetricEstimate, MetricName } from './metric-kind.ts'
import { isReviewedRate } from './metric-kind.ts'
import type { ReviewDay, ReviewDays, ValueDay } from './review-day.ts'
import { emptyReviewDay, mergeReviewDay, wholeParts } from './review-day.ts'

export type ReviewSpec = {
  metric: MetricName
  /** of agreement: on which finding */
  feature?: string
}

/** What agreement is about where nobody says. */
export const defaultFinding: FindingName = 'hallucination'

/** One metric of reviews over the days `from` to `to`, both included. Never throws for data. */
export function computeReview(
  spec: ReviewSpec,
  days: ReviewDays,
  window: { from: Day; to: Day },
  minimum: number,
): MetricEstimate {
  const sum = emptyReviewDay()
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
    const found = days(day)
    if (found !== null) mergeReviewDay(sum, found)
  }
  return reviewEstimate(spec, sum, minimum)
}

/** The same from the merged counts. Throws RangeError for a metric that is none of reviews. */
export function reviewEstimate(
  { metric, feature }: ReviewSpec,
  sum: ReviewDay,
  minimum: number,
): MetricEstimate {
  const { detail, ...estimate } = ofSum(metric, feature, sum, minimum)
  return { ...estimate, baselineValue: null, ...(detail ? { detail } : {}) }
}

/** Outputs that were judged for a finding, and those of them that have it: a tie counts as found. */
export function findingCounts(sum: ReviewDay, name: FindingName) {
  const counts = { found: 0, judged: 0, ties: 0 }
  for (const [absent, found, times] of readVotes(sum.findings[name].votes)) {
    counts.judged += times
    if (found >= absent) counts.found += times
    if (found === absent) counts.ties += times
  }
  return counts
}

/** The share of the outputs judged for a finding that have it. */
export function findingEstimate(sum: ReviewDay, name: FindingName, minimum: number): Estimate {
  const { found: count, judged: total } = findingCounts(sum, name)
  const method = `share of outputs with ${name}, majority of reviewers, ties as found`
  return proportion({ method, count, total, unit: 'outputs judged' }, { minimum })
}

/** The finding of a rate: `harm-rate` is about `harm`. */
export function findingOf(metric: MetricName): FindingName {
  const name = findingNames.find((each) => metric === `${each}-rate`)
  if (name === undefined) throw new RangeError(`${metric} is no rate of reviews`)
  return name
}

function ofSum(
  metric: MetricName,
  feature: string | undefined,
  sum: ReviewDay,
  minimum: number,
): Estimate & { detail?: MetricDetail } {
  if (isReviewedRate(metric)) {
    const name = findingOf(metric)
    return { ...findingEstimate(sum, name, minimum), detail: { counts: findingCounts(sum, name) } }
  }
  switch (metric) {
    case 'mean-rating':
      return mean('mean rating from 1 to 5', sum.rating, { from: 1, to: 5 }, minimum)
    case 'mean-edit-distance':
      return mean('mean edit distance', sum.editDistance, { from: 0, to: 1 }, minimum)
    case 'reviewer-agreement': {
      const name = findingNames.find((each) => each === feature) ?? defaultFinding
      const { observedAgreement, ...kappa } = agreement(sum, name, minimum)
      return { ...kappa, detail: { observedAgreement } }
    }
    default:
      throw new RangeError(`${metric} is not a metric of reviews`)
  }
}

function mean(
  method: string,
  { n, sum, squareSum }: ValueDay,
  scale: { from: number; to: number },
  minimum: number,
): Estimate {
  const evidence = { method, n, positives: null, negatives: null }
  if (n === 0) return undefinedEstimate(evidence, 'no outputs judged')
  const width = scale.to - scale.from
  const at = (parts: number) =>
    Math.min(scale.to, Math.max(scale.from, scale.from + (width * parts) / wholeParts))
  const found = normalMeanInterval({ n, sum, squareSum })
  const interval: Interval | null = found && {
    ...found,
    lower: at(found.lower),
    upper: at(found.upper),
  }
  const note = interval === null ? 'no interval: the values leave no spread' : null
  return estimateWithMinimum(
    evidence,
    at(sum / n),
    interval,
    { count: n, unit: 'outputs judged', minimum },
    note,
  )
}

/** Cohen's kappa where the same two judged all of it, Fleiss' for any other set of reviewers. */
function agreement(sum: ReviewDay, name: FindingName, minimum: number): KappaEstimate {
  const { allVotes, pairs } = sum.findings[name]
  const votes = readVotes(allVotes)
  const items = votes.reduce((total, [, , times]) => total + times, 0)
  const [pair, ...others] = Object.values(pairs)
  const paired = pair?.reduce((total, count) => total + count, 0) ?? 0
  if (pair !== undefined && others.length === 0 && paired === items) {
    const [neither, second, first, both] = pair
    const counts = [
      [neither, second],
      [first, both],
    ]
    return cohensKappa({ categories: ['absent', 'found'], counts }, { minimum })
  }
  const ratings = votes.flatMap(([absent, found, times]) =>
    Array.from({ length: times }, () => [absent, found]),
  )
  return fleissKappa(ratings, { minimum })
}

function readVotes(
  votes: Record<string, number>,
): [absent: number, found: number, times: number][] {
  return Object.entries(votes).map(([key, times]) => {
    const [absent = 0, found = 0] = key.split('/').map(Number)
    return [absent, found, times]
  })
}
