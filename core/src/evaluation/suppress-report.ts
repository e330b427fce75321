import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  isSmallCount,
  smallCellReason,
  suppressEstimate,
} from '../fairness/small-cell-suppression.ts'
import { suppressGroupRates, suppressGroups } from '../fairness/suppressed-groups.ts'
import { type Segment, segmentKey } from '../monitoring/segment.ts'
import type { BoundedValue } from '../statistics/bounded-value.ts'
import type { DecisionCurve } from '../statistics/decision-curve.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { EvaluationReport, Results, SegmentReport } from './evaluation-report.ts'
import type { AttributeFairness } from './group-fairness.ts'

/**
 * The report as people outside the analysis may see it: groups with a cell of 1–10 people are
 * hidden whole, and with them as many others as it takes that nothing can be worked out by
 * subtraction. Curves point by point and scores in fine cells hold small counts too, so they are
 * joined or dropped.
 */
export function suppressReport(
  report: EvaluationReport,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): EvaluationReport {
  const hidden = hiddenSegments(report, policy)
  const reason = `${smallCellReason(policy)} in it, or in a group it would reveal`
  const overallHidden = report.overall.atThresholds.some(({ counts }) =>
    Object.values(counts).some((count) => isSmallCount(count, policy)),
  )
  const { curves } = report.overall
  return {
    ...report,
    overall: overallHidden
      ? { ...hideSegment(report.overall, reason), curves: emptyCurves(report), recalibration: null }
      : { ...report.overall, curves: { ...curves, ...coarseCurves(report, policy) } },
    groups: report.groups.map((group) =>
      hidden.has(segmentKey(group.segment)) || overallHidden ? hideSegment(group, reason) : group,
    ),
    fairness: {
      attributes: report.fairness.attributes.map((each) => hideFairness(each, hidden, reason)),
      intersections: report.fairness.intersections.map((each) => ({
        ...each,
        // Pairs overlap with groups and with each other in more ways than one table can tell.
        groups: each.groups.map((group) =>
          group.n > 0 && isSmallPair(group, policy, hidden)
            ? suppressGroupRates(group, reason)
            : group,
        ),
      })),
    },
    notes: [
      ...report.notes,
      `Counts below ${policy.minimum} people are hidden, and what would reveal them.`,
    ],
    suppressedBelow: policy.minimum,
  }
}

/** Segments hidden at any threshold are hidden at all: the difference would tell. */
function hiddenSegments(report: EvaluationReport, policy: SmallCellPolicy): Set<string> {
  const hidden = new Set<string>()
  const attributes = new Set(report.groups.map(({ segment }) => segment.attribute))
  for (const attribute of attributes) {
    const groups = report.groups.filter(({ segment }) => segment.attribute === attribute)
    const marks = groups.map(() => false)
    report.thresholds.forEach((_, index) => {
      const counts = groups.map(({ segment, atThresholds }) => ({
        group: [segment],
        matrix: atThresholds[index]!.counts,
      }))
      const found = suppressGroups(counts, policy)
      found.hidden.forEach((mark, i) => (marks[i] ||= mark || found.overall))
    })
    groups.forEach(({ segment, n }, i) => {
      if (marks[i] || isSmallCount(n, policy)) hidden.add(segmentKey(segment))
    })
  }
  return hidden
}

function hideSegment<Kind extends SegmentReport>(report: Kind, reason: string): Kind {
  return {
    ...report,
    n: 0,
    unlabelled: 0,
    positives: 0,
    negatives: 0,
    metrics: hideAll(report.metrics, reason),
    atThresholds: report.atThresholds.map(({ threshold, metrics }) => ({
      threshold,
      counts: { tp: 0, fp: 0, tn: 0, fn: 0 },
      metrics: hideAll(metrics, reason),
    })),
  }
}

function hideAll<Metrics extends Record<string, Estimate>>(
  metrics: Results<Metrics>,
  reason: string,
): Results<Metrics> {
  const entries = Object.entries(metrics).map(([name, result]) => [
    name,
    {
      ...suppressEstimate(result, reason),
      baseline: result.baseline,
      dataCutoff: result.dataCutoff,
    },
  ])
  return Object.fromEntries(entries) as Results<Metrics>
}

