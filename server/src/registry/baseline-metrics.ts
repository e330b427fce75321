import { referenceProfile } from '@primum/core/monitoring/baseline'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { computeMetric } from '@primum/core/monitoring/metric'
import { needsThreshold } from '@primum/core/monitoring/metric-kind'
import type { MetricName, MetricSpec } from '@primum/core/monitoring/metric-kind'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import { overallSegment, segmentWords } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import { defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import type { z } from 'zod'
import type { segmentMetrics } from '../features/baselines/schemas.ts'
import { isSmallCell } from '../monitoring/small-cells.ts'
import { suppressSmallCells } from '../monitoring/suppress-estimate.ts'

const general: MetricName[] = ['auroc', 'observed-expected-ratio', 'brier-score']
const atThreshold: MetricName[] = ['sensitivity', 'specificity', 'positive-predictive-value']

/** How a version did at validation, for everyone and for each subgroup: computed, not stated. */
export function baselineMetrics(
  baseline: Baseline,
  options: { thresholds: readonly number[]; labelPolicy: LabelPolicy },
): z.infer<typeof segmentMetrics>[] {
  const specs: MetricSpec[] = [
    ...general.map((metric) => ({ metric })),
    ...options.thresholds.flatMap((threshold) =>
      atThreshold.map((metric) => ({ metric, threshold })),
    ),
  ]
  const segments: Segment[] = [overallSegment, ...baseline.segments]
  return segments.flatMap(({ attribute, value }) => {
    const segment = { attribute, value }
    const profile = referenceProfile(baseline, segment)
    if (profile === null) return []
    const metrics = specs.map((spec) => ({
      metric: spec.metric,
      threshold: spec.threshold ?? null,
      estimate: suppressSmallCells(
        computeMetric(spec, profile, baseline, segment, {
          labelPolicy: options.labelPolicy,
          minimumSample: defaultMinimumSamples[spec.metric],
        }),
        needsThreshold(spec.metric),
      ),
    }))
    return [
      {
        ...segment,
        title: segmentWords(segment),
        n: isSmallCell(profile.n) ? null : profile.n,
        metrics,
      },
    ]
  })
}
