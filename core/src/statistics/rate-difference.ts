/**
 * How far two rates of different people lie apart: first minus second, with its interval.
 * Convention: Newcombe interval; a zero denominator on either side is `undefined`, never a
 * difference to 0; `minimum` applies to the smaller denominator.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890.
 * Twin: R `prop.test` for the value, `DescTools::BinomDiffCI(..., method = "score")` for the
 * interval; Python `statsmodels` `confint_proportions_2indep(method='newcomb')`.
 */
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { type Share, newcombeInterval } from './newcombe-interval.ts'
import { assertCount } from './scored-counts.ts'

/** `unit` is the plural noun for what the denominators count; it appears in reasons. */
export type RatePair = { method: string; first: Share; second: Share; unit: string }

/** Throws RangeError unless 0 ≤ count ≤ total on both sides, all whole numbers. */
export function rateDifference(pair: RatePair, options: EstimateOptions = {}): Estimate {
  const { method, first, second, unit } = pair
  for (const { count, total } of [first, second]) {
    assertCount(count, `${method}: count`)
    assertCount(total, `${method}: total`)
    if (count > total) throw new RangeError(`${method}: ${count} of ${total} is no proportion`)
  }
  const evidence = { method, n: first.total + second.total, positives: null, negatives: null }
  const smaller = Math.min(first.total, second.total)
  if (smaller === 0) {
    const side = first.total === 0 ? 'first' : 'second'
    return undefinedEstimate(evidence, `no ${unit} in the ${side} group: the denominator is zero`)
  }
  const value = first.count / first.total - second.count / second.total
  const interval = newcombeInterval(first, second, options.level)
  const sample = { count: smaller, unit: `${unit} in the smaller group`, minimum: options.minimum }
  return estimateWithMinimum(evidence, value, interval, sample)
}
