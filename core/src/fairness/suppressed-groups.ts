/**
 * Which groups have to be hidden whole, when rates of the others and of everybody are shown. A rate
 * with its n gives its numerator away, so that one small cell hides the matrix of its group; one
 * hidden group would be everybody less the others, so that a second goes with it.
 */
import { type GroupCounts, assertGroups } from './group-counts.ts'
import type { GroupRate, GroupRateName, GroupRates } from './group-rates.ts'
import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  suppressEstimate,
} from './small-cell-suppression.ts'
import { suppressParts } from './suppressed-parts.ts'

/** `hidden[i]` for the group at i; `overall` when not even everybody together can be shown. */
export type SuppressedGroups = { hidden: boolean[]; overall: boolean; reason: string }

/**
 * Groups of one attribute or pair. Hidden groups together hold no small cell either, since they are
 * everybody less those shown. Which of them was small is not told: it would narrow their counts.
 */
export function suppressGroups(
  groups: readonly GroupCounts[],
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): SuppressedGroups {
  assertGroups(groups)
  const { hidden, whole } = suppressParts(
    groups.map(({ matrix: { tp, fp, tn, fn } }) => [tp, fp, tn, fn]),
    policy,
  )
  const reason = `hidden: fewer than ${policy.minimum} people in it, or in a group it would reveal`
  return { hidden, overall: whole, reason }
}

/** What is left of the rates of a hidden group: its name and the reason. */
export function suppressGroupRates(found: GroupRates, reason: string): GroupRates {
  const hide = ({ estimate }: GroupRate): GroupRate => {
    return { estimate: suppressEstimate(estimate, reason), estimable: false }
  }
  const { rates, observedExpected, auroc } = found
  const names = Object.keys(rates) as GroupRateName[]
  return {
    ...found,
    n: 0,
    rates: Object.fromEntries(names.map((name) => [name, hide(rates[name])])) as typeof rates,
    observedExpected: observedExpected && hide(observedExpected),
    auroc: auroc && hide(auroc),
  }
}
