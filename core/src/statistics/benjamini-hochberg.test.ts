import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import reference from './reference/benjamini-hochberg.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with statsmodels', () => {
  for (const { pValues, adjusted } of reference.cases) {
    for (const [i, value] of benjaminiHochberg(pValues).entries()) {
      expect(relativeError(value, adjusted[i]!)).toBeLessThan(1e-12)
    }
  }
})

test('lies between p and the Bonferroni value, keeps the order, and is blind to position', () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
  fc.assert(
    fc.property(chances, (pValues) => {
      const adjusted = benjaminiHochberg(pValues)
      expect(benjaminiHochberg(pValues.toReversed()).toReversed()).toEqual(adjusted)
      for (const [i, p] of pValues.entries()) {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p)
        expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * pValues.length))
        for (const [j, other] of pValues.entries()) {
          if (p <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!)
        }
      }
    }),
  )
})

test('what was not tested stays unknown and costs the others nothing', () => {
  expect(benjaminiHochberg([null, 0.01, null, 0.04])).toEqual([null, 0.02, null, 0.04])
  expect(benjaminiHochberg([])).toEqual([])
})

test('a p-value that is none is refused', () => {
  for (const p of [NaN, -0.1, 1.1]) expect(() => benjaminiHochberg([0.5, p])).toThrow(/index 1/)
})
