import { expect, test } from 'vitest'
import { emptySide, pairedTotals } from './paired-counts.ts'

test('counts both samples and the cells in use', () => {
  expect(pairedTotals([3, 0, 0], [1, 2, 0])).toEqual({ k: 2, referenceN: 3, n: 3 })
})

test('says which side is empty', () => {
  expect(emptySide({ referenceN: 0, n: 0 })).toBe('no reference values')
  expect(emptySide({ referenceN: 1, n: 0 })).toBe('no current values')
  expect(emptySide({ referenceN: 1, n: 1 })).toBeNull()
})

test('cells must match and hold counts', () => {
  expect(() => pairedTotals([1], [1, 2])).toThrow(RangeError)
  expect(() => pairedTotals([1, NaN], [1, 2])).toThrow(/reference cell 1/)
  expect(() => pairedTotals([1, 2], [1, -2])).toThrow(/current cell 1/)
})
