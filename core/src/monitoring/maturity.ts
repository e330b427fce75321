import type { Day } from './days.ts'
import { dayFromNumber, instantMilliseconds, millisecondsPerDay } from './days.ts'

/**
 * The last UTC day all of whose predictions have a closed outcome window at `now`.
 * A prediction's window closes at `predictedAt + horizon + grace`; only matured predictions enter
 * performance metrics, because early labels are mostly the quick positives (a positive predictive
 * value of 0.30 reads as 1.00 on "labelled so far").
 *
 * @param now ISO instant with a zone
 * @param horizonDays length of the outcome window in days, fractions allowed, at least 0
 * @param graceDays time in days for labels to arrive after the window, at least 0
 */
export function maturedThrough(now: string, horizonDays: number, graceDays: number): Day {
  if (!(horizonDays >= 0) || !(graceDays >= 0)) {
    throw new RangeError('the outcome window and the grace must be at least 0 days')
  }
  const closed = instantMilliseconds(now) - (horizonDays + graceDays) * millisecondsPerDay
  return dayFromNumber(Math.floor(closed / millisecondsPerDay) - 1)
}

/** Whether the outcome window of a prediction made on `day` has closed. Days compare as text. */
export function isMatured(day: Day, through: Day): boolean {
  return day <= through
}
