import { type AurocEstimate, auroc } from '../statistics/auroc.ts'
import { averagePrecision } from '../statistics/average-precision.ts'
import { brierScore } from '../statistics/brier-score.ts'
import { calibrationInTheLarge } from '../statistics/calibration-in-the-large.ts'
import { calibrationSlope } from '../statistics/calibration-slope.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import { type Estimate, undefinedEstimate } from '../statistics/estimate.ts'
import { expectedCalibrationError } from '../statistics/expected-calibration-error.ts'
import { flagRate } from '../statistics/flag-rate.ts'
import { negativePredictiveValue } from '../statistics/negative-predictive-value.ts'
import { netBenefit } from '../statistics/net-benefit.ts'
import { numberNeededToEvaluate } from '../statistics/number-needed-to-evaluate.ts'
import { observedExpectedRatio } from '../statistics/observed-expected-ratio.ts'
import { positivePredictiveValue } from '../statistics/positive-predictive-value.ts'
import { prevalence } from '../statistics/prevalence.ts'
import { scaledBrierScore } from '../statistics/scaled-brier-score.ts'
import { totals } from '../statistics/scored-counts.ts'
import { sensitivity } from '../statistics/sensitivity.ts'
import { specificity } from '../statistics/specificity.ts'
import { compressCounts } from './compress-counts.ts'
import type { SegmentEvidence } from './segment-evidence.ts'

/** Metrics of the scores as they are, without a threshold. */
export type ScoreMetrics = Record<
  | 'prevalence'
  | 'average-precision'
  | 'brier-score'
  | 'scaled-brier-score'
  | 'expected-calibration-error'
  | 'observed-expected-ratio'
  | 'calibration-in-the-large'
  | 'calibration-slope',
  Estimate
> & { auroc: AurocEstimate }

/** Metrics of flagging where `score >= threshold`. */
export type ThresholdMetrics = Record<
  | 'sensitivity'
  | 'specificity'
  | 'positive-predictive-value'
  | 'negative-predictive-value'
  | 'flag-rate'
  | 'number-needed-to-evaluate'
  | 'net-benefit',
  Estimate
>

/** Least sample for a value to be decided on; slopes ask for 100 events and non-events besides. */
export type MetricMinimums = { minimum: number }

/** Distinct scores up to which a model is fitted to each of them. */
const exactFits = 100_000

const defaultMinimum: MetricMinimums = { minimum: 30 }

export function scoreMetrics(evidence: SegmentEvidence, options = defaultMinimum): ScoreMetrics {
  const { counts, sums } = evidence
  const { positives, negatives } = totals(counts)
  const plain = {
    prevalence: prevalence({ positives, negatives, unknown: evidence.unlabelled }, options),
    auroc: auroc(counts, options),
    'average-precision': averagePrecision(counts, options),
  }
  if (sums.outside > 0) {
    const reason = `${sums.outside} scores lie outside 0 to 1, so they are not probabilities`
    const none = (method: string) =>
      undefinedEstimate({ method, n: sums.n, positives, negatives }, reason)
    return {
      ...plain,
      'brier-score': none('Brier score'),
      'scaled-brier-score': none('scaled Brier score'),
      'expected-calibration-error': none('expected calibration error'),
      'observed-expected-ratio': none('observed:expected ratio'),
      'calibration-in-the-large': none('calibration in the large'),
      'calibration-slope': none('calibration slope'),
    }
  }
  const brier = { ...sums, positives }
  const fitted = counts.scores.length > exactFits ? compressCounts(counts, []) : counts
  const { scaled: _, ...score } = brierScore(brier, options)
  return {
    ...plain,
    'brier-score': score,
    'scaled-brier-score': scaledBrierScore(brier, options),
    'expected-calibration-error': expectedCalibrationError(counts, options),
    'observed-expected-ratio': observedExpectedRatio({ ...sums, observed: positives }, options),
    'calibration-in-the-large': calibrationInTheLarge(fitted, options),
    'calibration-slope': calibrationSlope(fitted),
  }
}

/** `threshold` is needed for the net benefit alone, which weighs harm against benefit by it. */
export function thresholdMetrics(
  matrix: ConfusionMatrix,
  threshold: number,
  options = defaultMinimum,
): ThresholdMetrics {
  return {
    sensitivity: sensitivity(matrix, options),
    specificity: specificity(matrix, options),
    'positive-predictive-value': positivePredictiveValue(matrix, options),
    'negative-predictive-value': negativePredictiveValue(matrix, options),
    'flag-rate': flagRate(matrix, options),
    'number-needed-to-evaluate': numberNeededToEvaluate(matrix, options),
    'net-benefit': benefitAt(matrix, threshold, options),
  }
}

function benefitAt(matrix: ConfusionMatrix, threshold: number, options: MetricMinimums): Estimate {
  if (threshold >= 0 && threshold <= 1) return netBenefit(matrix, threshold, options)
  const n = matrix.tp + matrix.fp + matrix.tn + matrix.fn
  const evidence = { method: 'net benefit', n, positives: null, negatives: null }
  return undefinedEstimate(evidence, `a threshold of ${threshold} is no probability`)
}
