import { describe, expect, test } from 'vitest'
import { meanError } from './mean-error.ts'
import reference from './reference/regression.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { regressionSums } from './regression-sums.ts'

test('agrees with scikit-learn and statsmodels', () => {
  for (const { name, predictions, outcomes, meanError: expected } of reference.cases) {
    const { value, interval, n } = meanError(regressionSums(predictions, outcomes))
    expect(relativeError(value, expected.value), name).toBeLessThan(1e-9)
    expect(relativeError(interval!.lower, expected.lower), name).toBeLessThan(1e-9)
    expect(relativeError(interval!.upper, expected.upper), name).toBeLessThan(1e-9)
    expect(n).toBe(outcomes.length)
  }
})

describe('states', () => {
  test('nothing is undefined', () => {
    expect(meanError(regressionSums([], []))).toMatchObject({ value: null, state: 'undefined' })
  })

  test('above is positive, below negative; a constant bias has no interval', () => {
    expect(meanError(regressionSums([3, 4], [1, 2]))).toMatchObject({ value: 2, interval: null })
    expect(meanError(regressionSums([1, 2], [3, 4])).value).toBe(-2)
  })

  test('errors that cancel out are a real 0', () => {
    const estimate = meanError(regressionSums([1, 3], [2, 2]), { minimum: 3 })
    expect(estimate).toMatchObject({ value: 0, state: 'insufficient' })
    expect(estimate.interval!.lower).toBeLessThan(0)
  })
})
