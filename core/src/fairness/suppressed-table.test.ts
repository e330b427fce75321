import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recoverableCells } from './recoverable-cells.ts'
import { smallCellPolicy } from './small-cell-suppression.ts'
import { type CellMask, suppressRow, suppressTable, tableWithTotals } from './suppressed-table.ts'

describe('a row with its total', () => {
  test.each<[string, number[], CellMask[], CellMask]>([
    ['nothing small', [11, 40, 0], [null, null, null], null],
    [
      'one small: the second-smallest goes too',
      [5, 40, 30],
      ['small', null, 'complementary'],
      null,
    ],
    ['not a zero', [5, 0, 30], ['small', null, 'complementary'], null],
    ['two small that together are enough', [5, 8, 30], ['small', 'small', null], null],
    ['two small that together are small', [2, 3, 30], ['small', 'small', 'complementary'], null],
    ['the total, where nothing else is left', [10, 10], ['small', 'small'], 'complementary'],
    ['a small total', [4, 0], ['small', null], 'small'],
  ])('%s', (_, counts, cells, total) => {
    expect(suppressRow(counts)).toEqual({ cells, total })
  })

  test('10 is hidden and 11 is shown', () => {
    expect(suppressRow([10, 40, 50]).cells[0]).toBe('small')
    expect(suppressRow([11, 40, 50]).cells).toEqual([null, null, null])
  })

  test('ten ones of a small total are not given away by the word "small"', () => {
    const { cells, total } = suppressRow(Array.from({ length: 10 }, () => 1))
    expect(new Set([...cells, total])).toEqual(new Set(['complementary']))
  })
})

test('a table hides a square, rows and columns alike', () => {
  const mask = suppressTable([
    [5, 40, 60],
    [50, 45, 70],
    [80, 90, 95],
  ])
  expect(mask).toEqual({
    cells: [
      ['small', 'complementary', null],
      ['complementary', 'complementary', null],
      [null, null, null],
    ],
    rowTotals: [null, null, null],
    columnTotals: [null, null, null],
    total: null,
  })
})

/** The mask as one table with the totals in the last row and column. */
function whole({ cells, rowTotals, columnTotals, total }: ReturnType<typeof suppressTable>) {
  return [...cells.map((row, index) => [...row, rowTotals[index]!]), [...columnTotals, total]]
}

const published = (values: number[][], mask: CellMask[][]) =>
  values.map((row, r) => row.map((value, c) => (mask[r]![c] === null ? value : null)))

const count = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 60 }),
  fc.constant(0),
)
const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )

describe('laws', () => {
  test('no small cell is shown, no zero hidden, and no hidden cell can be recovered', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const values = tableWithTotals(table)
        const mask = whole(suppressTable(table))
        values.forEach((row, r) =>
          row.forEach((value, c) => {
            if (value >= 1 && value <= 10) expect(mask[r]![c]).not.toBeNull()
            if (value === 0) expect(mask[r]![c]).toBeNull()
          }),
        )
        expect(recoverableCells(published(values, mask))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('the same for a row', () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 8 }), (counts) => {
        const total = counts.reduce((sum, value) => sum + value, 0)
        const mask = suppressRow(counts)
        expect(
          recoverableCells(published([[...counts, total]], [[...mask.cells, mask.total]])),
        ).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('where nothing is small, nothing is hidden', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const large = table.map((row) => row.map((value) => value * 11))
        expect(
          whole(suppressTable(large))
            .flat()
            .every((mask) => mask === null),
        ).toBe(true)
      }),
    )
  })

  test('a reader who tries every table that fits what is shown finds two values for each', () => {
    // A minimum of 4 keeps the tables few enough to try them all.
    const policy = smallCellPolicy(4, 'of this test')
    const small = fc.array(
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 2 }),
      {
        minLength: 2,
        maxLength: 2,
      },
    )
    fc.assert(
      fc.property(small, (table) => {
        const values = tableWithTotals(table)
        const mask = whole(suppressTable(table, policy))
        const solutions = everyTable(10).filter((candidate) => fits(candidate, values, mask))
        mask.forEach((row, r) =>
          row.forEach((hidden, c) => {
            if (hidden === null) return
            const possible = new Set(solutions.map((candidate) => candidate[r]![c]))
            expect(possible.size, `${table} ${mask} ${r} ${c}`).toBeGreaterThan(1)
          }),
        )
      }),
      { numRuns: 40 },
    )
  })
})

let cache: number[][][] = []

function everyTable(most: number): number[][][] {
  if (cache.length > 0) return cache
  const range = Array.from({ length: most + 1 }, (_, value) => value)
  cache = range.flatMap((a) =>
    range.flatMap((b) =>
      range.flatMap((c) =>
        range.map((d) =>
          tableWithTotals([
            [a, b],
            [c, d],
          ]),
        ),
      ),
    ),
  )
  return cache
}

function fits(candidate: number[][], values: number[][], mask: CellMask[][]): boolean {
  const isTold = mask.flat().includes('small')
  return candidate.every((row, r) =>
    row.every((value, c) => {
      const hidden = mask[r]![c]
      if (hidden === null) return value === values[r]![c]
      if (hidden === 'small') return value >= 1 && value < 4
      return value >= (isTold ? 4 : 1)
    }),
  )
}

test('rows of unequal length and what is no count are refused', () => {
  expect(() => suppressTable([[1, 2], [3]])).toThrow(RangeError)
  expect(() => suppressTable([[1.5]])).toThrow(RangeError)
  expect(() => suppressRow([-1])).toThrow(RangeError)
})
