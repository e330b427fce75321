import fc from 'fast-check'
import { expect, test } from 'vitest'
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import reference from './reference/wilson-interval.json' with { type: 'json' }
import { wilsonInterval } from './wilson-interval.ts'

test('agrees with statsmodels', () => {
  for (const { count, total, level, lower, upper } of reference.cases) {
    const actual = wilsonInterval(count, total, level)
    const label = `${count} of ${total} at ${level}`
    // statsmodels leaves a rounding remainder of about 1e-17 where the limit is 0.
    expect(Math.abs(actual.lower - lower), `${label}`).toBeLessThan(1e-12)
    expect(relativeError(actual.upper, upper), `${label}`).toBeLessThan(1e-12)
  }
})

const proportions = fc
  .tuple(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([total, share]) => ({ total, count: Math.round(share * total) }))
const levels = fc.double({ min: 0.01, max: 0.9999, noNaN: true })

test('lies inside [0, 1], contains the point, and mirrors when success and failure swap', () => {
  fc.assert(
    fc.property(proportions, levels, ({ count, total }, level) => {
      const { lower, upper } = wilsonInterval(count, total, level)
      expect(lower).toBeGreaterThanOrEqual(0)
      expect(upper).toBeLessThanOrEqual(1)
      expect(lower).toBeLessThanOrEqual(count / total)
      expect(upper).toBeGreaterThanOrEqual(count / total)
      expect(wilsonInterval(total - count, total, level).upper).toBeCloseTo(1 - lower, 12)
    }),
  )
})

test('has width even where everyone or no one counts', () => {
  expect(wilsonInterval(0, 10).lower).toBe(0)
  expect(wilsonInterval(0, 10).upper).toBeCloseTo(0.2775, 4)
  expect(wilsonInterval(10, 10).upper).toBe(1)
})

test('covers the truth about as often as it says', () => {
  const random = seededRandom(7)
  const rounds = 4000
  const coverages: number[] = []
  for (const total of [10, 30, 100]) {
    for (const truth of [0.05, 0.1, 0.3, 0.5, 0.8]) {
      let covered = 0
      for (let round = 0; round < rounds; round++) {
        let count = 0
        for (let i = 0; i < total; i++) if (random() < truth) count++
        const { lower, upper } = wilsonInterval(count, total)
        if (lower <= truth && truth <= upper) covered++
      }
      coverages.push(covered / rounds)
    }
  }
  // A discrete count cannot cover exactly 95 %; the Wald interval falls to 40 % on these cases.
  expect(Math.min(...coverages)).toBeGreaterThan(0.9)
  const mean = coverages.reduce((sum, coverage) => sum + coverage, 0) / coverages.length
  expect(mean).toBeGreaterThan(0.94)
  expect(mean).toBeLessThan(0.97)
})

test('impossible arguments', () => {
  expect(() => wilsonInterval(0, 0)).toThrow(RangeError)
  expect(() => wilsonInterval(3, 2)).toThrow(RangeError)
  expect(() => wilsonInterval(-1, 2)).toThrow(RangeError)
  expect(() => wilsonInterval(1, 2, 1)).toThrow(RangeError)
})
