import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertCount, exactCounts, locatedTotals, totals } from './scored-counts.ts'

describe('exactCounts', () => {
  test('groups equal scores in ascending order, -0 with 0', () => {
    const counts = exactCounts([0.5, 0, 0.5, -0, 0.1, 0.5], [1, 0, 0, 1, 1, 1])
    expect(Array.from(counts.scores)).toEqual([0, 0.1, 0.5])
    expect(Array.from(counts.positives)).toEqual([1, 1, 2])
    expect(Array.from(counts.negatives)).toEqual([1, 0, 1])
  })

  test('no scores give no groups', () => {
    expect(totals(exactCounts([], []))).toEqual({ positives: 0, negatives: 0 })
  })

  test.each([NaN, Infinity, -Infinity])('refuses score %s and names its index', (bad) => {
    expect(() => exactCounts([0.1, bad], [0, 1])).toThrow(/index 1/)
  })

  test.each([2, -1, 0.5, NaN])('refuses label %s and names its index', (bad) => {
    expect(() => exactCounts([0.1, 0.2, 0.3], [0, 1, bad])).toThrow(/index 2/)
  })

  test('refuses scores and labels of unequal length', () => {
    expect(() => exactCounts([0.1], [0, 1])).toThrow(RangeError)
  })

  test('agrees with counting by a map, whatever the order', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, 1)))
    fc.assert(
      fc.property(rows, (pairs) => {
        const counts = exactCounts(
          pairs.map(([score]) => score),
          pairs.map(([, label]) => label),
        )
        const distinct = [...new Set(pairs.map(([score]) => score + 0))].sort((a, b) => a - b)
        expect(Array.from(counts.scores)).toEqual(distinct)
        distinct.forEach((score, i) => {
          const group = pairs.filter((pair) => pair[0] === score)
          const positives = group.filter((pair) => pair[1] === 1).length
          expect(counts.positives[i]).toBe(positives)
          expect(counts.negatives[i]).toBe(group.length - positives)
        })
      }),
    )
  })
})

test.each([-1, 0.5, NaN, Infinity, 2 ** 60])('%s is no count', (bad) => {
  expect(() => assertCount(bad, 'n')).toThrow(/n is/)
  expect(() => totals({ positives: [1, bad], negatives: [0, 0] })).toThrow(/index 1/)
})

test('groups must match in number and ascend', () => {
  const groups = { positives: [1, 0], negatives: [0, 1] }
  expect(() => totals({ positives: [1], negatives: [1, 2] })).toThrow(RangeError)
  expect(() => locatedTotals({ ...groups, scores: [0.1] })).toThrow(/1 scores for 2 groups/)
  expect(() => locatedTotals({ ...groups, scores: [0.2, 0.2] })).toThrow(/ascend at index 1/)
  expect(() => locatedTotals({ ...groups, scores: [0.2, NaN] })).toThrow(/ascend at index 1/)
  expect(locatedTotals({ ...groups, scores: [0.1, 0.2] })).toEqual({ positives: 1, negatives: 1 })
})
