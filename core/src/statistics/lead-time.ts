/**
 * Hours between an alert and the outcome it warned of: the median, its interval and the quartiles.
 * Convention: over detected outcomes only (missed ones have no lead time: read it beside
 * sensitivity); quartiles interpolate linearly (type 7); the interval of the median is that of
 * median-interval.ts. An alert after the outcome is no warning, so a negative time is refused.
 * Source: R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361–365.
 * Twin: R `quantile(x, type = 7)`; Python `numpy.quantile`, `scipy.stats.quantile_test`.
 */
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { medianInterval } from './median-interval.ts'
import { quantileOf } from './sample-quantile.ts'

/** `value` is the median in hours; a quarter of the times lie below `lowerQuartile`. */
export type LeadTimeEstimate = Estimate & {
  lowerQuartile: number | null
  upperQuartile: number | null
}

/** Any order. `minimum` applies to the times. Throws RangeError for a time that is not ≥ 0. */
export function leadTime(
  hours: ArrayLike<number>,
  options: EstimateOptions = {},
): LeadTimeEstimate {
  for (let i = 0; i < hours.length; i++) {
    if (!(hours[i]! >= 0 && hours[i]! < Infinity)) {
      throw new RangeError(`lead time at index ${i} is ${hours[i]}`)
    }
  }
  const sorted = Float64Array.from(hours).sort()
  const n = sorted.length
  const evidence = { method: 'median lead time (hours)', n, positives: n, negatives: 0 }
  if (n === 0) {
    const nothing = undefinedEstimate(evidence, 'no lead times: no outcome was detected in advance')
    return { ...nothing, lowerQuartile: null, upperQuartile: null }
  }
  const interval = medianInterval(sorted, options.level)
  const note = interval === null ? `${n} times are too few for an interval of the median` : null
  const sample = { count: n, unit: 'lead times', minimum: options.minimum }
  return {
    ...estimateWithMinimum(evidence, quantileOf(sorted, 0.5), interval, sample, note),
    lowerQuartile: quantileOf(sorted, 0.25),
    upperQuartile: quantileOf(sorted, 0.75),
  }
}
