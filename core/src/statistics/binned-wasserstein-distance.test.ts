import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baselineRange } from './baseline-range.ts'
import { binnedWassersteinDistance } from './binned-wasserstein-distance.ts'
import { normalQuantile } from './normal-distribution.ts'
import { wassersteinDistance } from './wasserstein-distance.ts'

function counts(edges: readonly number[], sample: readonly number[]): number[] {
  const cells = Array.from({ length: edges.length + 1 }, () => 0)
  for (const x of sample) cells[edges.filter((edge) => edge <= x).length]!++
  return cells
}

const value = fc.double({ min: -50, max: 50, noNaN: true })
const values = fc.array(value, { minLength: 1, maxLength: 40 })

test('the exact distance lies in the certified interval, for any data and any edges', () => {
  fc.assert(
    fc.property(values, values, fc.array(value, { maxLength: 12 }), (sample, now, cuts) => {
      const before = [...sample, -60, -20, 20, 60]
      const edges = [...new Set([...cuts.map((x) => x + 0), -60, 61])].sort((a, b) => a - b)
      const range = baselineRange(before)!
      fc.pre(range.interquartileRange > 0.1)
      const exact = wassersteinDistance(before, now, { range }).value!
      const cells = [counts(edges, before), counts(edges, now)] as const
      const binned = binnedWassersteinDistance(edges, ...cells, { range })
      const { lower, upper } = binned.certifiedInterval!
      for (const distance of [exact, binned.value!]) {
        expect(distance).toBeGreaterThanOrEqual(lower - 1e-9)
        expect(distance).toBeLessThanOrEqual(upper + 1e-9)
      }
    }),
  )
})

test('a gap that changes sign inside a cell counts on both sides of zero', () => {
  const range = { lower: 0, upper: 2, interquartileRange: 1 }
  // F − G runs from −¼ to ¼ over a width of 2: its mean size is ⅛.
  const estimate = binnedWassersteinDistance([0, 2], [1, 2, 1], [2, 0, 2], { range })
  expect(estimate.value).toBe(0.25)
})

describe('on a hundred quantile cells', () => {
  const normal = (size: number, shift: number) =>
    Array.from({ length: size }, (_, i) => normalQuantile((i + 0.5) / size) + shift)
  const [before, now] = [normal(3000, 0), normal(2000, 0.5)]
  const edges = [...normal(100, 0), 5]
  const cells = [counts(edges, before), counts(edges, now)] as const

  test('is close to the exact distance, with and without the frozen range', () => {
    const range = baselineRange(before)!
    const exact = wassersteinDistance(before, now)
    for (const options of [{}, { range }]) {
      const binned = binnedWassersteinDistance(edges, ...cells, options)
      expect(Math.abs(binned.value! - exact.value!)).toBeLessThan(0.01)
      expect(Math.abs(binned.tails!.above - exact.tails!.above)).toBeLessThan(0.01)
      expect(Math.abs(binned.tails!.below - exact.tails!.below)).toBeLessThan(0.01)
    }
  })
})

describe('states', () => {
  test('an empty side, no range and no spread are undefined', () => {
    expect(binnedWassersteinDistance([0, 1], [0, 0, 0], [1, 1, 1]).reason).toBe(
      'no reference values',
    )
    expect(binnedWassersteinDistance([0, 1], [1, 1, 1], [0, 0, 0]).reason).toBe('no current values')
    expect(binnedWassersteinDistance([0], [1, 1], [1, 1]).reason).toContain('two edges')
    const outside = binnedWassersteinDistance([0, 1], [99, 0, 1], [3, 4, 5])
    expect(outside).toMatchObject({ value: null, state: 'undefined' })
    expect(outside.reason).toContain('interquartile range')
  })

  test('impossible input is refused', () => {
    const range = { lower: -1, upper: 1, interquartileRange: 1 }
    expect(() => binnedWassersteinDistance([0, 1], [1, 1, 1], [1, 1, 1], { range })).toThrow(
      /outermost edges/,
    )
    expect(() => binnedWassersteinDistance([1, 1], [1, 2, 1], [1, 1, 1])).toThrow(/ascend/)
    expect(() => binnedWassersteinDistance([0, 1], [1, 1], [1, 1])).toThrow(RangeError)
  })
})
