import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  smallCellReason,
} from '../fairness/small-cell-suppression.ts'
import { segmentKey } from '../monitoring/segment.ts'
import { hideAll, hideResult } from './hide-results.ts'
import type { RegressionReport, RegressionSegment } from './regression-report.ts'
import { driftWithoutRows, suppressDrift } from './suppress-drift.ts'
import {
  anySmall,
  hiddenGroups,
  shownSum,
  sidesOf,
  suppressNotes,
  suppressUnlabelled,
  unsafeAttributes,
} from './suppress-segments.ts'

/**
 * The report as people outside the analysis may see it. A group of few is hidden whole; where few
 * outcomes lie on one side of a predicted quantile, the shares of outcomes by quantile are hidden
 * and errors remain, as means of many.
 */
export function suppressRegression(
  report: RegressionReport,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): RegressionReport {
  const { dataset } = report
  const { overall, groups } = suppressUnlabelled(report, policy)
  const reason = `${smallCellReason(policy)} in it, or in a group it would reveal`
  const hidden = hiddenGroups(groups, peopleOf, policy)
  const everyone = anySmall(peopleOf(overall), policy)
  const byQuantile = hiddenGroups(
    groups,
    (group) => [...peopleOf(group), ...sidesOfAll(group)],
    policy,
  )
  const steps = unsafeAttributes(groups, (group) => anySmall(betweenOf(group), policy))
  const limits = unsafeAttributes(groups, (group) => anySmall(onLimitsOf(group), policy))
  const noQuantiles = anySmall([...sidesOfAll(overall), ...betweenOf(overall)], policy)
  const noIntervals = anySmall(onLimitsOf(overall), policy)
  const unknown = [dataset.unlabelled, dataset.unpredicted]
  const rows = shownSum([overall.labelled, ...unknown], policy)
  const drift = rows === dataset.rows ? report.drift : driftWithoutRows(report.drift, rows)
  const shown = (group: RegressionSegment) => {
    const key = segmentKey(group.segment)
    if (everyone || hidden.has(key)) return hideSegment(group, reason)
    const { attribute } = group.segment
    if (noQuantiles || byQuantile.has(key) || steps.has(attribute)) {
      return hideQuantiles(group, reason)
    }
    return noIntervals || limits.has(attribute) ? hideIntervals(group, reason) : group
  }
  const everyoneShown = () => {
    if (everyone) return hideSegment(overall, reason)
    if (noQuantiles) return hideQuantiles(overall, reason)
    return noIntervals ? hideIntervals(overall, reason) : overall
  }
  return {
    ...report,
    dataset: {
      ...dataset,
      rows,
      unlabelled: shownSum([dataset.unlabelled], policy),
      unpredicted: shownSum([dataset.unpredicted], policy),
    },
    overall: everyoneShown(),
    groups: groups.map(shown),
    drift: suppressDrift(drift, policy, { baseline: null, dataCutoff: dataset.to }),
    notes: suppressNotes(report.notes, policy),
    suppressedBelow: policy.minimum,
  }
}

function peopleOf({ labelled, patients }: RegressionSegment): number[] {
  return [labelled, patients ?? 0]
}

/** Outcomes on each side of a quantile or an interval, and those that it was not predicted for. */
function sidesOfAll({ labelled, quantiles, intervals }: RegressionSegment): number[] {
  return [...quantiles, ...intervals].flatMap((each) => [
    ...sidesOf(each),
    labelled - each.n,
    each.clusters ?? 0,
  ])
}

/** Outcomes between two quantiles, which the shares tell by their difference. */
function betweenOf({ quantiles }: RegressionSegment): number[] {
  const below = quantiles.map((each) => sidesOf(each)[0])
  return below.slice(1).map((count, index) => count - below[index]!)
}

/**
 * Outcomes below the lower limit of each interval, the widest first, and on it: an interval and its
 * quantiles tell both, and those between the limits of two.
 */
function onLimitsOf({ quantiles, intervals }: RegressionSegment): number[] {
  const below = new Map(quantiles.map((each) => [each.level, sidesOf(each)[0]]))
  const ascending = intervals.flatMap((each) => {
    const under = (below.get(each.upperLevel) ?? 0) - sidesOf(each)[0]
    return [under, below.get(each.lowerLevel) ?? 0]
  })
  return ascending.map((count, index) => count - (ascending[index - 1] ?? 0))
}

function hideSegment(segment: RegressionSegment, reason: string): RegressionSegment {
  return {
    ...hideQuantiles(segment, reason),
    n: 0,
    labelled: 0,
    patients: segment.patients === null ? null : 0,
    metrics: hideAll(segment.metrics, reason),
  }
}

function hideQuantiles(segment: RegressionSegment, reason: string): RegressionSegment {
  const quantiles = segment.quantiles.map((each) => {
    return { ...hideResult(each, reason), level: each.level, gap: null }
  })
  return { ...hideIntervals(segment, reason), quantiles }
}

function hideIntervals(segment: RegressionSegment, reason: string): RegressionSegment {
  const intervals = segment.intervals.map((each) => {
    const { nominal, lowerLevel, upperLevel } = each
    return { ...hideResult(each, reason), nominal, lowerLevel, upperLevel, gap: null }
  })
  return { ...segment, intervals }
}
