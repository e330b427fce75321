import { describe, expect, test } from 'vitest'
import { clusterBootstrap } from './cluster-bootstrap.ts'
import { clusteredProportion } from './clustered-proportion.ts'
import reference from './reference/cluster-bootstrap.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

const ratio = (counts: number[], totals: number[]) => (drawn: readonly number[]) => {
  const total = drawn.reduce((sum, cluster) => sum + totals[cluster]!, 0)
  const count = drawn.reduce((sum, cluster) => sum + counts[cluster]!, 0)
  return total === 0 ? null : count / total
}

test('agrees with NumPy over the same draws', () => {
  for (const { seed, replicates, counts, totals, ...expected } of reference.cases) {
    const random = seededRandom(seed)
    const statistic = ratio(counts, totals)
    const found = clusterBootstrap('rate', counts.length, statistic, { random, replicates })
    expect(relativeError(found.value, expected.value)).toBeLessThan(1e-9)
    expect(relativeError(found.standardError, expected.standardError)).toBeLessThan(1e-9)
    expect(relativeError(found.interval!.lower, expected.lower)).toBeLessThan(1e-9)
    expect(relativeError(found.interval!.upper, expected.upper)).toBeLessThan(1e-9)
    expect(found).toMatchObject({ n: counts.length, replicates, failed: 0, state: 'ok' })
  }
})

test('its standard error is near the one by formula', () => {
  const random = seededRandom(21)
  const counts = Array.from({ length: 120 }, () => Math.floor(random() * 4))
  const totals = counts.map((count) => count + Math.floor(random() * 4))
  const options = { random, replicates: 2000 }
  const found = clusterBootstrap('rate', 120, ratio(counts, totals), options)
  const rate = { method: 'rate', unit: 'rows', counts, totals }
  const { variance } = clusteredProportion(rate)
  expect(found.standardError! / Math.sqrt(variance!)).toBeGreaterThan(0.93)
  expect(found.standardError! / Math.sqrt(variance!)).toBeLessThan(1.07)
})

test('the same seed gives the same answer, another seed another', () => {
  const once = (seed: number) =>
    clusterBootstrap('rate', 20, (drawn) => drawn[0]! + drawn[1]!, {
      random: seededRandom(seed),
      replicates: 200,
    })
  expect(once(1)).toEqual(once(1))
  expect(once(1).interval).not.toEqual(once(2).interval)
})

describe('states', () => {
  const options = { random: seededRandom(4), replicates: 100 }

  test('no clusters, or no statistic on the sample itself, are undefined', () => {
    expect(clusterBootstrap('rate', 0, () => 1, options)).toMatchObject({
      state: 'undefined',
      reason: 'no clusters',
    })
    expect(clusterBootstrap('rate', 5, () => null, options)).toMatchObject({
      state: 'undefined',
      value: null,
    })
  })

  test('one cluster has a value without an interval', () => {
    const found = clusterBootstrap('rate', 1, () => 0.5, options)
    expect(found).toMatchObject({ value: 0.5, interval: null, standardError: null })
  })

  test('many replicates without a value leave no interval', () => {
    // Only samples that drew cluster 0 have a value: about two in three.
    const statistic = (drawn: readonly number[]) => (drawn.includes(0) ? 1 : null)
    const found = clusterBootstrap('rate', 12, statistic, options)
    expect(found).toMatchObject({ value: 1, interval: null, standardError: null })
    expect(found.failed).toBeGreaterThan(10)
    expect(found.reason).toBe(`the statistic does not exist in ${found.failed} of 100 replicates`)
  })

  test('the minimum counts clusters', () => {
    const found = clusterBootstrap('rate', 8, (drawn) => drawn[0]!, { ...options, minimum: 30 })
    expect(found).toMatchObject({ state: 'insufficient' })
  })
})

test.each([
  [-1, {}],
  [1.5, {}],
  [5, { replicates: 10 }],
  [5, { level: 1 }],
])('%s clusters with %o are refused', (clusters, more) => {
  const options = { random: seededRandom(1), ...more }
  expect(() => clusterBootstrap('rate', clusters, () => 1, options)).toThrow(RangeError)
})
