import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from '../statistics/estimate.ts'
import { medianInterval } from '../statistics/median-interval.ts'
import { proportion } from '../statistics/proportion.ts'
import { quantileOf } from '../statistics/sample-quantile.ts'

/** How much people changed drafts before they signed them, one draft per item. */
export type DraftEdits = {
  /** median share of words to insert, delete or replace, of the longer text */
  'edit-distance': Estimate & { lowerQuartile: number | null; upperQuartile: number | null }
  /** share of drafts that were signed as they were */
  'signed-unchanged': Estimate
}

/**
 * @param distances normalised distance of each item, see edit-distance.ts; any order
 * @param options `minimum` applies to the items with both texts
 */
export function draftEdits(
  distances: ArrayLike<number>,
  options: EstimateOptions = {},
): DraftEdits {
  const sorted = Float64Array.from(distances).sort()
  const n = sorted.length
  const unchanged = sorted.filter((distance) => distance === 0).length
  return {
    'edit-distance': medianDistance(sorted, options),
    'signed-unchanged': proportion(
      { method: 'share of drafts signed unchanged', count: unchanged, total: n, unit: 'items' },
      options,
    ),
  }
}

function medianDistance(
  sorted: Float64Array,
  options: EstimateOptions,
): DraftEdits['edit-distance'] {
  const n = sorted.length
  const method = 'median share of words changed'
  const evidence = { method, n, positives: null, negatives: null }
  if (n === 0) {
    const none = undefinedEstimate(evidence, 'no item has a draft and a signed text')
    return { ...none, lowerQuartile: null, upperQuartile: null }
  }
  const interval = medianInterval(sorted, options.level)
  const note = interval === null ? `${n} items are too few for an interval of the median` : null
  const sample = { count: n, unit: 'items', minimum: options.minimum }
  return {
    ...estimateWithMinimum(evidence, quantileOf(sorted, 0.5), interval, sample, note),
    lowerQuartile: quantileOf(sorted, 0.25),
    upperQuartile: quantileOf(sorted, 0.75),
  }
}
