/**
 * Demographic parity: how evenly the groups are flagged, whatever their outcomes. Lowest flag rate
 * over highest, and their difference.
 * Convention: over groups where the flag rate is estimable, at least two, else `undefined`; nobody
 * flagged anywhere has no ratio. "Four fifths" is a label from employment law, shown and never
 * decided on: where the outcome differs between groups, unequal flags may be right.
 * Source: C. Dwork et al., ITCS (2012) 214–226; 29 CFR 1607.4(D) for four fifths.
 * Twin: Python `fairlearn.metrics.demographic_parity_ratio` and `demographic_parity_difference`.
 */
import { type Estimate, okEstimate, undefinedEstimate } from '../statistics/estimate.ts'
import type { GroupRates } from './group-rates.ts'
import { type NotEstimable, type RateSpread, notEstimable, rateSpread } from './rate-spread.ts'

/** `fourFifths` labels the ratio; null where there is none. */
export type DemographicParity = {
  ratio: Estimate
  difference: Estimate
  fourFifths: 'below' | 'met' | null
  flagRate: RateSpread | null
  notEstimable: NotEstimable[]
}

/** Takes what `groupRates` answers for one attribute, or for one pair of attributes. */
export function demographicParity(groups: readonly GroupRates[]): DemographicParity {
  const flagRate = rateSpread(groups, 'flag-rate')
  const n = groups.reduce((sum, group) => sum + group.n, 0)
  const evidence = (what: string) => {
    return { method: `demographic-parity ${what}`, n, positives: null, negatives: null }
  }
  const left = notEstimable(groups, ['flag-rate'])
  if (flagRate === null) {
    const reason = 'the flag rate is estimable in fewer than two groups'
    const ratio = undefinedEstimate(evidence('ratio'), reason)
    const difference = undefinedEstimate(evidence('difference'), reason)
    return { ratio, difference, fourFifths: null, flagRate, notEstimable: left }
  }
  const { lowest, highest } = flagRate
  const value = highest.value === 0 ? null : lowest.value / highest.value
  const ratio =
    value === null
      ? undefinedEstimate(evidence('ratio'), 'nobody is flagged in any group')
      : okEstimate(evidence('ratio'), value, null, withoutInterval)
  return {
    ratio,
    difference: okEstimate(evidence('difference'), flagRate.difference, null, withoutInterval),
    fourFifths: value === null ? null : isBelowFourFifths(lowest, highest) ? 'below' : 'met',
    flagRate,
    notEstimable: left,
  }
}

const withoutInterval = 'a largest gap has no interval: see the differences between groups'

// 0.4 / 0.5 is 0.8 in decimals only: a hair of rounding must not turn "met" into "below".
function isBelowFourFifths(lowest: { value: number }, highest: { value: number }): boolean {
  return lowest.value < 0.8 * highest.value * (1 - 1e-12)
}
