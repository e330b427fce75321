import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { observedExpectedOfCounts, observedExpectedRatio } from './observed-expected-ratio.ts'
import reference from './reference/observed-expected-ratio.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with the formula on SciPy, exact and log-normal', () => {
  for (const { value, lower, upper, ...sums } of reference.cases) {
    const estimate = observedExpectedRatio(sums)
    expect(relativeError(estimate.value, value)).toBeLessThan(1e-12)
    expect(relativeError(estimate.interval!.lower, lower)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, upper)).toBeLessThan(1e-9)
    const exact = sums.observed < 100
    expect(estimate.interval!.method).toBe(exact ? 'exact Poisson (Garwood)' : 'log-normal')
  }
})

test('the ratio lies inside its interval', () => {
  const events = fc.integer({ min: 0, max: 300 })
  fc.assert(
    fc.property(events, fc.double({ min: 0.1, max: 900, noNaN: true }), (observed, expected) => {
      const sums = { observed, expected, varianceSum: expected * 0.9, n: 1000 }
      const { value, interval } = observedExpectedRatio(sums)
      expect(interval!.lower ?? 0).toBeLessThanOrEqual(value!)
      expect(interval!.upper).toBeGreaterThan(value!)
    }),
  )
})

test('below 100 events the limits leave 2.5 % of a Poisson distribution on each side', () => {
  /** P(X ≤ count) by adding up the probabilities. */
  const atMost = (count: number, mean: number) => {
    let term = Math.exp(-mean)
    let sum = term
    for (let k = 1; k <= count; k++) sum += term *= mean / k
    return sum
  }
  for (let observed = 0; observed < 100; observed++) {
    const sums = { observed, expected: 40, varianceSum: 30, n: 500 }
    const { lower, upper, method } = observedExpectedRatio(sums).interval!
    expect(method).toBe('exact Poisson (Garwood)')
    expect(atMost(observed, upper! * 40)).toBeCloseTo(0.025, 9)
    if (observed === 0) expect(lower).toBeNull()
    else expect(1 - atMost(observed - 1, lower! * 40)).toBeCloseTo(0.025, 9)
  }
})

test('groups give the sums of their predictions', () => {
  const rows = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.constantFrom(0, 1)))
  fc.assert(
    fc.property(rows, (pairs) => {
      const scores = pairs.map(([score]) => score / 20)
      const labels = pairs.map(([, label]) => label)
      const sums = observedExpectedOfCounts(exactCounts(scores, labels))
      const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
      expect(sums.observed).toBe(total(labels))
      expect(sums.n).toBe(pairs.length)
      expect(sums.expected).toBeCloseTo(total(scores), 9)
      expect(sums.varianceSum).toBeCloseTo(total(scores.map((p) => p * (1 - p))), 9)
    }),
  )
  expect(() => observedExpectedOfCounts(exactCounts([1.5], [1]))).toThrow(/index 0/)
})

describe('states', () => {
  test('no event observed has an upper limit only', () => {
    const sums = { observed: 0, expected: 5, varianceSum: 4, n: 50 }
    const estimate = observedExpectedRatio(sums)
    expect(estimate).toMatchObject({ value: 0, interval: { lower: null }, state: 'ok' })
    expect(estimate.interval!.upper).toBeCloseTo(3.688879 / 5, 6)
    expect(estimate.reason).toContain('upper limit only')
  })

  test.each([0, 3])('no event expected and %i observed is undefined', (observed) => {
    const estimate = observedExpectedRatio({ observed, expected: 0, varianceSum: 0, n: 9 })
    expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
    expect(estimate.reason).toContain('no events expected')
  })

  test('no predictions are undefined', () => {
    const estimate = observedExpectedRatio({ observed: 0, expected: 0, varianceSum: 0, n: 0 })
    expect(estimate).toMatchObject({ value: null, state: 'undefined', reason: 'no predictions' })
  })

  test('predictions of 0 and 1 alone carry no variance', () => {
    const estimate = observedExpectedRatio({ observed: 120, expected: 100, varianceSum: 0, n: 200 })
    expect(estimate).toMatchObject({ value: 1.2, interval: null, state: 'ok' })
    expect(estimate.reason).toContain('degenerate')
  })

  test('an expectation next to nothing yields no infinite bound', () => {
    const sums = { observed: 1, expected: 5e-324, varianceSum: 5e-324, n: 9 }
    expect(observedExpectedRatio(sums)).toMatchObject({ value: null, state: 'undefined' })
    const none = observedExpectedRatio({ ...sums, observed: 0 })
    expect(none).toMatchObject({ value: 0, interval: null })
  })

  test('the minimum counts predictions', () => {
    const sums = { observed: 2, expected: 2, varianceSum: 1, n: 20 }
    expect(observedExpectedRatio(sums, { minimum: 100 })).toMatchObject({
      value: 1,
      state: 'insufficient',
    })
  })
})

test('rounding in long sums is tolerated', () => {
  const sums = { observed: 20, expected: 20 * (1 + 1e-12), varianceSum: 0, n: 20 }
  expect(observedExpectedRatio(sums).value).toBeCloseTo(1, 9)
})

test('impossible sums are refused', () => {
  const sums = { observed: 2, expected: 2, varianceSum: 1, n: 20 }
  for (const wrong of [
    { observed: 21 },
    { observed: 1.5 },
    { expected: 21 },
    { expected: NaN },
    { varianceSum: 3 },
    { varianceSum: -1 },
    { n: -1 },
  ]) {
    expect(() => observedExpectedRatio({ ...sums, ...wrong })).toThrow(RangeError)
  }
})
