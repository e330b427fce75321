import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ewma } from './ewma.ts'
import { normalQuantile } from './normal-distribution.ts'
import reference from './reference/ewma.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

test('agrees with pandas, limits with the textbook formula', () => {
  for (const expected of reference.cases) {
    const { center, deviation, values, lambda, limit } = expected
    const series = values.map((value) => ({ value, standardDeviation: deviation }))
    const points = ewma(series, { center, lambda, limit })
    expect(points).toHaveLength(values.length)
    points.forEach((point, i) => {
      expect(relativeError(point.average, expected.averages[i]!)).toBeLessThan(1e-9)
      expect(relativeError(point.lower, expected.lower[i]!)).toBeLessThan(1e-9)
      expect(relativeError(point.upper, expected.upper[i]!)).toBeLessThan(1e-9)
    })
  }
})

test('by default a normal series leaves its limits about once in 500 points', () => {
  const random = seededRandom(71)
  const lengths = Array.from({ length: 200 }, () => {
    const series = Array.from({ length: 4000 }, () => ({
      value: normalQuantile(Math.max(random(), 1e-12)),
      standardDeviation: 1,
    }))
    const first = ewma(series, { center: 0 }).findIndex((point) => point.outside)
    return first < 0 ? 4000 : first + 1
  })
  const mean = lengths.reduce((sum, each) => sum + each, 0) / lengths.length
  expect(mean).toBeGreaterThan(400)
  expect(mean).toBeLessThan(620)
})

test('a point that weighs everything is the last value alone', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  fc.assert(
    fc.property(values, (given) => {
      const series = given.map((value) => ({ value, standardDeviation: 2 }))
      const points = ewma(series, { center: 0, lambda: 1, limit: 3 })
      expect(points.map((point) => point.average + 0)).toEqual(given.map((value) => value + 0))
      expect(points.every((point) => point.upper === 6 && point.lower === -6)).toBe(true)
    }),
  )
})

test('a missing point leaves everything as it was', () => {
  const point = { value: 1, standardDeviation: 1 }
  const [first, gap, second] = ewma([point, null, point], { center: 0 })
  expect(gap).toEqual({ ...first, missing: true })
  expect(second).toEqual(ewma([point, point], { center: 0 })[1])
  const [nothing] = ewma([null], { center: 3 })
  expect(nothing).toMatchObject({ average: 3, standardError: 0, outside: false })
})

test('a vaguer day widens the limits', () => {
  const sharp = ewma([{ value: 0, standardDeviation: 1 }], { center: 0 })[0]!
  const vague = ewma([{ value: 0, standardDeviation: 3 }], { center: 0 })[0]!
  expect(vague.upper).toBeCloseTo(3 * sharp.upper, 12)
})

test('impossible input is refused', () => {
  const point = { value: 1, standardDeviation: 1 }
  expect(() => ewma([point], { center: NaN })).toThrow(RangeError)
  expect(() => ewma([point], { center: 0, lambda: 0 })).toThrow(RangeError)
  expect(() => ewma([point], { center: 0, limit: 0 })).toThrow(RangeError)
  expect(() => ewma([point, { ...point, value: NaN }], { center: 0 })).toThrow('index 1')
  expect(() => ewma([{ ...point, standardDeviation: -1 }], { center: 0 })).toThrow('index 0')
})
