/**
 * Equalized-odds difference: the larger of the gaps in sensitivity and in false-positive rate.
 * Convention: each gap over the groups where that rate is estimable, at least two for each, else
 * `undefined`: a group without positives has no sensitivity, not one of 0. No interval, see
 * rate-spread.ts.
 * Source: M. Hardt, E. Price and N. Srebro, NeurIPS 29 (2016) 3315–3323.
 * Twin: Python `fairlearn.metrics.equalized_odds_difference`, where every rate is defined.
 */
import { type Estimate, okEstimate, undefinedEstimate } from '../statistics/estimate.ts'
import type { GroupRates } from './group-rates.ts'
import { type NotEstimable, type RateSpread, notEstimable, rateSpread } from './rate-spread.ts'

export type EqualizedOdds = {
  difference: Estimate
  sensitivity: RateSpread | null
  falsePositiveRate: RateSpread | null
  notEstimable: NotEstimable[]
}

/** Takes what `groupRates` answers for one attribute, or for one pair of attributes. */
export function equalizedOdds(groups: readonly GroupRates[]): EqualizedOdds {
  const sensitivity = rateSpread(groups, 'sensitivity')
  const falsePositiveRate = rateSpread(groups, 'false-positive-rate')
  const left = notEstimable(groups, ['sensitivity', 'false-positive-rate'])
  const n = groups.reduce((sum, group) => sum + group.n, 0)
  const evidence = { method: 'equalized-odds difference', n, positives: null, negatives: null }
  const answer = { sensitivity, falsePositiveRate, notEstimable: left }
  if (sensitivity === null || falsePositiveRate === null) {
    const rate = sensitivity === null ? 'sensitivity' : 'false-positive rate'
    const reason = `${rate} is estimable in fewer than two groups`
    return { difference: undefinedEstimate(evidence, reason), ...answer }
  }
  const value = Math.max(sensitivity.difference, falsePositiveRate.difference)
  return { difference: okEstimate(evidence, value, null, withoutInterval), ...answer }
}

const withoutInterval = 'a largest gap has no interval: see the differences between groups'
