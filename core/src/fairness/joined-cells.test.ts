import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScoreCell } from './joined-cells.ts'
import { joinSmallCells } from './joined-cells.ts'
import { isSmallCount } from './small-cell-suppression.ts'

function cells(counts: [positives: number, negatives: number][]): ScoreCell[] {
  return counts.map(([positives, negatives], i) => {
    const scoreSum = (positives + negatives) * (i + 0.5)
    return { from: i, to: i + 1, positives, negatives, scoreSum }
  })
}

const sum = (all: readonly ScoreCell[], name: 'positives' | 'negatives' | 'scoreSum') =>
  all.reduce((total, cell) => total + cell[name], 0)

test('no joined cell holds a small count, and nobody is lost or counted twice', () => {
  const counts = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 40 })), { maxLength: 40 })
  fc.assert(
    fc.property(counts, fc.option(fc.nat({ max: 40 })), (given, boundary) => {
      const before = cells(given)
      const after = joinSmallCells(before, boundary)
      const totals = [sum(before, 'positives'), sum(before, 'negatives')]
      if (after === null) {
        expect(totals.some((total) => isSmallCount(total))).toBe(true)
        return
      }
      for (const cell of after) {
        expect(isSmallCount(cell.positives) || isSmallCount(cell.negatives)).toBe(false)
        expect(cell.positives + cell.negatives).toBeGreaterThan(0)
      }
      expect([sum(after, 'positives'), sum(after, 'negatives')]).toEqual(totals)
      expect(sum(after, 'scoreSum')).toBeCloseTo(sum(before, 'scoreSum'), 9)
    }),
  )
})

test('cells stay as they are where none is small, and the threshold stays an end', () => {
  const plenty = cells([
    [0, 30],
    [12, 40],
    [50, 11],
  ])
  expect(joinSmallCells(plenty)).toEqual(plenty)
  const joined = joinSmallCells(
    cells([
      [6, 20],
      [6, 20],
      [6, 20],
      [6, 20],
    ]),
    2,
  )
  expect(joined?.map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 4],
  ])
})

test('a side that is too small gives up the threshold rather than its few people', () => {
  const joined = joinSmallCells(
    cells([
      [20, 20],
      [20, 20],
      [3, 2],
    ]),
    2,
  )
  expect(joined?.at(-1)).toMatchObject({ to: 3, positives: 23, negatives: 22 })
})

test('a few people among nobody else are not shown at all', () => {
  expect(
    joinSmallCells(
      cells([
        [3, 500],
        [0, 500],
      ]),
    ),
  ).toBeNull()
  expect(joinSmallCells([])).toEqual([])
})
