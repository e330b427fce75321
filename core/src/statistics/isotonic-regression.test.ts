import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isotonicRegression, isotonicValue } from './isotonic-regression.ts'
import reference from './reference/isotonic-regression.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn on, between and beyond the fitted scores', () => {
  for (const { probabilities, labels, queries, values } of reference.cases) {
    const blocks = isotonicRegression(exactCounts(probabilities, labels))
    queries.forEach((query, i) => {
      expect(relativeError(isotonicValue(blocks, query), values[i]!)).toBeLessThan(1e-9)
    })
  }
})

const groups = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { maxLength: 40 })

function located(pairs: [number, number][]) {
  return {
    scores: pairs.map((_, i) => i),
    positives: pairs.map(([events]) => events),
    negatives: pairs.map(([, others]) => others),
  }
}

test('never falls and keeps the mean; blocks ascend', () => {
  fc.assert(
    fc.property(groups, (pairs) => {
      const blocks = isotonicRegression(located(pairs))
      const events = pairs.reduce((sum, [positives]) => sum + positives, 0)
      const n = pairs.reduce((sum, [positives, negatives]) => sum + positives + negatives, 0)
      expect(blocks.reduce((sum, block) => sum + block.positives, 0)).toBe(events)
      expect(blocks.reduce((sum, block) => sum + block.n, 0)).toBe(n)
      blocks.forEach((block, i) => {
        expect(block.value).toBe(block.positives / block.n)
        if (i === 0) return
        expect(block.lowest).toBeGreaterThan(blocks[i - 1]!.highest)
        expect(block.value).toBeGreaterThan(blocks[i - 1]!.value)
      })
      if (blocks.length === 0) return
      let last = 0
      for (let score = -1; score <= pairs.length; score += 0.25) {
        const value = isotonicValue(blocks, score)
        expect(value).toBeGreaterThanOrEqual(last)
        expect(value).toBeLessThanOrEqual(1)
        last = value
      }
    }),
  )
})

test('no other never-falling step function fits better', () => {
  fc.assert(
    fc.property(groups, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (pairs, draws) => {
      const blocks = isotonicRegression(located(pairs))
      const rival = [...pairs.map((_, i) => draws[i] ?? 0.5)].sort((left, right) => left - right)
      const loss = (values: number[]) =>
        pairs.reduce(
          (sum, [events, others], i) =>
            sum + events * (1 - values[i]!) ** 2 + others * values[i]! ** 2,
          0,
        )
      if (blocks.length === 0) return
      const fitted = pairs.map((_, i) => isotonicValue(blocks, i))
      expect(loss(fitted)).toBeLessThanOrEqual(loss(rival) + 1e-9)
    }),
  )
})

test('empty groups change nothing; fitting the fit changes nothing', () => {
  const counts = { scores: [1, 2, 3, 4], positives: [2, 1, 5, 7], negatives: [3, 4, 5, 1] }
  const emptied = {
    scores: [0, 1, 2, 2.5, 3, 4],
    positives: [0, 2, 1, 0, 5, 7],
    negatives: [0, 3, 4, 0, 5, 1],
  }
  const blocks = isotonicRegression(counts)
  expect(isotonicRegression(emptied)).toEqual(blocks)
  const again = isotonicRegression({
    scores: blocks.map(({ lowest }) => lowest),
    positives: blocks.map(({ positives }) => positives),
    negatives: blocks.map(({ positives, n }) => n - positives),
  })
  expect(again.map(({ value }) => value)).toEqual(blocks.map(({ value }) => value))
})

test('nothing gives no blocks, and no blocks give no value', () => {
  expect(isotonicRegression(exactCounts([], []))).toEqual([])
  expect(() => isotonicValue([], 0.5)).toThrow(/at least one block/)
  expect(() => isotonicValue(isotonicRegression(exactCounts([0.5], [1])), NaN)).toThrow(RangeError)
})
