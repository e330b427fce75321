import { expect, test } from 'vitest'
import { newCategoryShare } from './new-category-share.ts'
import reference from './reference/new-category-share.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with pandas and statsmodels', () => {
  for (const { newValues, total, value, lower, upper } of reference.cases) {
    const estimate = newCategoryShare({ newValues, total })
    expect(relativeError(estimate.value, value)).toBeLessThan(1e-12)
    expect(Math.abs((estimate.interval?.lower ?? NaN) - lower)).toBeLessThan(1e-12)
    expect(relativeError(estimate.interval?.upper, upper)).toBeLessThan(1e-12)
  }
})

test('no values are not known values', () => {
  const estimate = newCategoryShare({ newValues: 0, total: 0 })
  expect(estimate).toMatchObject({ value: null, state: 'undefined' })
})

test('the minimum counts values', () => {
  const estimate = newCategoryShare({ newValues: 1, total: 10 }, { minimum: 20 })
  expect(estimate).toMatchObject({ value: 0.1, state: 'insufficient' })
})
