import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanAbsoluteError } from './mean-absolute-error.ts'
import { meanError } from './mean-error.ts'
import { rSquared } from './r-squared.ts'
import reference from './reference/regression.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { emptyRegressionSums, mergeRegressionSums, regressionSums } from './regression-sums.ts'
import { rootMeanSquaredError } from './root-mean-squared-error.ts'

const methods = { meanAbsoluteError, meanError, rootMeanSquaredError, rSquared }
const value = fc.double({ min: -1e3, max: 1e3, noNaN: true })
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 40 })

test('every origin near the outcomes gives the same answers', () => {
  for (const { predictions, outcomes } of reference.cases) {
    const own = regressionSums(predictions, outcomes)
    const other = regressionSums(predictions, outcomes, own.origin + 0.5)
    for (const method of Object.values(methods)) {
      const { value: first, interval } = method(own)
      const second = method(other)
      expect(relativeError(second.value, first)).toBeLessThan(1e-9)
      expect(relativeError(second.interval!.lower, interval!.lower)).toBeLessThan(1e-8)
      expect(relativeError(second.interval!.upper, interval!.upper)).toBeLessThan(1e-8)
    }
  }
})

test('shards add up to the whole', () => {
  fc.assert(
    fc.property(pairs, fc.nat(40), (rows, cut) => {
      const sums = (part: typeof rows) =>
        regressionSums(
          part.map(([prediction]) => prediction),
          part.map(([, outcome]) => outcome),
          0,
        )
      const merged = mergeRegressionSums(sums(rows.slice(0, cut)), sums(rows.slice(cut)))
      const whole = sums(rows)
      expect(merged.n).toBe(whole.n)
      for (const method of [meanAbsoluteError, meanError, rootMeanSquaredError]) {
        expect(method(merged).value).toBeCloseTo(method(whole).value!, 6)
      }
    }),
  )
})

describe('impossible input is refused', () => {
  test('raw values', () => {
    expect(() => regressionSums([1], [1, 2])).toThrow('1 predictions but 2 outcomes')
    expect(() => regressionSums([1, NaN], [1, 2])).toThrow('index 1')
    expect(() => regressionSums([1, 2], [1, Infinity])).toThrow('index 1')
    expect(() => regressionSums([1], [1], NaN)).toThrow('origin')
  })

  test('sums', () => {
    const sums = regressionSums([1, 2, 3], [1.5, 2, 2])
    for (const wrong of [
      { n: -1 },
      { n: 1.5 },
      { squaredErrorSum: -1 },
      { squaredErrorSum: 0.1 },
      { errorSum: 9 },
      { quarticErrorSum: NaN },
    ]) {
      for (const method of Object.values(methods)) {
        expect(() => method({ ...sums, ...wrong })).toThrow(RangeError)
      }
    }
  })

  test('sums about different origins do not mix', () => {
    expect(() => mergeRegressionSums(emptyRegressionSums(0), emptyRegressionSums(1))).toThrow(
      'do not add up',
    )
  })

  test('sums that overflow are refused, not answered with infinity', () => {
    expect(() => regressionSums([1e200], [0])).toThrow(RangeError)
  })
})
