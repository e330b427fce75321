import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../statistics/reference/seeded-random.ts'
import { newcombeInterval } from '../statistics/newcombe-interval.ts'
import { groupDifferences } from './group-differences.ts'

const group = (value: string) => [{ attribute: 'site', value }]
const counts = (value: string, tp: number, fn: number, fp = 40, tn = 360) => {
  return { group: group(value), matrix: { tp, fp, tn, fn } }
}
const rates = ['sensitivity'] as const

describe('against a named reference', () => {
  const groups = [counts('north', 170, 30), counts('south', 110, 90), counts('east', 165, 35)]

  test('the group less the reference, which is not compared with itself', () => {
    const found = groupDifferences(groups, { reference: group('north'), rates })
    expect(found.map(({ key }) => key)).toEqual(['site=south', 'site=east'])
    expect(found[0]!.estimate.value).toBeCloseTo(-0.3, 12)
    expect(found[0]!.estimate.interval).toEqual(
      newcombeInterval({ count: 110, total: 200 }, { count: 170, total: 200 }),
    )
    expect(found.map(({ beyond }) => beyond)).toEqual(['critical', 'none'])
  })

  test('margins are settings', () => {
    const margins = { warning: 0.1, critical: 0.3 }
    const [south] = groupDifferences(groups, { reference: group('north'), rates, margins })
    expect(south!.beyond).toBe('warning')
    expect(south!.adjustedP!.critical).toBe(1)
  })

  test('an unknown reference, or margins the wrong way round, are refused', () => {
    const run = (options: object) => () =>
      groupDifferences(groups, { reference: 'rest', ...options })
    expect(run({ reference: group('west') })).toThrow('none of the groups')
    expect(run({ margins: { warning: 0.2, critical: 0.1 } })).toThrow(RangeError)
  })
})

test('against the rest: everybody else together', () => {
  const groups = [counts('north', 170, 30), counts('south', 110, 90), counts('east', 165, 35)]
  const found = groupDifferences(groups, { reference: 'rest', rates })
  expect(found).toHaveLength(3)
  expect(found[1]!.estimate.value).toBeCloseTo(110 / 200 - 335 / 400, 12)
})

test('what is not estimable is unknown, and neither "none" nor missing', () => {
  const groups = [counts('north', 170, 30), counts('south', 0, 20), counts('east', 0, 0)]
  const found = groupDifferences(groups, { reference: group('north'), rates })
  expect(found.map(({ beyond, adjustedP }) => [beyond, adjustedP])).toEqual([
    [null, null],
    [null, null],
  ])
  expect(found[0]!.estimate).toMatchObject({
    state: 'insufficient',
    reason: '20 people with the outcome, at least 30 needed',
  })
  expect(found[1]!.estimate.state).toBe('undefined')
  const turned = groupDifferences(groups, { reference: group('south'), rates })
  expect(turned[0]!.estimate.reason).toMatch(/^reference: 20 people/)
})

test('a difference beyond on its own may not be so among many', () => {
  const fine = Array.from({ length: 15 }, (_, index) => counts(`site ${index}`, 160, 40))
  const groups = [counts('reference', 1600, 400), counts('odd', 132, 68), ...fine]
  const reference = group('reference')
  const alone = groupDifferences(groups.slice(0, 2), { reference, rates })
  const among = groupDifferences(groups, { reference, rates })
  expect(alone[0]!.beyond).toBe('warning')
  expect(among[0]!.estimate).toEqual(alone[0]!.estimate)
  expect(among[0]!.adjustedP!.warning).toBeGreaterThan(alone[0]!.adjustedP!.warning)
  expect(among[0]!.beyond).toBe('none')
})

test('without a real difference hardly ever beyond, where the largest gap nearly always is', () => {
  const random = seededRandom(17)
  const rounds = 400
  let alarms = 0
  let gaps = 0
  for (let round = 0; round < rounds; round++) {
    const groups = Array.from({ length: 7 }, (_, index) => {
      let tp = 0
      for (let i = 0; i < 50; i++) if (random() < 0.85) tp++
      return counts(`site ${index}`, tp, 50 - tp)
    })
    const found = groupDifferences(groups, { reference: 'rest', rates })
    if (found.some(({ beyond }) => beyond !== 'none')) alarms++
    const values = groups.map(({ matrix }) => matrix.tp / 50)
    if (Math.max(...values) - Math.min(...values) > 0.1) gaps++
  }
  expect(alarms / rounds).toBeLessThan(0.02)
  expect(gaps / rounds).toBeGreaterThan(0.6)
})

test('the order of the groups changes nothing about any of them', () => {
  const cell = fc.integer({ min: 0, max: 120 })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 5 }), (cells) => {
      const groups = cells.map(([tp, fn], index) => counts(`site ${index}`, tp, fn))
      const byKey = (found: ReturnType<typeof groupDifferences>) =>
        found.toSorted((a, b) => (a.key + a.rate < b.key + b.rate ? -1 : 1))
      const one = groupDifferences(groups, { reference: 'rest' })
      const other = groupDifferences(groups.toReversed(), { reference: 'rest' })
      expect(byKey(other)).toEqual(byKey(one))
    }),
    { numRuns: 40 },
  )
})
