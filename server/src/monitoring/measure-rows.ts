import { auroc } from '@primum/core/statistics/auroc'
import { averagePrecision } from '@primum/core/statistics/average-precision'
import { brierScore, brierSums } from '@primum/core/statistics/brier-score'
import { confusionMatrix } from '@primum/core/statistics/confusion-matrix'
import type { ConfusionMatrix } from '@primum/core/statistics/confusion-matrix'
import type { Estimate } from '@primum/core/statistics/estimate'
import { flagRate } from '@primum/core/statistics/flag-rate'
import { observedExpectedRatio } from '@primum/core/statistics/observed-expected-ratio'
import { positivePredictiveValue } from '@primum/core/statistics/positive-predictive-value'
import { exactCounts } from '@primum/core/statistics/scored-counts'
import { sensitivity } from '@primum/core/statistics/sensitivity'
import { specificity } from '@primum/core/statistics/specificity'

export type LabelledScore = { score: number; label: 0 | 1 }

/** Every measure of one set of predictions, exactly, from the scores and labels themselves. */
export function measureRows(rows: readonly LabelledScore[], threshold: number) {
  const scores = Float64Array.from(rows, (row) => row.score)
  const labels = Uint8Array.from(rows, (row) => row.label)
  const counts = exactCounts(scores, labels)
  const matrix = confusionMatrix(counts, threshold)
  let expected = 0
  let varianceSum = 0
  let observed = 0
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index]!
    expected += score
    varianceSum += score * (1 - score)
    observed += labels[index]!
  }
  return {
    n: rows.length,
    positives: observed,
    auroc: plain(auroc(counts)),
    averagePrecision: plain(averagePrecision(counts)),
    brier: plain(brierScore(brierSums(scores, labels))),
    observedExpectedRatio: plain(
      observedExpectedRatio({ observed, expected, varianceSum, n: rows.length }),
    ),
    sensitivity: plain(sensitivity(matrix)),
    specificity: plain(specificity(matrix)),
    positivePredictiveValue: plain(positivePredictiveValue(matrix)),
    flagRate: plain(flagRate(matrix)),
  }
}

/** The counts at `score >= threshold`. */
export function matrixOfRows(rows: readonly LabelledScore[], threshold: number): ConfusionMatrix {
  const matrix = { tp: 0, fp: 0, tn: 0, fn: 0 }
  for (const { score, label } of rows) {
    if (score >= threshold) matrix[label === 1 ? 'tp' : 'fp'] += 1
    else matrix[label === 1 ? 'fn' : 'tn'] += 1
  }
  return matrix
}

/** Only what every estimate has, whatever its method adds. */
function plain({
  value,
  interval,
  n,
  positives,
  negatives,
  state,
  reason,
  method,
}: Estimate): Estimate {
  return { value, interval, n, positives, negatives, state, reason, method }
}
