import { expect, test } from 'vitest'
import { crossCounts, crossTotals } from './cross-counts.ts'

const categories = ['low', 'middle', 'high']

test('counts pairs, rows first', () => {
  const table = crossCounts(categories, ['low', 'low', 'high'], ['low', 'high', 'middle'])
  expect(table.counts.map((row) => [...Array.from(row)])).toEqual([
    [1, 0, 1],
    [0, 0, 0],
    [0, 1, 0],
  ])
  expect(crossTotals(table)).toEqual({
    rows: [2, 0, 1],
    columns: [1, 1, 1],
    diagonal: [1, 0, 0],
    n: 3,
  })
})

test('refuses what is no table', () => {
  expect(() => crossCounts(categories, ['low'], [])).toThrow('1 rows but 0 columns')
  expect(() => crossCounts(categories, ['low'], ['lower'])).toThrow('"lower" at index 0')
  expect(() => crossCounts(['a', 'a'], [], [])).toThrow('declared twice')
  expect(() => crossTotals({ categories, counts: [[1]] })).toThrow('3 rows and columns')
  expect(() => crossTotals({ categories: ['a'], counts: [[NaN]] })).toThrow('row 0, column 0')
  expect(() => crossTotals({ categories: ['a'], counts: [[-1]] })).toThrow(RangeError)
})
