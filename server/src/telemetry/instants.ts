import { instantMilliseconds } from '@primum/core/monitoring/days'

const fiveMinutes = 5 * 60_000
const earliest = Date.UTC(1900, 0, 1)

/** What is wrong with a moment, and what to do. */
export type InstantProblem = { message: string; remedy: string }

/**
 * Milliseconds of an ISO instant with a zone, to the millisecond; or what is wrong with it. `now`
 * is the wall clock: nothing can have happened later, but clocks may differ by some minutes.
 */
export function readInstant(text: string, now: number): number | InstantProblem {
  const at = parseInstant(text)
  if (at === null) {
    return {
      message: 'This is not a moment with a time zone.',
      remedy: 'Write it as in 2026-03-14T09:30:00Z or 2026-03-14T10:30:00+01:00.',
    }
  }
  if (at > now + fiveMinutes) {
    return {
      message: 'This moment lies more than 5 minutes in the future.',
      remedy: 'Send only what has happened, and correct the clock of the sender.',
    }
  }
  if (at < earliest) {
    return { message: 'This moment lies before 1900.', remedy: 'Correct the year.' }
  }
  return at
}

function parseInstant(text: string): number | null {
  // Date.parse reads 30 February as 2 March.
  const day = Number(text.slice(8, 10))
  if (day > 28 && day > daysOfMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)))) return null
  try {
    return instantMilliseconds(text)
  } catch {
    return null
  }
}

function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
