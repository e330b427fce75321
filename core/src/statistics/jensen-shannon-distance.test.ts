import { expect, test } from 'vitest'
import { jensenShannonDistance } from './jensen-shannon-distance.ts'
import reference from './reference/cell-distance.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with SciPy', () => {
  for (const { reference: before, current, jensenShannon, noise } of reference.cases) {
    const estimate = jensenShannonDistance(before, current)
    // SciPy's terms cancel where shares nearly agree: 1e-16 is left uncertain of a square of 1e-13.
    const limit = jensenShannon < 1e-5 ? 1e-3 : 1e-9
    expect(relativeError(estimate.value, jensenShannon)).toBeLessThan(limit)
    const critical = Math.min(1, Math.sqrt(noise / (8 * Math.LN2)))
    expect(relativeError(estimate.critical, critical)).toBeLessThan(1e-9)
  }
})

test('keeps its digits where shares nearly agree', () => {
  // For p = ½ ± d the square is d²/(2 ln 2) to second order.
  const million = 1e6
  const d = 1 / (2 * million)
  const estimate = jensenShannonDistance([million, million], [million + 1, million - 1])
  expect(relativeError(estimate.value, d / Math.sqrt(2 * Math.LN2))).toBeLessThan(1e-9)
})
