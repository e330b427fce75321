import { expect, test } from 'vitest'
import { missingness } from './missingness.ts'
import reference from './reference/missingness.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with pandas and statsmodels', () => {
  for (const { missing, total, value, lower, upper } of reference.cases) {
    const estimate = missingness({ missing, total })
    expect(relativeError(estimate.value, value)).toBeLessThan(1e-12)
    expect(Math.abs((estimate.interval?.lower ?? NaN) - lower)).toBeLessThan(1e-12)
    expect(relativeError(estimate.interval?.upper, upper)).toBeLessThan(1e-12)
  }
})

test('no rows are not complete rows', () => {
  expect(missingness({ missing: 0, total: 0 })).toMatchObject({ value: null, state: 'undefined' })
})
