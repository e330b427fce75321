import { describe, expect, test } from 'vitest'
import { confusionMatrix } from './confusion-matrix.ts'
import reference from './reference/discrimination-thresholds.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'
import { thresholdCurve } from './threshold-curve.ts'

const rates = [
  'sensitivity',
  'specificity',
  'positivePredictiveValue',
  'negativePredictiveValue',
  'flagRate',
  'numberNeededToEvaluate',
] as const

test('agrees with scikit-learn and statsmodels at every threshold and beyond the last', () => {
  for (const { name, scores, labels, points } of reference.cases) {
    const thresholds = points.map(({ threshold }) => threshold)
    const curve = thresholdCurve(exactCounts(scores, labels), { thresholds })
    points.forEach(({ threshold, matrix, ...expected }, i) => {
      const actual = curve.points[i]!
      expect(actual).toMatchObject({ threshold, ...matrix })
      for (const rate of rates) {
        expect(actual[rate] === null, `${name}: ${rate}`).toBe(expected[rate] === null)
        for (const key of ['value', 'lower', 'upper'] as const) {
          const error = relativeError(actual[rate]?.[key], expected[rate]?.[key] ?? null)
          expect(error, `${name}: ${rate}.${key} at ${threshold}`).toBeLessThan(1e-9)
        }
      }
    })
    const occurring = thresholdCurve(exactCounts(scores, labels))
    expect(occurring.points).toEqual(curve.points.slice(0, -1))
    expect(occurring.total).toBe(occurring.points.length)
  }
})

describe('many thresholds', () => {
  const random = seededRandom(61)
  const labels = Array.from({ length: 5000 }, () => (random() < 0.1 ? 1 : 0))
  const scores = labels.map((label) => random() ** 2 + label * random())
  const counts = exactCounts(scores, labels)

  test('are thinned to the budget, the counts at those left being exact', () => {
    const curve = thresholdCurve(counts)
    expect(curve.points).toHaveLength(200)
    expect(curve.total).toBe(counts.scores.length)
    expect(curve.points[0]).toMatchObject({ threshold: counts.scores[0], fn: 0, tn: 0 })
    expect(curve.points.at(-1)!.threshold).toBe(counts.scores.at(-1))
    for (const { threshold, tp, fp, tn, fn } of curve.points) {
      expect({ tp, fp, tn, fn }).toEqual(confusionMatrix(counts, threshold))
    }
  })

  test('between two points left nothing strays far from the line drawn', () => {
    const { points } = thresholdCurve(counts)
    const whole = thresholdCurve(counts, { points: 5000 }).points
    let worst = 0
    for (const { threshold, sensitivity } of whole) {
      const right = points.find((point) => point.threshold >= threshold)!
      const left = points.findLast((point) => point.threshold <= threshold)!
      const span = right.threshold - left.threshold
      const share = span === 0 ? 0 : (threshold - left.threshold) / span
      const rise = right.sensitivity!.value - left.sensitivity!.value
      const drawn = left.sensitivity!.value + share * rise
      worst = Math.max(worst, Math.abs(drawn - sensitivity!.value))
    }
    expect(worst).toBeLessThan(0.02)
  })

  test('stay small as JSON', () => {
    expect(JSON.stringify(thresholdCurve(counts)).length).toBeLessThan(150_000)
  })
})

test('scores of any scale, the widest included', () => {
  const counts = exactCounts([-1e308, -5, 0, 3, 1e308], [0, 1, 0, 1, 1])
  const { points } = thresholdCurve(counts, { points: 3 })
  expect(points).toHaveLength(3)
  expect([points[0]!.threshold, points[2]!.threshold]).toEqual([-1e308, 1e308])
})

describe('states', () => {
  test('no predictions: no points, even at thresholds asked for', () => {
    const curve = thresholdCurve(exactCounts([], []), { thresholds: [0.5] })
    expect(curve).toMatchObject({ points: [], total: 0, state: 'undefined', n: 0 })
  })

  test('one class only: the rates of the other are null', () => {
    const [point] = thresholdCurve(exactCounts([0.2, 0.4], [0, 0])).points
    expect(point).toMatchObject({ sensitivity: null, numberNeededToEvaluate: null, fp: 2 })
    expect(point!.specificity!.value).toBe(0)
  })

  test('a small class is insufficient, its points still shown', () => {
    const curve = thresholdCurve(exactCounts([0.2, 0.4], [0, 1]), { minimum: 5, level: 0.9 })
    expect(curve).toMatchObject({ state: 'insufficient', level: 0.9, total: 2 })
    expect(curve.reason).toBe('1 positives, at least 5 needed')
  })

  test('an impossible threshold or budget is refused', () => {
    const counts = exactCounts([0.2, 0.4], [0, 1])
    expect(() => thresholdCurve(counts, { thresholds: [Number.NaN] })).toThrow(RangeError)
    expect(() => thresholdCurve(counts, { points: 1 })).toThrow(RangeError)
  })
})
