import { expect, test } from 'vitest'
import { delongInterval, delongVariance } from './delong.ts'
import { mannWhitney } from './mann-whitney.ts'
import { normalQuantile } from './normal-distribution.ts'
import reference from './reference/discrimination.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with the definition over all pairs', () => {
  for (const { name, scores, labels, variance } of reference.cases) {
    const actual = delongVariance(exactCounts(scores, labels))
    expect(relativeError(actual, variance), `${name}`).toBeLessThan(1e-9)
  }
})

test('agrees with pROC in R on a five-grade scale, heavily tied', () => {
  // Outcome by WFNS grade of 113 patients with subarachnoid haemorrhage: Turck et al., Intensive
  // Care Med. 36 (2010) 107-115; expected values from the tests of pROC.
  const counts = { positives: [2, 12, 1, 8, 18], negatives: [37, 20, 3, 8, 4] }
  expect(mannWhitney(counts).area).toBeCloseTo(0.823678861788618, 14)
  expect(relativeError(delongVariance(counts), 0.00146991470882363)).toBeLessThan(1e-12)
})

test('covers the true area about as often as it says, in small and uneven samples', () => {
  const random = seededRandom(11)
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  const rounds = 1500
  // Two unit normals 1.0 apart: the area is Φ(1/√2).
  const truth = 0.7602499389065233
  for (const [positives, negatives] of [
    [10, 40],
    [40, 40],
    [20, 200],
  ] as const) {
    const labels = Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0))
    let covered = 0
    for (let round = 0; round < rounds; round++) {
      const counts = exactCounts(
        labels.map((label) => normal() + label),
        labels,
      )
      const interval = delongInterval(mannWhitney(counts).area!, delongVariance(counts)!)
      if (interval !== null && interval.lower! <= truth && truth <= interval.upper!) covered++
    }
    expect(covered / rounds, `${positives} and ${negatives}`).toBeGreaterThan(0.93)
    expect(covered / rounds, `${positives} and ${negatives}`).toBeLessThan(0.975)
  }
})

test('no interval where it would have no width or cannot be estimated', () => {
  expect(delongInterval(1, 0)).toBeNull()
  expect(delongInterval(0, 0)).toBeNull()
  expect(delongInterval(0.5, 0)).toBeNull()
  expect(delongVariance({ positives: [1, 0], negatives: [5, 5] })).toBeNull()
  expect(delongVariance({ positives: [5, 5], negatives: [1, 0] })).toBeNull()
})

test('an impossible level is refused', () => {
  expect(() => delongInterval(0.7, 0.01, 1)).toThrow(RangeError)
})
