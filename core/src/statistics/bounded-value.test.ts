import { expect, test } from 'vitest'
import { boundedValue } from './bounded-value.ts'
import { okEstimate, undefinedEstimate } from './estimate.ts'

const evidence = { method: 'rate', n: 7, positives: 3, negatives: 4 }

test('keeps the numbers of an estimate', () => {
  const interval = { lower: null, upper: 0.9, level: 0.95, method: 'Wilson score' }
  expect(boundedValue(okEstimate(evidence, 0, interval))).toEqual({
    value: 0,
    lower: null,
    upper: 0.9,
  })
  expect(boundedValue(okEstimate(evidence, 0.4, null))).toEqual({
    value: 0.4,
    lower: null,
    upper: null,
  })
})

test('is null, not zero, without a value', () => {
  expect(boundedValue(undefinedEstimate(evidence, 'no positives'))).toBeNull()
})
