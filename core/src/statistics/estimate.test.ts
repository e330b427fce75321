import { expect, test } from 'vitest'
import {
  estimateWithMinimum,
  insufficientEstimate,
  okEstimate,
  undefinedEstimate,
} from './estimate.ts'

const evidence = { method: 'rate', n: 7, positives: 3, negatives: 4 }
const interval = { lower: 0.1, upper: 0.9, level: 0.95, method: 'Wilson score' }

test('an ok estimate carries value, interval and sample', () => {
  expect(okEstimate(evidence, 0.5, interval)).toEqual({
    ...evidence,
    value: 0.5,
    interval,
    state: 'ok',
    reason: null,
  })
})

test('an undefined estimate has no value, no interval and a reason', () => {
  const estimate = undefinedEstimate(evidence, 'no positives')
  expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
  expect(estimate.reason).toBe('no positives')
})

test('an insufficient estimate still shows its value', () => {
  const estimate = insufficientEstimate(evidence, 0.5, interval, 'too few')
  expect(estimate).toMatchObject({ value: 0.5, interval, state: 'insufficient', reason: 'too few' })
})

test('the minimum itself is enough, one less is not', () => {
  const at = (count: number, note: string | null = null) =>
    estimateWithMinimum(evidence, 0.5, null, { count, unit: 'positives', minimum: 10 }, note)
  expect(at(10)).toMatchObject({ state: 'ok', reason: null })
  expect(at(9)).toMatchObject({ state: 'insufficient', reason: '9 positives, at least 10 needed' })
  expect(at(9, 'degenerate').reason).toBe('9 positives, at least 10 needed; degenerate')
})

test.each([NaN, Infinity, -Infinity])('%s never becomes a value or a bound', (bad) => {
  expect(() => okEstimate(evidence, bad, null)).toThrow(RangeError)
  expect(() => okEstimate(evidence, 0.5, { ...interval, upper: bad })).toThrow(RangeError)
  expect(() =>
    estimateWithMinimum(evidence, 0.5, null, { count: 1, unit: 'x', minimum: -1 }),
  ).toThrow(RangeError)
})
