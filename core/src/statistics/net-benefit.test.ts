import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confusionMatrix } from './confusion-matrix.ts'
import { netBenefit } from './net-benefit.ts'
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import reference from './reference/utility-net-benefit.json' with { type: 'json' }
import { exactCounts } from './scored-counts.ts'

test('agrees with the formula in NumPy', () => {
  for (const { scores, labels, points } of reference.cases) {
    for (const { threshold, matrix, treatAll, netBenefit: expected } of points) {
      const actual = netBenefit(matrix, threshold)
      expect(confusionMatrix(exactCounts(scores, labels), threshold)).toEqual(matrix)
      expect(relativeError(actual.value, expected.value), `${threshold}`).toBeLessThan(1e-9)
      expect(relativeError(actual.treatAll, treatAll), `${threshold}`).toBeLessThan(1e-9)
      const { lower, upper } = actual.interval ?? { lower: null, upper: null }
      expect(relativeError(lower, expected.lower), `${threshold}`).toBeLessThan(1e-9)
      expect(relativeError(upper, expected.upper), `${threshold}`).toBeLessThan(1e-9)
    }
  }
})

const count = fc.nat({ max: 500 })
const matrices = fc.record({ tp: count, fp: count, tn: count, fn: count })
const probability = fc.double({ min: 0, max: 0.99, noNaN: true })

describe('laws', () => {
  test('flagging everybody is "treat all", flagging nobody "treat none"', () => {
    fc.assert(
      fc.property(count, count, probability, (positives, negatives, threshold) => {
        fc.pre(positives + negatives > 0)
        const everybody = netBenefit({ tp: positives, fp: negatives, tn: 0, fn: 0 }, threshold)
        const nobody = netBenefit({ tp: 0, fp: 0, tn: negatives, fn: positives }, threshold)
        expect(everybody.value).toBeCloseTo(everybody.treatAll!, 9)
        expect(nobody.value).toBe(nobody.treatNone)
      }),
    )
  })

  test('a threshold below all scores gives "treat all"', () => {
    const counts = exactCounts([0.4, 0.5, 0.6, 0.7, 0.8], [0, 1, 0, 0, 1])
    for (const threshold of [0, 0.1, 0.25, 0.4]) {
      const { value, treatAll } = netBenefit(confusionMatrix(counts, threshold), threshold)
      expect(value).toBeCloseTo(treatAll!, 14)
    }
  })

  test('never above the prevalence, and inside its interval', () => {
    fc.assert(
      fc.property(matrices, probability, (matrix, threshold) => {
        const { value, interval, n, positives } = netBenefit(matrix, threshold)
        fc.pre(value !== null)
        expect(value).toBeLessThanOrEqual(positives! / n + 1e-12)
        if (interval === null) return
        expect(interval.lower).toBeLessThanOrEqual(value!)
        expect(interval.upper).toBeGreaterThanOrEqual(value!)
      }),
    )
  })

  test('more people of the same kind narrow the interval and leave the value', () => {
    const once = netBenefit({ tp: 5, fp: 7, tn: 30, fn: 3 }, 0.2)
    const often = netBenefit({ tp: 500, fp: 700, tn: 3000, fn: 300 }, 0.2)
    const width = ({ interval }: typeof once) => interval!.upper! - interval!.lower!
    expect(often.value).toBeCloseTo(once.value!, 14)
    expect(width(once) / width(often)).toBeCloseTo(10, 9)
  })
})

test('the interval covers the true net benefit about as often as it says', () => {
  const random = seededRandom(51)
  const [n, rounds, threshold] = [300, 2000, 0.2]
  const shares = { tp: 0.12, fp: 0.2, fn: 0.03 }
  const truth = shares.tp - shares.fp * 0.25
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const matrix = { tp: 0, fp: 0, tn: 0, fn: 0 }
    for (let i = 0; i < n; i++) {
      const u = random()
      if (u < 0.12) matrix.tp++
      else if (u < 0.32) matrix.fp++
      else if (u < 0.35) matrix.fn++
      else matrix.tn++
    }
    const { lower, upper } = netBenefit(matrix, threshold).interval!
    if (lower! <= truth && truth <= upper!) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.935)
  expect(covered / rounds).toBeLessThan(0.965)
})

describe('states', () => {
  test('at a threshold of 1 the odds are infinite', () => {
    const estimate = netBenefit({ tp: 5, fp: 0, tn: 3, fn: 2 }, 1)
    expect(estimate).toMatchObject({ value: null, treatAll: null, state: 'undefined', n: 10 })
    expect(estimate.reason).toContain('infinite')
  })

  test('no predictions', () => {
    const estimate = netBenefit({ tp: 0, fp: 0, tn: 0, fn: 0 }, 0.5)
    expect(estimate).toMatchObject({ value: null, state: 'undefined', reason: 'no predictions' })
  })

  test('nothing flagged is worth exactly 0, without an interval of zero width', () => {
    const estimate = netBenefit({ tp: 0, fp: 0, tn: 8, fn: 2 }, 0.5, { minimum: 30 })
    expect(estimate).toMatchObject({ value: 0, interval: null, state: 'insufficient' })
    expect(estimate.reason).toContain('10 predictions, at least 30 needed; degenerate')
  })

  test.each([-0.1, 1.1, Number.NaN])('a threshold of %s is refused', (threshold) => {
    expect(() => netBenefit({ tp: 1, fp: 1, tn: 1, fn: 1 }, threshold)).toThrow(RangeError)
  })
})
