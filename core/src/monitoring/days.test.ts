import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayFromNumber,
  dayNumber,
  dayOfInstant,
  daysBetween,
  instantMilliseconds,
} from './days.ts'

describe('days', () => {
  test('known days', () => {
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(dayNumber('2000-03-01')).toBe(11_017)
    expect(dayFromNumber(-1)).toBe('1969-12-31')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
  })

  test('agrees with the UTC calendar of ECMAScript over 400 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -73_000, max: 73_000 }), (number) => {
        const day = dayFromNumber(number)
        expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10))
        expect(dayNumber(day)).toBe(number)
      }),
    )
  })

  test.each(['2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '', '2026-01-01T00:00:00Z'])(
    'refuses %j',
    (text) => expect(() => dayNumber(text)).toThrow(RangeError),
  )

  test('an instant needs its zone', () => {
    expect(instantMilliseconds('1970-01-02T00:00:00Z')).toBe(86_400_000)
    expect(dayOfInstant('2026-03-01T00:30:00+02:00')).toBe('2026-02-28')
    expect(() => instantMilliseconds('2026-03-01T00:30:00')).toThrow(/zone/)
    expect(() => instantMilliseconds('2026-99-01T00:30:00Z')).toThrow(RangeError)
  })
})
