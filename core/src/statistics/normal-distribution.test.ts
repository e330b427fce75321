import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalCdf, normalQuantile, twoSidedZ } from './normal-distribution.ts'
import reference from './reference/normal-distribution.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with SciPy, far tails included', () => {
  for (const { kind, x, value } of reference.cases) {
    const actual = kind === 'cdf' ? normalCdf(x) : normalQuantile(x)
    expect(relativeError(actual, value), `${kind}(${x})`).toBeLessThan(1e-12)
  }
})

test('quantile and cdf undo each other, and the tails mirror', () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 5, noNaN: true }), (x) => {
      expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 9)
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14)
    }),
  )
})

test('the familiar 1.96', () => {
  expect(twoSidedZ(0.95)).toBeCloseTo(1.959963984540054, 14)
})

test('impossible arguments', () => {
  for (const p of [0, 1, -0.1, 1.1, NaN]) {
    expect(() => normalQuantile(p)).toThrow(RangeError)
    expect(() => twoSidedZ(p)).toThrow(RangeError)
  }
  expect(() => normalCdf(NaN)).toThrow(RangeError)
  expect(normalCdf(-Infinity)).toBe(0)
  expect(normalCdf(Infinity)).toBe(1)
})
