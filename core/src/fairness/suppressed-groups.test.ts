import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type GroupCounts, pooledCounts } from './group-counts.ts'
import { groupRates } from './group-rates.ts'
import { recoverableCells } from './recoverable-cells.ts'
import { suppressGroupRates, suppressGroups } from './suppressed-groups.ts'

const group = (value: string) => [{ attribute: 'site', value }]
const counts = (value: string, cells: number[]): GroupCounts => {
  const [tp, fp, tn, fn] = cells as [number, number, number, number]
  return { group: group(value), matrix: { tp, fp, tn, fn } }
}
const large = (value: string, factor = 1) =>
  counts(
    value,
    [40, 50, 60, 30].map((c) => c * factor),
  )

test('nothing small, nothing hidden', () => {
  expect(suppressGroups([large('north'), large('south')])).toMatchObject({
    hidden: [false, false],
    overall: false,
  })
})

test.each([
  [10, true],
  [11, false],
])('a group with a cell of exactly %s is hidden: %s', (cell, hidden) => {
  const found = suppressGroups([counts('east', [40, 50, 60, cell]), large('north'), large('south')])
  expect(found.hidden[0]).toBe(hidden)
})

test('a hidden group takes the next smallest with it', () => {
  const groups = [large('north', 3), counts('east', [4, 50, 60, 30]), large('south', 2)]
  const found = suppressGroups(groups)
  expect(found).toMatchObject({ hidden: [false, true, true], overall: false })
  expect(found.reason).toContain('fewer than 11 people')
})

test('groups that together are still small take one more', () => {
  const groups = [counts('a', [2, 50, 60, 30]), counts('b', [3, 50, 60, 30]), large('c')]
  expect(suppressGroups(groups).hidden).toEqual([true, true, true])
})

test('a group without people is shown, and protects nobody', () => {
  const groups = [counts('none', [0, 0, 0, 0]), counts('east', [4, 50, 60, 30]), large('south')]
  expect(suppressGroups(groups).hidden).toEqual([false, true, true])
})

test('where nothing is left to hide behind, everybody together is hidden as well', () => {
  expect(suppressGroups([counts('east', [4, 50, 60, 30])])).toMatchObject({
    hidden: [true],
    overall: true,
  })
})

test('no group can be worked out from the others and the total', () => {
  const cell = fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 11, max: 200 }))
  const matrices = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(matrices, (cells) => {
      const groups = cells.map((four, index) => counts(`site ${index}`, four))
      const { hidden, overall } = suppressGroups(groups)
      const all = pooledCounts([], groups).matrix
      for (const name of ['tp', 'fp', 'tn', 'fn'] as const) {
        const row = groups.map(({ matrix }, index) => (hidden[index] ? null : matrix[name]))
        expect(recoverableCells([[...row, overall ? null : all[name]]])).toEqual([])
        const left = groups.reduce((sum, g, i) => sum + (hidden[i] ? g.matrix[name] : 0), 0)
        if (!overall) expect(left >= 1 && left <= 10).toBe(false)
        row.forEach((value) => value !== null && expect(value >= 1 && value <= 10).toBe(false))
      }
    }),
    { numRuns: 200 },
  )
})

describe('the rates of a hidden group', () => {
  const sums = { observed: 70, expected: 60, varianceSum: 40, n: 180 }
  const scored = { positives: [30, 40], negatives: [60, 50] }
  const [found] = groupRates([{ ...large('north'), sums, scored }])

  test('keep their names and the reason, and no number', () => {
    const bare = suppressGroupRates(found!, 'hidden')
    const rates = [...Object.values(bare.rates), bare.observedExpected!, bare.auroc!]
    expect(rates).toHaveLength(6)
    for (const { estimate, estimable } of rates) {
      expect(estimable).toBe(false)
      expect(estimate).toMatchObject({ value: null, interval: null, n: 0, reason: 'hidden' })
    }
    expect(bare).toMatchObject({ key: 'site=north', n: 0 })
  })

  test('what was not counted stays null', () => {
    const [plain] = groupRates([large('north')])
    expect(suppressGroupRates(plain!, 'hidden')).toMatchObject({
      observedExpected: null,
      auroc: null,
    })
  })
})
