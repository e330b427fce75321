/**
 * Counts of 1 to 10 people could point to somebody and are hidden, with everything derived from
 * them; 0 and 11 or more are shown.
 * Source: cell size suppression policy of the US Centers for Medicare & Medicaid Services,
 * resdac.org/articles/cms-cell-size-suppression-policy.
 */
import type { Estimate } from '../statistics/estimate.ts'
import { assertCount } from '../statistics/scored-counts.ts'

/** The least count that is shown, and the policy of the organization that lowered it, if one did. */
export type SmallCellPolicy = { minimum: number; loweredBy: string | null }

const leastMinimum = 11

export const defaultSmallCellPolicy: SmallCellPolicy = { minimum: leastMinimum, loweredBy: null }

/**
 * Any view may raise the minimum. Below 11 it needs `loweredBy`, the name of the policy that
 * allows it; throws RangeError without one.
 */
export function smallCellPolicy(minimum: number, loweredBy: string | null = null): SmallCellPolicy {
  assertCount(minimum, 'minimum')
  if (minimum < leastMinimum && !loweredBy) {
    throw new RangeError(`a minimum of ${minimum} is below ${leastMinimum}: name the policy`)
  }
  return { minimum, loweredBy: minimum < leastMinimum ? loweredBy : null }
}

export function isSmallCount(
  count: number,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): boolean {
  return assertCount(count, 'count') >= 1 && count < policy.minimum
}

/** Whether a rate would give a small count away: its numerator, denominator or their difference. */
export function isSmallRate(
  { count, total }: { count: number; total: number },
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): boolean {
  return [count, total, total - count].some((cell) => isSmallCount(cell, policy))
}

/** A count of people as a sentence may say it: `fewer than 11` for a small one. */
export function peopleWords(
  count: number,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): string {
  return isSmallCount(count, policy) ? `fewer than ${policy.minimum}` : String(count)
}

export function smallCellReason(policy: SmallCellPolicy = defaultSmallCellPolicy): string {
  return `hidden: fewer than ${policy.minimum} people`
}

/**
 * The estimate without anything to compute it from when `reason` is given; the estimate itself when
 * it is null. Fields beyond those of an Estimate are left behind with the numbers.
 */
export function suppressEstimate(estimate: Estimate, reason: string | null): Estimate {
  if (reason === null) return estimate
  return {
    value: null,
    interval: null,
    n: 0,
    positives: null,
    negatives: null,
    state: 'insufficient',
    reason,
    method: estimate.method,
  }
}
