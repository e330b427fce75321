import { describe, expect, test } from 'vitest'
import { meanAbsoluteError } from './mean-absolute-error.ts'
import reference from './reference/regression.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { regressionSums } from './regression-sums.ts'

test('agrees with scikit-learn and statsmodels', () => {
  for (const { name, predictions, outcomes, meanAbsoluteError: expected } of reference.cases) {
    const { value, interval, n } = meanAbsoluteError(regressionSums(predictions, outcomes))
    expect(relativeError(value, expected.value), name).toBeLessThan(1e-9)
    expect(relativeError(interval!.lower, expected.lower), name).toBeLessThan(1e-9)
    expect(relativeError(interval!.upper, expected.upper), name).toBeLessThan(1e-9)
    expect(n).toBe(outcomes.length)
  }
})

describe('states', () => {
  test('nothing is undefined', () => {
    const estimate = meanAbsoluteError(regressionSums([], []))
    expect(estimate).toMatchObject({ value: null, state: 'undefined' })
  })

  test('errors of one size have a value but no interval', () => {
    const estimate = meanAbsoluteError(regressionSums([1, 3, 3], [2, 2, 4]))
    expect(estimate).toMatchObject({ value: 1, interval: null, state: 'ok' })
    expect(estimate.reason).toContain('one size')
  })

  test('the minimum counts pairs', () => {
    const estimate = meanAbsoluteError(regressionSums([1, 2], [2, 4]), { minimum: 30 })
    expect(estimate).toMatchObject({ value: 1.5, state: 'insufficient' })
    expect(estimate.reason).toBe('2 predictions, at least 30 needed')
  })

  test('the lower limit is never below 0', () => {
    expect(meanAbsoluteError(regressionSums([0, 0], [0, 9])).interval!.lower).toBe(0)
  })
})
