import { expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import { normalQuantile } from './normal-distribution.ts'
import reference from './reference/discrimination-curves.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { type RocPoint, rocCurve } from './roc-curve.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn at every threshold', () => {
  for (const { name, scores, labels, ...expected } of reference.cases) {
    const { points, total, reason } = rocCurve(exactCounts(scores, labels))
    expect(reason).toBeNull()
    expect(total, `${name}`).toBe(expected.sensitivity.length)
    expect(points.map((point) => point.threshold)).toEqual([null, ...expected.thresholds])
    points.forEach((point, i) => {
      expect(relativeError(point.sensitivity, expected.sensitivity[i]!)).toBeLessThan(1e-12)
      expect(relativeError(point.falsePositiveRate, expected.falsePositiveRate[i]!)).toBeLessThan(
        1e-12,
      )
    })
  }
})

/** The trapezoid under the points: for a whole ROC curve it is the Mann–Whitney area. */
function trapezoid(points: readonly RocPoint[]): number {
  let area = 0
  for (let i = 1; i < points.length; i++) {
    const [left, right] = [points[i - 1]!, points[i]!]
    const width = right.falsePositiveRate - left.falsePositiveRate
    area += (width * (left.sensitivity + right.sensitivity)) / 2
  }
  return area
}

test('thinning draws nearly the same curve and leaves the area exact', () => {
  const random = seededRandom(31)
  const labels = Array.from({ length: 6000 }, (_, i) => (i % 5 === 0 ? 1 : 0))
  const scores = labels.map((label) => normalQuantile(Math.max(random(), 1e-12)) + label)
  const counts = exactCounts(scores, labels)
  const whole = rocCurve(counts, { points: 10_000 })
  const thinned = rocCurve(counts)
  expect(whole.points).toHaveLength(6001)
  expect(thinned.points).toHaveLength(200)
  expect(thinned.total).toBe(6001)
  expect(thinned.area).toEqual(auroc(counts))
  expect(trapezoid(whole.points)).toBeCloseTo(thinned.area.value!, 12)
  expect(Math.abs(trapezoid(thinned.points) - thinned.area.value!)).toBeLessThan(1e-3)
  for (const point of thinned.points) expect(whole.points).toContainEqual(point)
})

test('empty bins add no points', () => {
  const counts = { scores: [0.1, 0.2, 0.3], positives: [1, 0, 2], negatives: [3, 0, 1] }
  expect(rocCurve(counts).points.map((point) => point.threshold)).toEqual([null, 0.3, 0.1])
})

test.each([
  ['no positives', [0, 0]],
  ['no negatives', [1, 1]],
])('%s: no curve, and the reason', (reason, labels) => {
  const curve = rocCurve(exactCounts([0.1, 0.2], labels))
  expect(curve).toMatchObject({ points: [], total: 0, reason })
  expect(curve.area.state).toBe('undefined')
})

test('fewer than two points are refused', () => {
  expect(() => rocCurve(exactCounts([0.1, 0.2], [0, 1]), { points: 1 })).toThrow(RangeError)
})
