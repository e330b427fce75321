import { expect, test } from 'vitest'
import { numberNeededToEvaluate } from './number-needed-to-evaluate.ts'
import { positivePredictiveValue } from './positive-predictive-value.ts'
import { relativeError } from './reference/relative-error.ts'
import reference from './reference/utility-number-needed-to-evaluate.json' with { type: 'json' }

test('agrees with statsmodels, inverted', () => {
  for (const { tp, fp, value, lower, upper } of reference.cases) {
    const { interval, ...estimate } = numberNeededToEvaluate({ tp, fp })
    expect(estimate).toMatchObject({ value, state: 'ok', n: tp + fp, positives: tp, negatives: fp })
    expect(relativeError(interval!.lower, lower), `${tp} of ${tp + fp}`).toBeLessThan(1e-9)
    expect(relativeError(interval!.upper, upper), `${tp} of ${tp + fp}`).toBeLessThan(1e-9)
  }
})

test('is the positive predictive value, inverted, limits crossed over', () => {
  const matrix = { tp: 7, fp: 21, tn: 0, fn: 0 }
  const needed = numberNeededToEvaluate(matrix, { level: 0.9 })
  const ppv = positivePredictiveValue(matrix, { level: 0.9 })
  expect(needed.value).toBe(1 / ppv.value!)
  expect(needed.interval!.lower).toBe(1 / ppv.interval!.upper!)
  expect(needed.interval).toMatchObject({ upper: 1 / ppv.interval!.lower!, level: 0.9 })
})

test('nothing flagged, and nobody found, are undefined for different reasons', () => {
  const nothing = numberNeededToEvaluate({ tp: 0, fp: 0 })
  expect(nothing).toMatchObject({ value: null, interval: null, state: 'undefined' })
  expect(nothing.reason).toBe('no flagged predictions')
  const nobody = numberNeededToEvaluate({ tp: 0, fp: 12 })
  expect(nobody).toMatchObject({ value: null, interval: null, state: 'undefined', n: 12 })
  expect(nobody.reason).toContain('no true positives among 12 flagged predictions')
})

test('too few flagged is insufficient; a count that is none is refused', () => {
  expect(numberNeededToEvaluate({ tp: 2, fp: 2 }, { minimum: 5 }).state).toBe('insufficient')
  expect(() => numberNeededToEvaluate({ tp: -1, fp: 2 })).toThrow(RangeError)
  expect(() => numberNeededToEvaluate({ tp: 1, fp: 0.5 })).toThrow(RangeError)
})
