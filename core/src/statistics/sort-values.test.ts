import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from './reference/seeded-random.ts'
import { sortValues } from './sort-values.ts'

function native(values: readonly number[]): number[] {
  return [...Float64Array.from(values, (value) => value + 0).sort()]
}

describe('sortValues', () => {
  test('gives the order of the engine, for any numbers', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
    )
    fc.assert(
      fc.property(fc.array(number, { maxLength: 400 }), (values) => {
        expect([...sortValues(values)]).toEqual(native(values))
      }),
    )
  })

  test.each([
    ['spread evenly', (u: number) => u],
    ['crowded near 0', (u: number) => u ** 30],
    ['on three values', (u: number) => Math.floor(u * 3) / 10],
    ['with one far away', (u: number) => (u < 0.0001 ? 999999 : u)],
  ])('sorts 50,000 values %s', (_, shape) => {
    const random = seededRandom(7)
    const values = Array.from({ length: 50_000 }, () => shape(random()))
    expect(sortValues(values)).toEqual(Float64Array.from(native(values)))
  })

  test('sorts every size: rounding at the edge of a bucket loses nobody', () => {
    const random = seededRandom(11)
    for (let round = 0; round < 2000; round++) {
      const values = Array.from({ length: 65 + (round % 400) }, () => random() * 10 - 3)
      expect(sortValues(values)).toEqual(Float64Array.from(native(values)))
    }
  })

  test('leaves its input alone', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => 200 - i)
    sortValues(values)
    expect(values[0]).toBe(200)
  })

  test.each([Number.NaN, Infinity, -Infinity])('names the index of %d', (bad) => {
    const values = Array.from({ length: 100 }, (_, i) => i)
    values[70] = bad
    expect(() => sortValues(values)).toThrow(/index 70/)
  })
})
