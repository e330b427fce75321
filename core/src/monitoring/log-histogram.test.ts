import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogHistogram } from './log-histogram.ts'
import { addDuration, countBeyond, durationAtRank, mergeDurations } from './log-histogram.ts'

const durations = fc.array(fc.double({ min: 0, max: 1e8, noNaN: true }), {
  minLength: 1,
  maxLength: 80,
})

function histogramOf(values: readonly number[]): LogHistogram {
  const histogram: LogHistogram = {}
  for (const value of values) addDuration(histogram, value)
  return histogram
}

test('a duration at a rank is within 5 % of the true one, or both are below 1', () => {
  fc.assert(
    fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
      const rank = Math.ceil(share * values.length)
      const truth = values.toSorted((a, b) => a - b)[rank - 1]!
      const found = durationAtRank(histogramOf(values), rank)!
      if (truth < 1) expect(found).toBe(0)
      else expect(Math.abs(found / truth - 1)).toBeLessThan(0.0501)
    }),
  )
})

test('counts what lasted longer, the limit being rounded up by at most a tenth', () => {
  fc.assert(
    fc.property(durations, fc.double({ min: 1, max: 1e6, noNaN: true }), (values, limit) => {
      const found = countBeyond(histogramOf(values), limit)
      expect(found).toBeLessThanOrEqual(values.filter((each) => each > limit).length)
      const sure = values.filter((each) => each > limit * 1.1001).length
      expect(found).toBeGreaterThanOrEqual(sure)
    }),
  )
})

test('parts add up to the whole, in any order', () => {
  fc.assert(
    fc.property(durations, durations, (a, b) => {
      const sum = histogramOf(b)
      mergeDurations(sum, histogramOf(a))
      expect(sum).toEqual(histogramOf([...a, ...b]))
    }),
  )
})

test('nothing has no rank, and a duration is no less than 0', () => {
  expect(durationAtRank({}, 1)).toBeNull()
  expect(durationAtRank(histogramOf([5]), 2)).toBeNull()
  expect(() => addDuration({}, -1)).toThrow(RangeError)
  expect(() => addDuration({}, Number.NaN)).toThrow(RangeError)
})
