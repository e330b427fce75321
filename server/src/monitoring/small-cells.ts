import {
  isSmallCount,
  isSmallRate,
  smallCellReason,
  suppressEstimate,
} from '@primum/core/fairness/small-cell-suppression'
import { suppressGroups } from '@primum/core/fairness/suppressed-groups'
import type { ConfusionMatrix } from '@primum/core/statistics/confusion-matrix'
import type { Estimate } from '@primum/core/statistics/estimate'

/** One value of an attribute with its counts at the operating threshold. */
export type GroupMatrix = { value: string; matrix: ConfusionMatrix }

/** 1 to 10 people, who are not shown; none at all is shown. */
export function isSmallCell(count: number): boolean {
  return isSmallCount(count)
}

export function hasSmallCell(matrix: ConfusionMatrix): boolean {
  return Object.values(matrix).some((cell) => isSmallCount(cell))
}

/**
 * Values of one attribute that are not shown beside `everyone`: those with a cell of 1 to 10 people,
 * and as many others as it takes that nobody can work one out by subtraction. People without a
 * value are a group too, though it is never shown.
 */
export function hiddenValues(
  attribute: string,
  groups: readonly GroupMatrix[],
  everyone: ConfusionMatrix,
): Set<string> {
  const rest = { ...everyone }
  for (const { matrix } of groups) {
    for (const cell of ['tp', 'fp', 'tn', 'fn'] as const) rest[cell] -= matrix[cell]
  }
  const counted = groups.map(({ value, matrix }) => ({ group: [{ attribute, value }], matrix }))
  // No value that is shown can have this name: groups without a name are called `unknown`.
  const others = { group: [{ attribute, value: '' }], matrix: rest }
  const isRest = Object.values(rest).some((cell) => cell > 0)
  const { hidden, overall } = suppressGroups(isRest ? [...counted, others] : counted)
  return new Set(groups.filter((_, index) => overall || hidden[index]).map(({ value }) => value))
}

/** Whether an estimate gives a small count away: by its sample, or as a share of its n. */
export function isSmallEstimate(estimate: Estimate, isRate: boolean): boolean {
  const { n, positives, negatives, value } = estimate
  if ([n, positives, negatives].some((count) => count !== null && isSmallCount(count))) return true
  return isRate && value !== null && isSmallRate({ count: Math.round(value * n), total: n })
}

/** The estimate with nothing left to work anything out from. */
export function hideEstimate(estimate: Estimate): Estimate {
  return suppressEstimate(estimate, smallCellReason())
}
