import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boundedMeanSequence,
  normalMixtureBound,
  subGaussianMeanSequence,
} from './confidence-sequence.ts'
import { normalQuantile } from './normal-distribution.ts'
import reference from './reference/confidence-sequence.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { wilsonInterval } from './wilson-interval.ts'

test('agrees with the formulas on SciPy', () => {
  for (const { kind, n, level, ...expected } of reference.cases) {
    if (kind === 'normal') {
      const bound = normalMixtureBound(n, level, expected.tunedFor!)
      expect(relativeError(bound, expected.bound!)).toBeLessThan(1e-12)
      const sums = { n, sum: 3 * n }
      const options = { level, sigma: 0.5, tunedFor: expected.tunedFor! }
      const { interval } = subGaussianMeanSequence(sums, options)
      expect(relativeError(interval!.upper! - 3, (0.5 * expected.bound!) / n)).toBeLessThan(1e-9)
    } else {
      const { interval } = boundedMeanSequence({ n, sum: expected.sum! }, { level })
      expect(relativeError(interval!.lower, expected.lower!)).toBeLessThan(1e-9)
      expect(relativeError(interval!.upper, expected.upper!)).toBeLessThan(1e-9)
    }
  }
})

test('agrees with the number in the tests of the package confseq', () => {
  expect(normalMixtureBound(100, 0.95, 100)).toBeCloseTo(30.35209, 5)
})

/** Share of runs whose sequence covers the truth at every single time. */
function coverage(rounds: number, steps: number, covers: (next: () => number) => () => boolean) {
  const random = seededRandom(61)
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const step = covers(random)
    let all = true
    for (let i = 0; i < steps && all; i++) all = step()
    if (all) covered++
  }
  return covered / rounds
}

describe('covers at all times at once', () => {
  test.each([0.5, 0.9, 0.02])('0/1 outcomes with a mean of %d', (p) => {
    const share = coverage(120, 250, (random) => {
      const sums = { n: 0, sum: 0 }
      return () => {
        sums.n++
        if (random() < p) sums.sum++
        const { lower, upper } = boundedMeanSequence(sums).interval!
        return lower! <= p && p <= upper!
      }
    })
    expect(share).toBeGreaterThanOrEqual(0.95)
  })

  test('values between 0 and 1, and the sub-Gaussian form', () => {
    const bounded = coverage(120, 250, (random) => {
      const sums = { n: 0, sum: 0 }
      return () => {
        sums.n++
        sums.sum += random() ** 2
        const { lower, upper } = boundedMeanSequence(sums).interval!
        return lower! <= 1 / 3 && 1 / 3 <= upper!
      }
    })
    expect(bounded).toBeGreaterThanOrEqual(0.95)
    const normal = coverage(300, 1000, (random) => {
      const sums = { n: 0, sum: 0 }
      return () => {
        sums.n++
        sums.sum += 2 * normalQuantile(Math.max(random(), 1e-12))
        const { lower, upper } = subGaussianMeanSequence(sums, { sigma: 2 }).interval!
        return lower! <= 0 && 0 <= upper!
      }
    })
    expect(normal).toBeGreaterThanOrEqual(0.95)
  })

  test('an ordinary interval looked at as often does not', () => {
    const share = coverage(200, 300, (random) => {
      let [n, count] = [0, 0]
      return () => {
        n++
        if (random() < 0.5) count++
        const { lower, upper } = wilsonInterval(count, n)
        return lower <= 0.5 && 0.5 <= upper
      }
    })
    expect(share).toBeLessThan(0.8)
  })
})

describe('laws', () => {
  const sums = fc
    .integer({ min: 1, max: 100_000 })
    .chain((n) => fc.record({ n: fc.constant(n), sum: fc.integer({ min: 0, max: n }) }))

  test('the mean lies inside, the limits inside [0, 1], wider than Wilson', () => {
    fc.assert(
      fc.property(sums, ({ n, sum }) => {
        const { value, interval } = boundedMeanSequence({ n, sum })
        const { lower, upper } = wilsonInterval(sum, n)
        expect(interval!.lower!).toBeGreaterThanOrEqual(0)
        expect(interval!.upper!).toBeLessThanOrEqual(1)
        expect(interval!.lower!).toBeLessThanOrEqual(value!)
        expect(interval!.upper!).toBeGreaterThanOrEqual(value!)
        expect(interval!.upper! - interval!.lower!).toBeGreaterThan(upper - lower)
      }),
    )
  })

  test('turning 0 and 1 around turns the limits around', () => {
    fc.assert(
      fc.property(sums, ({ n, sum }) => {
        const { interval } = boundedMeanSequence({ n, sum })
        const turned = boundedMeanSequence({ n, sum: n - sum }).interval!
        expect(turned.lower).toBeCloseTo(1 - interval!.upper!, 9)
        expect(turned.upper).toBeCloseTo(1 - interval!.lower!, 9)
      }),
    )
  })
})

test('states', () => {
  const none = { value: null, interval: null, state: 'undefined' }
  expect(boundedMeanSequence({ n: 0, sum: 0 })).toMatchObject(none)
  expect(subGaussianMeanSequence({ n: 0, sum: 0 }, { sigma: 1 })).toMatchObject(none)
  const few = boundedMeanSequence({ n: 4, sum: 1 }, { minimum: 10 })
  expect(few).toMatchObject({ value: 0.25, state: 'insufficient' })
})

test('impossible input is refused', () => {
  for (const wrong of [
    { n: 2, sum: 3 },
    { n: 2, sum: -1 },
    { n: 2, sum: NaN },
    { n: 1.5, sum: 1 },
  ]) {
    expect(() => boundedMeanSequence(wrong)).toThrow(RangeError)
  }
  expect(() => boundedMeanSequence({ n: 2, sum: 1 }, { level: 1 })).toThrow(RangeError)
  expect(() => subGaussianMeanSequence({ n: 2, sum: 1 }, { sigma: 0 })).toThrow(RangeError)
  expect(() => subGaussianMeanSequence({ n: 2, sum: NaN }, { sigma: 1 })).toThrow(RangeError)
  const options = { sigma: 1, tunedFor: 0 }
  expect(() => subGaussianMeanSequence({ n: 2, sum: 1 }, options)).toThrow(RangeError)
})
