import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fleissKappa } from './fleiss-kappa.ts'
import { twoSidedZ } from './normal-distribution.ts'
import reference from './reference/fleiss-kappa.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

test('agrees with statsmodels, variance with its formula in NumPy', () => {
  for (const { table, value, observed, error } of reference.cases) {
    const kappa = fleissKappa(table)
    expect(relativeError(kappa.value, value)).toBeLessThan(1e-9)
    expect(relativeError(kappa.observedAgreement, observed)).toBeLessThan(1e-12)
    const margin = twoSidedZ(0.95) * error
    expect(kappa.interval!.lower).toBeCloseTo(Math.max(-1, value - margin), 11)
    expect(kappa.interval!.upper).toBeCloseTo(Math.min(1, value + margin), 11)
  }
})

test('agrees with the fourteen psychiatrists worked out in textbooks', () => {
  expect(fleissKappa(reference.cases[0]!.table).value).toBeCloseTo(0.21, 3)
})

describe('laws', () => {
  test('identical raters have a kappa of 1', () => {
    const chosen = fc.array(fc.nat(3), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(chosen, fc.integer({ min: 2, max: 6 }), (categories, raters) => {
        const table = categories.map((k) => [0, 1, 2, 3].map((j) => (j === k ? raters : 0)))
        const kappa = fleissKappa(table)
        const used = new Set(categories).size
        expect(kappa.observedAgreement).toBe(1)
        if (used < 2) expect(kappa).toMatchObject({ value: null, state: 'undefined' })
        else expect(kappa.value).toBeCloseTo(1, 12)
      }),
    )
  })

  test('the variance is that of leaving out one item at a time, nearly', () => {
    for (const { table, value, error } of reference.cases.slice(2)) {
      const n = table.length
      const without = table.map((_, i) => fleissKappa(table.toSpliced(i, 1)).value!)
      const mean = without.reduce((sum, each) => sum + each, 0) / n
      const spread = without.reduce((sum, each) => sum + (each - mean) ** 2, 0)
      const jackknife = Math.sqrt((spread * (n - 1)) / n)
      expect(Math.abs(jackknife / error - 1), `kappa ${value}`).toBeLessThan(0.1)
    }
  })

  test('covers the true kappa about as often as it says, with unequal numbers of raters', () => {
    const random = seededRandom(51)
    const rounds = 1000
    let covered = 0
    for (let round = 0; round < rounds; round++) {
      const table = Array.from({ length: 100 }, () => {
        // A rater gives the item's own category in seven of ten ratings, else one at random: two
        // agree beyond chance in 0.7² of pairs.
        const own = Math.floor(2 * random())
        const counts = [0, 0]
        for (let rater = 2 + Math.floor(3 * random()); rater > 0; rater--) {
          counts[random() < 0.7 ? own : Math.floor(2 * random())]!++
        }
        return counts
      })
      const { interval } = fleissKappa(table)
      if (interval!.lower! <= 0.49 && interval!.upper! >= 0.49) covered++
    }
    expect(covered / rounds).toBeGreaterThan(0.925)
    expect(covered / rounds).toBeLessThan(0.975)
  })
})

describe('states', () => {
  test('items rated once say nothing and are left out, with a word', () => {
    const rated = [
      [2, 0],
      [1, 1],
      [0, 2],
    ]
    const kappa = fleissKappa([...rated, [1, 0], [0, 0]])
    expect(kappa.value).toBe(fleissKappa(rated).value)
    expect(kappa).toMatchObject({ n: 3, state: 'ok' })
    expect(kappa.reason).toBe('2 items with fewer than two ratings are left out')
  })

  test('no two ratings, and one category throughout, are undefined', () => {
    expect(fleissKappa([])).toMatchObject({ value: null, state: 'undefined' })
    expect(fleissKappa([[1, 0]]).reason).toBe('no item has two ratings')
    const constant = fleissKappa([
      [3, 0],
      [2, 0],
    ])
    expect(constant).toMatchObject({ value: null, state: 'undefined', observedAgreement: 1 })
  })

  test('one item has a value but no interval; the minimum counts items', () => {
    const kappa = fleissKappa([[2, 1]], { minimum: 10 })
    expect(kappa).toMatchObject({ state: 'insufficient', interval: null })
    expect(kappa.reason).toContain('1 items with two ratings, at least 10 needed')
  })
})

test('impossible input is refused', () => {
  expect(() => fleissKappa([[1, 1], [2]])).toThrow('item 1 has 1 categories, not 2')
  expect(() => fleissKappa([[1, -1]])).toThrow(RangeError)
  expect(() => fleissKappa([[1.5, 1]])).toThrow('item 0, category 0')
})
