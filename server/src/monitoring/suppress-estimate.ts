import { isSmallCount, smallCellReason } from '@primum/core/fairness/small-cell-suppression'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { needsLabels, needsThreshold } from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate, MetricName } from '@primum/core/monitoring/metric-kind'
import { confusionMatrixAt } from '@primum/core/monitoring/profile-views'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import { isOverall, overallSegment } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { metricWords } from '@primum/core/monitoring/verdict-words'
import type { ConfusionMatrix } from '@primum/core/statistics/confusion-matrix'
import type { DailyProfiles } from './daily-profiles.ts'
import { hasSmallCell, hiddenValues, isSmallEstimate } from './small-cells.ts'

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
  const isRate = needsThreshold(metric)
  if (isSmallEstimate(estimate, isRate)) return hidden(estimate)
  if (!needsLabels(metric)) return estimate
  const { segment, profiles } = looked
  const everyone = matrixOf(looked, overallSegment, window)
  // Without a matrix at the operating threshold the samples are all there is to look at.
  if (everyone === null) return estimate
  if (isOverall(segment)) return isRate && hasSmallCell(everyone) ? hidden(estimate) : estimate
  const groups = profiles.values(segment.attribute).map((value) => {
    const matrix = matrixOf(looked, { attribute: segment.attribute, value }, window)
    return { value, matrix: matrix ?? { tp: 0, fp: 0, tn: 0, fn: 0 } }
  })
  const small = hiddenValues(segment.attribute, groups, everyone)
  return small.has(segment.value) ? hidden(estimate) : estimate
}

/** Hides an estimate that rests on 1 to 10 people, or on 1 to 10 with or without the outcome. */
export function suppressSmallCells<E extends MetricEstimate>(estimate: E, isRate = false): E {
  return isSmallEstimate(estimate, isRate) ? { ...estimate, ...hidden(estimate) } : estimate
}

function matrixOf(
  { profiles, baseline, threshold, labelPolicy }: Looked,
  segment: Segment,
  { from, to }: { from: string; to: string },
): ConfusionMatrix | null {
  const profile = profiles.window(segment, from, to)
  return confusionMatrixAt(profile, baseline.scoreEdges, threshold, labelPolicy)
}

function hidden(estimate: MetricEstimate): MetricEstimate {
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
 * What a verdict says, without the counts of a small cell: its sentence goes into alarms, notices
 * and incidents, which more people read than may see them.
 */
export function shownReason(
  monitor: Monitor,
  estimate: MetricEstimate,
  verdict: { reason: string; level: string; confirmed: boolean },
): string {
  const rate = needsThreshold(monitor.metric)
  const labelled = needsLabels(monitor.metric)
  const small = labelled ? isSmallEstimate(estimate, rate) : isSmallCount(estimate.n)
  if (!small || monitor.metric === 'heartbeat') return verdict.reason
  const days = monitor.windowDays === 1 ? 'day' : `${monitor.windowDays} days`
  const said = `${metricWords(monitor)} in the last ${days}: the numbers are ${smallCellReason()}`
  if (verdict.level === 'none') return `${said}.`
  const evidence = verdict.confirmed ? 'the evidence confirms' : 'the evidence points to it'
  return `${said}; ${evidence} that it lies beyond the accepted limit.`
}
