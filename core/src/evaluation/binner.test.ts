import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binOf, uniqueAscending } from '../monitoring/quantile-edges.ts'
import { binIndex, makeBinner } from './binner.ts'

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(999999, -999, 0, 5e-324, 1.7976931348623157e308),
)

describe('binIndex', () => {
  test('finds the bin that a search over the edges finds, for any edges and value', () => {
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 300 }),
        fc.array(number, { minLength: 1, maxLength: 50 }),
        (some, values) => {
          const edges = uniqueAscending(some)
          const binner = makeBinner(edges)
          for (const value of [...values, ...edges, Infinity, -Infinity]) {
            expect(binIndex(binner, value)).toBe(binOf(edges, value))
          }
        },
      ),
    )
  })

  test('an edge belongs to the bin that it opens', () => {
    const binner = makeBinner([0.1, 0.15, 0.2])
    expect([0.1, 0.15, 0.2, 0.15000000000000002].map((v) => binIndex(binner, v))).toEqual([
      1, 2, 3, 2,
    ])
  })

  test.each([[[1, 1]], [[2, 1]], [[Number.NaN]], [[0, Infinity]]])('refuses edges %j', (edges) => {
    expect(() => makeBinner(edges)).toThrow(RangeError)
  })
})
