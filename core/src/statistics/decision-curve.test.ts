import { describe, expect, test } from 'vitest'
import { decisionCurve } from './decision-curve.ts'
import { relativeError } from './reference/relative-error.ts'
import reference from './reference/utility-net-benefit.json' with { type: 'json' }
import { exactCounts } from './scored-counts.ts'

test('agrees with the formula in NumPy at every threshold', () => {
  for (const { scores, labels, points } of reference.cases) {
    const curve = decisionCurve(exactCounts(scores, labels), { from: 0, to: 0.9, step: 0.01 })
    expect(curve.points).toHaveLength(91)
    expect(curve).toMatchObject({ state: 'ok', reason: null, n: scores.length, level: 0.95 })
    for (const expected of points) {
      const actual = curve.points.find(({ threshold }) => threshold === expected.threshold)!
      expect(actual.over).toBe(expected.over)
      expect(relativeError(actual.treatAll, expected.treatAll)).toBeLessThan(1e-9)
      for (const key of ['value', 'lower', 'upper'] as const) {
        const name = `${key} at ${expected.threshold}`
        const { netBenefit, gain } = actual
        expect(relativeError(netBenefit![key], expected.netBenefit[key]), name).toBeLessThan(1e-9)
        expect(Math.abs((gain![key] ?? 0) - (expected.gain[key] ?? 0)), name).toBeLessThan(1e-12)
      }
    }
  }
})

test('thresholds are the decimals they look like, so a score of 0.3 is flagged at 0.3', () => {
  const counts = exactCounts([0.3, 0.3, 0.1, 0.7], [1, 1, 0, 0])
  const { points } = decisionCurve(counts, { from: 0.1, to: 0.7, step: 0.1 })
  expect(points.map(({ threshold }) => threshold)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
  // Adding 0.1 to 0.2 would ask for 0.30000000000000004 and miss both positives.
  expect(points[2]!.netBenefit!.value).toBeCloseTo(2 / 4 - (1 / 4) * (0.3 / 0.7), 12)
})

describe('ends of the range', () => {
  const counts = exactCounts([0.2, 0.6, 0.9], [0, 1, 1])

  test('below all scores the system treats all and gains nothing', () => {
    const { points } = decisionCurve(counts, { from: 0, to: 0.2, step: 0.05 })
    for (const { netBenefit, treatAll, gain } of points) {
      expect(netBenefit!.value).toBeCloseTo(treatAll!, 14)
      expect(gain).toEqual({ value: 0, lower: null, upper: null })
    }
  })

  test('at 1 there is no net benefit', () => {
    const { points } = decisionCurve(counts, { from: 0.5, to: 1, step: 0.25 })
    expect(points.at(-1)).toEqual({
      threshold: 1,
      netBenefit: null,
      treatAll: null,
      gain: null,
      over: null,
    })
  })

  test('a single threshold is a range too', () => {
    expect(decisionCurve(counts, { from: 0.3, to: 0.3, step: 0.01 }).points).toHaveLength(1)
  })
})

test('without predictions no points and the reason; few are insufficient', () => {
  const range = { from: 0.1, to: 0.5, step: 0.1 }
  const nothing = decisionCurve(exactCounts([], []), range)
  expect(nothing).toMatchObject({ points: [], state: 'undefined', reason: 'no predictions' })
  const few = decisionCurve(exactCounts([0.1, 0.4], [0, 1]), range, { minimum: 10 })
  expect(few).toMatchObject({ state: 'insufficient', reason: '1 positives, at least 10 needed' })
  expect(few.points).toHaveLength(5)
})

test('impossible ranges, and scores that are no risks, are refused', () => {
  const counts = exactCounts([0.2, 0.6], [0, 1])
  const ranges = [
    { from: 0.5, to: 0.1, step: 0.1 },
    { from: -0.1, to: 0.1, step: 0.1 },
    { from: 0.1, to: 1.1, step: 0.1 },
    { from: 0.1, to: 0.5, step: 0 },
    { from: 0, to: 1, step: 0.0001 },
    { from: Number.NaN, to: 1, step: 0.1 },
  ]
  for (const range of ranges) expect(() => decisionCurve(counts, range)).toThrow(RangeError)
  const logits = exactCounts([-2, 3], [0, 1])
  expect(() => decisionCurve(logits, { from: 0, to: 1, step: 0.1 })).toThrow('are no risks')
})
