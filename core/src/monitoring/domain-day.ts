import type { DomainComparison } from './compare-domains.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import { domainSettings } from './thresholds.ts'

type Days = { from: Day; to: Day }

/** How well the inputs of a window could be told from those of the reference, as it was found. */
export type DomainDay = DomainComparison & {
  /** null where the window lies in the reference, or before it */
  window: Days | null
  /** null while the reference is not over */
  reference: Days | null
}

/** By the last day of the window and its length; null where nothing was compared. */
export type DomainDays = (day: Day, windowDays: number) => DomainDay | null

const { referenceDays, referenceRows } = domainSettings

/**
 * The first days of a version, at least so many and with so many predictions, by what was counted of
 * each day in order. Null while there are too few of them.
 */
export function domainReference(days: readonly { day: Day; predictions: number }[]): Days | null {
  const from = days[0]?.day
  if (from === undefined) return null
  const earliest = addDays(from, referenceDays - 1)
  let predictions = 0
  for (const { day, predictions: n } of days) {
    predictions += n
    if (predictions >= referenceRows) return { from, to: day > earliest ? day : earliest }
  }
  return null
}

/** The window that ends on a day: after the reference, and not before `since`. */
export function domainWindow(reference: Days, day: Day, length: number, since: Day): Days | null {
  const start = addDays(day, 1 - length)
  const first = addDays(reference.to, 1)
  const from = [start, first, since].toSorted().at(-1)!
  return from > day ? null : { from, to: day }
}

/** Days without a newer comparison after which the last one says nothing of today any more. */
const longestWait = 3

/** The newest comparison up to a day; null where the last few days lack one. */
export function newestDomain(domains: DomainDays, day: Day, windowDays: number): DomainDay | null {
  for (let back = 0; back < longestWait; back++) {
    const found = domains(addDays(day, -back), windowDays)
    if (found !== null) return found
  }
  return null
}
