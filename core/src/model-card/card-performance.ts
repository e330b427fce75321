import type { EvaluationReport, SegmentReport } from '../evaluation/evaluation-report.ts'
import type { AttributeFairness } from '../evaluation/group-fairness.ts'
import { isOverall } from '../monitoring/segment.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { validationMetricNames } from '../validation/validation-metric.ts'
import type { CardFairness, CardMetric, CardSegment } from './model-card.ts'

/** Groups have the metrics by which they are held against each other, everyone all that a validation can be judged by. */
const groupMetrics = [
  'auroc',
  'brier-score',
  'observed-expected-ratio',
  'calibration-slope',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'flag-rate',
]

/**
 * Metrics with intervals for everyone and for each subgroup, of a report whose small cells are
 * hidden already. Thresholds beyond that of the version are shown for everyone only.
 */
export function cardSegments(report: EvaluationReport, threshold: number): CardSegment[] {
  const { suppressedBelow } = report
  return [
    segmentOf(report.overall, suppressedBelow, () => true),
    ...report.groups.map((group) =>
      segmentOf(
        group,
        suppressedBelow,
        ({ metric, threshold: at }) =>
          groupMetrics.includes(metric) && (at === null || at === threshold),
      ),
    ),
  ]
}

function segmentOf(
  report: SegmentReport,
  suppressedBelow: number | null,
  wanted: (metric: CardMetric) => boolean,
): CardSegment {
  const { segment, n, metrics, atThresholds } = report
  const found = [
    ...metricsOf(metrics, null),
    ...atThresholds.flatMap((at) => metricsOf(at.metrics, at.threshold)),
  ]
  const hidden = suppressedBelow !== null && n === 0 && found.every(({ value }) => value === null)
  const { attribute, value } = isOverall(segment) ? { attribute: '', value: '' } : segment
  return { attribute, value, n: hidden ? null : n, metrics: found.filter(wanted) }
}

function metricsOf(metrics: Record<string, Estimate>, threshold: number | null): CardMetric[] {
  // What comes out of the database has lost its order.
  const named = Object.entries(metrics)
    .filter(([metric]) => place(metric) >= 0)
    .toSorted(([a], [b]) => place(a) - place(b))
  return named.map(([metric, { value, interval, n, state, reason }]) => ({
    metric,
    threshold,
    value,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    level: interval?.level ?? null,
    n,
    state,
    reason,
  }))
}

function place(metric: string): number {
  return (validationMetricNames as readonly string[]).indexOf(metric)
}

/** The gaps between groups at the threshold of the version, the widest first. */
export function cardFairness(report: EvaluationReport, threshold: number): CardFairness[] {
  return report.fairness.attributes
    .filter((each) => each.threshold === threshold)
    .map(({ attribute, equalizedOdds, demographicParity, differences }) => ({
      attribute,
      threshold,
      equalizedOddsDifference: equalizedOdds.difference.value,
      demographicParityRatio: demographicParity.ratio.value,
      reason: equalizedOdds.difference.reason ?? demographicParity.ratio.reason,
      gaps: differences.map(gapOf).toSorted((a, b) => size(b) - size(a)),
    }))
}

function gapOf({ group, rate, estimate, beyond }: AttributeFairness['differences'][number]) {
  return {
    group: group.map(({ value }) => value).join(', '),
    rate,
    difference: estimate.value,
    lower: estimate.interval?.lower ?? null,
    upper: estimate.interval?.upper ?? null,
    beyond,
    reason: estimate.reason,
  }
}

function size({ difference }: { difference: number | null }): number {
  return difference === null ? -1 : Math.abs(difference)
}
