/**
 * A rate: `count` of `total`, with its Wilson interval. Every rate of the project comes from here.
 * Convention: a zero denominator is `undefined`, never 0 and never 1; `minimum` applies to the
 * denominator.
 * Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212; A. Agresti and B. A. Coull, The
 * American Statistician 52 (1998) 119–126 for preferring it.
 * Twin: R `prop.test(count, total, correct = FALSE)`; Python `statsmodels` `proportion_confint`.
 */
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { assertCount } from './scored-counts.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** `unit` is the plural noun for what the denominator counts; it appears in reasons. */
export type Rate = {
  method: string
  count: number
  total: number
  unit: string
  positives?: number
  negatives?: number
}

/** Throws RangeError unless 0 ≤ count ≤ total, both whole numbers. */
export function proportion(rate: Rate, options: EstimateOptions = {}): Estimate {
  const { method, count, total, unit, positives = null, negatives = null } = rate
  assertCount(count, `${method}: count`)
  assertCount(total, `${method}: total`)
  if (count > total) throw new RangeError(`${method}: ${count} of ${total} is no proportion`)
  const evidence = { method, n: total, positives, negatives }
  if (total === 0) return undefinedEstimate(evidence, `no ${unit}: the denominator is zero`)
  const interval = wilsonInterval(count, total, options.level)
  const sample = { count: total, unit, minimum: options.minimum }
  return estimateWithMinimum(evidence, count / total, interval, sample)
}
