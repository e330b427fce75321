import { expect, test } from 'vitest'
import { principalComponents } from './principal-components.ts'
import reference from './reference/multivariate-drift.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

const numbers = (columns: (number | null)[][]) =>
  columns.map((column) => column.map((value) => value ?? NaN))

test('agrees with scikit-learn', () => {
  for (const { baseline, share, eigenvalues, kept, explained } of reference.cases) {
    const result = principalComponents(numbers(baseline), share)!
    expect(result.components.length).toBe(kept)
    expect(relativeError(result.explained, explained)).toBeLessThan(1e-10)
    for (const [k, value] of eigenvalues.entries()) {
      expect(relativeError(result.eigenvalues[k], value)).toBeLessThan(1e-9)
    }
  }
})

test('columns that say the same share one component, whatever their units', () => {
  const column = [1, 2, 4, 8, 16]
  const result = principalComponents([column, column.map((x) => -1000 * x)], 1)!
  expect(result.eigenvalues[0]).toBeCloseTo(2, 12)
  expect(result.components.length).toBeLessThanOrEqual(2)
  expect(principalComponents([column, column.map((x) => -1000 * x)])!.components.length).toBe(1)
})

test('nothing that varies has no components', () => {
  expect(
    principalComponents([
      [1, 1],
      [2, 2],
    ]),
  ).toBeNull()
  expect(principalComponents([])).toBeNull()
})

test('an impossible share is refused', () => {
  for (const share of [0, 1.1, NaN]) {
    expect(() => principalComponents([[1, 2]], share)).toThrow(RangeError)
  }
})
