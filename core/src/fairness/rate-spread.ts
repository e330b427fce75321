/**
 * Largest difference of one rate between any two groups, over the groups where it is estimable.
 * Convention: fewer than two estimable groups have no spread; the others are named with the
 * reason. It has no interval: the largest gap grows with the number of groups by chance alone, so
 * decisions belong to group-differences.ts.
 * Source: S. Bird et al., Microsoft Research MSR-TR-2020-32 (fairlearn).
 * Twin: Python `fairlearn.metrics.MetricFrame(...).difference()`, where every rate is defined.
 */
import type { GroupRateName, GroupRates } from './group-rates.ts'

/** `lowest` and `highest` are keys of groups; `groups` counts those that were compared. */
export type RateSpread = {
  difference: number
  lowest: { key: string; value: number }
  highest: { key: string; value: number }
  groups: number
}

/** A group that could not be compared, and why: never to be read as fair. */
export type NotEstimable = { key: string; rate: GroupRateName; reason: string }

/** Null with fewer than two estimable groups. At equal rates the key first in order is named. */
export function rateSpread(groups: readonly GroupRates[], rate: GroupRateName): RateSpread | null {
  const found = groups
    .filter((group) => group.rates[rate].estimable)
    .map((group) => ({ key: group.key, value: group.rates[rate].estimate.value! }))
    .sort((a, b) => a.value - b.value || (a.key < b.key ? -1 : 1))
  if (found.length < 2) return null
  const lowest = found[0]!
  const highest = found.find(({ value }) => value === found.at(-1)!.value)!
  return { difference: highest.value - lowest.value, lowest, highest, groups: found.length }
}

export function notEstimable(
  groups: readonly GroupRates[],
  rates: readonly GroupRateName[],
): NotEstimable[] {
  return groups.flatMap(({ key, rates: found }) =>
    rates
      .filter((rate) => !found[rate].estimable)
      .map((rate) => ({ key, rate, reason: found[rate].estimate.reason ?? 'not estimable' })),
  )
}
