import { auroc } from '../statistics/auroc.ts'
import { averagePrecision } from '../statistics/average-precision.ts'
import { brierScore } from '../statistics/brier-score.ts'
import { calibrationInTheLarge } from '../statistics/calibration-in-the-large.ts'
import { calibrationSlope } from '../statistics/calibration-slope.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import { type Estimate, type EstimateOptions, undefinedEstimate } from '../statistics/estimate.ts'
import { expectedCalibrationError } from '../statistics/expected-calibration-error.ts'
import { negativePredictiveValue } from '../statistics/negative-predictive-value.ts'
import { observedExpectedRatio } from '../statistics/observed-expected-ratio.ts'
import { positivePredictiveValue } from '../statistics/positive-predictive-value.ts'
import { sensitivity } from '../statistics/sensitivity.ts'
import { specificity } from '../statistics/specificity.ts'
import type { Baseline } from './baseline.ts'
import type {
  MetricDetail,
  MetricEstimate,
  MetricName,
  MetricOptions,
  MetricSpec,
} from './metric-kind.ts'
import type { Profile } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import {
  brierSumsOf,
  confusionMatrixAt,
  locatedCounts,
  observedExpectedSums,
  scoredCounts,
  unlabelledCount,
} from './profile-views.ts'

type Found = Estimate & { detail?: MetricDetail }
type Compute = (profile: Profile, policy: LabelPolicy, options: { minimum: number }) => Found

/** Metrics of the ranking: any scores will do. */
const ranking: Partial<Record<MetricName, Compute>> = {
  auroc: (profile, policy, options) => {
    const { certifiedBound, ...estimate } = auroc(scoredCounts(profile, policy), options)
    return { ...estimate, detail: { certifiedBound } }
  },
  'average-precision': (profile, policy, options) => {
    const { prevalence: _, ...estimate } = averagePrecision(scoredCounts(profile, policy), options)
    return estimate
  },
}

/** Metrics of scores as probabilities: one score outside 0 … 1 and none of them means anything. */
const calibration: Partial<Record<MetricName, Compute>> = {
  'observed-expected-ratio': (profile, policy, options) =>
    observedExpectedRatio(observedExpectedSums(profile, policy), options),
  'brier-score': (profile, policy, options) => {
    const { scaled, ...estimate } = brierScore(brierSumsOf(profile, policy), options)
    return { ...estimate, detail: { scaled } }
  },
  'calibration-in-the-large': (profile, policy, options) =>
    calibrationInTheLarge(locatedCounts(profile, policy), options),
  'calibration-slope': (profile, policy, options) =>
    calibrationSlope(locatedCounts(profile, policy), options),
  'expected-calibration-error': (profile, policy, options) => {
    const {
      noiseFloor,
      bins: _,
      ...estimate
    } = expectedCalibrationError(locatedCounts(profile, policy), options)
    return { ...estimate, detail: { noiseFloor } }
  },
}

type Rate = (matrix: ConfusionMatrix, options: EstimateOptions) => Estimate

const rates: Partial<Record<MetricName, Rate>> = {
  sensitivity,
  specificity,
  'positive-predictive-value': positivePredictiveValue,
  'negative-predictive-value': negativePredictiveValue,
}

/** A metric that needs outcomes, from one profile; the number without one stands in `detail`. */
export function labelledMetric(
  spec: MetricSpec,
  profile: Profile,
  baseline: Baseline,
  options: MetricOptions,
): Omit<MetricEstimate, 'baselineValue'> {
  const { labelPolicy, minimumSample: minimum } = options
  const { detail, ...estimate } = found(spec, profile, baseline, { labelPolicy, minimum })
  return { ...estimate, detail: { unlabelled: unlabelledCount(profile), ...detail } }
}

function found(
  spec: MetricSpec,
  profile: Profile,
  baseline: Baseline,
  { labelPolicy, minimum }: { labelPolicy: LabelPolicy; minimum: number },
): Found {
  const { metric } = spec
  const plain = ranking[metric] ?? (profile.outside === 0 ? calibration[metric] : undefined)
  if (plain) return plain(profile, labelPolicy, { minimum })
  if (calibration[metric]) {
    const reason = `${profile.outside} scores lie outside 0 to 1, so they are not probabilities`
    return undefinedEstimate(evidence(metric, profile.n), reason)
  }
  const rate = rates[metric]
  if (!rate) throw new RangeError(`${metric} is not a metric of outcomes`)
  const threshold = spec.threshold ?? Number.NaN
  const matrix = confusionMatrixAt(profile, baseline.scoreEdges, threshold, labelPolicy)
  return matrix ? rate(matrix, { minimum }) : notAnEdge(spec, profile.n)
}

/** Bins cannot be cut between their edges: another threshold has no count, not a rounded one. */
export function notAnEdge(spec: MetricSpec, n: number): Estimate {
  const reason = `${spec.threshold ?? 'no threshold'} is not a threshold of the baseline`
  return undefinedEstimate(evidence(spec.metric, n), reason)
}

function evidence(method: string, n: number) {
  return { method, n, positives: null, negatives: null }
}
