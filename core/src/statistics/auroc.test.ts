import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import reference from './reference/discrimination.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { exactCounts } from './scored-counts.ts'

test('value and interval agree with scikit-learn and with DeLong over all pairs', () => {
  for (const { name, scores, labels, ...expected } of reference.cases) {
    const estimate = auroc(exactCounts(scores, labels))
    expect(estimate.state, `${name}`).toBe('ok')
    expect(relativeError(estimate.value, expected.auroc), `${name}`).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.lower, expected.lower), `${name}`).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, expected.upper), `${name}`).toBeLessThan(1e-9)
  }
})

const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 999 }), fc.constantFrom(0, 1)), { maxLength: 80 })
  .map((pairs) => [
    [500, 0] as const,
    [500, 0] as const,
    [200, 1] as const,
    [800, 1] as const,
    ...pairs,
  ])
  .map((pairs) => ({
    scores: pairs.map(([score]) => score),
    labels: pairs.map(([, label]) => label),
  }))

describe('laws', () => {
  test('only the order of the scores matters', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const monotone = scores.map((score) => Math.exp(score / 100) - 7)
        expect(auroc(exactCounts(monotone, labels))).toEqual(auroc(exactCounts(scores, labels)))
      }),
    )
  })

  test('swapping the labels, or turning the scores around, gives the complement', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const { value, interval } = auroc(exactCounts(scores, labels))
        const swapped = labels.map((label) => 1 - label)
        const negated = scores.map((score) => -score)
        for (const turned of [exactCounts(scores, swapped), exactCounts(negated, labels)]) {
          const complement = auroc(turned)
          expect(complement.value).toBeCloseTo(1 - value!, 12)
          if (interval !== null) {
            expect(complement.interval!.lower).toBeCloseTo(1 - interval.upper!, 9)
          }
        }
      }),
    )
  })

  test('the value lies inside its interval, and the interval inside [0, 1]', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const { value, interval } = auroc(exactCounts(scores, labels))
        if (interval === null) return
        expect(interval.lower).toBeGreaterThanOrEqual(0)
        expect(interval.upper).toBeLessThanOrEqual(1)
        expect(interval.lower).toBeLessThanOrEqual(value!)
        expect(interval.upper).toBeGreaterThanOrEqual(value!)
      }),
    )
  })

  test('bins stay within the certified bound of the exact value', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 400 }), ({ scores, labels }, width) => {
        const exact = auroc(exactCounts(scores, labels))
        const binned = auroc(
          exactCounts(
            scores.map((score) => Math.floor(score / width)),
            labels,
          ),
        )
        const error = Math.abs(binned.value! - exact.value!)
        expect(error).toBeLessThanOrEqual(binned.certifiedBound! + 1e-12)
      }),
    )
  })
})

test('the certified bound is reached in the worst case, and is no wider', () => {
  const labels = [0, 0, 1, 1]
  const exact = auroc(exactCounts([1, 2, 3, 4], labels))
  const oneBin = auroc(exactCounts([0, 0, 0, 0], labels))
  expect(exact).toMatchObject({ value: 1, certifiedBound: 0, n: 4 })
  expect(oneBin).toMatchObject({ value: 0.5, certifiedBound: 0.5 })
})

test('scores that share a whole percent are still told apart', () => {
  // Counting at 101 whole-percent thresholds makes all four equal and answers 0.5.
  const counts = exactCounts([0.291, 0.292, 0.293, 0.294], [0, 1, 0, 1])
  expect(auroc(counts).value).toBe(0.75)
})

describe('states', () => {
  test.each([
    ['no positives', [0.1, 0.2, 0.3], [0, 0, 0]],
    ['one positive', [0.1, 0.2, 0.3], [0, 0, 1]],
    ['one negative', [0.1, 0.2, 0.3], [0, 1, 1]],
    ['nothing', [], []],
  ])('%s is undefined', (_, scores, labels) => {
    const estimate = auroc(exactCounts(scores, labels))
    expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
    expect(estimate.reason).toContain('two of each are needed')
    expect(estimate.certifiedBound).toBeNull()
  })

  test.each([
    ['are separated', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1],
    ['are separated', [0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0], 0],
    ['do not vary', [0.5, 0.5, 0.5, 0.5], [1, 1, 0, 0], 0.5],
  ])('where they %s there is a value but no interval', (cause, scores, labels, value) => {
    const estimate = auroc(exactCounts(scores, labels))
    expect(estimate).toMatchObject({ value, interval: null, state: 'ok' })
    expect(estimate.reason).toMatch(new RegExp(`^degenerate: .*${cause}`))
  })

  test('the minimum counts the smaller class', () => {
    const counts = exactCounts([0.1, 0.2, 0.3, 0.4, 0.5], [0, 1, 0, 0, 1])
    const estimate = auroc(counts, { minimum: 10 })
    expect(estimate).toMatchObject({ state: 'insufficient' })
    expect(estimate.value).toBeCloseTo(2 / 3, 12)
    expect(estimate.reason).toBe('2 positives, at least 10 needed')
  })
})
