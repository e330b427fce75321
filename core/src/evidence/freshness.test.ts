import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expiringDays, freshness } from './freshness.ts'
import type { FreshnessFacts } from './freshness.ts'

const today = '2026-06-15'

function judge(more: Partial<FreshnessFacts>) {
  const none = { withdrawnOn: null, current: null, next: null, reviewMonths: null, today }
  return freshness({ ...none, ...more })
}

const period = (effectiveFrom: string, effectiveUntil: string | null = null) => ({
  effectiveFrom,
  effectiveUntil,
})

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

describe('without a version in force', () => {
  test('it is empty, or begins later', () => {
    expect(judge({})).toMatchObject({ state: 'empty', until: null })
    expect(judge({ next: period('2026-06-16') })).toEqual({
      state: 'not-yet-effective',
      reason: 'It begins on 2026-06-16.',
      until: '2026-06-16',
    })
  })

  test('withdrawn comes before everything', () => {
    const withdrawn = judge({ withdrawnOn: '2026-06-01', current: period('2026-01-01') })
    expect(withdrawn).toMatchObject({ state: 'withdrawn', until: null })
    expect(withdrawn.reason).toContain('2026-06-01')
  })
})

describe('the end of a period', () => {
  test.each([
    ['2026-06-14', 'expired'],
    ['2026-06-15', 'expiring'],
    ['2026-07-15', 'expiring'],
    ['2026-07-16', 'valid'],
  ])('%s is %s', (end, state) => {
    expect(judge({ current: period('2026-01-01', end) }).state).toBe(state)
  })

  test('says how many days are left', () => {
    const reason = (end: string) => judge({ current: period('2026-01-01', end) }).reason
    expect(reason('2026-06-15')).toBe('Its period ends on 2026-06-15, which is today.')
    expect(reason('2026-06-16')).toContain('which is tomorrow')
    expect(reason('2026-06-20')).toContain('which is in 5 days')
    expect(reason('2027-06-20')).toBe('In force since 2026-01-01, until 2027-06-20.')
  })

  test('without an end and without a review it stays valid', () => {
    expect(judge({ current: period('2016-01-01') })).toEqual({
      state: 'valid',
      reason: 'In force since 2016-01-01, without an end.',
      until: null,
    })
  })

  test('an expired version names the one that follows', () => {
    const expired = judge({
      current: period('2026-01-01', '2026-06-14'),
      next: period('2026-07-01'),
    })
    expect(expired.state).toBe('expired')
    expect(expired.reason).toContain('The next version begins on 2026-07-01')
  })

  test('a version that begins later does not hide the one in force', () => {
    expect(judge({ current: period('2026-01-01'), next: period('2027-01-01') }).state).toBe('valid')
  })
})

describe('a review', () => {
  test.each([
    ['2025-06-14', 12, 'review-due'],
    ['2025-06-15', 12, 'expiring'],
    ['2025-07-15', 12, 'expiring'],
    ['2025-07-16', 12, 'valid'],
  ])('of a version since %s after %i months is %s', (from, reviewMonths, state) => {
    expect(judge({ current: period(from), reviewMonths }).state).toBe(state)
  })

  test('at the end of a month that is too short', () => {
    const at = (now: string) =>
      judge({ current: period('2025-08-31'), reviewMonths: 6, today: now }).state
    expect(at('2026-02-28')).toBe('expiring')
    expect(at('2026-03-01')).toBe('review-due')
    const leap = judge({ current: period('2024-02-29'), reviewMonths: 12, today: '2024-03-01' })
    expect(leap.until).toBe('2025-02-28')
    expect(judge({ current: period('2025-12-31'), reviewMonths: 1 }).reason).toContain('2026-01-31')
  })

  test('the earlier of review and end counts, and an ended period before a late review', () => {
    const both = { current: period('2026-01-01', '2026-07-01'), reviewMonths: 6 }
    expect(judge(both).reason).toContain('Its period ends on 2026-07-01')
    expect(judge({ ...both, reviewMonths: 5 })).toMatchObject({ state: 'review-due' })
    expect(judge({ ...both, current: period('2025-01-01', '2026-06-01') }).state).toBe('expired')
  })
})

test('what may be relied on until a day is so on that day, and not on the next one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2000 }),
      fc.option(fc.integer({ min: 0, max: 1500 })),
      fc.option(fc.integer({ min: 1, max: 60 })),
      fc.integer({ min: 0, max: 1000 }),
      (start, length, reviewMonths, offset) => {
        const from = dayAfter('2020-01-01', start)
        const end = length === null ? null : dayAfter(from, length)
        const at = (now: string) => judge({ current: period(from, end), reviewMonths, today: now })
        const now = dayAfter(from, offset)
        const { state, until } = at(now)
        if (until === null) {
          expect(['valid', 'expired', 'review-due']).toContain(state)
          return
        }
        expect(['valid', 'expiring']).toContain(state)
        expect(until >= now).toBe(true)
        expect(at(until).state).toBe('expiring')
        expect(['expired', 'review-due']).toContain(at(dayAfter(until, 1)).state)
        const early = dayAfter(until, -expiringDays - 1)
        if (early >= from) expect(at(early).state).toBe('valid')
      },
    ),
  )
})
