import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohensKappa, kappaInterval, type KappaWeights } from './cohens-kappa.ts'
import { crossCounts } from './cross-counts.ts'
import reference from './reference/cohens-kappa.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

const allWeights: KappaWeights[] = ['none', 'linear', 'quadratic']
const names = (size: number) => Array.from({ length: size }, (_, k) => `grade ${k}`)

test('agrees with scikit-learn and statsmodels', () => {
  for (const expected of reference.cases) {
    const named = (values: number[]) => values.map((k) => `grade ${k}`)
    const categories = names(expected.categories)
    const table = crossCounts(categories, named(expected.first), named(expected.second))
    for (const weights of allWeights) {
      const { value, interval, n } = cohensKappa(table, { weights })
      const frozen = expected[weights]
      expect(relativeError(value, frozen.value)).toBeLessThan(1e-9)
      expect(interval === null).toBe(frozen.interval === null)
      expect(relativeError(interval?.lower, frozen.interval?.lower ?? null)).toBeLessThan(1e-9)
      expect(relativeError(interval?.upper, frozen.interval?.upper ?? null)).toBeLessThan(1e-9)
      expect(n).toBe(expected.first.length)
    }
  }
})

const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((k) =>
    fc.array(fc.array(fc.nat(20), { minLength: k, maxLength: k }), { minLength: k, maxLength: k }),
  )

describe('laws', () => {
  test('identical raters have a kappa of 1, unless they use one category only', () => {
    const counts = fc.array(fc.nat(50), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(counts, fc.constantFrom(...allWeights), (diagonal, weights) => {
        const categories = names(diagonal.length)
        const square = diagonal.map((count, i) => diagonal.map((_, j) => (i === j ? count : 0)))
        const kappa = cohensKappa({ categories, counts: square }, { weights })
        const used = diagonal.filter((count) => count > 0).length
        expect(kappa.interval).toBeNull()
        if (used < 2) expect(kappa).toMatchObject({ value: null, state: 'undefined' })
        else expect(kappa.value).toBeCloseTo(1, 12)
      }),
    )
  })

  test('the order of the raters does not matter, kappa lies in [-1, 1] and in its interval', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(...allWeights), (counts, weights) => {
        const categories = names(counts.length)
        const turned = counts.map((_, i) => counts.map((row) => row[i]!))
        const kappa = cohensKappa({ categories, counts }, { weights })
        const swapped = cohensKappa({ categories, counts: turned }, { weights })
        expect(swapped.state).toBe(kappa.state)
        if (kappa.value === null) return
        expect(swapped.value).toBeCloseTo(kappa.value, 9)
        expect(Math.abs(kappa.value)).toBeLessThanOrEqual(1 + 1e-9)
        expect(kappa.interval?.lower ?? -1).toBeLessThanOrEqual(kappa.value + 1e-9)
        expect(kappa.interval?.upper ?? 1).toBeGreaterThanOrEqual(kappa.value - 1e-9)
      }),
    )
  })

  test('with two categories all weights are the same', () => {
    const counts = [
      [20, 5],
      [10, 15],
    ]
    const [none, linear, quadratic] = allWeights.map(
      (weights) => cohensKappa({ categories: names(2), counts }, { weights }).value!,
    )
    expect(none).toBeCloseTo(0.4, 12)
    expect(linear).toBeCloseTo(0.4, 12)
    expect(quadratic).toBeCloseTo(0.4, 12)
  })

  test('covers the true kappa about as often as it says', () => {
    const random = seededRandom(41)
    const categories = names(3)
    const rounds = 1000
    let covered = 0
    for (let round = 0; round < rounds; round++) {
      const counts = categories.map(() => [0, 0, 0])
      for (let item = 0; item < 100; item++) {
        // Both agree for sure in six of ten items and by chance in a third of the rest.
        const first = Math.floor(3 * random())
        const second = random() < 0.6 ? first : Math.floor(3 * random())
        counts[first]![second]!++
      }
      const { interval } = cohensKappa({ categories, counts })
      if (interval!.lower! <= 0.6 && interval!.upper! >= 0.6) covered++
    }
    expect(covered / rounds).toBeGreaterThan(0.93)
    expect(covered / rounds).toBeLessThan(0.975)
  })
})

describe('states', () => {
  test('nothing rated, and one category throughout, are undefined', () => {
    const categories = names(2)
    const empty = cohensKappa({ categories, counts: [Array(2).fill(0), Array(2).fill(0)] })
    expect(empty).toMatchObject({ value: null, state: 'undefined', observedAgreement: null })
    const constant = cohensKappa({
      categories,
      counts: [
        [9, 0],
        [0, 0],
      ],
    })
    expect(constant).toMatchObject({ value: null, state: 'undefined', observedAgreement: 1 })
    expect(constant.reason).toContain('one and the same category')
  })

  test('the minimum counts items', () => {
    const counts = [
      [3, 1],
      [1, 3],
    ]
    const kappa = cohensKappa({ categories: names(2), counts }, { minimum: 50 })
    expect(kappa).toMatchObject({ value: 0.5, state: 'insufficient', observedAgreement: 0.75 })
    expect(kappa.reason).toBe('8 items, at least 50 needed')
  })

  test('the interval stays inside [-1, 1]', () => {
    expect(kappaInterval(0.99, 0.2)).toMatchObject({ upper: 1 })
    expect(kappaInterval(-0.99, 0.2)).toMatchObject({ lower: -1 })
    expect(() => kappaInterval(0, 0.1, 1)).toThrow(RangeError)
  })
})
