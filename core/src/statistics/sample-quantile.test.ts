import { expect, test } from 'vitest'
import { quantileOf } from './sample-quantile.ts'

test('interpolates as NumPy does', () => {
  // numpy.quantile([1, 2, 4, 8], [0, 0.1, 0.25, 0.5, 0.9, 1])
  const values = [1, 2, 4, 8]
  const expected = [1, 1.3, 1.75, 3, 6.8, 8]
  ;[0, 0.1, 0.25, 0.5, 0.9, 1].forEach((share, i) =>
    expect(quantileOf(values, share)).toBeCloseTo(expected[i]!, 12),
  )
  expect(quantileOf([5], 0.3)).toBe(5)
})

test('no values and no share are refused', () => {
  expect(() => quantileOf([], 0.5)).toThrow(RangeError)
  expect(() => quantileOf([1], 1.1)).toThrow(RangeError)
  expect(() => quantileOf([1], Number.NaN)).toThrow(RangeError)
})
