import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrationCurve } from './calibration-curve.ts'
import reference from './reference/calibration-curve.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn and statsmodels', () => {
  for (const { probabilities, labels, bins, rows } of reference.cases) {
    const curve = calibrationCurve(exactCounts(probabilities, labels), { bins })
    expect(curve).toHaveLength(rows.length)
    rows.forEach((row, i) => {
      const { observed, predicted, gap, gapInterval } = curve[i]!
      expect(relativeError(observed.value, row.observed)).toBeLessThan(1e-12)
      expect(relativeError(predicted, row.predicted)).toBeLessThan(1e-12)
      expect(gap).toBeCloseTo(row.gap, 12)
      expect(gapInterval!.lower).toBeCloseTo(row.lower, 12)
      expect(gapInterval!.upper).toBeCloseTo(row.upper, 12)
    })
  }
})

const rows = fc.array(fc.tuple(fc.nat({ max: 50 }), fc.constantFrom(0, 1)), { maxLength: 300 })

test('every prediction is in one bin, equal scores together, bins ascending and large enough', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 15 }), (pairs, bins) => {
      const scores = pairs.map(([score]) => score / 50)
      const labels = pairs.map(([, label]) => label)
      const curve = calibrationCurve(exactCounts(scores, labels), { bins })
      expect(curve.length).toBeLessThanOrEqual(bins)
      let size = 0
      curve.forEach((bin, i) => {
        size += bin.observed.n
        const inside = scores.filter((score) => score >= bin.lowest && score <= bin.highest)
        expect(inside).toHaveLength(bin.observed.n)
        expect(bin.gapInterval!.lower).toBeLessThanOrEqual(bin.gap)
        expect(bin.gapInterval!.upper).toBeGreaterThanOrEqual(bin.gap)
        if (i > 0) expect(bin.lowest).toBeGreaterThan(curve[i - 1]!.highest)
        if (curve.length > 1) expect(bin.observed).toMatchObject({ state: 'ok' })
        if (curve.length > 1) expect(bin.observed.n).toBeGreaterThanOrEqual(20)
      })
      expect(size).toBe(pairs.length)
    }),
  )
})

test('a positive gap means that the risk is underestimated', () => {
  const counts = { scores: [0.1], positives: [30], negatives: [70] }
  const [bin] = calibrationCurve(counts)
  expect(bin!.observed).toMatchObject({ n: 100, positives: 30, negatives: 70 })
  expect(bin!.gap).toBeCloseTo(0.2, 12)
  expect(bin!.gapInterval!.lower).toBeGreaterThan(0)
})

describe('states', () => {
  test('no predictions give no bins', () => {
    expect(calibrationCurve(exactCounts([], []))).toEqual([])
  })

  test('too few predictions give one insufficient bin', () => {
    const curve = calibrationCurve(exactCounts([0.1, 0.4, 0.9], [0, 1, 1]))
    expect(curve).toHaveLength(1)
    expect(curve[0]).toMatchObject({ lowest: 0.1, highest: 0.9 })
    expect(curve[0]!.observed).toMatchObject({ state: 'insufficient', n: 3 })
  })
})

test('scores that are no probabilities are refused', () => {
  expect(() => calibrationCurve(exactCounts([0.2, 1.5], [0, 1]))).toThrow(/index 1/)
  expect(() => calibrationCurve(exactCounts([0.2], [0]), { bins: 0 })).toThrow(/bins/)
})
