import { addDays, dayOfInstant } from './days.ts'
import type { Day } from './days.ts'
import { maturedThrough } from './maturity.ts'

/** A calendar month in UTC. */
export type Month = {
  /** `2026-10` */
  name: string
  /** its first and last day */
  from: Day
  to: Day
  /** the instants at which it begins and is over */
  since: string
  until: string
}

/**
 * The last `count` months that are over at `now` and have been for `settleDays`, oldest first: what
 * was sent overnight is in then.
 *
 * @param now ISO instant with a zone
 */
export function endedMonths(now: string, count: number, settleDays: number): Month[] {
  const months: Month[] = []
  let first = firstOfMonth(addDays(dayOfInstant(now), -settleDays))
  while (months.length < count) {
    const to = addDays(first, -1)
    first = firstOfMonth(to)
    months.unshift(monthOf(first, to))
  }
  return months
}

/**
 * The days whose outcome windows closed in the month, `from` to `to`, both included: the month
 * itself where outcomes are known at once, and as many days earlier as one waits for them. So each
 * day belongs to one month, and none is looked at while only its quick outcomes are known.
 */
export function maturedIn(
  { since, until }: Month,
  horizonDays: number,
  graceDays: number,
): { from: Day; to: Day } {
  const through = (instant: string) => maturedThrough(instant, horizonDays, graceDays)
  return { from: addDays(through(since), 1), to: through(until) }
}

function monthOf(from: Day, to: Day): Month {
  const start = (day: Day) => `${day}T00:00:00.000Z`
  return { name: from.slice(0, 7), from, to, since: start(from), until: start(addDays(to, 1)) }
}

function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}
