import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectedCalibrationError } from './expected-calibration-error.ts'
import reference from './reference/expected-calibration-error.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with the bins of scikit-learn', () => {
  for (const { probabilities, labels, bins, ...expected } of reference.cases) {
    const estimate = expectedCalibrationError(exactCounts(probabilities, labels), { bins })
    expect(estimate).toMatchObject({ state: 'ok', interval: null, bins })
    expect(relativeError(estimate.value, expected.value)).toBeLessThan(1e-9)
    expect(relativeError(estimate.noiseFloor, expected.noiseFloor)).toBeLessThan(1e-9)
  }
})

const rows = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.constantFrom(0, 1)), {
  minLength: 1,
  maxLength: 200,
})

test('lies in [0, 1] and is at least the error in the large', () => {
  fc.assert(
    fc.property(rows, (pairs) => {
      const scores = pairs.map(([score]) => score / 20)
      const labels = pairs.map(([, label]) => label)
      const { value, noiseFloor } = expectedCalibrationError(exactCounts(scores, labels))
      const excess = labels.reduce<number>((sum, label, i) => sum + label - scores[i]!, 0)
      expect(value).toBeGreaterThanOrEqual(Math.abs(excess) / pairs.length - 1e-12)
      expect(value).toBeLessThanOrEqual(1)
      expect(noiseFloor).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('is biased upward: right predictions show the noise floor, not 0', () => {
  const random = seededRandom(13)
  const rounds = 400
  let [errors, floors] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const scores = Array.from({ length: 300 }, () => 0.05 + 0.9 * random())
    const labels = scores.map((score) => (random() < score ? 1 : 0))
    const estimate = expectedCalibrationError(exactCounts(scores, labels))
    errors += estimate.value! / rounds
    floors += estimate.noiseFloor! / rounds
  }
  expect(errors).toBeGreaterThan(0.04)
  expect(Math.abs(errors / floors - 1)).toBeLessThan(0.05)
})

describe('states', () => {
  test('no predictions are undefined', () => {
    expect(expectedCalibrationError(exactCounts([], []))).toMatchObject({
      value: null,
      noiseFloor: null,
      state: 'undefined',
      reason: 'no predictions',
    })
  })

  test('fewer than one bin needs, or than the minimum, are insufficient', () => {
    const counts = { scores: [0.5], positives: [9], negatives: [10] }
    const estimate = expectedCalibrationError(counts)
    expect(estimate).toMatchObject({ state: 'insufficient', bins: 1 })
    expect(estimate.value).toBeCloseTo(0.5 - 9 / 19, 12)
    expect(estimate.reason).toContain('19 predictions, at least 20 needed')
    expect(estimate.reason).toContain('biased upward')
    expect(expectedCalibrationError(counts, { binMinimum: 10 }).state).toBe('ok')
    expect(expectedCalibrationError(counts, { binMinimum: 10, minimum: 50 }).state).toBe(
      'insufficient',
    )
  })
})

test('impossible input is refused', () => {
  expect(() => expectedCalibrationError(exactCounts([1.5], [1]))).toThrow(/index 0/)
  expect(() => expectedCalibrationError(exactCounts([0.5], [1]), { bins: 0 })).toThrow(/bins/)
})
