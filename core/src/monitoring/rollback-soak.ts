import { z } from 'zod'
import { peopleWords } from '../fairness/small-cell-suppression.ts'
import { millisecondsPerDay, instantMilliseconds } from './days.ts'
import type { StablePeriod } from './alias-history.ts'

/**
 * How a version proves itself before others may be rolled back to it: so long in production without
 * a break, with so many matured outcomes, and no confirmed critical alarm in that time.
 */
export type SoakRule = { days: number; maturedOutcomes: number }

export const soakRuleSchema = z.strictObject({
  days: z.number().min(0).max(3650),
  maturedOutcomes: z.int().min(0).max(10_000_000),
})

/** One period of a version in production, with what is known of it. */
export type ServedPeriod = {
  days: number
  /** predictions of the period whose outcome is known by now */
  maturedOutcomes: number
  /** whether a critical alarm was confirmed in it */
  failed: boolean
}

/** How long a period has lasted at `now`, in days and parts of days. Instants are ISO. */
export function periodDays({ from, to }: Pick<StablePeriod, 'from' | 'to'>, now: string): number {
  const end = to ?? now
  return Math.max(0, instantMilliseconds(end) - instantMilliseconds(from)) / millisecondsPerDay
}

/** Why no period of a version is a proof, or null where one is. No rule asks for none. */
export function soakProblem(rule: SoakRule, served: readonly ServedPeriod[]): string | null {
  if (rule.days === 0 && rule.maturedOutcomes === 0) return null
  const sound = served.filter((period) => !period.failed)
  const met = sound.some(
    (period) => period.days >= rule.days && period.maturedOutcomes >= rule.maturedOutcomes,
  )
  if (met) return null
  const wanted = `${rule.days} days and ${rule.maturedOutcomes} matured outcomes without a critical alarm`
  const longest = sound.toSorted((a, b) => b.days - a.days)[0]
  if (longest === undefined) return `has never served ${wanted}`
  const { days, maturedOutcomes } = longest
  return `has served ${Math.floor(days)} days with ${peopleWords(maturedOutcomes)} matured outcomes, of the ${wanted} that prove it`
}
