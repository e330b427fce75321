import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newcombeInterval } from './newcombe-interval.ts'
import reference from './reference/newcombe.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

const share = ([count, total]: number[]) => ({ count: count!, total: total! })

test('agrees with statsmodels', () => {
  for (const { first, second, level, lower, upper } of reference.cases) {
    const interval = newcombeInterval(share(first), share(second), level)
    expect(relativeError(interval.lower, lower), `${first} ${second}`).toBeLessThan(1e-9)
    expect(relativeError(interval.upper, upper), `${first} ${second}`).toBeLessThan(1e-9)
  }
})

test('agrees with the first example of the paper, as printed', () => {
  const { lower, upper } = newcombeInterval({ count: 56, total: 70 }, { count: 48, total: 80 })
  expect(lower).toBeCloseTo(0.0524, 4)
  expect(upper).toBeCloseTo(0.3339, 4)
})

const shares = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([total, part]) => ({ count: Math.round(total * part), total }))

test('turning the pair around turns the interval around', () => {
  fc.assert(
    fc.property(shares, shares, (first, second) => {
      const one = newcombeInterval(first, second)
      const other = newcombeInterval(second, first)
      expect(one.lower).toBeCloseTo(-other.upper, 14)
      expect(one.upper).toBeCloseTo(-other.lower, 14)
    }),
  )
})

test('it holds the difference, stays inside [-1, 1] and always has a width', () => {
  fc.assert(
    fc.property(shares, shares, (first, second) => {
      const { lower, upper } = newcombeInterval(first, second)
      const difference = first.count / first.total - second.count / second.total
      expect(lower).toBeGreaterThanOrEqual(-1)
      expect(upper).toBeLessThanOrEqual(1)
      expect(lower).toBeLessThanOrEqual(difference)
      expect(upper).toBeGreaterThanOrEqual(difference)
      expect(upper).toBeGreaterThan(lower)
    }),
  )
})

test('covers the true difference about as often as it says', () => {
  const random = seededRandom(5)
  const draw = (total: number, p: number) => {
    let count = 0
    for (let i = 0; i < total; i++) if (random() < p) count++
    return { count, total }
  }
  const rounds = 2000
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const { lower, upper } = newcombeInterval(draw(40, 0.85), draw(60, 0.7))
    if (lower <= 0.15 && 0.15 <= upper) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.935)
  expect(covered / rounds).toBeLessThan(0.97)
})

test('an empty or impossible share is refused', () => {
  const fine = { count: 1, total: 2 }
  expect(() => newcombeInterval({ count: 0, total: 0 }, fine)).toThrow(RangeError)
  expect(() => newcombeInterval(fine, { count: 3, total: 2 })).toThrow(RangeError)
})
