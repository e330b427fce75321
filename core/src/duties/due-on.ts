import { addDays } from '../monitoring/days.ts'

/** How many days there are for a duty that applies already, until a person says another day. */
export const dutyDays = 30

/**
 * The day by which evidence of a duty is due unless a person says another: the first day of the law
 * where that is later than the day on which the duty arose; else 30 days after it arose.
 *
 * @param effective first day of the law, `YYYY-MM-DD`, or null where no source gave it
 * @param arisen the day on which the duty arose, `YYYY-MM-DD`
 */
export function dueOn(effective: string | null, arisen: string): string {
  return effective !== null && effective > arisen ? effective : addDays(arisen, dutyDays)
}
