import { expect, test } from 'vitest'
import { alertBurden } from './alert-burden.ts'
import { relativeError } from './reference/relative-error.ts'
import reference from './reference/utility-alert-burden.json' with { type: 'json' }

test('agrees with statsmodels (one alert at most) and SciPy (repeated)', () => {
  for (const { value, lower, upper, ...counts } of reference.cases) {
    const { interval, ...estimate } = alertBurden(counts)
    expect(estimate).toMatchObject({ value, n: counts.encounters, state: 'ok' })
    expect(relativeError(interval!.lower, lower), JSON.stringify(counts)).toBeLessThan(1e-9)
    expect(relativeError(interval!.upper, upper), JSON.stringify(counts)).toBeLessThan(1e-9)
    expect(interval!.method).toContain(counts.repeated ? 'Poisson' : 'Wilson')
  }
})

test('no repeated alerts have an upper limit only, and say so', () => {
  const none = alertBurden({ alerts: 0, encounters: 200, repeated: true })
  expect(none).toMatchObject({ value: 0, reason: 'no alerts: upper limit only' })
  expect(none.interval!.lower).toBeNull()
  expect(none.interval!.upper).toBeCloseTo(3.6888794541 / 2, 9)
})

test('no encounters are undefined, few are insufficient', () => {
  const nothing = alertBurden({ alerts: 0, encounters: 0, repeated: true })
  expect(nothing).toMatchObject({ value: null, interval: null, state: 'undefined' })
  const few = alertBurden({ alerts: 2, encounters: 8, repeated: false }, { minimum: 30 })
  expect(few).toMatchObject({ value: 25, state: 'insufficient' })
  expect(few.reason).toBe('8 encounters, at least 30 needed')
})

test('more alerts than encounters need to be repeated ones', () => {
  expect(() => alertBurden({ alerts: 9, encounters: 8, repeated: false })).toThrow(RangeError)
  expect(() => alertBurden({ alerts: 1, encounters: 0, repeated: true })).toThrow(RangeError)
  expect(alertBurden({ alerts: 9, encounters: 8, repeated: true }).value).toBe(112.5)
})
