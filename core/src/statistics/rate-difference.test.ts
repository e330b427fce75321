import { describe, expect, test } from 'vitest'
import { newcombeInterval } from './newcombe-interval.ts'
import { rateDifference } from './rate-difference.ts'

const method = 'difference of sensitivity'
const unit = 'positives'

test('first minus second, with the Newcombe interval', () => {
  const first = { count: 56, total: 70 }
  const second = { count: 48, total: 80 }
  const estimate = rateDifference({ method, unit, first, second })
  expect(estimate).toMatchObject({ state: 'ok', n: 150, method, reason: null })
  expect(estimate.value).toBeCloseTo(0.2, 14)
  expect(estimate.interval).toEqual(newcombeInterval(first, second))
})

describe('states', () => {
  test.each([
    [{ count: 0, total: 0 }, { count: 1, total: 2 }, 'first'],
    [{ count: 1, total: 2 }, { count: 0, total: 0 }, 'second'],
  ])('a group without a denominator is undefined, not a rate of 0', (first, second, side) => {
    const estimate = rateDifference({ method, unit, first, second })
    expect(estimate).toMatchObject({ state: 'undefined', value: null, interval: null })
    expect(estimate.reason).toBe(`no positives in the ${side} group: the denominator is zero`)
  })

  test('the minimum applies to the smaller denominator', () => {
    const pair = { first: { count: 5, total: 10 }, second: { count: 50, total: 100 } }
    const estimate = rateDifference({ method, unit, ...pair }, { minimum: 30 })
    expect(estimate).toMatchObject({ state: 'insufficient', value: 0 })
    expect(estimate.reason).toBe('10 positives in the smaller group, at least 30 needed')
  })
})

test.each([
  { count: 3, total: 2 },
  { count: -1, total: 2 },
  { count: 0.5, total: 2 },
])('%o is refused', (first) => {
  const pair = { method, unit, first, second: { count: 1, total: 2 } }
  expect(() => rateDifference(pair)).toThrow(RangeError)
})
