/**
 * Which groups have to be hidden whole, when rates of the others and of everybody are shown. A rate
 * with its n gives its numerator away, so that one small cell hides the matrix of its group; one
 * hidden group would be everybody less the others, so that a second goes with it.
 */
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import { type GroupCounts, assertGroups, groupSize, pooledCounts } from './group-counts.ts'
import type { GroupRate, GroupRateName, GroupRates } from './group-rates.ts'
import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  isSmallCount,
  suppressEstimate,
} from './small-cell-suppression.ts'

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
  const hidden = groups.map(({ matrix }) => hasSmallCell(matrix, policy))
  const reason = `hidden: fewer than ${policy.minimum} people in it, or in a group it would reveal`
  const bySize = groups
    .map((counts, index) => ({ index, n: groupSize(counts) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n || a.index - b.index)
  while (hidden.includes(true) && isTooLittle(groups, hidden, policy)) {
    const next = bySize.find(({ index }) => !hidden[index])
    if (!next) return { hidden, overall: true, reason }
    hidden[next.index] = true
  }
  return { hidden, overall: false, reason }
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

function isTooLittle(groups: readonly GroupCounts[], hidden: boolean[], policy: SmallCellPolicy) {
  const chosen = groups.filter((_, index) => hidden[index])
  return chosen.length < 2 || hasSmallCell(pooledCounts([], chosen).matrix, policy)
}

function hasSmallCell(matrix: ConfusionMatrix, policy: SmallCellPolicy): boolean {
  return Object.values(matrix).some((cell) => isSmallCount(cell, policy))
}
