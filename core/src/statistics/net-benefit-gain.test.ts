import fc from 'fast-check'
import { expect, test } from 'vitest'
import { netBenefit } from './net-benefit.ts'
import { netBenefitGain } from './net-benefit-gain.ts'
import { relativeError } from './reference/relative-error.ts'
import reference from './reference/utility-net-benefit.json' with { type: 'json' }

test('agrees with the formula in NumPy', () => {
  const seen = new Set<string>()
  for (const { threshold, matrix, gain, over } of reference.cases.flatMap(({ points }) => points)) {
    const actual = netBenefitGain(matrix, threshold)
    expect(actual.over).toBe(over)
    seen.add(over)
    expect(Math.abs(actual.value! - gain.value), `${threshold}`).toBeLessThan(1e-14)
    const { lower, upper } = actual.interval ?? { lower: null, upper: null }
    expect(relativeError(lower, gain.lower), `${threshold}`).toBeLessThan(1e-9)
    expect(relativeError(upper, gain.upper), `${threshold}`).toBeLessThan(1e-9)
  }
  expect([...seen].sort()).toEqual(['all', 'none'])
})

const count = fc.nat({ max: 500 })
const matrices = fc.record({ tp: count, fp: count, tn: count, fn: count })

test('is the net benefit less the better of treating all and none', () => {
  const probability = fc.double({ min: 0, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(matrices, probability, (matrix, threshold) => {
      const { value, treatAll } = netBenefit(matrix, threshold)
      fc.pre(value !== null)
      const gain = netBenefitGain(matrix, threshold)
      expect(gain.value).toBeCloseTo(value! - Math.max(treatAll!, 0), 9)
      expect(gain.over).toBe(treatAll! > 0 ? 'all' : 'none')
    }),
  )
})

test('a perfect rule gains, flagging at random loses', () => {
  expect(netBenefitGain({ tp: 20, fp: 0, tn: 80, fn: 0 }, 0.1).value).toBeGreaterThan(0)
  expect(netBenefitGain({ tp: 10, fp: 40, tn: 40, fn: 10 }, 0.1).value).toBeLessThan(0)
})

test('flagging everybody gains nothing over it, and has no interval', () => {
  const same = netBenefitGain({ tp: 20, fp: 80, tn: 0, fn: 0 }, 0.1)
  expect(same).toMatchObject({ value: 0, over: 'all', interval: null, state: 'ok' })
  expect(same.reason).toContain('degenerate')
})

test('undefined at a threshold of 1, and without predictions', () => {
  const infinite = netBenefitGain({ tp: 2, fp: 0, tn: 80, fn: 0 }, 1)
  expect(infinite).toMatchObject({ value: null, over: null, state: 'undefined' })
  const nothing = netBenefitGain({ tp: 0, fp: 0, tn: 0, fn: 0 }, 0.1)
  expect(nothing).toMatchObject({ value: null, over: null, state: 'undefined' })
})
