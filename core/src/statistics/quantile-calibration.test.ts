import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantileCalibration, quantileCounts } from './quantile-calibration.ts'
import reference from './reference/quantile-calibration.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with NumPy and statsmodels', () => {
  for (const { outcomes, shares } of reference.cases) {
    for (const { level, quantile, value, lower, upper } of shares) {
      const counts = quantileCounts(level, Array(outcomes.length).fill(quantile), outcomes)
      const estimate = quantileCalibration(counts)
      expect(estimate.value).toBe(value)
      expect(estimate.gap).toBeCloseTo(value - level, 15)
      expect(relativeError(estimate.interval!.lower, lower)).toBeLessThan(1e-9)
      expect(relativeError(estimate.interval!.upper, upper)).toBeLessThan(1e-9)
    }
  }
})

test('a higher quantile never has fewer outcomes below it', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -10, max: 10 }), { minLength: 1 })
  fc.assert(
    fc.property(values, fc.double({ noNaN: true, min: 0, max: 5 }), (outcomes, rise) => {
      const low = quantileCounts(0.5, Array(outcomes.length).fill(0), outcomes)
      const high = quantileCounts(0.5, Array(outcomes.length).fill(rise), outcomes)
      expect(high.below).toBeGreaterThanOrEqual(low.below)
    }),
  )
})

test('an outcome on the quantile is below it', () => {
  expect(quantileCounts(0.9, [2, 2], [2, 2.1])).toEqual({ level: 0.9, below: 1, total: 2 })
})

test('states', () => {
  const none = quantileCalibration({ level: 0.9, below: 0, total: 0 })
  expect(none).toMatchObject({ value: null, gap: null, state: 'undefined' })
  const few = quantileCalibration({ level: 0.9, below: 3, total: 4 }, { minimum: 20 })
  expect(few).toMatchObject({ value: 0.75, state: 'insufficient' })
})

test('impossible input is refused', () => {
  expect(() => quantileCounts(0.5, [1], [1, 2])).toThrow('1 quantiles but 2 outcomes')
  expect(() => quantileCounts(0.5, [1, NaN], [1, 2])).toThrow('index 1')
  expect(() => quantileCalibration({ level: 1, below: 0, total: 1 })).toThrow(RangeError)
  expect(() => quantileCalibration({ level: 0.5, below: 2, total: 1 })).toThrow(RangeError)
})
