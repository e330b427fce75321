import { describe, expect, test } from 'vitest'
import { normalQuantile } from './normal-distribution.ts'
import { rootMeanSquaredError } from './root-mean-squared-error.ts'
import reference from './reference/regression.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { regressionSums } from './regression-sums.ts'

test('agrees with scikit-learn and statsmodels', () => {
  for (const { name, predictions, outcomes, rootMeanSquaredError: expected } of reference.cases) {
    const { value, interval, n } = rootMeanSquaredError(regressionSums(predictions, outcomes))
    expect(relativeError(value, expected.value), name).toBeLessThan(1e-9)
    expect(relativeError(interval!.lower, expected.lower), name).toBeLessThan(1e-9)
    expect(relativeError(interval!.upper, expected.upper), name).toBeLessThan(1e-9)
    expect(n).toBe(outcomes.length)
  }
})

test('is never below the mean absolute error or the bias', () => {
  for (const { predictions, outcomes, meanAbsoluteError, meanError } of reference.cases) {
    const { value } = rootMeanSquaredError(regressionSums(predictions, outcomes))
    expect(value!).toBeGreaterThanOrEqual(meanAbsoluteError.value)
    expect(value!).toBeGreaterThanOrEqual(Math.abs(meanError.value))
  }
})

test('covers the true error about as often as it says', () => {
  const random = seededRandom(21)
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  const rounds = 1000
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const errors = Array.from({ length: 100 }, normal)
    const { interval } = rootMeanSquaredError(regressionSums(errors, new Float64Array(100)))
    if (interval!.lower! <= 1 && interval!.upper! >= 1) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.92)
  expect(covered / rounds).toBeLessThan(0.975)
})

describe('states', () => {
  test('nothing is undefined', () => {
    const estimate = rootMeanSquaredError(regressionSums([], []))
    expect(estimate).toMatchObject({ value: null, state: 'undefined' })
  })

  test('perfect predictions have an error of 0 and no interval', () => {
    const estimate = rootMeanSquaredError(regressionSums([1, 2, 3], [1, 2, 3]))
    expect(estimate).toMatchObject({ value: 0, interval: null, state: 'ok' })
    expect(estimate.reason).toContain('no interval')
  })

  test('the minimum counts pairs', () => {
    const estimate = rootMeanSquaredError(regressionSums([1, 2], [2, 4]), { minimum: 30 })
    expect(estimate.state).toBe('insufficient')
  })
})
