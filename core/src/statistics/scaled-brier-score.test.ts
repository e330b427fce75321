import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { brierScore, brierSums, brierSumsOfCounts } from './brier-score.ts'
import reference from './reference/scaled-brier-score.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { scaledBrierScore } from './scaled-brier-score.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with the influence values in NumPy', () => {
  for (const { probabilities, labels, ...expected } of reference.cases) {
    const estimate = scaledBrierScore(brierSums(probabilities, labels))
    expect(relativeError(estimate.value, expected.value)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.lower, expected.lower)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, expected.upper)).toBeLessThan(1e-9)
  }
})

const rows = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.constantFrom(0, 1)), { maxLength: 60 })

test('is the scaled value of the Brier score, lies in its interval and never passes 1', () => {
  fc.assert(
    fc.property(rows, (pairs) => {
      const scores = pairs.map(([score]) => score / 20)
      const labels = pairs.map(([, label]) => label)
      const sums = brierSums(scores, labels)
      const { value, interval } = scaledBrierScore(sums)
      expect(value).toBe(brierScore(sums).scaled)
      const grouped = brierSumsOfCounts(exactCounts(scores, labels))
      expect(scaledBrierScore(grouped).value ?? 0).toBeCloseTo(value ?? 0, 9)
      expect(grouped.quarticErrorSum).toBeCloseTo(sums.quarticErrorSum, 9)
      if (interval === null) return
      expect(interval.lower).toBeLessThanOrEqual(value!)
      expect(interval.upper).toBeGreaterThanOrEqual(value!)
      expect(interval.upper).toBeLessThanOrEqual(1)
    }),
  )
})

test('covers the true value about as often as it says', () => {
  const random = seededRandom(17)
  const rounds = 1000
  // p uniform and true: B = E p(1−p) = 1/6, U = 1/4.
  const truth = 1 / 3
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const scores = Array.from({ length: 150 }, random)
    const labels = scores.map((score) => (random() < score ? 1 : 0))
    const { lower, upper } = scaledBrierScore(brierSums(scores, labels)).interval!
    if (lower! <= truth && truth <= upper!) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.93)
  expect(covered / rounds).toBeLessThan(0.97)
})

describe('states', () => {
  test('no predictions and equal outcomes are undefined', () => {
    const none = scaledBrierScore(brierSums([], []))
    expect(none).toMatchObject({ value: null, state: 'undefined', reason: 'no predictions' })
    const equal = scaledBrierScore(brierSums([0.1, 0.2], [0, 0]))
    expect(equal).toMatchObject({ value: null, state: 'undefined' })
    expect(equal.reason).toContain('all outcomes are equal')
  })

  test.each([
    ['perfect predictions', brierSums([0, 1, 0, 1], [0, 1, 0, 1]), 1],
    ['one half for everyone', brierSums([0.5, 0.5], [0, 1]), 0],
    [
      'sums without the fourth powers',
      { ...brierSums([0.2, 0.9, 0.4], [0, 1, 1]), quarticErrorSum: null },
      1 - (0.04 + 0.01 + 0.36) / 3 / (2 / 9),
    ],
    [
      'sums without those of the positives',
      { ...brierSums([0.2, 0.9, 0.4], [0, 1, 1]), positiveSquaredErrorSum: null },
      1 - (0.04 + 0.01 + 0.36) / 3 / (2 / 9),
    ],
  ])('%s give a value without an interval', (_, sums, value) => {
    const estimate = scaledBrierScore(sums)
    expect(estimate).toMatchObject({ interval: null, state: 'ok' })
    expect(estimate.value).toBeCloseTo(value, 12)
    expect(estimate.reason).toContain('no interval')
  })

  test('the minimum counts the smaller class', () => {
    const estimate = scaledBrierScore(brierSums([0.2, 0.9, 0.4], [0, 1, 1]), { minimum: 2 })
    expect(estimate).toMatchObject({
      state: 'insufficient',
      reason: '1 negatives, at least 2 needed',
    })
  })
})

test('impossible input is refused', () => {
  const sums = brierSums([0.2, 0.9, 0.4], [0, 1, 1])
  expect(() => scaledBrierScore({ ...sums, positiveSquaredErrorSum: 3 })).toThrow(RangeError)
  expect(() => brierSumsOfCounts(exactCounts([0.2, 1.4], [0, 1]))).toThrow(/index 1/)
})
