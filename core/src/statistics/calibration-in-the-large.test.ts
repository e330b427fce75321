import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrationInTheLarge } from './calibration-in-the-large.ts'
import reference from './reference/calibration-models.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('value and interval agree with statsmodels', () => {
  for (const { probabilities, labels, inTheLarge } of reference.cases) {
    const estimate = calibrationInTheLarge(exactCounts(probabilities, labels))
    expect(estimate.state).toBe('ok')
    expect(relativeError(estimate.value, inTheLarge.value)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.lower, inTheLarge.lower)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, inTheLarge.upper)).toBeLessThan(1e-9)
  }
})

const groups = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })),
  { minLength: 1, maxLength: 20 },
)

test('its sign is that of observed minus expected events; turning everything around negates it', () => {
  fc.assert(
    fc.property(groups, (pairs) => {
      const scores = pairs.map((_, i) => (i + 1) / (pairs.length + 1))
      const positives = pairs.map(([events]) => events)
      const negatives = pairs.map(([, others]) => others)
      const { value } = calibrationInTheLarge({ scores, positives, negatives })
      const excess = pairs.reduce(
        (sum, [events, others], i) => sum + events - (events + others) * scores[i]!,
        0,
      )
      if (Math.abs(excess) > 1e-9) expect(Math.sign(value!)).toBe(Math.sign(excess))
      const turned = calibrationInTheLarge({
        scores: scores.map((score) => 1 - score).toReversed(),
        positives: negatives.toReversed(),
        negatives: positives.toReversed(),
      })
      expect(turned.value).toBeCloseTo(-value!, 9)
    }),
  )
})

test('covers 0 about as often as it says when predictions are right', () => {
  const random = seededRandom(5)
  const rounds = 1000
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const scores = Array.from({ length: 250 }, () => 0.02 + 0.5 * random())
    const labels = scores.map((score) => (random() < score ? 1 : 0))
    const { lower, upper } = calibrationInTheLarge(exactCounts(scores, labels)).interval!
    if (lower! <= 0 && 0 <= upper!) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.93)
  expect(covered / rounds).toBeLessThan(0.97)
})

describe('states', () => {
  test.each([
    ['no predictions', [], [], 'no predictions'],
    ['no events', [0.2, 0.4], [0, 0], '0 events and 2 non-events: one of each is needed'],
  ])('%s is undefined', (_, scores, labels, reason) => {
    const estimate = calibrationInTheLarge(exactCounts(scores, labels))
    expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined', reason })
  })

  test('the minimum counts the smaller class', () => {
    const counts = { scores: [0.2, 0.6], positives: [3, 4], negatives: [20, 5] }
    const estimate = calibrationInTheLarge(counts, { minimum: 10, level: 0.9 })
    expect(estimate).toMatchObject({ state: 'insufficient', n: 32, positives: 7, negatives: 25 })
    expect(estimate.reason).toBe('7 events, at least 10 needed')
    expect(estimate.interval).toMatchObject({ level: 0.9, method: 'Wald' })
  })
})

test('impossible input is refused', () => {
  expect(() => calibrationInTheLarge(exactCounts([2, 0.5], [0, 1]))).toThrow(RangeError)
  expect(() => calibrationInTheLarge(exactCounts([], []), { level: 1 })).toThrow(RangeError)
})
