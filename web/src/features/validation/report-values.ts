import type {
  EvaluationReport,
  SegmentReport,
  ThresholdReport,
} from '@primum/core/evaluation/evaluation-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'
import { needsThreshold } from '@primum/core/validation/validation-metric'
import type { OperatingPoint } from '../../charts/curve-sentences.ts'

function atThreshold(
  segment: SegmentReport,
  threshold: number | undefined,
): ThresholdReport | undefined {
  return segment.atThresholds.find((each) => each.threshold === threshold)
}

/** One metric of one group; a metric of flagging is that of the threshold. */
export function estimateOf(
  segment: SegmentReport,
  metric: ValidationMetricName,
  threshold: number | undefined,
): Estimate | undefined {
  if (!needsThreshold(metric)) return segment.metrics[metric]
  return atThreshold(segment, threshold)?.metrics[metric]
}

/** What the threshold means for everyone, as the curves mark it. */
export function operatingPoint(
  report: EvaluationReport,
  threshold: number | undefined,
): OperatingPoint | undefined {
  const found = atThreshold(report.overall, threshold)
  if (found === undefined) return undefined
  const { sensitivity, specificity } = found.metrics
  return {
    threshold: found.threshold,
    sensitivity: sensitivity.value,
    specificity: specificity.value,
    positivePredictiveValue: found.metrics['positive-predictive-value'].value,
  }
}

export function attributesOf(report: EvaluationReport): string[] {
  return [...new Set(report.groups.map(({ segment }) => segment.attribute))]
}
