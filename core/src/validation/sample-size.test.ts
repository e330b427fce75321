import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relativeError } from '../statistics/reference/relative-error.ts'
import reference from '../statistics/reference/sample-size.json' with { type: 'json' }
import { expectedAurocError, sampleSize, slopeInformation } from './sample-size.ts'
import type { RequiredPrecision } from './sample-size.ts'

describe('agrees with the formulas in NumPy and SciPy', () => {
  test('sample sizes', () => {
    const answers = reference.cases.filter((each) => each.kind === 'answer')
    expect(answers).toHaveLength(16)
    for (const { required, n } of answers) {
      const found = sampleSize(required as RequiredPrecision)
      expect(found.targets.map((target) => target.n)).toEqual(n)
      expect(found.n).toBe(Math.max(...(n as number[])))
    }
  })

  test('standard error of the AUROC', () => {
    const errors = reference.cases.filter((each) => each.kind === 'error')
    expect(errors).toHaveLength(18)
    for (const { auroc, n, prevalence, value } of errors) {
      const found = expectedAurocError(auroc!, n as number, prevalence!)
      expect(relativeError(found, value!)).toBeLessThan(1e-12)
    }
  })

  test('information on the calibration slope', () => {
    const slopes = reference.cases.filter((each) => each.kind === 'slope')
    expect(slopes).toHaveLength(9)
    for (const { mean, standardDeviation, value } of slopes) {
      const found = slopeInformation({ mean: mean!, standardDeviation: standardDeviation! })
      expect(relativeError(found, value!)).toBeLessThan(1e-9)
    }
  })
})

describe('laws', () => {
  const share = fc.double({ min: 0.02, max: 0.98, noNaN: true })
  const width = fc.double({ min: 0.02, max: 0.5, noNaN: true })
  const auroc = fc.double({ min: 0.55, max: 0.98, noNaN: true })

  test('the AUROC interval of n people is narrow enough, of one fewer it is not', () => {
    fc.assert(
      fc.property(share, width, auroc, (prevalence, wanted, expected) => {
        const { n } = sampleSize({ prevalence, auroc: { expected, width: wanted } })
        const wide = (people: number) =>
          2 * 1.959963984540054 * expectedAurocError(expected, people, prevalence)
        expect(wide(n)).toBeLessThanOrEqual(wanted * (1 + 1e-12))
        const least = Math.ceil(1 / Math.min(prevalence, 1 - prevalence))
        if (n > least) expect(wide(n - 1)).toBeGreaterThan(wanted * (1 - 1e-12))
      }),
    )
  })

  test('more precision never asks for fewer people', () => {
    fc.assert(
      fc.property(share, share, width, (prevalence, expected, halfWidth) => {
        const ask = (half: number) =>
          sampleSize({ prevalence, sensitivity: { expected, halfWidth: half } }).n
        expect(ask(halfWidth / 2)).toBeGreaterThanOrEqual(ask(halfWidth))
      }),
    )
  })

  test('sensitivity and specificity change places with the outcome', () => {
    fc.assert(
      fc.property(share, share, width, (prevalence, expected, halfWidth) => {
        const rate = { expected, halfWidth }
        expect(sampleSize({ prevalence, sensitivity: rate }).n).toBe(
          sampleSize({ prevalence: 1 - prevalence, specificity: rate }).n,
        )
      }),
    )
  })
})

test('the largest target decides, and its events are counted', () => {
  const found = sampleSize({
    prevalence: 0.1,
    auroc: { expected: 0.8, width: 0.1 },
    sensitivity: { expected: 0.9, halfWidth: 0.02 },
  })
  expect(found).toMatchObject({ decidedBy: 'sensitivity', n: 8644, events: 865, nonEvents: 7779 })
})

test('refuses what is no precision', () => {
  expect(() => sampleSize({ prevalence: 0.1 })).toThrow(RangeError)
  expect(() => sampleSize({ prevalence: 0, auroc: { expected: 0.8, width: 0.1 } })).toThrow(
    RangeError,
  )
  expect(() => sampleSize({ prevalence: 0.1, auroc: { expected: 0.5, width: 0.1 } })).toThrow(
    RangeError,
  )
  expect(() => sampleSize({ prevalence: 0.1, observedExpectedRatio: { width: 0 } })).toThrow(
    RangeError,
  )
  expect(() => slopeInformation({ mean: Number.NaN, standardDeviation: 1 })).toThrow(RangeError)
})
