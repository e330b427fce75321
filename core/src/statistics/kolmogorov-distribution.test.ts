import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kolmogorovSurvival } from './kolmogorov-distribution.ts'
import reference from './reference/kolmogorov-distribution.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with SciPy, far into the tail', () => {
  for (const { x, value } of reference.cases) {
    expect(relativeError(kolmogorovSurvival(x), value), `λ=${x}`).toBeLessThan(1e-11)
  }
})

test('is a probability that falls, also where one series takes over from the other', () => {
  const point = fc.double({ min: 0, max: 5, noNaN: true })
  fc.assert(
    fc.property(point, point, (a, b) => {
      const [near, far] = [kolmogorovSurvival(Math.min(a, b)), kolmogorovSurvival(Math.max(a, b))]
      expect(near).toBeLessThanOrEqual(1)
      expect(far).toBeGreaterThanOrEqual(0)
      expect(far).toBeLessThanOrEqual(near + 1e-15)
    }),
  )
  expect(kolmogorovSurvival(1.18 - 1e-15)).toBeCloseTo(kolmogorovSurvival(1.18), 14)
})

test('ends and impossible arguments', () => {
  expect(kolmogorovSurvival(0)).toBe(1)
  expect(kolmogorovSurvival(Infinity)).toBe(0)
  expect(() => kolmogorovSurvival(-0.1)).toThrow(RangeError)
  expect(() => kolmogorovSurvival(NaN)).toThrow(RangeError)
})
