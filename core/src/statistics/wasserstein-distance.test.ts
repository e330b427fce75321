import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baselineRange } from './baseline-range.ts'
import reference from './reference/wasserstein-distance.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { wassersteinDistance } from './wasserstein-distance.ts'

test('agrees with SciPy on clipped values', () => {
  for (const { reference: before, current, value, below, above } of reference.cases) {
    const estimate = wassersteinDistance(before, current)
    expect(relativeError(estimate.value, value)).toBeLessThan(1e-9)
    expect(estimate.tails!.below).toBeCloseTo(below, 14)
    expect(estimate.tails!.above).toBeCloseTo(above, 14)
  }
})

const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
  minLength: 4,
  maxLength: 40,
})

describe('laws', () => {
  test('0 for itself, never negative, and free of the unit', () => {
    fc.assert(
      fc.property(values, values, (sample, now) => {
        const before = [...sample, -60, -20, 20, 60]
        fc.pre(baselineRange(before)!.interquartileRange > 0.1)
        const estimate = wassersteinDistance(before, now)
        expect(wassersteinDistance(before, before).value).toBe(0)
        expect(estimate.value).toBeGreaterThanOrEqual(0)
        const inGrams = wassersteinDistance(
          before.map((x) => 1024 * x),
          now.map((x) => 1024 * x),
        )
        expect(inGrams.value).toBeCloseTo(estimate.value!, 10)
      }),
    )
  })

  test('a shift inside the range is its own length', () => {
    const range = { lower: -100, upper: 100, interquartileRange: 4 }
    const before = [1, 2, 3, 4, 5]
    const now = before.map((x) => x + 2)
    expect(wassersteinDistance(before, now, { range }).value).toBeCloseTo(0.5, 14)
  })
})

describe('states', () => {
  test('no spread in the middle half is undefined, and the tails are still counted', () => {
    const before = [0, 0, 0, 0, 0, 0, 0, 0, 0, 9]
    const estimate = wassersteinDistance(before, [0, 0, 20, 20])
    expect(estimate).toMatchObject({ value: null, state: 'undefined', certifiedInterval: null })
    expect(estimate.reason).toContain('interquartile range of the baseline is zero')
    expect(estimate.tails).toMatchObject({ above: 0.5, below: 0 })
  })

  test('an empty side is undefined and says which', () => {
    expect(wassersteinDistance([], [1]).reason).toBe('no reference values')
    expect(wassersteinDistance([1, 2], [])).toMatchObject({
      value: null,
      reason: 'no current values',
    })
  })

  test('the minimum counts the smaller sample', () => {
    const estimate = wassersteinDistance([1, 2, 3, 4], [2, 3], { minimum: 3 })
    expect(estimate).toMatchObject({ state: 'insufficient', n: 2, referenceN: 4 })
  })
})
