import fc from 'fast-check'
import { expect, test } from 'vitest'
import { negativeBinomialQuantile } from './negative-binomial.ts'
import reference from './reference/negative-binomial.json' with { type: 'json' }

test('quantiles agree with SciPy', () => {
  expect(reference.cases.length).toBeGreaterThan(200)
  for (const { p, mean, variance, quantile } of reference.cases) {
    const label = `p=${p}, mean=${mean}, variance=${variance}`
    expect(negativeBinomialQuantile(p, { mean, variance }), label).toBe(quantile)
  }
})

test('a quantile rises with p, and a wider spread widens both ends', () => {
  // Of a rare count, more spread makes most samples 0: the ends no longer widen.
  const mean = fc.double({ min: 20, max: 5000, noNaN: true })
  const spread = fc.double({ min: 1, max: 30, noNaN: true })
  fc.assert(
    fc.property(mean, spread, (m, s) => {
      const at = (p: number, by = s) => negativeBinomialQuantile(p, { mean: m, variance: m * by })
      expect(at(0.001)).toBeLessThanOrEqual(at(0.5))
      expect(at(0.5)).toBeLessThanOrEqual(at(0.999))
      expect(at(0.999, s + 1)).toBeGreaterThanOrEqual(at(0.999))
      expect(at(0.001, s + 1)).toBeLessThanOrEqual(at(0.001))
    }),
    { numRuns: 60 },
  )
})

test('a mean of zero is zero, and impossible arguments throw', () => {
  expect(negativeBinomialQuantile(0.999, { mean: 0, variance: 0 })).toBe(0)
  expect(() => negativeBinomialQuantile(1, { mean: 3, variance: 3 })).toThrow(RangeError)
  expect(() => negativeBinomialQuantile(0.5, { mean: -1, variance: 3 })).toThrow(RangeError)
  expect(() => negativeBinomialQuantile(0.5, { mean: 1, variance: Infinity })).toThrow(RangeError)
})
