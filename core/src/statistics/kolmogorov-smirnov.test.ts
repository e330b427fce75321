import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binnedKolmogorovSmirnov, kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { normalQuantile } from './normal-distribution.ts'
import reference from './reference/kolmogorov-smirnov.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

test('distance agrees with SciPy, p with the Kolmogorov distribution', () => {
  for (const { reference: before, current, value, pValue, scipyPValue } of reference.cases) {
    const estimate = kolmogorovSmirnov(before, current)
    expect(relativeError(estimate.value, value)).toBeLessThan(1e-12)
    expect(relativeError(estimate.pValue, pValue)).toBeLessThan(1e-10)
    // SciPy's own asymptotic p comes from another distribution; both mean the same.
    if (scipyPValue !== null) expect(Math.abs(estimate.pValue! - scipyPValue)).toBeLessThan(0.01)
  }
})

const value = fc.oneof(
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
)
const values = fc.array(value, { minLength: 1, maxLength: 60 })

/** Cell of every value: how many edges are at most it. */
function counts(edges: readonly number[], sample: readonly number[]): number[] {
  const cells = Array.from({ length: edges.length + 1 }, () => 0)
  for (const x of sample) cells[edges.filter((edge) => edge <= x).length]!++
  return cells
}

describe('laws', () => {
  test('the exact distance lies in the certified interval, for any data and any edges', () => {
    fc.assert(
      fc.property(values, values, fc.uniqueArray(value, { maxLength: 12 }), (before, now, cuts) => {
        const edges = [...new Set(cuts.map((x) => x + 0))].sort((a, b) => a - b)
        const exact = kolmogorovSmirnov(before, now).value!
        for (const known of [{}, { edges }]) {
          const binned = binnedKolmogorovSmirnov(counts(edges, before), counts(edges, now), known)
          expect(binned.value).toBe(binned.certifiedInterval!.lower)
          expect(binned.certifiedInterval!.lower).toBeLessThanOrEqual(exact)
          expect(binned.certifiedInterval!.upper).toBeGreaterThanOrEqual(exact)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('the upper end is reached: some order inside the cells has that distance', () => {
    // One cell holding everything: all of one sample below all of the other.
    expect(binnedKolmogorovSmirnov([3], [2]).certifiedInterval).toEqual({ lower: 0, upper: 1 })
    expect(kolmogorovSmirnov([1, 2, 3], [4, 5]).value).toBe(1)
  })

  test('is symmetric, at most 1, and blind to any rising transformation', () => {
    fc.assert(
      fc.property(values, values, (before, now) => {
        const distance = kolmogorovSmirnov(before, now)
        expect(distance.value).toBeGreaterThanOrEqual(0)
        expect(distance.value).toBeLessThanOrEqual(1)
        expect(kolmogorovSmirnov(now, before)).toMatchObject({
          value: distance.value,
          pValue: distance.pValue,
        })
        const doubled = kolmogorovSmirnov(
          before.map((x) => 2 * x),
          now.map((x) => 2 * x),
        )
        expect(doubled.value).toBe(distance.value)
        expect(kolmogorovSmirnov(before, before)).toMatchObject({ value: 0, pValue: 1 })
      }),
    )
  })

  test('a cell of one single number leaves no doubt', () => {
    const edges = [0, Number.MIN_VALUE]
    const coarse = binnedKolmogorovSmirnov([0, 90, 10], [0, 50, 50])
    const known = binnedKolmogorovSmirnov([0, 90, 10], [0, 50, 50], { edges })
    expect(coarse.certifiedInterval!.upper).toBe(0.9)
    expect(known.certifiedInterval).toEqual({ lower: 0.4, upper: 0.5 })
  })
})

test('p is uniform when nothing has changed', () => {
  const random = seededRandom(23)
  const draw = (size: number) => Array.from({ length: size }, random)
  let below = 0
  for (let round = 0; round < 1000; round++) {
    if (kolmogorovSmirnov(draw(150), draw(100)).pValue! <= 0.05) below++
  }
  expect(below).toBeGreaterThan(25)
  expect(below).toBeLessThan(70)
})

describe('resolution', () => {
  const normal = (size: number, shift: number) =>
    Array.from({ length: size }, (_, i) => normalQuantile((i + 0.5) / size) + shift)
  const edges = (count: number) => normal(count, 0)

  test('coarse cells give a distance and its bounds, but no p', () => {
    const [before, now] = [normal(5000, 0), normal(5000, 0.1)]
    const estimate = binnedKolmogorovSmirnov(counts(edges(20), before), counts(edges(20), now))
    expect(estimate).toMatchObject({ state: 'ok', pValue: null })
    expect(estimate.reason).toContain('resolution-limited')
    expect(estimate.certifiedInterval!.upper).toBeGreaterThan(estimate.value! + 0.03)
  })

  test('fine cells give a p no smaller than the exact one', () => {
    const [before, now] = [normal(500, 0), normal(400, 0.1)]
    const estimate = binnedKolmogorovSmirnov(counts(edges(400), before), counts(edges(400), now))
    const exact = kolmogorovSmirnov(before, now)
    expect(estimate.reason).toBeNull()
    expect(estimate.pValue).toBeGreaterThanOrEqual(exact.pValue!)
    expect(estimate.pValue).toBeLessThan(exact.pValue! + 0.1)
  })

  test('what counts as fine can be set', () => {
    expect(binnedKolmogorovSmirnov([5, 5], [5, 5], { resolution: 10 }).pValue).toBe(1)
  })
})

describe('states', () => {
  test('an empty side is undefined and says which', () => {
    const none = { value: null, pValue: null, certifiedInterval: null, state: 'undefined' }
    expect(kolmogorovSmirnov([], [1])).toMatchObject({ ...none, reason: 'no reference values' })
    expect(kolmogorovSmirnov([1], [])).toMatchObject({ ...none, reason: 'no current values' })
    expect(binnedKolmogorovSmirnov([1], [0])).toMatchObject(none)
  })

  test('the minimum counts the smaller sample', () => {
    const estimate = kolmogorovSmirnov([1, 2, 3, 4], [2, 3], { minimum: 3 })
    expect(estimate).toMatchObject({ state: 'insufficient', n: 2, referenceN: 4 })
  })
})

test('impossible input is refused', () => {
  expect(() => kolmogorovSmirnov([1, NaN], [1])).toThrow(RangeError)
  expect(() => binnedKolmogorovSmirnov([1, 2], [1])).toThrow(RangeError)
  expect(() => binnedKolmogorovSmirnov([1, 2], [1, 2], { edges: [1, 2] })).toThrow(/3 cells/)
})
