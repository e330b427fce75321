import fc from 'fast-check'
import { expect, test } from 'vitest'
import { falsePositiveRate } from './false-positive-rate.ts'
import { specificity } from './specificity.ts'

const cell = fc.integer({ min: 0, max: 1000 })

test('is one minus specificity, and so are its limits', () => {
  fc.assert(
    fc.property(cell, cell, cell, cell, (tp, fp, tn, fn) => {
      const rate = falsePositiveRate({ tp, fp, tn, fn })
      const other = specificity({ tp, fp, tn, fn })
      expect(rate.state).toBe(other.state)
      if (rate.value === null) return
      expect(rate.value).toBeCloseTo(1 - other.value!, 12)
      expect(rate.interval!.lower).toBeCloseTo(1 - other.interval!.upper!, 12)
    }),
  )
})

test('without negatives it is undefined, never 0', () => {
  const estimate = falsePositiveRate({ tp: 4, fp: 0, tn: 0, fn: 2 })
  expect(estimate).toMatchObject({ state: 'undefined', value: null, n: 0 })
})
