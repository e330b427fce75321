import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOfInstant } from './days.ts'
import { isMatured, maturedThrough } from './maturity.ts'

test('a day matures when the window of its last prediction has closed', () => {
  // The last prediction of 1 March is made just before midnight, so its window closes as 2 April ends.
  expect(maturedThrough('2027-04-02T23:59:59Z', 30, 2)).toBe('2027-02-28')
  expect(maturedThrough('2027-04-03T00:00:00Z', 30, 2)).toBe('2027-03-01')
  expect(maturedThrough('2027-04-04T00:00:00Z', 30, 2)).toBe('2027-03-02')
})

test('with no window at all, yesterday is the last whole day', () => {
  expect(maturedThrough('2027-01-01T00:00:00Z', 0, 0)).toBe('2026-12-31')
  expect(maturedThrough('2027-01-01T13:00:00Z', 0, 0)).toBe('2026-12-31')
})

test('fractions of a day count', () => {
  expect(maturedThrough('2027-01-02T05:59:59Z', 0.25, 0)).toBe('2026-12-31')
  expect(maturedThrough('2027-01-02T06:00:00Z', 0.25, 0)).toBe('2027-01-01')
})

test('the zone of the writer does not matter', () => {
  expect(maturedThrough('2027-01-02T08:00:00+02:00', 0.25, 0)).toBe('2027-01-01')
})

test('whole days: exactly horizon + grace + 1 days back', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('2000-01-01T00:00:00Z'),
        max: new Date('2099-12-31T00:00:00Z'),
        noInvalidDate: true,
      }),
      fc.nat(400),
      fc.nat(60),
      (date, horizon, grace) => {
        const now = date.toISOString()
        expect(maturedThrough(now, horizon, grace)).toBe(
          addDays(dayOfInstant(now), -(horizon + grace) - 1),
        )
      },
    ),
  )
})

test('refuses a negative window', () => {
  expect(() => maturedThrough('2027-01-01T00:00:00Z', -1, 0)).toThrow(RangeError)
  expect(() => maturedThrough('2027-01-01T00:00:00Z', 1, Number.NaN)).toThrow(RangeError)
})

test('isMatured compares days', () => {
  expect(isMatured('2026-12-31', '2027-01-01')).toBe(true)
  expect(isMatured('2027-01-02', '2027-01-01')).toBe(false)
})
