import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupRates } from './group-rates.ts'
import { notEstimable, rateSpread } from './rate-spread.ts'

const counts = (value: string, tp: number, fn: number) => {
  return { group: [{ attribute: 'site', value }], matrix: { tp, fp: 10, tn: 90, fn } }
}

test('names the lowest and the highest estimable group', () => {
  const rates = groupRates([
    counts('north', 80, 20),
    counts('south', 60, 40),
    counts('east', 0, 5),
    counts('west', 80, 20),
  ])
  expect(rateSpread(rates, 'sensitivity')).toEqual({
    difference: 0.8 - 0.6,
    lowest: { key: 'site=south', value: 0.6 },
    highest: { key: 'site=north', value: 0.8 },
    groups: 3,
  })
  expect(notEstimable(rates, ['sensitivity'])).toEqual([
    {
      key: 'site=east',
      rate: 'sensitivity',
      reason: '5 people with the outcome, at least 30 needed',
    },
  ])
})

test('one estimable group has no spread', () => {
  const rates = groupRates([counts('north', 80, 20), counts('south', 2, 3)])
  expect(rateSpread(rates, 'sensitivity')).toBeNull()
})

test('the order of the groups does not matter', () => {
  const group = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }))
  fc.assert(
    fc.property(fc.array(group, { maxLength: 8 }), (cells) => {
      const groups = cells.map(([tp, fn], index) => counts(`site ${index}`, tp, fn))
      const one = rateSpread(groupRates(groups), 'sensitivity')
      expect(rateSpread(groupRates(groups.toReversed()), 'sensitivity')).toEqual(one)
    }),
  )
})
