import { countWords } from '@primum/core/shared/count-words'

/** Dates and numbers as people read them: unambiguous, with units. The machine's own time zone. */
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const utcDayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** `22 Nov 2026`; a plain date (`2026-11-22`) is no moment and is not moved between zones. */
export function formatDay(date: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? utcDayFormat.format(new Date(`${date}T00:00:00Z`))
    : dayFormat.format(new Date(date))
}

export function formatTime(moment: string): string {
  return timeFormat.format(new Date(moment))
}

export function formatCount(count: number): string {
  return countWords(count)
}

/** `12.4 MB`: powers of a thousand, as file managers say them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let [value, unit] = [bytes, 0]
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`
}

export function formatPercent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`
}

/** `in 3 days`, `2 hours ago`: how far off a moment is. */
export function formatDistance(moment: string, now: Date): string {
  const minutes = Math.round((new Date(moment).getTime() - now.getTime()) / 60_000)
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  if (Math.abs(hours) < 48) return format.format(hours, 'hour')
  return format.format(Math.round(hours / 24), 'day')
}
