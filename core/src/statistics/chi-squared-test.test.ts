import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquaredTest } from './chi-squared-test.ts'
import reference from './reference/chi-squared-test.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

test('agrees with SciPy on the merged table', () => {
  for (const { reference: before, current, ...expected } of reference.cases) {
    const estimate = chiSquaredTest(before, current)
    expect(estimate.other).toEqual(expected.other)
    expect(estimate.degrees).toBe(expected.degrees)
    expect(Math.abs(estimate.statistic! - expected.statistic)).toBeLessThan(
      1e-9 * Math.max(1, expected.statistic),
    )
    expect(relativeError(estimate.pValue, expected.pValue)).toBeLessThan(1e-9)
    expect(Math.abs(estimate.value! - expected.value)).toBeLessThan(1e-9)
  }
})

const pairs = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 40 })), { minLength: 1 })

describe('laws', () => {
  test('never NaN; p and size stay between 0 and 1; symmetric; blind to order', () => {
    fc.assert(
      fc.property(pairs, (cells) => {
        const left = cells.map(([r]) => r)
        const right = cells.map(([, c]) => c)
        const estimate = chiSquaredTest(left, right)
        const mirrored = chiSquaredTest(right, left)
        const reordered = chiSquaredTest(left.toReversed(), right.toReversed())
        if (estimate.state === 'undefined') {
          expect(estimate).toMatchObject({ value: null, pValue: null, statistic: null })
          expect(estimate.reason).not.toBeNull()
          return
        }
        expect(estimate.pValue).toBeGreaterThanOrEqual(0)
        expect(estimate.pValue).toBeLessThanOrEqual(1)
        expect(estimate.value).toBeLessThanOrEqual(1)
        expect(mirrored.pValue).toBeCloseTo(estimate.pValue!, 10)
        expect(reordered.degrees).toBe(estimate.degrees)
      }),
    )
  })

  test('p falls below 0.05 about one time in twenty without change, rare categories and all', () => {
    const random = seededRandom(41)
    const draw = (size: number) => {
      const counts = Array.from({ length: 12 }, () => 0)
      for (let i = 0; i < size; i++) counts[Math.floor(12 * random() ** 3)]!++
      return counts
    }
    let below = 0
    for (let round = 0; round < 1500; round++) {
      if (chiSquaredTest(draw(1000), draw(120)).pValue! <= 0.05) below++
    }
    expect(below).toBeGreaterThan(45)
    expect(below).toBeLessThan(105)
  })
})

describe('states', () => {
  test('a constant column has p = 1, never NaN', () => {
    const estimate = chiSquaredTest([500, 0], [40, 0])
    expect(estimate).toMatchObject({ value: 0, pValue: 1, statistic: 0, state: 'ok', degrees: 0 })
    expect(estimate.reason).toContain('no variation')
  })

  test('too few values for two categories are undefined', () => {
    const estimate = chiSquaredTest([3, 2], [1, 4])
    expect(estimate).toMatchObject({ value: null, pValue: null, state: 'undefined' })
    expect(estimate.reason).toContain('expected 5 times')
  })

  test('an empty side is undefined and says which', () => {
    expect(chiSquaredTest([0, 0], [1, 2]).reason).toBe('no reference values')
    expect(chiSquaredTest([1, 2], [0, 0]).reason).toBe('no current values')
  })

  test('the minimum counts the smaller sample', () => {
    const estimate = chiSquaredTest([100, 100], [20, 20], { minimum: 50 })
    expect(estimate).toMatchObject({ state: 'insufficient', n: 40, referenceN: 200 })
  })
})

test('cells must match', () => {
  expect(() => chiSquaredTest([1], [1, 2])).toThrow(RangeError)
})
