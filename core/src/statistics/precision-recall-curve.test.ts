import { expect, test } from 'vitest'
import { averagePrecision } from './average-precision.ts'
import { normalQuantile } from './normal-distribution.ts'
import { precisionRecallCurve } from './precision-recall-curve.ts'
import reference from './reference/discrimination-curves.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn at every threshold', () => {
  for (const { name, scores, labels, ...expected } of reference.cases) {
    const { points, total } = precisionRecallCurve(exactCounts(scores, labels))
    expect(total, `${name}`).toBe(expected.precision.length)
    expect(points.map((point) => point.threshold)).toEqual(expected.thresholds)
    points.forEach((point, i) => {
      const { sensitivity, positivePredictiveValue } = point
      expect(relativeError(sensitivity, expected.recall[i]!)).toBeLessThan(1e-12)
      expect(relativeError(positivePredictiveValue, expected.precision[i]!)).toBeLessThan(1e-12)
    })
  }
})

test('steps under the whole curve are the area; thinning leaves the area exact', () => {
  const random = seededRandom(32)
  const labels = Array.from({ length: 4000 }, (_, i) => (i % 10 === 0 ? 1 : 0))
  const scores = labels.map((label) => normalQuantile(Math.max(random(), 1e-12)) + 1.5 * label)
  const counts = exactCounts(scores, labels)
  const whole = precisionRecallCurve(counts, { points: 4000 })
  const thinned = precisionRecallCurve(counts, { points: 50 })
  let steps = 0
  let before = 0
  for (const { sensitivity, positivePredictiveValue } of whole.points) {
    steps += (sensitivity - before) * positivePredictiveValue
    before = sensitivity
  }
  expect(thinned.points).toHaveLength(50)
  expect(thinned.total).toBe(4000)
  expect(thinned.area).toEqual(averagePrecision(counts))
  expect(steps).toBeCloseTo(thinned.area.value!, 12)
})

test('there is no point where nothing is flagged, and prevalence stands beside the area', () => {
  const curve = precisionRecallCurve(exactCounts([0.1, 0.2, 0.3, 0.4], [0, 0, 0, 1]))
  expect(curve.points[0]).toEqual({ threshold: 0.4, sensitivity: 1, positivePredictiveValue: 1 })
  expect(curve.area.prevalence).toBe(0.25)
})

test('no positives: no curve, and the reason', () => {
  const curve = precisionRecallCurve(exactCounts([0.1, 0.2], [0, 0]))
  expect(curve).toMatchObject({ points: [], total: 0, reason: 'no positives' })
  expect(curve.area.state).toBe('undefined')
})
