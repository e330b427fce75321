import { expect, test } from 'vitest'
import reference from '../statistics/reference/fairness.json' with { type: 'json' }
import { relativeError } from '../statistics/reference/relative-error.ts'
import { equalizedOdds } from './equalized-odds.ts'
import { groupRates } from './group-rates.ts'

const counts = (value: string, matrix: { tp: number; fp: number; tn: number; fn: number }) => {
  return { group: [{ attribute: 'site', value }], matrix }
}

test('agrees with fairlearn where every rate is defined', () => {
  for (const { name, groups, equalizedOddsDifference } of reference.cases) {
    const rates = groupRates(groups.map(({ value, matrix }) => counts(value, matrix)))
    const { difference, notEstimable } = equalizedOdds(rates)
    expect(relativeError(difference.value, equalizedOddsDifference), name).toBeLessThan(1e-9)
    expect(difference).toMatchObject({ state: 'ok', interval: null })
    expect(notEstimable).toEqual([])
  }
})

const good = { tp: 85, fp: 20, tn: 180, fn: 15 }

test('a group without positives does not turn a fair system into a gap of 0.85', () => {
  // fairlearn gives the second site a sensitivity of 0, and so the largest gap there can be.
  const rates = groupRates([
    counts('north', good),
    counts('maternity', { tp: 0, fp: 20, tn: 180, fn: 0 }),
    counts('south', { tp: 84, fp: 22, tn: 178, fn: 16 }),
  ])
  const { difference, sensitivity, falsePositiveRate, notEstimable } = equalizedOdds(rates)
  expect(difference.value).toBeCloseTo(0.01, 12)
  expect(sensitivity!.groups).toBe(2)
  expect(falsePositiveRate!.groups).toBe(2)
  expect(notEstimable.map(({ key, rate }) => [key, rate])).toEqual([
    ['site=maternity', 'sensitivity'],
    ['site=maternity', 'false-positive-rate'],
  ])
})

test('one estimable group is undefined, and not fair', () => {
  const rates = groupRates([
    counts('north', good),
    counts('maternity', { tp: 0, fp: 20, tn: 180, fn: 0 }),
  ])
  const { difference, notEstimable } = equalizedOdds(rates)
  expect(difference).toMatchObject({ state: 'undefined', value: null, n: 500 })
  expect(difference.reason).toBe('sensitivity is estimable in fewer than two groups')
  expect(notEstimable).toHaveLength(2)
})

test('the larger of both gaps counts', () => {
  const rates = groupRates([
    counts('north', good),
    counts('south', { tp: 80, fp: 80, tn: 120, fn: 20 }),
  ])
  const { difference, sensitivity, falsePositiveRate } = equalizedOdds(rates)
  expect(sensitivity!.difference).toBeCloseTo(0.05, 12)
  expect(falsePositiveRate!.difference).toBeCloseTo(0.3, 12)
  expect(difference.value).toBe(falsePositiveRate!.difference)
})
