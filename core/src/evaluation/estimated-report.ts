import { estimableSubgroup } from '../monitoring/thresholds.ts'
import { auroc } from '../statistics/auroc.ts'
import { confusionMatrix } from '../statistics/confusion-matrix.ts'
import { undefinedEstimate } from '../statistics/estimate.ts'
import {
  type CountedScores,
  type EstimatedMetric,
  type EstimatedPerformance,
  estimatedPerformance,
} from '../statistics/estimated-performance.ts'
import { isotonicRegression, isotonicValue } from '../statistics/isotonic-regression.ts'
import { negativePredictiveValue } from '../statistics/negative-predictive-value.ts'
import { positivePredictiveValue } from '../statistics/positive-predictive-value.ts'
import { type LocatedCounts, totals } from '../statistics/scored-counts.ts'
import { sensitivity } from '../statistics/sensitivity.ts'
import { specificity } from '../statistics/specificity.ts'
import { compressCounts } from './compress-counts.ts'

/** An estimate without outcomes, beside the same metric as measured on the baseline. */
export type EstimatedResult = EstimatedMetric & { baselineValue: number | null }

export type EstimatedThresholdMetrics = Record<
  'sensitivity' | 'specificity' | 'positive-predictive-value' | 'negative-predictive-value',
  EstimatedResult
>

/** Performance of all predictions with a score, guessed from the baseline's outcomes alone. */
export type EstimatedReport = {
  n: number
  /** predictions of the `n` whose outcome is not known */
  unlabelled: number
  /** labelled predictions of the baseline that scores were calibrated on (isotonic) */
  calibratedOn: { positives: number; negatives: number }
  metrics: { auroc: EstimatedResult }
  atThresholds: { threshold: number; metrics: EstimatedThresholdMetrics }[]
}

/**
 * What the scores imply if the baseline's relation of score and outcome still holds. Outcomes that
 * are known take no part, so the estimate can be held against the measured value. Nothing is
 * estimated on fewer than 30 of the rarer outcome, as with monitors. With bins, each threshold must
 * be an edge.
 */
export function estimatedReport(
  scores: CountedScores,
  baseline: LocatedCounts,
  options: { thresholds: readonly number[]; minimum: number; unlabelled: number },
): EstimatedReport {
  const { thresholds, minimum, unlabelled } = options
  const calibratedOn = totals(baseline)
  const nobody = new Uint8Array(scores.counts.length)
  const located = { scores: scores.scores, positives: nobody, negatives: scores.counts }
  const n = totals(located).negatives
  const groups = compressCounts(located, thresholds)
  const least = Math.min(calibratedOn.positives, calibratedOn.negatives)
  const needed = estimableSubgroup.denominator
  const reason =
    least < needed
      ? `${least} of the rarer outcome in the baseline, at least ${needed} needed`
      : n === 0
        ? 'no predictions with a score'
        : null
  const blocks = reason === null ? isotonicRegression(baseline) : []
  const estimatedAt = (threshold: number): EstimatedPerformance | null =>
    reason === null
      ? estimatedPerformance(
          { scores: groups.scores, counts: groups.negatives },
          (score) => isotonicValue(blocks, score),
          threshold,
          { minimum },
        )
      : null
  const result = (
    metric: string,
    found: EstimatedMetric | undefined,
    baselineValue: number | null,
  ): EstimatedResult => {
    const evidence = { method: `estimated ${metric}`, n, positives: null, negatives: null }
    const none = { ...undefinedEstimate(evidence, reason ?? ''), estimated: true as const }
    return { ...(found ?? none), baselineValue }
  }
  return {
    n,
    unlabelled,
    calibratedOn,
    metrics: {
      auroc: result('AUROC', estimatedAt(thresholds[0] ?? 0)?.auroc, auroc(baseline).value),
    },
    atThresholds: thresholds.map((threshold) => {
      const found = estimatedAt(threshold)
      const before = confusionMatrix(baseline, threshold)
      return {
        threshold,
        metrics: {
          sensitivity: result('sensitivity', found?.sensitivity, sensitivity(before).value),
          specificity: result('specificity', found?.specificity, specificity(before).value),
          'positive-predictive-value': result(
            'positive predictive value',
            found?.positivePredictiveValue,
            positivePredictiveValue(before).value,
          ),
          'negative-predictive-value': result(
            'negative predictive value',
            found?.negativePredictiveValue,
            negativePredictiveValue(before).value,
          ),
        },
      }
    }),
  }
}
