import { addDays } from '@primum/core/monitoring/days'
import { newestDomain } from '@primum/core/monitoring/domain-day'
import { computeDomain } from '@primum/core/monitoring/domain-metric'
import { computeIntake } from '@primum/core/monitoring/intake-metric'
import { computeMetric } from '@primum/core/monitoring/metric'
import {
  isDomainClassifier,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
  needsBaseline,
} from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate } from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { computeMultivariate } from '@primum/core/monitoring/multivariate-metric'
import { computeOperations } from '@primum/core/monitoring/operations-metric'
import { computeReview } from '@primum/core/monitoring/review-metric'
import { undefinedEstimate } from '@primum/core/statistics/estimate'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import type { Compared } from './judge-monitors.ts'
import type { Watched } from './load-watched.ts'
import { withoutSmallDetail } from './small-detail.ts'
import { hideMetric, isHidden, suppressReview } from './suppress-estimate.ts'
import { isToldBySites } from './told-by-sites.ts'

type Days = { from: string; to: string }

/** What was counted of a version: null where it has no baseline, and so nothing in profiles. */
export type Counted = { compared: Compared | null; watched: Watched; labelPolicy: LabelPolicy }

/** The metric of a monitor over any days, as it may be shown, and the days that it is really of. */
export function measureWindow(
  monitor: Monitor,
  asked: Days,
  counted: Counted,
): { window: Days; estimate: MetricEstimate; hidden: boolean } {
  const { window, estimate } = measure(monitor, asked, counted)
  const shown = shownEstimate(monitor, estimate, window, counted)
  return { window, estimate: shown ?? hideMetric(estimate), hidden: shown === null }
}

function measure(monitor: Monitor, asked: Days, { compared, watched, labelPolicy }: Counted) {
  const { metric, segment, windowDays, minimumSample: minimum } = monitor
  const of = (estimate: MetricEstimate, window = asked) => ({ window, estimate })
  if (isReviewed(metric)) {
    return of(computeReview(monitor, watched.reviews(segment), asked, minimum))
  }
  if (isIntake(metric)) return of(computeIntake(watched.intake, asked, minimum))
  if (isDomainClassifier(metric)) {
    // Windows of this metric are compared as each day ends, and cannot be put together.
    const found = newestDomain(watched.domains, asked.to, windowDays)
    return of(computeDomain(found, { segment, minimum }), found?.window ?? asked)
  }
  const isCounted = isOperational(metric) || (compared === null && !needsBaseline(metric))
  if (isCounted) {
    // Volume is held against the same weekdays of weeks before, which a whole month would overlap.
    const start = metric === 'volume' ? addDays(asked.to, 1 - windowDays) : asked.from
    const window = { from: start, to: asked.to }
    return of(computeOperations(monitor, watched.operations(segment), window, minimum), window)
  }
  if (compared === null) {
    const evidence = { method: metric, n: 0, positives: null, negatives: null }
    const reason = 'the version has no baseline'
    return of({ ...undefinedEstimate(evidence, reason), baselineValue: null })
  }
  const { baseline, profiles } = compared
  if (isMultivariate(metric)) {
    return of(computeMultivariate(baseline, watched.reconstruction, asked, { segment, minimum }))
  }
  const profile = profiles.window(segment, asked.from, asked.to)
  const options = { labelPolicy: monitor.labelPolicy ?? labelPolicy, minimumSample: minimum }
  return of(computeMetric(monitor, profile, baseline, segment, options))
}

/** Null where it is not to be shown: by itself, or because it would tell another number. */
function shownEstimate(
  monitor: Monitor,
  estimate: MetricEstimate,
  window: Days,
  { compared, watched, labelPolicy }: Counted,
): MetricEstimate | null {
  const { metric, segment, minimumSample: minimum } = monitor
  const looked = compared && {
    ...compared,
    threshold: monitor.threshold ?? compared.baseline.thresholds[0] ?? Number.NaN,
    labelPolicy: monitor.labelPolicy ?? labelPolicy,
    segment,
  }
  if (isHidden(estimate, monitor, window, looked)) return null
  if (isToldBySites(monitor, segment, window, watched.operations)) return null
  if (!isReviewed(metric)) return withoutSmallDetail(estimate, metric)
  const { reviews } = watched
  const shown = suppressReview(estimate, metric, segment, () =>
    reviews
      .values(segment.attribute)
      .map((value) => computeReview(monitor, reviews({ ...segment, value }), window, minimum)),
  )
  return shown === estimate ? estimate : null
}
