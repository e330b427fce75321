import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusteredProportion } from './clustered-proportion.ts'
import reference from './reference/clustered-proportion.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { wilsonInterval } from './wilson-interval.ts'

const rate = (counts: number[], totals: number[]) => {
  return { method: 'sensitivity', unit: 'positives', counts, totals }
}

test('variance, design effect and interval agree with cluster-robust statsmodels', () => {
  for (const { name, counts, totals, ...expected } of reference.cases) {
    const estimate = clusteredProportion(rate(counts, totals))
    expect(relativeError(estimate.value, expected.value), name).toBeLessThan(1e-9)
    expect(relativeError(estimate.variance, expected.variance), name).toBeLessThan(1e-9)
    expect(relativeError(estimate.designEffect, expected.designEffect), name).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.lower, expected.lower), name).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, expected.upper), name).toBeLessThan(1e-9)
  }
})

describe('laws', () => {
  test('one row per cluster gives the plain Wilson interval', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 60 }), (labels) => {
        const ones = labels.map(() => 1)
        const { interval } = clusteredProportion(rate(labels, ones))
        const count = labels.reduce((sum: number, label) => sum + label, 0)
        const wilson = wilsonInterval(count, labels.length)
        expect(interval!.lower).toBeCloseTo(wilson.lower, 12)
        expect(interval!.upper).toBeCloseTo(wilson.upper, 12)
      }),
    )
  })

  const clusters = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
    { minLength: 2, maxLength: 30 },
  )

  test('it is never narrower than if all rows were independent', () => {
    fc.assert(
      fc.property(clusters, (pairs) => {
        const counts = pairs.map(([yes]) => yes)
        const totals = pairs.map(([yes, no]) => yes + no)
        const { value, n, interval } = clusteredProportion(rate(counts, totals))
        if (interval === null) return
        const plain = wilsonInterval(Math.round(value! * n), n)
        expect(interval.lower!).toBeLessThanOrEqual(plain.lower + 1e-12)
        expect(interval.upper!).toBeGreaterThanOrEqual(plain.upper - 1e-12)
      }),
    )
  })

  test('whole copies of the same row count once', () => {
    const single = clusteredProportion(rate([1, 0, 1, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1]))
    const copied = clusteredProportion(rate([4, 0, 4, 4, 0, 0, 0], [4, 4, 4, 4, 4, 4, 4]))
    expect(copied.variance).toBeCloseTo(single.variance!, 14)
    expect(copied.designEffect).toBeCloseTo(27 / 6, 12)
  })
})

test('covers with repeating patients, where the plain interval does not', () => {
  const random = seededRandom(3)
  const rounds = 1500
  let clustered = 0
  let plain = 0
  for (let round = 0; round < rounds; round++) {
    // Each patient has a chance of his own, 0.2 or 0.8 (mean 0.5), and 5 encounters.
    const counts = Array.from({ length: 60 }, () => {
      const chance = random() < 0.5 ? 0.2 : 0.8
      let count = 0
      for (let row = 0; row < 5; row++) if (random() < chance) count++
      return count
    })
    const total = counts.reduce((sum, count) => sum + count, 0)
    const { interval } = clusteredProportion(
      rate(
        counts,
        counts.map(() => 5),
      ),
    )
    const naive = wilsonInterval(total, 300)
    if (interval!.lower! <= 0.5 && 0.5 <= interval!.upper!) clustered++
    if (naive.lower <= 0.5 && 0.5 <= naive.upper) plain++
  }
  expect(clustered / rounds).toBeGreaterThan(0.935)
  expect(clustered / rounds).toBeLessThan(0.97)
  expect(plain / rounds).toBeLessThan(0.87)
})

describe('states', () => {
  test('no rows are undefined', () => {
    const estimate = clusteredProportion(rate([0, 0], [0, 0]))
    expect(estimate).toMatchObject({ state: 'undefined', value: null, clusters: 0 })
  })

  test('one cluster has a value without an interval', () => {
    const estimate = clusteredProportion(rate([2, 0], [5, 0]))
    expect(estimate).toMatchObject({ state: 'ok', value: 0.4, interval: null, clusters: 1 })
    expect(estimate.reason).toContain('one cluster')
    const alone = clusteredProportion(rate([1], [1]))
    expect(alone).toMatchObject({ value: 1, interval: null, designEffect: null, variance: null })
  })

  test('all or none: the sample is that of the clusters', () => {
    const estimate = clusteredProportion(rate([0, 0, 0], [50, 50, 50]))
    expect(estimate).toMatchObject({ value: 0, designEffect: null })
    expect(estimate.interval!.upper).toBeCloseTo(wilsonInterval(0, 3).upper, 12)
  })

  test('the minimum counts clusters', () => {
    const estimate = clusteredProportion(rate([20, 10], [40, 40]), { minimum: 10 })
    expect(estimate).toMatchObject({ state: 'insufficient', value: 0.375 })
    expect(estimate.reason).toBe('2 clusters, at least 10 needed')
  })
})

test('impossible counts are refused', () => {
  expect(() => clusteredProportion(rate([1], [1, 2]))).toThrow(RangeError)
  expect(() => clusteredProportion(rate([3], [2]))).toThrow(RangeError)
})
