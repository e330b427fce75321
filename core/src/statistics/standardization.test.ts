import { describe, expect, test } from 'vitest'
import { standardization, standardizedRows } from './standardization.ts'

test('the baseline itself gets mean 0 and deviation 1, column by column', () => {
  const baseline = [
    [1, 2, 3, 4],
    [10, 10, 30, 30],
  ]
  const scale = standardization(baseline)
  expect([...scale.means]).toEqual([2.5, 20])
  const { rows, values, imputed } = standardizedRows(baseline, scale)
  expect({ rows, imputed }).toEqual({ rows: 4, imputed: 0 })
  expect([values[1], values[3], values[5], values[7]]).toEqual([-1, -1, 1, 1])
})

describe('trouble', () => {
  test('missing values become the mean and are counted', () => {
    const scale = standardization([[1, NaN, 3, NaN]])
    expect(scale.means[0]).toBe(2)
    expect(scale.deviations[0]).toBe(Math.SQRT1_2)
    const { values, imputed } = standardizedRows([[NaN, 2, NaN]], scale)
    expect([...values]).toEqual([0, 0, 0])
    expect(imputed).toBe(2)
  })

  test('columns that do not vary, or are missing altogether, are left out', () => {
    const scale = standardization([
      [0.1, 0.1, 0.1],
      [1, 2, 3],
      [NaN, NaN, NaN],
    ])
    expect(scale).toMatchObject({ used: [1], columnCount: 3 })
  })

  test('one absurd value ends at ten deviations', () => {
    const scale = standardization([[-1, 1]])
    expect([...standardizedRows([[999999, -999999, 9]], scale).values]).toEqual([10, -10, 9])
  })

  test('impossible input is refused', () => {
    expect(() => standardization([[1, 2], [1]])).toThrow(/column 1 has 1 rows/)
    expect(() => standardization([[1, Infinity]])).toThrow(/column 0, row 1/)
    expect(() => standardization(Array.from({ length: 51 }, () => [1, 2]))).toThrow(/at most 50/)
    expect(() => standardizedRows([[1], [2]], standardization([[1, 2]]))).toThrow(RangeError)
  })

  test('no columns and no rows', () => {
    expect(standardization([])).toMatchObject({ used: [] })
    expect(standardization([[]])).toMatchObject({ used: [] })
  })
})
