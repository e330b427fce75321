/** A UTC calendar day, `YYYY-MM-DD`. Days sort as text and never meet a local time zone. */
export type Day = string

export const millisecondsPerHour = 3_600_000
export const millisecondsPerDay = 86_400_000

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Days since 1970-01-01 of a day in the proleptic Gregorian calendar.
 * Throws a RangeError where `day` is not a real calendar day.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
export function dayNumber(day: Day): number {
  const match = dayPattern.exec(day)
  if (!match) throw new RangeError(`"${day}" is not a day of the form YYYY-MM-DD`)
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  const number = era * 146_097 + dayOfEra - 719_468
  if (dayFromNumber(number) !== day) throw new RangeError(`"${day}" is not a day of the calendar`)
  return number
}

/** The day that lies `number` days after 1970-01-01 (civil_from_days, same source). */
export function dayFromNumber(number: number): Day {
  const shifted = Math.floor(number) + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
}

/** `day` moved by a whole number of days. */
export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days)
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/**
 * Milliseconds since 1970-01-01T00:00Z of an ISO instant with an explicit zone.
 * Throws a RangeError without a zone: such a text would be read in the machine's own zone.
 */
export function instantMilliseconds(instant: string): number {
  const milliseconds = instantPattern.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(milliseconds)) {
    throw new RangeError(`"${instant}" is not an ISO instant with a zone`)
  }
  return milliseconds
}

/** The UTC day in which an instant falls. */
export function dayOfInstant(instant: string): Day {
  return dayFromNumber(Math.floor(instantMilliseconds(instant) / millisecondsPerDay))
}
