import { auroc } from '../statistics/auroc.ts'
import { brierScore } from '../statistics/brier-score.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import { type Estimate, okEstimate, undefinedEstimate } from '../statistics/estimate.ts'
import { observedExpectedRatio } from '../statistics/observed-expected-ratio.ts'
import type { DriftLevel } from '../statistics/population-stability-index.ts'
import { positivePredictiveValue } from '../statistics/positive-predictive-value.ts'
import { sensitivity } from '../statistics/sensitivity.ts'
import { specificity } from '../statistics/specificity.ts'
import type { Baseline } from './baseline.ts'
import { referenceProfile } from './baseline.ts'
import type { FeatureEstimate, FeatureFinding } from './drift.ts'
import { chosenFeatures, featureDrift, featureMissingness, scoreDrift } from './drift.ts'
import type { Profile } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import {
  brierSumsOf,
  confusionMatrixAt,
  hasNegativeCounts,
  observedExpectedSums,
  scoredCounts,
  unlabelledCount,
} from './profile-views.ts'
import type { Segment } from './segment.ts'

export const metricNames = [
  'auroc',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'observed-expected-ratio',
  'brier-score',
  'score-drift',
  'feature-drift',
  'missingness',
  'heartbeat',
] as const

export type MetricName = (typeof metricNames)[number]

export type MetricSpec = { metric: MetricName; feature?: string; threshold?: number }

export type MetricOptions = {
  labelPolicy: LabelPolicy
  /** in the unit of the metric, see `defaultMinimumSamples`; fewer is `insufficient` */
  minimumSample: number
}

export type MetricDetail = {
  /** predictions without a label, of those the estimate looks at */
  unlabelled?: number
  /** the exact AUROC lies within this distance of the binned one */
  certifiedBound?: number | null
  /** Brier score scaled by that of predicting the prevalence for everyone */
  scaled?: number | null
  /** drift: level, the value below which it is noise, and the finding on each feature */
  level?: DriftLevel | null
  critical?: number | null
  features?: FeatureFinding[]
}

export type MetricEstimate = Estimate & { baselineValue: number | null; detail?: MetricDetail }

/** Metrics that need outcomes, and so are computed over matured predictions. */
export function needsLabels(metric: MetricName): boolean {
  return !['score-drift', 'feature-drift', 'missingness', 'heartbeat'].includes(metric)
}

/** Metrics of one operating threshold. */
export function needsThreshold(metric: MetricName): boolean {
  return ['sensitivity', 'specificity', 'positive-predictive-value'].includes(metric)
}

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
  const reference = referenceProfile(baseline, segment)
  if (needsLabels(spec.metric)) {
    const before =
      reference && labelled(spec, reference, baseline, { ...options, minimumSample: 0 })
    const now = labelled(spec, window, baseline, options)
    return { ...now, baselineValue: before?.value ?? null }
  }
  if (spec.metric === 'heartbeat') return heartbeat(window)
  if (!reference) return notInBaseline(spec.metric, window.n)
  return distribution(spec, window, reference, baseline, options.minimumSample)
}

function labelled(
  spec: MetricSpec,
  profile: Profile,
  baseline: Baseline,
  options: MetricOptions,
): Omit<MetricEstimate, 'baselineValue'> {
  const { labelPolicy, minimumSample: minimum } = options
  const detail = { unlabelled: unlabelledCount(profile) }
  switch (spec.metric) {
    case 'auroc': {
      const found = auroc(scoredCounts(profile, labelPolicy), { minimum })
      const { certifiedBound, ...estimate } = found
      return { ...estimate, detail: { ...detail, certifiedBound } }
    }
    case 'observed-expected-ratio':
      if (profile.outside > 0) return notProbabilities(spec.metric, profile)
      return {
        ...observedExpectedRatio(observedExpectedSums(profile, labelPolicy), { minimum }),
        detail,
      }
    case 'brier-score': {
      if (profile.outside > 0) return notProbabilities(spec.metric, profile)
      const { scaled, ...estimate } = brierScore(brierSumsOf(profile, labelPolicy), { minimum })
      return { ...estimate, detail: { ...detail, scaled } }
    }
    default: {
      const threshold = spec.threshold ?? Number.NaN
      const matrix = confusionMatrixAt(profile, baseline.scoreEdges, threshold, labelPolicy)
      if (matrix) return { ...rate(spec.metric, matrix, minimum), detail }
      const reason = `${spec.threshold ?? 'no threshold'} is not a threshold of the baseline`
      return undefinedEstimate(evidence(spec.metric, profile.n), reason)
    }
  }
}

function rate(metric: MetricName, matrix: ConfusionMatrix, minimum: number): Estimate {
  if (metric === 'sensitivity') return sensitivity(matrix, { minimum })
  if (metric === 'specificity') return specificity(matrix, { minimum })
  return positivePredictiveValue(matrix, { minimum })
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

function notProbabilities(metric: MetricName, profile: Profile) {
  const reason = `${profile.outside} scores lie outside 0 to 1, so they are not probabilities`
  return undefinedEstimate(evidence(metric, profile.n), reason)
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
