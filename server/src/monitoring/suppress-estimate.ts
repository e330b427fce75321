import {
  defaultSmallCellPolicy,
  smallCellReason,
} from '@primum/core/fairness/small-cell-suppression'
import type { Baseline } from '@primum/core/monitoring/baseline'
import {
  isReviewed,
  isReviewedRate,
  needsLabels,
  needsThreshold,
} from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate, MetricName } from '@primum/core/monitoring/metric-kind'
import { confusionMatrixAt } from '@primum/core/monitoring/profile-views'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import { reviewedBy } from '@primum/core/monitoring/review-day'
import { isOverall, overallSegment } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { metricWords } from '@primum/core/monitoring/verdict-words'
import type { ConfusionMatrix } from '@primum/core/statistics/confusion-matrix'
import type { DailyProfiles } from './daily-profiles.ts'
import { hasSmallCell, hiddenValues, isSmallEstimate } from './small-cells.ts'
import { withoutSmallDetail } from './small-detail.ts'

type Looked = {
  profiles: DailyProfiles
  baseline: Baseline
  threshold: number
  labelPolicy: LabelPolicy
  segment: Segment
}

/**
 * An estimate of one segment and window as it may be shown. A rate of a matrix with a cell of 1 to
 * 10 people is hidden, since the other rates beside it would tell the cell; so is every metric of a
 * group that is small itself, or that would reveal another group of its attribute.
 */
export function suppressMetric(
  estimate: MetricEstimate,
  metric: MetricName,
  window: { from: string; to: string },
  looked: Looked,
): MetricEstimate {
  const { segment } = looked
  return isHidden(estimate, { metric, segment }, window, looked)
    ? hideMetric(estimate)
    : withoutSmallDetail(estimate, metric)
}

/**
 * Whether an estimate is not to be shown. `looked` is null where nothing is known but the estimate
 * itself.
 */
export function isHidden(
  estimate: MetricEstimate,
  { metric, segment }: Pick<Monitor, 'metric' | 'segment'>,
  window: { from: string; to: string },
  looked: Looked | null,
): boolean {
  if (isReviewed(metric)) return isSmallEstimate(estimate, countsPeopleReviewed(metric, segment))
  const isRate = needsThreshold(metric)
  if (isSmallEstimate(estimate, isRate || countsPeople.has(metric))) return true
  if (!needsLabels(metric) || looked === null) return false
  const { profiles } = looked
  const everyone = matrixOf(looked, overallSegment, window)
  // Without a matrix at the operating threshold the samples are all there is to look at.
  if (everyone === null) return false
  if (isOverall(segment)) return isRate && hasSmallCell(everyone)
  const groups = profiles.values(segment.attribute).map((value) => {
    const matrix = matrixOf(looked, { attribute: segment.attribute, value }, window)
    return { value, matrix: matrix ?? { tp: 0, fp: 0, tn: 0, fn: 0 } }
  })
  return hiddenValues(segment.attribute, groups, everyone).has(segment.value)
}

/** Shares whose numerator is a count of people, beside those of a threshold. */
export const countsPeople: ReadonlySet<MetricName> = new Set<MetricName>([
  'missingness',
  'override-rate',
  'late-data',
  'invalid-data',
])

/** Hides an estimate that rests on 1 to 10 people, or on 1 to 10 with or without the outcome. */
export function suppressSmallCells<E extends MetricEstimate>(estimate: E, isRate = false): E {
  return isSmallEstimate(estimate, isRate) ? { ...estimate, ...hideMetric(estimate) } : estimate
}

/**
 * An estimate of operations as it may be shown. Calls that failed are counts of a machine; answers
 * and what came late are counts of people.
 */
export function suppressOperations(estimate: MetricEstimate, metric: MetricName): MetricEstimate {
  return withoutSmallDetail(suppressSmallCells(estimate, countsPeople.has(metric)), metric)
}

/**
 * An estimate of reviews as it may be shown. Findings are about texts and not about people, so for
 * everyone only the outputs judged are counted; in a group of people the findings are too, and a
 * group is hidden as well where it would tell another one that is.
 */
export function suppressReview(
  estimate: MetricEstimate,
  metric: MetricName,
  segment: Segment,
  others: () => readonly MetricEstimate[],
): MetricEstimate {
  const isRate = isReviewedRate(metric)
  const ofPeople = isOfPeople(segment)
  if (isSmallEstimate(estimate, countsPeopleReviewed(metric, segment))) return hideMetric(estimate)
  if (!ofPeople) return estimate
  const groups = others()
  const small = groups.filter((each) => isSmallEstimate(each, isRate))
  const least = Math.min(...groups.filter((each) => !small.includes(each)).map(({ n }) => n))
  return small.length === 1 && estimate.n === least ? hideMetric(estimate) : estimate
}

function isOfPeople(segment: Segment): boolean {
  return !isOverall(segment) && segment.attribute !== reviewedBy
}

function countsPeopleReviewed(metric: MetricName, segment: Segment): boolean {
  return isReviewedRate(metric) && isOfPeople(segment)
}

function matrixOf(
  { profiles, baseline, threshold, labelPolicy }: Looked,
  segment: Segment,
  { from, to }: { from: string; to: string },
): ConfusionMatrix | null {
  const profile = profiles.window(segment, from, to)
  return confusionMatrixAt(profile, baseline.scoreEdges, threshold, labelPolicy)
}

/** The estimate with nothing left to work anything out from. */
export function hideMetric(estimate: MetricEstimate): MetricEstimate {
  return {
    ...estimate,
    value: null,
    interval: null,
    n: 0,
    positives: null,
    negatives: null,
    state: 'insufficient',
    reason: `Not shown: ${smallCellReason()}.`,
    detail: {},
  }
}

/**
 * What a verdict says, without the counts of an estimate that is hidden: its sentence goes into
 * alarms, notices, findings and incidents, which more people read than may see them.
 */
export function shownReason(
  monitor: Monitor,
  verdict: { state: string; reason: string; level: string; confirmed: boolean },
  isNotShown: boolean,
): string {
  // That nothing arrives, or that there is nothing to compare with, counts nobody.
  const countsNobody = verdict.state === 'stale' || verdict.state === 'no-baseline'
  if (!isNotShown || countsNobody) return verdict.reason
  const days = monitor.windowDays === 1 ? 'day' : `${monitor.windowDays} days`
  if (monitor.metric === 'heartbeat') {
    return `Fewer than ${defaultSmallCellPolicy.minimum} predictions arrived in the last ${days}.`
  }
  const said = `${metricWords(monitor)} in the last ${days}: the numbers are ${smallCellReason()}`
  if (verdict.level === 'none') return `${said}.`
  const evidence = verdict.confirmed ? 'the evidence confirms' : 'the evidence points to it'
  return `${said}; ${evidence} that it lies beyond the accepted limit.`
}
