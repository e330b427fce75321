import { expect, test } from 'vitest'
import { proportion } from './proportion.ts'
import { wilsonInterval } from './wilson-interval.ts'

const rate = { method: 'share', unit: 'patients' }

test('gives the rate with its Wilson interval and sample', () => {
  expect(proportion({ ...rate, count: 3, total: 12, positives: 12, negatives: 0 })).toEqual({
    method: 'share',
    value: 0.25,
    interval: wilsonInterval(3, 12),
    n: 12,
    positives: 12,
    negatives: 0,
    state: 'ok',
    reason: null,
  })
})

test('a zero denominator is undefined, with a reason', () => {
  expect(proportion({ ...rate, count: 0, total: 0 })).toMatchObject({
    value: null,
    interval: null,
    state: 'undefined',
    reason: 'no patients: the denominator is zero',
  })
})

test('a rate of 0 that was counted is a real 0', () => {
  const estimate = proportion({ ...rate, count: 0, total: 5 })
  expect(estimate).toMatchObject({ value: 0, state: 'ok', interval: { lower: 0 } })
})

test('below the minimum the value is shown but insufficient', () => {
  const estimate = proportion({ ...rate, count: 3, total: 12 }, { minimum: 30, level: 0.9 })
  expect(estimate).toMatchObject({ value: 0.25, state: 'insufficient', interval: { level: 0.9 } })
  expect(estimate.reason).toBe('12 patients, at least 30 needed')
})

test('impossible counts are refused', () => {
  expect(() => proportion({ ...rate, count: 2, total: 1 })).toThrow(/2 of 1/)
  expect(() => proportion({ ...rate, count: NaN, total: 1 })).toThrow(/share: count is NaN/)
  expect(() => proportion({ ...rate, count: 0, total: 0.5 })).toThrow(/share: total/)
})
