import { expect, test } from 'vitest'
import { medianInterval } from './median-interval.ts'
import reference from './reference/utility-lead-time.json' with { type: 'json' }
import { seededRandom } from './reference/seeded-random.ts'

test('agrees with SciPy at every level, to the last order statistic', () => {
  for (const { hours, level, lower, upper } of reference.cases) {
    const interval = medianInterval(Float64Array.from(hours).sort(), level)
    expect([interval?.lower ?? null, interval?.upper ?? null]).toEqual([lower, upper])
  }
})

test('the ranks of the tables: 6 values need the extremes, 20 the 6th and 15th', () => {
  const ranks = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
  expect(medianInterval(ranks(5))).toBeNull()
  expect(medianInterval(ranks(6))).toMatchObject({ lower: 1, upper: 6 })
  expect(medianInterval(ranks(20))).toMatchObject({ lower: 6, upper: 15 })
  expect(medianInterval(ranks(20))!.method).toBe('order statistics 6 and 15 (distribution-free)')
  // As qbinom(0.025, n, 0.5) of R, where 2^−n has long underflowed.
  expect(medianInterval(ranks(10_000))).toMatchObject({ lower: 4902, upper: 5099 })
  expect(medianInterval(ranks(1_000_000))).toMatchObject({ lower: 499_020, upper: 500_981 })
})

test('covers the median at least as often as it says, however skewed the values', () => {
  const random = seededRandom(41)
  const truth = Math.LN2 ** 3
  for (const n of [6, 15, 60]) {
    const rounds = 3000
    let covered = 0
    for (let round = 0; round < rounds; round++) {
      const values = Float64Array.from({ length: n }, () => (-Math.log(1 - random())) ** 3).sort()
      const { lower, upper } = medianInterval(values)!
      if (lower <= truth && truth <= upper) covered++
    }
    expect(covered / rounds, `n = ${n}`).toBeGreaterThan(0.943)
  }
})

test('unsorted values and impossible levels are refused', () => {
  expect(() => medianInterval([2, 1, 3, 4, 5, 6])).toThrow(RangeError)
  expect(() => medianInterval([1, 2], 1)).toThrow(RangeError)
})
