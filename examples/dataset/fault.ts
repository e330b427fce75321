import type { DatasetFault } from './dataset.ts'
import type { DatasetRow } from './dataset-row.ts'

/**
 * The row as the faulty version would have reported it. Rows the fault does not reach are returned
 * as they are.
 *
 * Only scores are known here, not the model. So the wrong unit is applied exactly, and its effect
 * on the score is modelled: the logit moves toward that of the mean predicted risk in training,
 *
 *   logit(score') = logit(toward) + shrinkLogitBy · (logit(score) − logit(toward)).
 */
export function applyFault(row: DatasetRow, fault: DatasetFault): DatasetRow {
  const value = row.features[fault.feature]
  if (row.features[fault.when.feature] !== fault.when.equals || typeof value !== 'number')
    return row
  const centre = logit(fault.score.toward)
  return {
    ...row,
    score: expit(centre + fault.score.shrinkLogitBy * (logit(row.score) - centre)),
    features: { ...row.features, [fault.feature]: value * fault.multiplyBy },
  }
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability))
}

function expit(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
