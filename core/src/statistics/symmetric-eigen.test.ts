import fc from 'fast-check'
import { expect, test } from 'vitest'
import reference from './reference/symmetric-eigen.json' with { type: 'json' }
import { symmetricEigen } from './symmetric-eigen.ts'

test('eigenvalues agree with NumPy', () => {
  for (const { matrix, size, values } of reference.cases) {
    const actual = symmetricEigen(matrix, size).values
    const scale = Math.max(...values.map(Math.abs))
    for (const [k, value] of values.entries()) {
      expect(Math.abs(actual[k]! - value)).toBeLessThan(1e-13 * scale)
    }
  }
})

test('vectors are orthonormal, belong to their values, and point up', () => {
  const entries = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
    minLength: 25,
    maxLength: 25,
  })
  fc.assert(
    fc.property(entries, (raw) => {
      const size = 5
      const matrix = raw.map((x, i) => x + raw[(i % size) * size + Math.floor(i / size)]!)
      const { values, vectors } = symmetricEigen(matrix, size)
      for (const [k, vector] of vectors.entries()) {
        expect(Math.max(...vector)).toBeCloseTo(Math.max(...vector.map(Math.abs)), 12)
        for (const [l, other] of vectors.entries()) {
          const dot = vector.reduce((sum, x, i) => sum + x * other[i]!, 0)
          expect(dot).toBeCloseTo(k === l ? 1 : 0, 12)
        }
        for (let i = 0; i < size; i++) {
          const image = vector.reduce((sum, x, j) => sum + matrix[i * size + j]! * x, 0)
          expect(image).toBeCloseTo(values[k]! * vector[i]!, 10)
        }
        if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]!)
      }
    }),
  )
})

test('nothing, and a matrix of another size', () => {
  expect(symmetricEigen([], 0)).toEqual({ values: new Float64Array(0), vectors: [] })
  expect(() => symmetricEigen([1, 2, 3], 2)).toThrow(RangeError)
})
