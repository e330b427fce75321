/** Whether evidence may be relied on today. */
export const freshnessStates = [
  'valid',
  'expiring',
  'expired',
  'not-yet-effective',
  'review-due',
  'withdrawn',
  'empty',
] as const

export type FreshnessState = (typeof freshnessStates)[number]

/** How many days before its last day evidence is `expiring`. */
export const expiringDays = 30

/** Days as `2026-12-31`, both included; without an end where the last one is null. */
export type EffectivePeriod = { effectiveFrom: string; effectiveUntil: string | null }

export type FreshnessFacts = {
  withdrawnOn: string | null
  /** of the version that governs today: the one that began last; null where none has begun */
  current: EffectivePeriod | null
  /** of the version that begins next; null where none waits */
  next: EffectivePeriod | null
  /** how many months after its first day a version has to be reviewed */
  reviewMonths: number | null
  today: string
}

export type Freshness = {
  state: FreshnessState
  reason: string
  /**
   * Where `valid` or `expiring` the last day on which it may be relied on, where
   * `not-yet-effective` the first one; null where time alone changes nothing.
   */
  until: string | null
}

/**
 * What evidence is worth today, with the reason. The version that governs decides, so a version
 * that begins later does not hide the one in force. Periods and reviews end with their last day.
 */
export function freshness(facts: FreshnessFacts): Freshness {
  const { withdrawnOn, current, next, reviewMonths, today } = facts
  if (withdrawnOn !== null) return lasting('withdrawn', `It was withdrawn on ${withdrawnOn}.`)
  if (current === null) {
    if (next === null) return lasting('empty', 'No file was handed over yet.')
    const reason = `It begins on ${next.effectiveFrom}.`
    return { state: 'not-yet-effective', reason, until: next.effectiveFrom }
  }
  const { effectiveFrom, effectiveUntil: end } = current
  const review = reviewMonths === null ? null : addMonths(effectiveFrom, reviewMonths)
  if (end !== null && end < today) {
    const follows = next === null ? '' : ` The next version begins on ${next.effectiveFrom}.`
    return lasting('expired', `Its period ended on ${end}.${follows}`)
  }
  if (review !== null && review < today) {
    return lasting('review-due', `It was to be reviewed by ${review}.`)
  }
  const reviewFirst = review !== null && (end === null || review < end)
  const until = reviewFirst ? review : end
  if (until === null) {
    return { state: 'valid', reason: `In force since ${effectiveFrom}, without an end.`, until }
  }
  const left = daysBetween(today, until)
  if (left > expiringDays) {
    const what = reviewFirst ? 'to be reviewed by' : 'until'
    return { state: 'valid', reason: `In force since ${effectiveFrom}, ${what} ${until}.`, until }
  }
  const what = reviewFirst ? `It is to be reviewed by ${until}` : `Its period ends on ${until}`
  return { state: 'expiring', reason: `${what}, ${inDays(left)}.`, until }
}

function lasting(state: FreshnessState, reason: string): Freshness {
  return { state, reason, until: null }
}

function inDays(days: number): string {
  if (days === 0) return 'which is today'
  return days === 1 ? 'which is tomorrow' : `which is in ${days} days`
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** A month without such a day gives its last one: a month after 31 January is 28 or 29 February. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const [targetYear, targetMonth] = [Math.floor(index / 12), index % 12]
  const last = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate()
  return new Date(Date.UTC(targetYear, targetMonth, Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}
