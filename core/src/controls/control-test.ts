import { addMonths } from '../risk/calendar-months.ts'

/** By a person who follows a procedure, or by a query over the records of the organization. */
export const controlTestKinds = ['manual', 'automatic'] as const

export const controlTestResults = ['passed', 'failed', 'not-decidable'] as const

export type ControlTestResult = (typeof controlTestResults)[number]

/**
 * The day from which a test is due again: so many calendar months after its run, in UTC. A month
 * without such a day gives its last one: a month after 31 January is 28 or 29 February.
 */
export function dueDay(ranAt: Date, everyMonths: number): string {
  return addMonths(ranAt, everyMonths).toISOString().slice(0, 10)
}
