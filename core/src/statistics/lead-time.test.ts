import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leadTime } from './lead-time.ts'
import { relativeError } from './reference/relative-error.ts'
import reference from './reference/utility-lead-time.json' with { type: 'json' }

test('agrees with NumPy and SciPy', () => {
  for (const { hours, level, ...expected } of reference.cases) {
    const actual = leadTime(hours, { level })
    expect(relativeError(actual.value, expected.value)).toBeLessThan(1e-12)
    expect(relativeError(actual.lowerQuartile, expected.lowerQuartile)).toBeLessThan(1e-12)
    expect(relativeError(actual.upperQuartile, expected.upperQuartile)).toBeLessThan(1e-12)
    expect(actual.interval?.lower ?? null).toBe(expected.lower)
    expect(actual.interval?.upper ?? null).toBe(expected.upper)
    expect(actual.n).toBe(hours.length)
  }
})

test('order does not matter, and the numbers are in order', () => {
  const times = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 1 })
  fc.assert(
    fc.property(times, (hours) => {
      const { value, lowerQuartile, upperQuartile, interval } = leadTime(hours)
      expect(leadTime(hours.toReversed()).value).toBe(value)
      expect(lowerQuartile).toBeLessThanOrEqual(value!)
      expect(upperQuartile).toBeGreaterThanOrEqual(value!)
      if (interval === null) return
      expect(interval.lower).toBeLessThanOrEqual(value!)
      expect(interval.upper).toBeGreaterThanOrEqual(value!)
    }),
  )
})

test('no detected outcome has no lead time, few have no interval', () => {
  expect(leadTime([])).toMatchObject({
    value: null,
    lowerQuartile: null,
    upperQuartile: null,
    state: 'undefined',
    reason: 'no lead times: no outcome was detected in advance',
  })
  const few = leadTime([4, 8, 1], { minimum: 10 })
  expect(few).toMatchObject({ value: 4, interval: null, state: 'insufficient' })
  expect(few.reason).toContain('3 lead times, at least 10 needed; 3 times are too few')
})

test('an alert after the outcome is refused, and so is a time that is none', () => {
  expect(() => leadTime([3, -0.5])).toThrow('lead time at index 1 is -0.5')
  expect(() => leadTime([Number.NaN])).toThrow(RangeError)
  expect(() => leadTime([Infinity])).toThrow(RangeError)
})
