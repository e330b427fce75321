import { describe, expect, test } from 'vitest'
import reference from './reference/ridge-logistic-regression.json' with { type: 'json' }
import { logOdds, ridgeLogisticRegression } from './ridge-logistic-regression.ts'

test('coefficients agree with scikit-learn', () => {
  for (const { values, width, labels, c, intercept, weights } of reference.cases) {
    const model = ridgeLogisticRegression({ values, width, labels }, c)
    expect(Math.abs(model.intercept - intercept)).toBeLessThan(1e-8)
    for (const [j, weight] of weights.entries()) {
      expect(Math.abs(model.weights[j]! - weight)).toBeLessThan(1e-8)
    }
  }
})

test('the gradient vanishes at the solution, also where the classes are separated', () => {
  const values = [-3, -2, -1, 1, 2, 3]
  const labels = [0, 0, 0, 1, 1, 1]
  const c = 1e6
  const model = ridgeLogisticRegression({ values, width: 1, labels }, c)
  let gradient = model.weights[0]!
  for (const [i, x] of values.entries()) {
    const p = 1 / (1 + Math.exp(-logOdds(model, values, i)))
    gradient += c * (p - labels[i]!) * x
  }
  expect(Math.abs(gradient)).toBeLessThan(1e-6)
})

test('learns from the chosen rows only', () => {
  const values = [-1, 0, 1, 2, 99]
  const labels = [0, 1, 0, 1, 0]
  const chosen = ridgeLogisticRegression({ values, width: 1, labels }, 1, [0, 1, 2, 3])
  const alone = { values: values.slice(0, 4), width: 1, labels: labels.slice(0, 4) }
  expect(chosen).toEqual(ridgeLogisticRegression(alone, 1))
})

test('columns that say the same, at any scale, still have an answer', () => {
  const column = [1, 5, 2, 7, 3, 9]
  const values = column.flatMap((x) => [1e9 * x, 1e9 * x])
  const model = ridgeLogisticRegression({ values, width: 2, labels: [0, 1, 0, 1, 1, 0] }, 1)
  expect(Number.isFinite(model.intercept)).toBe(true)
  expect(model.weights.every(Number.isFinite)).toBe(true)
})

describe('impossible input is refused', () => {
  test.each([
    [{ values: [1, 2], width: 1, labels: [1, 1] }, 1, /both classes/],
    [{ values: [1, 2], width: 1, labels: [0, 2] }, 1, /label of row 1/],
    [{ values: [1, 2, 3], width: 1, labels: [0, 1] }, 1, /3 values/],
    [{ values: [1, 2], width: 1, labels: [0, 1] }, 0, /C must exceed 0/],
  ])('%j with C = %s', (data, c, message) => {
    expect(() => ridgeLogisticRegression(data, c)).toThrow(message)
  })
})
