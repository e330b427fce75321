import { expect, test } from 'vitest'
import { coverageCounts, intervalCoverage } from './interval-coverage.ts'
import reference from './reference/quantile-calibration.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with NumPy and statsmodels', () => {
  for (const { outcomes, shares, coverage } of reference.cases) {
    const lower = Array(outcomes.length).fill(shares[0]!.quantile)
    const upper = Array(outcomes.length).fill(shares.at(-1)!.quantile)
    const estimate = intervalCoverage(coverageCounts(0.9, { lower, upper }, outcomes))
    expect(estimate.value).toBe(coverage.value)
    expect(estimate.gap).toBeCloseTo(coverage.value - 0.9, 15)
    expect(relativeError(estimate.interval!.lower, coverage.lower)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, coverage.upper)).toBeLessThan(1e-9)
  }
})

test('both ends belong to the interval, also where it is a point or has no end', () => {
  const limits = { lower: [1, 1, 2, -Infinity, 5], upper: [3, 3, 2, 0, Infinity] }
  expect(coverageCounts(0.8, limits, [1, 3, 2, -9, 4.9]).inside).toBe(4)
})

test('states', () => {
  const none = intervalCoverage({ nominal: 0.9, inside: 0, total: 0 })
  expect(none).toMatchObject({ value: null, gap: null, state: 'undefined' })
  const few = intervalCoverage({ nominal: 0.9, inside: 3, total: 4 }, { minimum: 20 })
  expect(few).toMatchObject({ value: 0.75, state: 'insufficient' })
})

test('impossible input is refused', () => {
  const limits = { lower: [1, 2], upper: [2, 1] }
  expect(() => coverageCounts(0.9, limits, [1, 1])).toThrow('index 1')
  expect(() => coverageCounts(0.9, { lower: [1], upper: [2] }, [NaN])).toThrow('index 0')
  expect(() => coverageCounts(0.9, limits, [1])).toThrow('2 and 2 limits but 1 outcomes')
  expect(() => intervalCoverage({ nominal: 0, inside: 1, total: 1 })).toThrow(RangeError)
  expect(() => intervalCoverage({ nominal: 0.9, inside: 2, total: 1 })).toThrow(RangeError)
})
