import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from './normal-distribution.ts'
import { rSquared } from './r-squared.ts'
import reference from './reference/regression.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { regressionSums } from './regression-sums.ts'

test('agrees with scikit-learn, interval with the influence values', () => {
  for (const { name, predictions, outcomes, rSquared: expected } of reference.cases) {
    const { value, interval } = rSquared(regressionSums(predictions, outcomes))
    expect(relativeError(value, expected.value), name).toBeLessThan(1e-9)
    expect(relativeError(interval!.lower, expected.lower), name).toBeLessThan(1e-8)
    expect(relativeError(interval!.upper, expected.upper), name).toBeLessThan(1e-8)
  }
})

test('a large offset costs no digits', () => {
  const random = seededRandom(3)
  const outcomes = Array.from({ length: 50 }, random)
  const predictions = outcomes.map((outcome) => outcome + random() / 4)
  const near = rSquared(regressionSums(predictions, outcomes)).value!
  const shifted = (values: number[]) => values.map((each) => each + 2 ** 20)
  const far = rSquared(regressionSums(shifted(predictions), shifted(outcomes))).value
  expect(relativeError(far, near)).toBeLessThan(1e-8)
})

const outcomes = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 })

test('perfect predictions reach 1, the mean 0, and nothing exceeds 1', () => {
  fc.assert(
    fc.property(outcomes, fc.infiniteStream(fc.integer({ min: -99, max: 99 })), (values, noise) => {
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length
      const constant = values.map(() => mean)
      expect(rSquared(regressionSums(values, values))).toMatchObject({ value: 1, interval: null })
      expect(rSquared(regressionSums(constant, values)).value).toBeCloseTo(0, 9)
      const wrong = values.map((each) => each + noise.next().value)
      const { value, interval } = rSquared(regressionSums(wrong, values))
      expect(value!).toBeLessThanOrEqual(1)
      expect(interval?.upper ?? 1).toBeLessThanOrEqual(1)
    }),
  )
})

test('covers the true share about as often as it says', () => {
  const random = seededRandom(22)
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  const rounds = 1000
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const predictions = Array.from({ length: 150 }, normal)
    const values = predictions.map((prediction) => prediction + normal())
    // Half of the variance of the outcome is noise.
    const { interval } = rSquared(regressionSums(predictions, values))
    if (interval!.lower! <= 0.5 && interval!.upper! >= 0.5) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.92)
  expect(covered / rounds).toBeLessThan(0.975)
})

describe('states', () => {
  test.each([
    ['nothing', [], 'no predictions'],
    ['one outcome', [3], 'do not vary'],
    ['constant outcomes', [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 'do not vary'],
  ])('%s is undefined, whatever was predicted', (_, values, reason) => {
    for (const predictions of [values, values.map((each) => each + 1)]) {
      const estimate = rSquared(regressionSums(predictions, values))
      expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
      expect(estimate.reason).toContain(reason)
    }
  })

  test('constant outcomes are seen from any origin', () => {
    const sums = regressionSums([1, 2, 3], [0.3, 0.3, 0.3], 1000)
    expect(rSquared(sums).state).toBe('undefined')
  })

  test('the minimum counts pairs', () => {
    const estimate = rSquared(regressionSums([1, 2, 4], [1, 2, 3]), { minimum: 10 })
    expect(estimate).toMatchObject({ value: 0.5, state: 'insufficient' })
  })
})
