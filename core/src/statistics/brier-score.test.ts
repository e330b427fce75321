import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { brierScore, brierSums } from './brier-score.ts'
import reference from './reference/brier-score.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with scikit-learn and statsmodels', () => {
  for (const { probabilities, labels, ...expected } of reference.cases) {
    const estimate = brierScore(brierSums(probabilities, labels))
    expect(relativeError(estimate.value, expected.value)).toBeLessThan(1e-12)
    expect(relativeError(estimate.scaled, expected.scaled)).toBeLessThan(1e-12)
    expect(relativeError(estimate.interval!.lower, expected.lower)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, expected.upper)).toBeLessThan(1e-9)
  }
})

const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)), {
  minLength: 2,
})

test('shards add up to the whole', () => {
  fc.assert(
    fc.property(rows, (pairs) => {
      const sums = (part: typeof pairs) =>
        brierSums(
          part.map(([probability]) => probability),
          part.map(([, label]) => label),
        )
      const [left, right] = [sums(pairs.slice(0, 1)), sums(pairs.slice(1))]
      const merged = brierScore({
        n: left.n + right.n,
        positives: left.positives + right.positives,
        squaredErrorSum: left.squaredErrorSum + right.squaredErrorSum,
        quarticErrorSum: left.quarticErrorSum + right.quarticErrorSum,
      })
      const whole = brierScore(sums(pairs))
      expect(merged.value).toBeCloseTo(whole.value!, 12)
      expect(whole.value).toBeGreaterThanOrEqual(0)
      expect(whole.value).toBeLessThanOrEqual(1)
    }),
  )
})

test('predicting the prevalence for everyone scales to 0', () => {
  const estimate = brierScore(brierSums([0.25, 0.25, 0.25, 0.25], [0, 0, 0, 1]))
  expect(estimate.value).toBeCloseTo(0.1875, 12)
  expect(estimate.scaled).toBeCloseTo(0, 12)
})

describe('states', () => {
  test('no predictions are undefined', () => {
    expect(brierScore(brierSums([], []))).toMatchObject({ value: null, state: 'undefined' })
  })

  test('equal outcomes leave nothing to scale by', () => {
    expect(brierScore(brierSums([0.1, 0.2], [0, 0])).scaled).toBeNull()
  })

  test('errors without spread give no interval', () => {
    const estimate = brierScore(brierSums(Array(999).fill(0.3), Array(999).fill(0)))
    expect(estimate).toMatchObject({ interval: null, state: 'ok' })
    expect(estimate.value).toBeCloseTo(0.09, 12)
    expect(estimate.reason).toContain('no interval')
  })

  test('without the fourth powers there is a value but no interval', () => {
    const sums = { n: 4, positives: 1, squaredErrorSum: 0.5, quarticErrorSum: null }
    expect(brierScore(sums)).toMatchObject({ value: 0.125, interval: null })
    expect(brierScore(sums, { minimum: 5 }).state).toBe('insufficient')
  })
})

test('impossible input is refused', () => {
  expect(() => brierSums([0.5, 1.1], [0, 1])).toThrow(/index 1/)
  expect(() => brierSums([0.5, NaN], [0, 1])).toThrow(/index 1/)
  const sums = { n: 4, positives: 1, squaredErrorSum: 0.5, quarticErrorSum: null }
  expect(() => brierScore({ ...sums, squaredErrorSum: 5 })).toThrow(RangeError)
  expect(() => brierScore({ ...sums, squaredErrorSum: NaN })).toThrow(RangeError)
  expect(() => brierScore({ ...sums, positives: 5 })).toThrow(RangeError)
})
