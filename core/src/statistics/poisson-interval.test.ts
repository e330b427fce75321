import { expect, test } from 'vitest'
import { poissonInterval } from './poisson-interval.ts'
import reference from './reference/poisson-interval.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with SciPy', () => {
  for (const { count, level, lower, upper } of reference.cases) {
    const actual = poissonInterval(count, level)
    expect(relativeError(actual.lower, lower), `lower of ${count}`).toBeLessThan(1e-9)
    expect(relativeError(actual.upper, upper), `upper of ${count}`).toBeLessThan(1e-9)
  }
})

test('agrees with poisson.test(10) of R', () => {
  expect(poissonInterval(10).lower).toBeCloseTo(4.795389, 6)
  expect(poissonInterval(10).upper).toBeCloseTo(18.390356, 6)
})

test('no events leave the lower side open', () => {
  expect(poissonInterval(0)).toMatchObject({ lower: null })
})

test('impossible arguments', () => {
  expect(() => poissonInterval(-1)).toThrow(RangeError)
  expect(() => poissonInterval(1.5)).toThrow(RangeError)
  expect(() => poissonInterval(3, 1)).toThrow(RangeError)
})
