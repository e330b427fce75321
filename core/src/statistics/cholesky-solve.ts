/**
 * Solves A·x = b for a symmetric positive definite matrix A.
 * Convention: row-major, only the lower triangle is read.
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations (2013), 4.2.
 * Twin: R `chol2inv(chol(A)) %*% b`; Python `scipy.linalg.solve(A, b, assume_a='pos')`.
 */

/** Null where A is not positive definite, be it by rounding alone. */
export function choleskySolve(
  matrix: ArrayLike<number>,
  b: ArrayLike<number>,
): Float64Array | null {
  const size = b.length
  const l = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k++) sum -= l[i * size + k]! * l[j * size + k]!
      if (i !== j) l[i * size + j] = sum / l[j * size + j]!
      else if (sum > 0) l[i * size + i] = Math.sqrt(sum)
      else return null
    }
  }
  const x = Float64Array.from(b)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * size + k]! * x[k]!
    x[i]! /= l[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= l[k * size + i]! * x[k]!
    x[i]! /= l[i * size + i]!
  }
  return x
}
