import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newcombeInterval } from './newcombe-interval.ts'
import { newcombePValue } from './newcombe-p-value.ts'
import reference from './reference/newcombe.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

const share = ([count, total]: number[]) => ({ count: count!, total: total! })

test('agrees with the level found by Brent over the interval of statsmodels', () => {
  for (const { first, second, margin, p } of reference.cases) {
    const actual = newcombePValue(share(first), share(second), margin)
    expect(relativeError(actual, p), `${first} ${second}`).toBeLessThan(1e-9)
  }
})

const shares = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([total, part]) => ({ count: Math.round(total * part), total }))
const margins = fc.constantFrom(0, 0.05, 0.1, 0.4)

test('it is below alpha exactly where the interval of that level lies beyond the margin', () => {
  fc.assert(
    fc.property(shares, shares, margins, (first, second, margin) => {
      const p = newcombePValue(first, second, margin)
      for (const level of [0.8, 0.95, 0.99]) {
        const { lower, upper } = newcombeInterval(first, second, level)
        expect(p < 1 - level).toBe(lower > margin || upper < -margin)
      }
    }),
  )
})

test('the order of the pair does not matter, and a wider margin never lowers it', () => {
  fc.assert(
    fc.property(shares, shares, (first, second) => {
      const p = newcombePValue(first, second, 0.05)
      expect(newcombePValue(second, first, 0.05)).toBeCloseTo(p, 10)
      expect(newcombePValue(first, second, 0.1)).toBeGreaterThanOrEqual(p)
    }),
  )
})

test('a difference within the margin has p 1, a vast one the floor', () => {
  const half = { count: 50, total: 100 }
  expect(newcombePValue(half, half)).toBe(1)
  expect(newcombePValue({ count: 54, total: 100 }, half, 0.05)).toBe(1)
  expect(newcombePValue({ count: 0, total: 5000 }, { count: 5000, total: 5000 })).toBe(1e-12)
})

test.each([-0.1, 1, Number.NaN])('a margin of %s is refused', (margin) => {
  const half = { count: 1, total: 2 }
  expect(() => newcombePValue(half, half, margin)).toThrow(RangeError)
})
