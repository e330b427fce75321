import { expect, test } from 'vitest'
import { curveState } from './curve-state.ts'

test('a sample that may be used', () => {
  expect(curveState({ positives: 3, negatives: 7 })).toEqual({
    n: 10,
    positives: 3,
    negatives: 7,
    level: 0.95,
    state: 'ok',
    reason: null,
  })
})

test('the smaller class decides what is insufficient', () => {
  const few = curveState({ positives: 30, negatives: 7 }, { minimum: 10, level: 0.9 })
  expect(few).toMatchObject({ state: 'insufficient', level: 0.9 })
  expect(few.reason).toBe('7 negatives, at least 10 needed')
  expect(curveState({ positives: 30, negatives: 10 }, { minimum: 10 }).state).toBe('ok')
})

test('no predictions', () => {
  const none = curveState({ positives: 0, negatives: 0 })
  expect(none).toMatchObject({ n: 0, state: 'undefined', reason: 'no predictions' })
})

test('impossible options', () => {
  expect(() => curveState({ positives: 1, negatives: 1 }, { level: 1 })).toThrow(RangeError)
  expect(() => curveState({ positives: 1, negatives: 1 }, { minimum: -1 })).toThrow(RangeError)
})
