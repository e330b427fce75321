import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lnGamma, regularizedGammaLower, regularizedGammaUpper } from './gamma-function.ts'
import reference from './reference/gamma-function.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('lnGamma agrees with SciPy', () => {
  for (const { kind, a, value } of reference.cases) {
    if (kind !== 'lnGamma') continue
    expect(relativeError(lnGamma(a), value!), `lnGamma(${a})`).toBeLessThan(1e-12)
  }
})

test('both incomplete gamma functions agree with SciPy, far tails included', () => {
  for (const { kind, a, x, lower, upper } of reference.cases) {
    if (kind !== 'incomplete') continue
    const label = `a=${a}, x=${x}`
    expect(relativeError(regularizedGammaLower(a, x!), lower!), `${label}`).toBeLessThan(1e-10)
    expect(relativeError(regularizedGammaUpper(a, x!), upper!), `${label}`).toBeLessThan(1e-10)
  }
})

test('the two tails add up to 1, and the lower grows with x', () => {
  const shape = fc.double({ min: 1e-3, max: 1e4, noNaN: true })
  const point = fc.double({ min: 0, max: 2e4, noNaN: true })
  fc.assert(
    fc.property(shape, point, point, (a, x, y) => {
      expect(regularizedGammaLower(a, x) + regularizedGammaUpper(a, x)).toBeCloseTo(1, 12)
      const [low, high] = x < y ? [x, y] : [y, x]
      expect(regularizedGammaLower(a, low)).toBeLessThanOrEqual(
        regularizedGammaLower(a, high) + 1e-13,
      )
    }),
  )
})

test('ends and impossible arguments', () => {
  expect(regularizedGammaLower(2, 0)).toBe(0)
  expect(regularizedGammaUpper(2, Infinity)).toBe(0)
  expect(() => lnGamma(0)).toThrow(RangeError)
  expect(() => regularizedGammaLower(0, 1)).toThrow(RangeError)
  expect(() => regularizedGammaUpper(1, -1)).toThrow(RangeError)
  expect(() => regularizedGammaUpper(1, NaN)).toThrow(RangeError)
})
