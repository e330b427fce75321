import { expect, test } from 'vitest'
import reference from '../statistics/reference/fairness.json' with { type: 'json' }
import { relativeError } from '../statistics/reference/relative-error.ts'
import { demographicParity } from './demographic-parity.ts'
import { groupRates } from './group-rates.ts'

const counts = (value: string, matrix: { tp: number; fp: number; tn: number; fn: number }) => {
  return { group: [{ attribute: 'site', value }], matrix }
}
const flagged = (value: string, flags: number, of: number) =>
  counts(value, { tp: 0, fp: flags, tn: of - flags, fn: 0 })

test('agrees with fairlearn', () => {
  for (const { name, groups, parityRatio, parityDifference } of reference.cases) {
    const rates = groupRates(groups.map(({ value, matrix }) => counts(value, matrix)))
    const { ratio, difference } = demographicParity(rates)
    expect(relativeError(ratio.value, parityRatio), name).toBeLessThan(1e-9)
    expect(relativeError(difference.value, parityDifference), name).toBeLessThan(1e-9)
  }
})

test.each([
  [40, 50, 'met'],
  [39, 50, 'below'],
  [50, 50, 'met'],
  [0, 50, 'below'],
  // 0.24 is not below 0.8 × 0.3, which rounding makes 0.24 and a hair
  [24, 30, 'met'],
] as const)('%s against %s flagged of 100: four fifths are %s', (low, high, label) => {
  const rates = groupRates([flagged('north', low, 100), flagged('south', high, 100)])
  expect(demographicParity(rates).fourFifths).toBe(label)
})

test('nobody flagged anywhere has a difference of 0 and no ratio', () => {
  const rates = groupRates([flagged('north', 0, 100), flagged('south', 0, 100)])
  const { ratio, difference, fourFifths } = demographicParity(rates)
  expect(ratio).toMatchObject({ state: 'undefined', value: null })
  expect(ratio.reason).toBe('nobody is flagged in any group')
  expect(difference).toMatchObject({ state: 'ok', value: 0 })
  expect(fourFifths).toBeNull()
})

test('one estimable group has neither, and the other is named', () => {
  const rates = groupRates([flagged('north', 20, 100), flagged('south', 1, 20)])
  const { ratio, difference, notEstimable } = demographicParity(rates)
  expect(ratio.state).toBe('undefined')
  expect(difference.state).toBe('undefined')
  expect(notEstimable).toEqual([
    { key: 'site=south', rate: 'flag-rate', reason: '20 people, at least 30 needed' },
  ])
})
