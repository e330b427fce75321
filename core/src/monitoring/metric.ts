import type { MetricEstimate, MetricName, MetricOptions, MetricSpec } from './metric-kind.ts'
import {
  isDomainClassifier,
  isEstimated,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
  needsLabels,
} from './metric-kind.ts'
import { okEstimate, undefinedEstimate } from '../statistics/estimate.ts'
import { proportion } from '../statistics/proportion.ts'
import type { Baseline } from './baseline.ts'
import { referenceProfile } from './baseline.ts'
import type { FeatureEstimate } from './drift.ts'
import { chosenFeatures, featureDrift, featureMissingness, scoreDrift } from './drift.ts'
import { estimatedMetric } from './estimated-metric.ts'
import { labelledMetric, notAnEdge } from './labelled-metric.ts'
import type { Profile } from './profile.ts'
import { flagCounts, hasNegativeCounts } from './profile-views.ts'
import type { Segment } from './segment.ts'

/**
 * One metric of one segment from the merged profile of a window, beside its value at validation.
 * Never throws for data: a profile with negative counts or of other bins is the state `error`.
 */
export function computeMetric(
  spec: MetricSpec,
  window: Profile,
  baseline: Baseline,
  segment: Segment,
  options: MetricOptions,
): MetricEstimate {
  const problem = problemOf(window, baseline)
  if (problem !== null) return errorEstimate(spec.metric, window.n, problem)
  const elsewhere = [isOperational, isReviewed, isMultivariate, isDomainClassifier, isIntake]
  if (elsewhere.some((is) => is(spec.metric))) return notInProfiles(spec.metric)
  const reference = referenceProfile(baseline, segment)
  if (needsLabels(spec.metric)) {
    const before =
      reference && labelledMetric(spec, reference, baseline, { ...options, minimumSample: 0 })
    const now = labelledMetric(spec, window, baseline, options)
    return { ...now, baselineValue: before?.value ?? null }
  }
  if (spec.metric === 'heartbeat') return heartbeat(window)
  if (!reference) return notInBaseline(spec.metric, window.n)
  if (spec.metric === 'flag-rate') return flagged(spec, window, reference, baseline, options)
  if (isEstimated(spec.metric)) return estimatedMetric(spec, window, reference, baseline, options)
  return distribution(spec, window, reference, baseline, options.minimumSample)
}

function distribution(
  spec: MetricSpec,
  window: Profile,
  reference: Profile,
  baseline: Baseline,
  minimum: number,
): MetricEstimate {
  if (spec.metric === 'score-drift') {
    const {
      level,
      critical,
      k: _,
      referenceN: __,
      ...estimate
    } = scoreDrift(window, reference, minimum)
    return { ...estimate, baselineValue: 0, detail: { level, critical } }
  }
  const features = chosenFeatures(baseline, spec.feature)
  const compute = spec.metric === 'feature-drift' ? featureDrift : featureMissingness
  return fromFeatures(compute(window, reference, features, minimum))
}

/** The share at or above the threshold: of scores alone, so exact and at once. */
function flagged(
  spec: MetricSpec,
  window: Profile,
  reference: Profile,
  baseline: Baseline,
  { minimumSample: minimum }: MetricOptions,
): MetricEstimate {
  const share = (profile: Profile, least: number) => {
    const counts = flagCounts(profile, baseline.scoreEdges, spec.threshold)
    if (counts === null) return null
    return proportion({ method: 'flag rate', unit: 'predictions', ...counts }, { minimum: least })
  }
  const now = share(window, minimum)
  if (now === null) return { ...notAnEdge(spec, window.n), baselineValue: null }
  return { ...now, baselineValue: share(reference, 0)?.value ?? null }
}

function fromFeatures(found: FeatureEstimate): MetricEstimate {
  const { level, critical, features, ...estimate } = found
  return { ...estimate, detail: { level, critical, features } }
}

function heartbeat(window: Profile): MetricEstimate {
  const estimate = okEstimate(evidence('heartbeat', window.n), window.n, null)
  if (window.n > 0) return { ...estimate, baselineValue: null }
  return { ...estimate, state: 'stale', reason: 'no predictions', baselineValue: null }
}

function problemOf(window: Profile, baseline: Baseline): string | null {
  if (window.fingerprint !== baseline.fingerprint) {
    return 'these predictions were counted against another baseline'
  }
  if (hasNegativeCounts(window)) return 'some corrections lack the prediction they correct'
  return null
}

function notInProfiles(metric: MetricName): MetricEstimate {
  const where = isReviewed(metric)
    ? 'reviews'
    : isMultivariate(metric)
      ? 'reconstruction errors'
      : isDomainClassifier(metric)
        ? 'samples of two periods'
        : isIntake(metric)
          ? 'what arrives'
          : 'operations'
  const reason = `it is counted in ${where}, not in profiles`
  return { ...undefinedEstimate(evidence(metric, 0), reason), baselineValue: null }
}

function notInBaseline(metric: MetricName, n: number): MetricEstimate {
  const reason = 'the baseline has no such subgroup to compare with'
  return { ...undefinedEstimate(evidence(metric, n), reason), baselineValue: null }
}

function errorEstimate(metric: MetricName, n: number, reason: string): MetricEstimate {
  const empty = undefinedEstimate(evidence(metric, n), reason)
  return { ...empty, state: 'error', baselineValue: null }
}

function evidence(method: string, n: number) {
  return { method, n, positives: null, negatives: null }
}
