import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choleskySolve } from './cholesky-solve.ts'

test('the solution solves, for any positive definite matrix', () => {
  const entry = fc.double({ min: -5, max: 5, noNaN: true })
  const entries = fc.array(entry, { minLength: 16, maxLength: 16 })
  const right = fc.array(entry, { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(entries, right, (raw, b) => {
      const matrix: number[] = []
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          let sum = i === j ? 1 : 0
          for (let k = 0; k < 4; k++) sum += raw[i * 4 + k]! * raw[j * 4 + k]!
          matrix.push(sum)
        }
      }
      const x = choleskySolve(matrix, b)!
      for (let i = 0; i < 4; i++) {
        const row = x.reduce((sum, value, j) => sum + matrix[i * 4 + j]! * value, 0)
        expect(row).toBeCloseTo(b[i]!, 9)
      }
    }),
  )
})

test('a matrix that is not positive definite has no solution here', () => {
  expect(choleskySolve([1, 2, 2, 1], [1, 1])).toBeNull()
  expect(choleskySolve([0], [1])).toBeNull()
})
