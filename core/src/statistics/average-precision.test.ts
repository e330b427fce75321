import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averagePrecision } from './average-precision.ts'
import { normalCdf, normalQuantile } from './normal-distribution.ts'
import reference from './reference/discrimination.json' with { type: 'json' }
import intervals from './reference/discrimination-average-precision.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn', () => {
  for (const { name, scores, labels, ...expected } of reference.cases) {
    const estimate = averagePrecision(exactCounts(scores, labels))
    expect(relativeError(estimate.value, expected.averagePrecision), `${name}`).toBeLessThan(1e-9)
    expect(relativeError(estimate.prevalence, expected.prevalence), `${name}`).toBeLessThan(1e-12)
  }
})

test('the interval agrees with the formula on the logit scale of SciPy', () => {
  for (const { name, scores, labels, ...expected } of intervals.cases) {
    const { value, interval, prevalence } = averagePrecision(exactCounts(scores, labels))
    expect(relativeError(value, expected.value), `${name}`).toBeLessThan(1e-9)
    expect(relativeError(interval?.lower, expected.lower), `${name}`).toBeLessThan(1e-9)
    expect(relativeError(interval?.upper, expected.upper), `${name}`).toBeLessThan(1e-9)
    expect(relativeError(prevalence, expected.prevalence), `${name}`).toBeLessThan(1e-12)
  }
})

test('steps, where a trapezoid would promise more', () => {
  const counts = exactCounts([0.9, 0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0, 1])
  // Sensitivity and precision at the three thresholds, from flagging nobody to flagging all.
  const points = [
    [0, 1],
    [0.5, 1],
    [1, 2 / 5],
  ] as const
  let trapezoid = 0
  points.slice(1).forEach(([sensitivity, precision], i) => {
    trapezoid += (sensitivity - points[i]![0]) * ((precision + points[i]![1]) / 2)
  })
  expect(trapezoid).toBeCloseTo(0.85, 12)
  expect(averagePrecision(counts).value).toBeCloseTo(0.7, 12)
})

test('a score without information reaches the prevalence, ties grouped', () => {
  const counts = { positives: [3], negatives: [9] }
  expect(averagePrecision(counts)).toMatchObject({ value: 0.25, prevalence: 0.25, state: 'ok' })
})

const groups = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 1 })

test('lies in (0, 1], inside its interval, and empty groups change nothing', () => {
  fc.assert(
    fc.property(groups, (pairs) => {
      const positives = [1, ...pairs.map(([p]) => p)]
      const negatives = [1, ...pairs.map(([, n]) => n)]
      const estimate = averagePrecision({ positives, negatives })
      expect(estimate.value).toBeGreaterThan(0)
      expect(estimate.value).toBeLessThanOrEqual(1)
      if (estimate.interval !== null) {
        expect(estimate.interval.lower).toBeLessThanOrEqual(estimate.value!)
        expect(estimate.interval.upper).toBeGreaterThanOrEqual(estimate.value!)
      }
      const padded = averagePrecision({
        positives: [0, ...positives, 0],
        negatives: [0, ...negatives, 0],
      })
      expect(padded).toEqual(estimate)
    }),
  )
})

describe('states', () => {
  test.each([
    ['no positives', [0, 0]],
    ['no negatives', [1, 1]],
  ])('%s is undefined', (reason, labels) => {
    const estimate = averagePrecision(exactCounts([0.1, 0.2], labels))
    expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
    expect(estimate.reason).toContain(reason)
    expect(estimate.prevalence).toBe(labels[0])
  })

  test('no data has no prevalence either', () => {
    expect(averagePrecision(exactCounts([], []))).toMatchObject({ value: null, prevalence: null })
  })

  test('perfect ranking has no interval', () => {
    const estimate = averagePrecision(exactCounts([0.1, 0.2], [0, 1]), { minimum: 5 })
    expect(estimate).toMatchObject({ value: 1, interval: null, state: 'insufficient' })
    expect(estimate.reason).toContain('1 positives, at least 5 needed; degenerate')
  })
})

test('the interval covers the truth in most samples, being approximate', () => {
  const random = seededRandom(13)
  const truth = trueAveragePrecision(0.2)
  const labels = Array.from({ length: 300 }, (_, i) => (i < 60 ? 1 : 0))
  let covered = 0
  const rounds = 600
  for (let round = 0; round < rounds; round++) {
    const scores = labels.map((label) => normalQuantile(Math.max(random(), 1e-12)) + label)
    const { lower, upper } = averagePrecision(exactCounts(scores, labels)).interval!
    if (lower! <= truth && truth <= upper!) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.93)
})

/** ∫ precision d(sensitivity) for two unit normals 1.0 apart, by the midpoint rule. */
function trueAveragePrecision(prevalence: number): number {
  const steps = 20000
  let area = 0
  for (let i = 0; i < steps; i++) {
    const sensitivity = (i + 0.5) / steps
    const falsePositiveRate = normalCdf(normalQuantile(sensitivity) - 1)
    const flagged = prevalence * sensitivity + (1 - prevalence) * falsePositiveRate
    area += (prevalence * sensitivity) / flagged / steps
  }
  return area
}
