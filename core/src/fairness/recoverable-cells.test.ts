import { expect, test } from 'vitest'
import { recoverableCells } from './recoverable-cells.ts'

test('one hidden cell of a row is the total less the others', () => {
  expect(recoverableCells([[20, null, 30, 57]])).toEqual([{ row: 0, column: 1, value: 7 }])
})

test('two hidden cells of a row are not, and neither is one beside a hidden total', () => {
  expect(recoverableCells([[20, null, null, 57]])).toEqual([])
  expect(recoverableCells([[20, null, 30, null]])).toEqual([])
})

test('a hidden total is the sum of what is shown', () => {
  expect(recoverableCells([[20, 7, null]])).toEqual([{ row: 0, column: 2, value: 27 }])
})

test('a square of hidden cells is safe, a triangle is not', () => {
  const square = [
    [null, null, 40, 90],
    [null, null, 50, 95],
    [30, 40, 50, 120],
    [70, 95, 140, 305],
  ]
  expect(recoverableCells(square)).toEqual([])
  const triangle = [
    [null, null, 40, 90],
    [null, 30, 50, 95],
    [30, 40, 50, 120],
    [70, 95, 140, 305],
  ]
  expect(recoverableCells(triangle)).toEqual([
    { row: 0, column: 0, value: 25 },
    { row: 0, column: 1, value: 25 },
    { row: 1, column: 0, value: 15 },
  ])
})

test('rows of unequal length are refused', () => {
  expect(() => recoverableCells([[1, 2], [3]])).toThrow(RangeError)
})
