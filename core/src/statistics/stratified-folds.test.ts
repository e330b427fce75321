import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from './reference/seeded-random.ts'
import { stratifiedFolds } from './stratified-folds.ts'

test('every fold has the same mix up to one row of each class', () => {
  const labels = fc.array(fc.constantFrom(0, 1), { maxLength: 80 })
  fc.assert(
    fc.property(labels, fc.integer({ min: 2, max: 9 }), fc.nat(), (rows, folds, seed) => {
      const assigned = stratifiedFolds(rows, folds, seededRandom(seed))
      for (const label of [0, 1]) {
        const sizes = Array.from({ length: folds }, () => 0)
        for (const [i, row] of rows.entries()) if (row === label) sizes[assigned[i]!]!++
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('the same seed deals the same folds, another seed others', () => {
  const labels = Array.from({ length: 50 }, (_, i) => i % 2)
  const deal = (seed: number) => stratifiedFolds(labels, 5, seededRandom(seed))
  expect(deal(1)).toEqual(deal(1))
  expect(deal(1)).not.toEqual(deal(2))
})

test('an impossible number of folds is refused', () => {
  for (const folds of [1, 2.5, 256]) {
    expect(() => stratifiedFolds([0, 1], folds, seededRandom(1))).toThrow(RangeError)
  }
})