function hideFairness(
  fairness: AttributeFairness,
  hidden: ReadonlySet<string>,
  reason: string,
): AttributeFairness {
  const isHidden = (group: readonly Segment[]) => group.some((each) => hidden.has(segmentKey(each)))
  const anyHidden = fairness.groups.some(({ group }) => isHidden(group))
  return {
    ...fairness,
    groups: fairness.groups.map((each) =>
      isHidden(each.group) ? suppressGroupRates(each, reason) : each,
    ),
    // "Everybody else" of a group that is shown holds the hidden ones: the difference gives them away.
    differences: fairness.differences.map((each) =>
      anyHidden
        ? {
            ...each,
            estimate: suppressEstimate(each.estimate, reason),
            adjustedP: null,
            beyond: null,
          }
        : each,
    ),
  }
}

function isSmallPair(
  group: { group: readonly Segment[]; rates: Record<string, { estimate: Estimate }>; n: number },
  policy: SmallCellPolicy,
  hidden: ReadonlySet<string>,
): boolean {
  if (group.group.some((each) => hidden.has(segmentKey(each)))) return true
  return Object.values(group.rates).some(({ estimate: { n, value } }) => {
    const count = Math.round((value ?? 0) * n)
    return [n, count, n - count, group.n - n].some((cell) => isSmallCount(cell, policy))
  })
}

function emptyCurves(report: EvaluationReport): EvaluationReport['overall']['curves'] {
  const { curves } = report.overall
  const none = 'hidden: fewer people than may be shown'
  return {
    roc: { ...curves.roc, points: [], reason: none },
    precisionRecall: { ...curves.precisionRecall, points: [] },
    thresholds: { ...curves.thresholds, points: [] },
    calibration: [],
    decision: null,
    scores: { ...curves.scores, positives: [], negatives: [] },
  }
}

/** Points whose counts, or the counts between them and the last one kept, are small are left out. */
function coarseCurves(report: EvaluationReport, policy: SmallCellPolicy) {
  const { curves, positives, negatives, n } = report.overall
  const small = (count: number) => isSmallCount(Math.round(Math.abs(count)), policy)
  const apart = <Point>(points: readonly Point[], cells: (point: Point) => [number, number]) => {
    let last: [number, number] | null = null
    return points.filter((point) => {
      const [tp, fp] = cells(point)
      if ([tp, fp, positives - tp, negatives - fp].some(small)) return false
      if (last !== null && (small(last[0] - tp) || small(last[1] - fp))) return false
      last = [tp, fp]
      return true
    })
  }
  const { scores, roc, precisionRecall, thresholds, calibration, decision } = curves
  return {
    roc: {
      ...roc,
      points: apart(roc.points, (point) => [
        point.sensitivity * positives,
        point.falsePositiveRate * negatives,
      ]),
    },
    precisionRecall: {
      ...precisionRecall,
      points: apart(precisionRecall.points, ({ sensitivity, positivePredictiveValue }) => {
        const tp = sensitivity * positives
        return [tp, positivePredictiveValue > 0 ? tp / positivePredictiveValue - tp : negatives]
      }),
    },
    thresholds: { ...thresholds, points: apart(thresholds.points, ({ tp, fp }) => [tp, fp]) },
    calibration: calibration.filter(
      ({ observed }) =>
        ![observed.n, observed.positives, observed.negatives].some((c) => small(c ?? 0)),
    ),
    decision: decision === null ? null : roundedDecision(decision, n, policy),
    scores: {
      ...scores,
      positives: scores.positives.map((count) => (small(count) ? 0 : count)),
      negatives: scores.negatives.map((count) => (small(count) ? 0 : count)),
    },
  }
}

/** Net benefits in steps that stand for more people than may be hidden; null where none is left. */
function roundedDecision(curve: DecisionCurve, n: number, { minimum }: SmallCellPolicy) {
  const decimals = Math.floor(Math.log10(n / minimum))
  if (!(decimals >= 2)) return null
  const round = (value: number) => Number(value.toFixed(Math.min(6, decimals)))
  const bounded = (value: BoundedValue | null) =>
    value && {
      value: round(value.value),
      lower: value.lower === null ? null : round(value.lower),
      upper: value.upper === null ? null : round(value.upper),
    }
  return {
    ...curve,
    points: curve.points.map((point) => ({
      ...point,
      netBenefit: bounded(point.netBenefit),
      treatAll: point.treatAll === null ? null : round(point.treatAll),
      gain: bounded(point.gain),
    })),
  }
}
