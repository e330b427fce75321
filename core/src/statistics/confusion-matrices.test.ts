import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confusionMatrices } from './confusion-matrices.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import reference from './reference/confusion-matrix.json' with { type: 'json' }
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn', () => {
  for (const { scores, labels, threshold, matrix } of reference.cases) {
    expect(confusionMatrices(exactCounts(scores, labels), [threshold])).toEqual([matrix])
  }
})

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 1)))
const cuts = fc.array(fc.double({ min: -1, max: 3, noNaN: true }))

test('each is the matrix at that threshold alone, in the order asked', () => {
  fc.assert(
    fc.property(rows, cuts, (pairs, thresholds) => {
      const counts = exactCounts(
        pairs.map(([score]) => score / 10),
        pairs.map(([, label]) => label),
      )
      const all = [...thresholds, ...counts.scores, Infinity, -Infinity]
      expect(confusionMatrices(counts, all)).toEqual(all.map((t) => confusionMatrix(counts, t)))
    }),
  )
})

test('a NaN threshold is refused', () => {
  expect(() => confusionMatrices(exactCounts([0.1], [1]), [Number.NaN])).toThrow(RangeError)
})
