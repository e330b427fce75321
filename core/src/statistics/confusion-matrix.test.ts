import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confusionMatrix } from './confusion-matrix.ts'
import reference from './reference/confusion-matrix.json' with { type: 'json' }
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn', () => {
  for (const { scores, labels, threshold, matrix } of reference.cases) {
    expect(confusionMatrix(exactCounts(scores, labels), threshold)).toEqual(matrix)
  }
})

describe('thresholds are compared as the decimals they are', () => {
  const percents = Array.from({ length: 101 }, (_, percent) => percent / 100)
  const counts = exactCounts(
    percents,
    percents.map(() => 0),
  )

  test.each([
    [0.29, 29],
    [0.57, 57],
    [0.58, 58],
  ])('%s leaves exactly the %i smaller percents unflagged', (threshold, below) => {
    // Multiplying by 100 and cutting off gives 28, 56 and 57 here.
    expect(Math.trunc(threshold * 100)).toBe(below - 1)
    expect(confusionMatrix(counts, threshold)).toEqual({ tp: 0, fp: 101 - below, tn: below, fn: 0 })
  })
})

test('a score equal to the threshold is flagged', () => {
  const counts = exactCounts([0.4, 0.5, 0.6], [1, 1, 0])
  expect(confusionMatrix(counts, 0.5)).toEqual({ tp: 1, fp: 1, tn: 0, fn: 1 })
  expect(confusionMatrix(counts, Infinity)).toEqual({ tp: 0, fp: 0, tn: 1, fn: 2 })
})

test('bins with their lower edges give exact counts at an edge', () => {
  const bins = { scores: [0, 0.29, 0.5], positives: [1, 2, 3], negatives: [6, 5, 4] }
  expect(confusionMatrix(bins, 0.29)).toEqual({ tp: 5, fp: 9, tn: 6, fn: 1 })
})

test('a NaN threshold is refused', () => {
  expect(() => confusionMatrix(exactCounts([0.1], [1]), NaN)).toThrow(RangeError)
})

test('agrees with counting one by one', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 1)))
  fc.assert(
    fc.property(rows, fc.integer({ min: -1, max: 21 }), (pairs, threshold) => {
      const scores = pairs.map(([score]) => score)
      const labels = pairs.map(([, label]) => label)
      const count = (label: number, flagged: boolean) =>
        pairs.filter((pair) => pair[1] === label && pair[0] >= threshold === flagged).length
      expect(confusionMatrix(exactCounts(scores, labels), threshold)).toEqual({
        tp: count(1, true),
        fp: count(0, true),
        tn: count(0, false),
        fn: count(1, false),
      })
    }),
  )
})
