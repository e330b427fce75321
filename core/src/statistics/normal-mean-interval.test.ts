import { expect, test } from 'vitest'
import { normalMeanInterval, standardErrorOfMean } from './normal-mean-interval.ts'

test('ten values by hand', () => {
  // 1 … 10: mean 5.5, sample variance 55/6.
  const sums = { n: 10, sum: 55, squareSum: 385 }
  expect(standardErrorOfMean(sums)).toBeCloseTo(Math.sqrt(55 / 60), 14)
  const { lower, upper } = normalMeanInterval(sums)!
  expect((lower + upper) / 2).toBeCloseTo(5.5, 14)
  expect(upper - lower).toBeCloseTo(2 * 1.959963984540054 * Math.sqrt(55 / 60), 12)
})

test('no interval without spread or with one value', () => {
  expect(normalMeanInterval({ n: 1, sum: 3, squareSum: 9 })).toBeNull()
  expect(normalMeanInterval({ n: 3, sum: 0.3, squareSum: 3 * 0.1 * 0.1 })).toBeNull()
  expect(normalMeanInterval({ n: 0, sum: 0, squareSum: 0 })).toBeNull()
})

test('sums that are not finite are refused', () => {
  expect(() => standardErrorOfMean({ n: 2, sum: NaN, squareSum: 1 })).toThrow(RangeError)
  expect(() => standardErrorOfMean({ n: 2, sum: 1, squareSum: Infinity })).toThrow(RangeError)
})
