import { expect, test } from 'vitest'
import { hellingerDistance } from './hellinger-distance.ts'
import reference from './reference/cell-distance.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with the formula in NumPy', () => {
  for (const { reference: before, current, hellinger, noise } of reference.cases) {
    const estimate = hellingerDistance(before, current)
    expect(relativeError(estimate.value, hellinger)).toBeLessThan(1e-9)
    const critical = Math.min(1, Math.sqrt(noise / 8))
    expect(relativeError(estimate.critical, critical)).toBeLessThan(1e-9)
  }
})

test('by hand', () => {
  // √(1 − Σ√pq) with shares ½, ½ and 1, 0.
  expect(hellingerDistance([1, 1], [4, 0]).value).toBeCloseTo(Math.sqrt(1 - Math.SQRT1_2), 14)
})
