import { expect, test } from 'vitest'
import reference from './reference/confusion-matrix.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { specificity } from './specificity.ts'

test('agrees with scikit-learn and statsmodels', () => {
  for (const { matrix, specificity: expected } of reference.cases) {
    const estimate = specificity(matrix)
    expect(relativeError(estimate.value, expected.value)).toBeLessThan(1e-12)
    expect(estimate.n).toBe(expected.n)
    expect(estimate.positives! + estimate.negatives!).toBe(estimate.n)
    if (expected.value === null) {
      expect(estimate).toMatchObject({ state: 'undefined', interval: null })
    } else {
      expect(Math.abs(estimate.interval!.lower! - expected.lower!)).toBeLessThan(1e-12)
      expect(relativeError(estimate.interval!.upper, expected.upper!)).toBeLessThan(1e-12)
    }
  }
})

test('a group without negatives has no specificity, rather than 0', () => {
  expect(specificity({ tp: 4, fp: 0, tn: 0, fn: 6 })).toMatchObject({
    value: null,
    interval: null,
    state: 'undefined',
    reason: 'no negatives: the denominator is zero',
  })
})

test('too small a sample is shown as insufficient', () => {
  const estimate = specificity({ tp: 3, fp: 3, tn: 3, fn: 3 }, { minimum: 30 })
  expect(estimate).toMatchObject({ value: 0.5, state: 'insufficient' })
  expect(estimate.reason).toContain('at least 30 needed')
})
