import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { declaredFault } from './declared-fault.ts'
import type { FeatureSchema } from './feature-schema.ts'

const glucose: FeatureSchema = {
  ...{ name: 'glucose', kind: 'numeric', unit: 'mmol/L' },
  ...{ minimum: 1, maximum: 40 },
}

describe('a number', () => {
  test('belongs to its range with both bounds', () => {
    for (const value of [1, 5.5, 40]) expect(declaredFault(glucose, value)).toBeNull()
    for (const value of [0.999, 40.001, -5]) {
      expect(declaredFault(glucose, value)).toBe('out-of-range')
    }
  })

  test('in another unit is noticed where the range is that of the unit', () => {
    // mg/dL in place of mmol/L: eighteen times as much.
    for (const value of [4, 5.5, 12])
      expect(declaredFault(glucose, 18 * value)).toBe('out-of-range')
  })

  test('is never outside of a bound that nobody declared', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(declaredFault({ name: 'a', kind: 'numeric' }, value)).toBeNull()
        const least = declaredFault({ name: 'a', kind: 'numeric', minimum: 0 }, value)
        expect(least === 'out-of-range').toBe(value < 0)
      }),
    )
  })
})

test('a category belongs to its list, and to anything where there is no list', () => {
  const ward: FeatureSchema = { name: 'ward', kind: 'categorical', categories: ['a', 'b'] }
  expect(declaredFault(ward, 'a')).toBeNull()
  expect(declaredFault(ward, 'c')).toBe('unknown-category')
  expect(declaredFault({ name: 'ward', kind: 'categorical' }, 'c')).toBeNull()
})
