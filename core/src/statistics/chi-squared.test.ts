import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chiSquaredCdf, chiSquaredQuantile } from './chi-squared.ts'
import reference from './reference/chi-squared.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('cdf and quantile agree with SciPy', () => {
  for (const { degrees, p, quantile, cdf } of reference.cases) {
    const label = `p=${p}, degrees=${degrees}`
    expect(relativeError(chiSquaredQuantile(p, degrees), quantile), `${label}`).toBeLessThan(1e-9)
    expect(relativeError(chiSquaredCdf(quantile, degrees), cdf), `${label}`).toBeLessThan(1e-10)
  }
})

test('the cdf of the quantile is p', () => {
  const chance = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
  const degrees = fc.double({ min: 0.1, max: 5000, noNaN: true })
  fc.assert(
    fc.property(chance, degrees, (p, k) => {
      expect(chiSquaredCdf(chiSquaredQuantile(p, k), k)).toBeCloseTo(p, 11)
    }),
  )
})

test('ends and impossible arguments', () => {
  expect(chiSquaredQuantile(0, 3)).toBe(0)
  for (const p of [-0.1, 1, NaN]) expect(() => chiSquaredQuantile(p, 3)).toThrow(RangeError)
  expect(() => chiSquaredQuantile(0.5, 0)).toThrow(RangeError)
  expect(() => chiSquaredCdf(-1, 3)).toThrow(RangeError)
})
