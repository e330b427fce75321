import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recoverableCells } from './recoverable-cells.ts'
import { isSmallCount } from './small-cell-suppression.ts'
import { suppressParts } from './suppressed-parts.ts'

test.each<[string, number[][], boolean[], boolean]>([
  [
    'nothing small',
    [
      [11, 40],
      [20, 0],
    ],
    [false, false],
    false,
  ],
  [
    'one small count takes the next smallest part',
    [
      [5, 40],
      [90, 90],
      [30, 30],
    ],
    [true, false, true],
    false,
  ],
  [
    'two that together are small take a third',
    [
      [2, 40],
      [3, 40],
      [90, 90],
    ],
    [true, true, true],
    false,
  ],
  [
    'two that together are enough',
    [
      [6, 40],
      [7, 40],
      [90, 90],
    ],
    [true, true, false],
    false,
  ],
  [
    'nothing left to hide behind',
    [
      [5, 40],
      [0, 0],
    ],
    [true, false],
    true,
  ],
  ['no parts', [], [], false],
])('%s', (_, parts, hidden, whole) => {
  expect(suppressParts(parts)).toEqual({ hidden, whole })
})

test('no hidden count can be worked out from the other parts and the whole', () => {
  const count = fc.oneof(fc.nat(14), fc.nat(90))
  const parts = fc.integer({ min: 1, max: 3 }).chain((kinds) =>
    fc.array(fc.array(count, { minLength: kinds, maxLength: kinds }), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  fc.assert(
    fc.property(parts, (all) => {
      const { hidden, whole } = suppressParts(all)
      all[0]!.forEach((_, kind) => {
        const total = all.reduce((sum, part) => sum + part[kind]!, 0)
        const shown = all.map((part, index) => (hidden[index] ? null : part[kind]!))
        expect(shown.some((value) => value !== null && isSmallCount(value))).toBe(false)
        if (whole) return
        expect(recoverableCells([[...shown, total]])).toEqual([])
        const left = shown.reduce<number>((rest, value) => rest - (value ?? 0), total)
        expect(isSmallCount(left)).toBe(false)
      })
    }),
  )
})
