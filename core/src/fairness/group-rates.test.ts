import { describe, expect, test } from 'vitest'
import { groupValue } from '../monitoring/segment.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import reference from '../statistics/reference/fairness.json' with { type: 'json' }
import { relativeError } from '../statistics/reference/relative-error.ts'
import { groupRates } from './group-rates.ts'

const group = (value: string) => [{ attribute: 'sex', value }]
const matrix = { tp: 40, fp: 30, tn: 120, fn: 10 }

test('agrees with fairlearn where it defines a rate', () => {
  for (const { name, groups } of reference.cases) {
    const found = groupRates(groups.map((g) => ({ group: group(g.value), matrix: g.matrix })))
    groups.forEach(({ rates }, index) => {
      for (const rate of ['sensitivity', 'false-positive-rate', 'flag-rate'] as const) {
        const { estimate, estimable } = found[index]!.rates[rate]
        expect(estimable, name).toBe(true)
        expect(relativeError(estimate.value, rates[rate]), name).toBeLessThan(1e-9)
      }
    })
  }
})

test('each rate has its own denominator and its Wilson interval', () => {
  const [found] = groupRates([{ group: group('female'), matrix }])
  const { rates, n, key } = found!
  expect([key, n]).toEqual(['sex=female', 200])
  const shares = [
    ['sensitivity', 40, 50],
    ['false-positive-rate', 30, 150],
    ['positive-predictive-value', 40, 70],
    ['flag-rate', 70, 200],
  ] as const
  for (const [rate, count, total] of shares) {
    const { estimate, estimable } = rates[rate]
    expect(estimate).toMatchObject({ value: count / total, n: total, state: 'ok' })
    expect(estimate.interval).toEqual(wilsonInterval(count, total))
    expect(estimable).toBe(true)
  }
  expect(found).toMatchObject({ observedExpected: null, auroc: null })
})

test('observed to expected and AUROC come with their counts', () => {
  const sums = { observed: 50, expected: 40, varianceSum: 30, n: 200 }
  const scored = { positives: [10, 40], negatives: [120, 30] }
  const [found] = groupRates([{ group: group('female'), matrix, sums, scored }])
  expect(found!.observedExpected).toMatchObject({ estimable: true, estimate: { value: 1.25 } })
  expect(found!.auroc!.estimable).toBe(true)
  const few = { observed: 9, expected: 7, varianceSum: 5, n: 200 }
  const [rare] = groupRates([{ group: group('female'), matrix, sums: few }])
  expect(rare!.observedExpected!.estimate).toMatchObject({
    state: 'insufficient',
    reason: '9 people with the outcome, at least 10 needed',
  })
})

describe('estimability', () => {
  const of = (cells: typeof matrix, limits = { denominator: 30, events: 10 }) =>
    groupRates([{ group: group('female'), matrix: cells }], { limits })[0]!.rates

  test('a group without positives has no sensitivity, where fairlearn answers 0', () => {
    const { sensitivity } = of({ tp: 0, fp: 20, tn: 80, fn: 0 })
    expect(sensitivity.estimable).toBe(false)
    expect(sensitivity.estimate).toMatchObject({ state: 'undefined', value: null })
    expect(sensitivity.estimate.reason).toContain('no positives')
  })

  test('29 in the denominator are too few, 30 are enough', () => {
    expect(of({ tp: 20, fp: 20, tn: 80, fn: 9 }).sensitivity).toMatchObject({
      estimable: false,
      estimate: {
        state: 'insufficient',
        reason: '29 people with the outcome, at least 30 needed',
      },
    })
    expect(of({ tp: 20, fp: 20, tn: 80, fn: 10 }).sensitivity.estimable).toBe(true)
  })

  test('a group in which the AI system finds nobody stays estimable', () => {
    const { sensitivity } = of({ tp: 0, fp: 20, tn: 80, fn: 60 })
    expect(sensitivity).toMatchObject({ estimable: true, estimate: { value: 0 } })
  })

  test('fewer than 10 people with the outcome leave only the flag rate', () => {
    const rates = of({ tp: 5, fp: 50, tn: 80, fn: 4 })
    expect(rates['false-positive-rate'].estimate.reason).toBe(
      '9 people with the outcome, at least 10 needed',
    )
    expect(rates['positive-predictive-value'].estimable).toBe(false)
    expect(rates['flag-rate'].estimable).toBe(true)
  })

  test('the limits are settings', () => {
    const cells = { tp: 3, fp: 5, tn: 7, fn: 3 }
    expect(of(cells).sensitivity.estimable).toBe(false)
    expect(of(cells, { denominator: 5, events: 5 }).sensitivity.estimable).toBe(true)
  })
})

test('people whose value is missing are a group like any other', () => {
  const found = groupRates([
    { group: group('female'), matrix },
    { group: group(groupValue(null)), matrix },
  ])
  expect(found.map(({ key }) => key)).toEqual(['sex=female', 'sex=unknown'])
  expect(found[1]!.rates.sensitivity.estimable).toBe(true)
})
