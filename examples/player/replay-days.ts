export const day = 86_400_000

/** The midnight (UTC) at which the day of a moment began. */
export function midnightBefore(at: Date): Date {
  return new Date(Math.floor(at.getTime() / day) * day)
}

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * day)
}

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
