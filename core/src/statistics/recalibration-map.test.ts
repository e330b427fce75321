import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrationInTheLarge } from './calibration-in-the-large.ts'
import { calibrationSlope } from './calibration-slope.ts'
import {
  fitRecalibration,
  joinedCounts,
  recalibrated,
  recalibratedCounts,
  recalibrationMethods,
} from './recalibration-map.ts'
import { type LocatedCounts, exactCounts } from './scored-counts.ts'

const groups = fc
  .array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })), { minLength: 2, maxLength: 20 })
  .map((pairs) => ({
    scores: pairs.map((_, i) => (i + 1) / (pairs.length + 1)),
    positives: pairs.map(([events]) => events),
    negatives: pairs.map(([, others]) => others),
  }))

test('every map keeps the order, stays in [0, 1] and makes the mean prediction right', () => {
  fc.assert(
    fc.property(groups, fc.constantFrom(...recalibrationMethods), (counts, method) => {
      const map = fitRecalibration(method, counts)
      if ('reason' in map) return
      let [last, expected, observed, n] = [0, 0, 0, 0]
      counts.scores.forEach((score, i) => {
        const p = recalibrated(map, score)
        expect(p).toBeGreaterThanOrEqual(last)
        expect(p).toBeLessThanOrEqual(1)
        last = p
        const size = counts.positives[i]! + counts.negatives[i]!
        expected += size * p
        observed += counts.positives[i]!
        n += size
      })
      expect(Math.abs(expected - observed)).toBeLessThan(1e-9 * n)
    }),
  )
})

const overconfident = {
  scores: [0.05, 0.2, 0.5, 0.8, 0.95],
  positives: [20, 30, 50, 70, 80],
  negatives: [80, 70, 50, 30, 20],
}

test('where the logistic map was fitted, the slope becomes 1 and the shift 0', () => {
  const map = fitRecalibration('logistic', overconfident)
  if ('reason' in map) throw new Error(map.reason)
  const after = recalibratedCounts(map, overconfident)
  expect(calibrationSlope(after, { minimum: 0 }).value).toBeCloseTo(1, 9)
  expect(calibrationInTheLarge(after).value).toBeCloseTo(0, 9)
})

test('scores that a map makes equal share a group', () => {
  const counts = { scores: [0.1, 0.2, 0.3], positives: [5, 3, 9], negatives: [5, 7, 1] }
  const map = fitRecalibration('isotonic', counts)
  if ('reason' in map) throw new Error(map.reason)
  expect(recalibratedCounts(map, counts)).toEqual({
    scores: [0.4, 0.9],
    positives: [8, 9],
    negatives: [12, 1],
  })
})

test('joining is adding: in any order, equal scores together', () => {
  const left: LocatedCounts = exactCounts([0.1, 0.3, 0.3], [0, 1, 0])
  const right: LocatedCounts = exactCounts([0.3, 0.2], [1, 1])
  const joined = { scores: [0.1, 0.2, 0.3], positives: [0, 1, 2], negatives: [1, 0, 1] }
  expect(joinedCounts([left, right])).toEqual(joined)
  expect(joinedCounts([right, left])).toEqual(joined)
  expect(joinedCounts([])).toEqual({ scores: [], positives: [], negatives: [] })
  expect(() => joinedCounts([{ scores: [NaN, 1], positives: [1, 1], negatives: [0, 0] }])).toThrow(
    RangeError,
  )
})

test('what cannot be fitted says why', () => {
  const falling = { scores: [0.2, 0.8], positives: [9, 1], negatives: [1, 9] }
  expect(fitRecalibration('logistic', falling)).toEqual({
    reason: 'higher scores go with fewer events: the slope is not positive',
  })
  expect(fitRecalibration('isotonic', exactCounts([], []))).toEqual({ reason: 'no predictions' })
  expect(fitRecalibration('intercept-only', exactCounts([0.3], [1]))).toHaveProperty('reason')
})

test('scores that are no probabilities are refused by every map', () => {
  for (const method of recalibrationMethods) {
    const map = fitRecalibration(method, overconfident)
    if ('reason' in map) throw new Error(map.reason)
    expect(() => recalibrated(map, 1.2)).toThrow(RangeError)
    expect(() => recalibrated(map, NaN)).toThrow(RangeError)
  }
})
