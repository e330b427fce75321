import { estimatedPerformance } from '../statistics/estimated-performance.ts'
import { undefinedEstimate } from '../statistics/estimate.ts'
import { isotonicRegression, isotonicValue } from '../statistics/isotonic-regression.ts'
import { totals } from '../statistics/scored-counts.ts'
import type { Baseline } from './baseline.ts'
import { labelledMetric, notAnEdge } from './labelled-metric.ts'
import type { MetricEstimate, MetricOptions, MetricSpec } from './metric-kind.ts'
import type { Profile } from './profile.ts'
import { scoreHistogram, scoredCounts } from './profile-views.ts'
import { estimableSubgroup } from './thresholds.ts'

/**
 * Sensitivity or AUROC guessed before outcomes are known, from the scores of the window and how
 * often each score bin had the outcome at validation (isotonic). Beside it stands the measured value
 * at validation. Bins are named by their number: they keep their order, and a threshold its edge.
 */
export function estimatedMetric(
  spec: MetricSpec,
  window: Profile,
  reference: Profile,
  baseline: Baseline,
  options: MetricOptions,
): MetricEstimate {
  const sensitivity = spec.metric === 'estimated-sensitivity'
  const known = scoredCounts(reference, options.labelPolicy)
  const least = Math.min(...Object.values(totals(known)))
  const none = (reason: string) => ({
    ...undefinedEstimate(
      { method: spec.metric, n: window.n, positives: null, negatives: null },
      reason,
    ),
    baselineValue: null,
  })
  if (least < estimableSubgroup.denominator) {
    return none(
      `${least} of the rarer outcome at validation, at least ${estimableSubgroup.denominator} needed`,
    )
  }
  const edge = sensitivity ? baseline.scoreEdges.indexOf(spec.threshold ?? Number.NaN) : 0
  if (edge < 0) return { ...notAnEdge(spec, window.n), baselineValue: null }
  const counts = scoreHistogram(window)
  const scores = counts.map((_, bin) => bin)
  const blocks = isotonicRegression({ scores, ...known })
  const found = estimatedPerformance(
    { scores, counts },
    (bin) => isotonicValue(blocks, bin),
    edge + 1,
    { minimum: options.minimumSample },
  )
  const { estimated: _, ...estimate } = sensitivity ? found.sensitivity : found.auroc
  const measured = sensitivity ? ('sensitivity' as const) : ('auroc' as const)
  const before = labelledMetric({ ...spec, metric: measured }, reference, baseline, {
    ...options,
    minimumSample: 0,
  })
  return { ...estimate, baselineValue: before.value }
}
