import { expect, test } from 'vitest'
import { baselineRange, binnedBaselineRange } from './baseline-range.ts'
import { relativeError } from './reference/relative-error.ts'
import reference from './reference/wasserstein-distance.json' with { type: 'json' }

test('agrees with NumPy', () => {
  for (const { reference: values, lower, upper, interquartileRange } of reference.cases) {
    const range = baselineRange(values)!
    expect(relativeError(range.lower, lower)).toBeLessThan(1e-11)
    expect(relativeError(range.upper, upper)).toBeLessThan(1e-11)
    expect(relativeError(range.interquartileRange, interquartileRange)).toBeLessThan(1e-11)
  }
})

test('one sentinel moves nothing', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i)
  const clean = baselineRange(values)!
  const dirty = baselineRange([...values, 999999])!
  for (const key of ['lower', 'upper', 'interquartileRange'] as const) {
    expect(Math.abs(dirty[key] - clean[key])).toBeLessThan(1.1)
  }
})

test('in cells the quantiles interpolate, and stop at the outermost edges', () => {
  expect(binnedBaselineRange([0, 1], [0, 100, 0])).toEqual({
    lower: 0.01,
    upper: 0.99,
    interquartileRange: 0.5,
  })
  expect(binnedBaselineRange([0, 1], [50, 0, 50])).toMatchObject({ lower: 0, upper: 1 })
})

test('nothing to measure', () => {
  expect(baselineRange([])).toBeNull()
  expect(binnedBaselineRange([0, 1], [0, 0, 0])).toBeNull()
  expect(binnedBaselineRange([0], [3, 4])).toBeNull()
  expect(() => binnedBaselineRange([0, 1], [1, 2])).toThrow(RangeError)
  expect(() => baselineRange([1, Infinity])).toThrow(RangeError)
})
