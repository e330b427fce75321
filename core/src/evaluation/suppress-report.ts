import { demographicParity } from '../fairness/demographic-parity.ts'
import { equalizedOdds } from '../fairness/equalized-odds.ts'
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
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import type { DecisionCurve } from '../statistics/decision-curve.ts'
import type { Curves, EvaluationReport, SegmentReport } from './evaluation-report.ts'
import type { AttributeFairness } from './group-fairness.ts'
import { hideAll, hideResult } from './hide-results.ts'
import { stamp } from './provenance.ts'
import { suppressBurden } from './suppress-burden.ts'
import { suppressDrift } from './suppress-drift.ts'
import { suppressEstimated } from './suppress-estimated.ts'
import { suppressPairs } from './suppress-pairs.ts'
import { suppressNotes } from './suppress-segments.ts'
import { suppressUnknown } from './suppress-unknown.ts'

/**
 * The report as people outside the analysis may see it: groups with a cell of 1–10 people are
 * hidden whole, and with them as many others as it takes that nothing can be worked out by
 * subtraction. Curves point by point and scores in fine cells hold small counts too, so they are
 * joined or dropped.
 */
export function suppressReport(
  exact: EvaluationReport,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): EvaluationReport {
  const report = suppressUnknown(exact, policy)
  const hidden = hiddenSegments(report, policy)
  const reason = `${smallCellReason(policy)} in it, or in a group it would reveal`
  const tables = [...matricesOf(report.overall), ...stepsOf(report.overall)]
  const overallHidden = tables.some((counts) =>
    Object.values(counts).some((count) => isSmallCount(count, policy)),
  )
  const burden = suppressBurden(report, policy)
  const provenance = { baseline: null, dataCutoff: report.dataset.to }
  const { curves } = report.overall
  return {
    ...report,
    dataset: overallHidden ? { ...report.dataset, positives: 0, negatives: 0 } : report.dataset,
    overall: overallHidden
      ? {
          ...hideSegment(report.overall, reason),
          curves: stamp(emptyCurves(report), provenance),
          recalibration: null,
        }
      : { ...burden.overall, curves: { ...curves, ...coarseCurves(report, policy) } },
    groups: burden.groups.map((group) =>
      hidden.has(segmentKey(group.segment)) || overallHidden ? hideSegment(group, reason) : group,
    ),
    fairness: {
      attributes: stamp(
        report.fairness.attributes.map((each) => hideFairness(each, hidden, reason)),
        provenance,
      ),
      intersections: stamp(suppressPairs(report, hidden, policy, reason), provenance),
    },
    estimated: overallHidden ? null : suppressEstimated(report, policy),
    leadTime: hideLeadTime(report.leadTime, policy),
    drift: suppressDrift(report.drift, policy, provenance),
    notes: suppressNotes(report.notes, policy),
    suppressedBelow: policy.minimum,
  }
}

/** Segments hidden at any threshold are hidden at all: the difference would tell. */
function hiddenSegments(report: EvaluationReport, policy: SmallCellPolicy): Set<string> {
  const hidden = new Set<string>()
  const attributes = new Set(report.groups.map(({ segment }) => segment.attribute))
  for (const attribute of attributes) {
    const groups = report.groups.filter(({ segment }) => segment.attribute === attribute)
    const marks = groups.map(({ n }) => isSmallCount(n, policy))
    const tables = groups.map((group) => [...matricesOf(group), ...stepsOf(group)])
    tables[0]!.forEach((_, index) => {
      const counts = groups.map(({ segment }, i) => ({
        group: [segment],
        matrix: tables[i]![index]!,
      }))
      const found = suppressGroups(counts, policy)
      found.hidden.forEach((mark, i) => (marks[i] ||= mark || found.overall))
    })
    coverNumbers(groups, marks, policy)
    groups.forEach(({ segment }, i) => marks[i] && hidden.add(segmentKey(segment)))
  }
  return hidden
}

/** Everybody less those shown must be at least two groups, and enough people. */
function coverNumbers(groups: readonly SegmentReport[], marks: boolean[], policy: SmallCellPolicy) {
  const bySize = groups.map(({ n }, i) => ({ n, i })).sort((a, b) => a.n - b.n)
  const tooLittle = () => {
    const chosen = groups.filter((_, i) => marks[i])
    const people = chosen.reduce((sum, { n }) => sum + n, 0)
    return chosen.length < 2 || isSmallCount(people, policy)
  }
  while (marks.includes(true) && marks.includes(false) && tooLittle()) {
    marks[bySize.find(({ i }) => !marks[i])!.i] = true
  }
}

function matricesOf({ atThresholds }: SegmentReport): ConfusionMatrix[] {
  return atThresholds.map(({ counts }) => counts)
}

/** People whose score lies between two thresholds: the difference of two tables that are shown. */
function stepsOf(segment: SegmentReport): ConfusionMatrix[] {
  const matrices = matricesOf(segment)
  return matrices.slice(1).map((upper, index) => {
    const lower = matrices[index]!
    return { tp: lower.tp - upper.tp, fp: lower.fp - upper.fp, tn: 0, fn: 0 }
  })
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

function hideFairness(
  fairness: AttributeFairness,
  hidden: ReadonlySet<string>,
  reason: string,
): AttributeFairness {
  const isHidden = (group: readonly Segment[]) => group.some((each) => hidden.has(segmentKey(each)))
  const anyHidden = fairness.groups.some(({ group }) => isHidden(group))
  const groups = fairness.groups.map((each) =>
    isHidden(each.group) ? suppressGroupRates(each, reason) : each,
  )
  return {
    ...fairness,
    groups,
    // The widest gap could lie at a hidden group and tell its rate: only those shown take part.
    equalizedOdds: equalizedOdds(groups),
    demographicParity: demographicParity(groups),
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

function hideLeadTime(leadTime: EvaluationReport['leadTime'], policy: SmallCellPolicy) {
  if (leadTime === null || !isSmallCount(leadTime.n, policy)) return leadTime
  const result = hideResult(leadTime, smallCellReason(policy))
  return { ...result, lowerQuartile: null, upperQuartile: null }
}

function emptyCurves(report: EvaluationReport): Curves {
  const { curves } = report.overall
  const none = 'hidden: fewer people than may be shown'
  return {
    // An area says how many people with the outcome it rests on.
    roc: {
      ...curves.roc,
      points: [],
      reason: none,
      area: { ...suppressEstimate(curves.roc.area, none), certifiedBound: null },
    },
    precisionRecall: {
      ...curves.precisionRecall,
      points: [],
      area: { ...suppressEstimate(curves.precisionRecall.area, none), prevalence: null },
    },
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
