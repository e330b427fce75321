/**
 * How far each group lies from a reference: a named group, or everybody else taken together.
 * Convention: group minus reference, Newcombe interval. A difference is beyond a margin when its
 * interval is, and still counts after Benjamini–Hochberg over all groups and rates of the call,
 * one correction per margin. Where either side is not estimable the answer is unknown, not "none".
 * Source: Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300; R. G. Newcombe,
 * Statistics in Medicine 17 (1998) 873–890; the margins are our choice.
 * Twin: none whole; Python `statsmodels` `confint_proportions_2indep` and `multipletests`.
 */
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts'
import {
  type Estimate,
  type EstimateOptions,
  defaultLevel,
  insufficientEstimate,
} from '../statistics/estimate.ts'
import { newcombePValue } from '../statistics/newcombe-p-value.ts'
import { rateDifference } from '../statistics/rate-difference.ts'
import {
  type Group,
  type GroupCounts,
  assertGroups,
  groupKey,
  pooledCounts,
} from './group-counts.ts'
import {
  type EstimabilityLimits,
  type GroupRateName,
  groupRateNames,
  rateShare,
  rateShortage,
} from './group-rates.ts'

/** As differences of rates, 0 ≤ warning ≤ critical. */
export type Margins = { warning: number; critical: number }

const defaultMargins: Margins = { warning: 0.05, critical: 0.1 }

/** `beyond` is null, and so is `adjustedP`, where the difference is not estimable. */
export type GroupDifference = {
  group: Group
  key: string
  rate: GroupRateName
  estimate: Estimate
  adjustedP: Margins | null
  beyond: 'none' | 'warning' | 'critical' | null
}

/** `reference`: one of the groups, or `rest` for all the others of each group. */
export type DifferenceOptions = Pick<EstimateOptions, 'level'> & {
  reference: Group | 'rest'
  rates?: readonly GroupRateName[]
  margins?: Margins
  limits?: EstimabilityLimits
}

/**
 * One entry per group and rate, the reference group left out. The groups are those of one
 * attribute or pair. Throws RangeError for groups that do not match or an unknown reference.
 */
export function groupDifferences(
  groups: readonly GroupCounts[],
  options: DifferenceOptions,
): GroupDifference[] {
  const { margins = defaultMargins, rates = groupRateNames } = options
  const { level = defaultLevel } = options
  if (!(margins.warning <= margins.critical)) throw new RangeError('warning is above critical')
  const pairs = comparedPairs(groups, options.reference).flatMap(({ counts, reference }) =>
    rates.map((rate) => compared(counts, reference, rate, options)),
  )
  const adjusted = (margin: number) =>
    benjaminiHochberg(
      pairs.map(({ first, second, estimate }) =>
        estimate.state === 'ok' ? newcombePValue(first, second, margin) : null,
      ),
    )
  const warnings = adjusted(margins.warning)
  const criticals = adjusted(margins.critical)
  return pairs.map(({ counts, rate, estimate }, index) => {
    const place = { group: counts.group, key: groupKey(counts.group), rate, estimate }
    const warning = warnings[index]
    const critical = criticals[index]
    if (warning == null || critical == null) return { ...place, adjustedP: null, beyond: null }
    const adjustedP = { warning, critical }
    return { ...place, adjustedP, beyond: beyond(adjustedP, 1 - level) }
  })
}

// The p-value is below 1 − level exactly where the interval lies beyond, and adjusting raises it.
function beyond(adjustedP: Margins, alpha: number): 'none' | 'warning' | 'critical' {
  if (adjustedP.critical < alpha) return 'critical'
  return adjustedP.warning < alpha ? 'warning' : 'none'
}

function compared(
  counts: GroupCounts,
  reference: GroupCounts,
  rate: GroupRateName,
  { level = defaultLevel, limits }: DifferenceOptions,
) {
  const first = rateShare(rate, counts.matrix)
  const second = rateShare(rate, reference.matrix)
  const method = `difference of ${rate.replaceAll('-', ' ')}`
  const plain = rateDifference({ method, first, second, unit: 'people' }, { level })
  const ofGroup = rateShortage(rate, counts.matrix, limits)
  const ofReference = rateShortage(rate, reference.matrix, limits)
  const reason = ofGroup ?? (ofReference === null ? null : `reference: ${ofReference}`)
  const { value, interval } = plain
  const isShown = value === null || reason === null
  const estimate = isShown ? plain : insufficientEstimate(plain, value, interval, reason)
  return { counts, rate, first, second, estimate }
}

function comparedPairs(groups: readonly GroupCounts[], reference: Group | 'rest') {
  assertGroups(groups)
  if (reference === 'rest') {
    return groups.map((counts) => {
      const others = groups.filter((other) => other !== counts)
      return { counts, reference: pooledCounts([], others) }
    })
  }
  const key = groupKey(reference)
  const named = groups.find(({ group }) => groupKey(group) === key)
  if (!named) throw new RangeError(`the reference ${key} is none of the groups`)
  return groups.filter((counts) => counts !== named).map((counts) => ({ counts, reference: named }))
}
