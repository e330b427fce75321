import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import { clusteredAuroc } from './clustered-auroc.ts'
import { delongVariance } from './delong.ts'
import { normalQuantile } from './normal-distribution.ts'
import reference from './reference/clustered-auroc.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with the formulas of the paper over all pairs', () => {
  for (const { name, scores, labels, clusters, ...expected } of reference.cases) {
    const estimate = clusteredAuroc({ scores, labels, clusters })
    expect(relativeError(estimate.value, expected.auroc), name).toBeLessThan(1e-9)
    expect(relativeError(estimate.variance, expected.variance), name).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.lower, expected.lower), name).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, expected.upper), name).toBeLessThan(1e-9)
  }
})

const rows = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 30 }),
      fc.constantFrom(0, 1),
      fc.integer({ min: 0, max: 12 }),
    ),
    { maxLength: 60 },
  )
  .map((some) => [[15, 1, 0], [12, 1, 1], [15, 0, 2], [3, 0, 3], ...some] as const)
  .map((all) => ({
    scores: all.map(([score]) => score),
    labels: all.map(([, label]) => label),
    clusters: all.map(([, , cluster]) => cluster),
  }))

describe('laws', () => {
  test('one row per cluster gives DeLong', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const alone = clusteredAuroc({ scores, labels, clusters: scores.map((_, i) => i) })
        const counts = exactCounts(scores, labels)
        expect(alone.value).toBe(auroc(counts).value)
        expect(alone.variance).toBeCloseTo(delongVariance(counts)!, 14)
      }),
    )
  })

  test('neither the order of the rows nor the names of the clusters matter', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels, clusters }) => {
        const one = clusteredAuroc({ scores, labels, clusters })
        const other = clusteredAuroc({
          scores: scores.toReversed(),
          labels: labels.toReversed(),
          clusters: clusters.toReversed().map((cluster) => 7 * cluster + 3),
        })
        expect(other.value).toBe(one.value)
        expect(other.variance).toBeCloseTo(one.variance!, 14)
      }),
    )
  })

  test('rows copied within their cluster change nothing', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels, clusters }) => {
        const twice = <T>(values: T[]) => values.flatMap((value) => [value, value])
        const one = clusteredAuroc({ scores, labels, clusters })
        const two = clusteredAuroc({
          scores: twice(scores),
          labels: twice(labels),
          clusters: twice(clusters),
        })
        expect(two.value).toBeCloseTo(one.value!, 14)
        expect(two.variance).toBeCloseTo(one.variance!, 14)
      }),
    )
  })
})

test('covers with repeating patients, where DeLong does not', () => {
  const random = seededRandom(8)
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  const rounds = 500
  // Patient and encounter each add a unit normal; positives lie 1.0 higher: the area is Φ(1/2).
  const truth = 0.6914624612740131
  let clustered = 0
  let plain = 0
  for (let round = 0; round < rounds; round++) {
    const scores: number[] = []
    const labels: number[] = []
    const clusters: number[] = []
    for (let patient = 0; patient < 60; patient++) {
      const own = normal()
      const label = patient % 2
      for (let row = 0; row < 4; row++) {
        scores.push(own + normal() + label)
        labels.push(label)
        clusters.push(patient)
      }
    }
    const { interval } = clusteredAuroc({ scores, labels, clusters })
    const naive = auroc(exactCounts(scores, labels)).interval
    if (interval!.lower! <= truth && truth <= interval!.upper!) clustered++
    if (naive!.lower! <= truth && truth <= naive!.upper!) plain++
  }
  expect(clustered / rounds).toBeGreaterThan(0.925)
  expect(clustered / rounds).toBeLessThan(0.98)
  expect(plain / rounds).toBeLessThan(0.85)
})

describe('states', () => {
  test('a class without rows is undefined', () => {
    const estimate = clusteredAuroc({ scores: [1, 2], labels: [1, 1], clusters: [0, 1] })
    expect(estimate).toMatchObject({ state: 'undefined', value: null, clusters: 2 })
    expect(estimate.reason).toBe('2 positives and 0 negatives: one of each is needed')
  })

  test('one cluster of a class has a value without an interval', () => {
    const labels = [1, 1, 0, 0]
    const estimate = clusteredAuroc({ scores: [4, 2, 3, 1], labels, clusters: [0, 0, 1, 2] })
    expect(estimate).toMatchObject({ state: 'ok', value: 0.75, interval: null, variance: null })
    expect(estimate.reason).toContain('one cluster of a class')
  })

  test('separated classes have no interval', () => {
    const labels = [1, 1, 0, 0]
    const estimate = clusteredAuroc({ scores: [4, 3, 2, 1], labels, clusters: [0, 1, 2, 3] })
    expect(estimate).toMatchObject({ value: 1, interval: null })
    expect(estimate.reason).toContain('degenerate')
  })

  test('the minimum counts clusters of the smaller class', () => {
    const labels = [1, 1, 0, 0]
    const data = { scores: [4, 2, 3, 1], labels, clusters: [0, 1, 2, 3] }
    expect(clusteredAuroc(data, { minimum: 30 }).reason).toBe(
      '2 clusters with positives, at least 30 needed',
    )
  })
})

test('rows that do not match are refused', () => {
  expect(() => clusteredAuroc({ scores: [1], labels: [1], clusters: [] })).toThrow(RangeError)
  const data = { scores: [1, 2], labels: [1, 0], clusters: [0, -1] }
  expect(() => clusteredAuroc(data)).toThrow(RangeError)
})
