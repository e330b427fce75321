import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crossCounts } from './cross-counts.ts'
import { multiclassRates } from './multiclass-confusion-matrix.ts'
import reference from './reference/multiclass-confusion-matrix.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { wilsonInterval } from './wilson-interval.ts'

const names = (classes: number) => Array.from({ length: classes }, (_, k) => `class ${k}`)

test('agrees with scikit-learn and statsmodels', () => {
  for (const expected of reference.cases) {
    const named = (values: number[]) => values.map((k) => `class ${k}`)
    const categories = names(expected.classes)
    const table = crossCounts(categories, named(expected.actual), named(expected.predicted))
    expect(table.counts.map((row) => Array.from(row))).toEqual(expected.counts)
    const rates = multiclassRates(table)
    expect(relativeError(rates.accuracy.value, expected.accuracy.value)).toBeLessThan(1e-12)
    expect(relativeError(rates.accuracy.interval!.lower, expected.accuracy.lower)).toBeLessThan(
      1e-9,
    )
    rates.perClass.forEach((each, k) => {
      expect(relativeError(each.sensitivity.value, expected.sensitivity[k]!)).toBeLessThan(1e-12)
      const value = expected.positivePredictiveValue[k]!
      expect(relativeError(each.positivePredictiveValue.value, value)).toBeLessThan(1e-12)
    })
    for (const [macro, frozen] of [
      [rates.macro.sensitivity, expected.macroSensitivity],
      [rates.macro.positivePredictiveValue, expected.macroPositivePredictiveValue],
    ] as const) {
      expect(relativeError(macro.value, frozen.value)).toBeLessThan(1e-12)
      expect(relativeError(macro.interval!.lower, frozen.lower)).toBeLessThan(1e-9)
      expect(relativeError(macro.interval!.upper, frozen.upper)).toBeLessThan(1e-9)
      expect(macro.averaged).toHaveLength(frozen.classes)
    }
    const { micro } = rates
    expect(relativeError(micro.sensitivity.value, expected.microSensitivity)).toBeLessThan(1e-12)
    const pooled = expected.microPositivePredictiveValue
    expect(relativeError(micro.positivePredictiveValue.value, pooled)).toBeLessThan(1e-12)
  }
})

const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((k) =>
    fc.array(fc.array(fc.nat(30), { minLength: k, maxLength: k }), { minLength: k, maxLength: k }),
  )
  .filter((counts) => counts.flat().some((count) => count > 0))

test('micro equals accuracy, and each class has its own Wilson interval', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const rates = multiclassRates({ categories: names(counts.length), counts })
      expect(rates.micro.sensitivity.value).toBe(rates.accuracy.value)
      expect(rates.micro.positivePredictiveValue.value).toBe(rates.accuracy.value)
      counts.forEach((row, k) => {
        const total = row.reduce((sum, count) => sum + count, 0)
        const { sensitivity } = rates.perClass[k]!
        expect(sensitivity.n).toBe(total)
        expect(sensitivity.interval).toEqual(total === 0 ? null : wilsonInterval(row[k]!, total))
      })
    }),
  )
})

test('swapping actual and predicted swaps sensitivity and predictive value', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const categories = names(counts.length)
      const turned = counts.map((_, i) => counts.map((row) => row[i]!))
      const rates = multiclassRates({ categories, counts })
      const swapped = multiclassRates({ categories, counts: turned })
      expect(swapped.macro.positivePredictiveValue.value).toBe(rates.macro.sensitivity.value)
      expect(swapped.accuracy).toEqual(rates.accuracy)
    }),
  )
})

describe('states', () => {
  const categories = ['stroke', 'bleed', 'none']

  test('a class without cases is undefined and the average says that it leaves it out', () => {
    const counts = [
      [8, 1, 1],
      [0, 0, 0],
      [2, 3, 15],
    ]
    const { perClass, macro } = multiclassRates({ categories, counts })
    expect(perClass[1]!.sensitivity).toMatchObject({ value: null, state: 'undefined' })
    expect(perClass[1]!.positivePredictiveValue).toMatchObject({ value: 0, state: 'ok' })
    expect(macro.sensitivity.value).toBeCloseTo((0.8 + 0.75) / 2, 12)
    expect(macro.sensitivity.averaged).toEqual(['stroke', 'none'])
    expect(macro.sensitivity.reason).toBe(
      'bleed is left out: no cases of bleed: the denominator is zero',
    )
  })

  test('nothing at all', () => {
    const { accuracy, macro } = multiclassRates({ categories: ['a'], counts: [[0]] })
    expect(accuracy.state).toBe('undefined')
    expect(macro.sensitivity).toMatchObject({ value: null, state: 'undefined', averaged: [] })
  })

  test('rates of 1 alone give no interval; the smallest class meets the minimum', () => {
    const counts = [
      [5, 0],
      [0, 40],
    ]
    const { macro } = multiclassRates({ categories: ['a', 'b'], counts }, { minimum: 10 })
    expect(macro.sensitivity).toMatchObject({ value: 1, interval: null, state: 'insufficient' })
    expect(macro.sensitivity.reason).toContain('5 in the smallest class, at least 10 needed')
  })
})
