/**
 * Eigenvalues and eigenvectors of a symmetric matrix.
 * Convention: cyclic Jacobi rotations, which are slow for large matrices but keep the small
 * eigenvalues as exact as the large ones; eigenvalues descend; each vector has unit length and its
 * entry of largest magnitude is positive, so that the same matrix always gives the same answer.
 * Source: C. G. J. Jacobi (1846); rotation formulas: G. H. Golub and C. F. Van Loan, Matrix
 * Computations (2013), 8.5.
 * Twin: R `eigen(m, symmetric = TRUE)`; Python `numpy.linalg.eigh` (ascending).
 */

/** `vectors[k]` belongs to `values[k]`. */
export type SymmetricEigen = { values: Float64Array; vectors: Float64Array[] }

/** Row-major matrix of `size` × `size`; only its symmetric part is seen. */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): SymmetricEigen {
  if (matrix.length !== size * size) throw new RangeError(`${matrix.length} is not ${size}²`)
  const a = Float64Array.from(matrix)
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  let scale = 0
  for (const value of a) scale = Math.max(scale, Math.abs(value))
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        // Entries below the rounding error of the matrix are zero already.
        if (Math.abs(a[p * size + q]!) <= 1e-17 * scale) continue
        rotate(a, v, size, p, q)
        rotated = true
      }
    }
    if (!rotated) break
  }
  const order = Array.from({ length: size }, (_, i) => i).toSorted(
    (i, j) => a[j * size + j]! - a[i * size + i]!,
  )
  return {
    values: Float64Array.from(order, (i) => a[i * size + i]!),
    vectors: order.map((i) => pointedUp(v, size, i)),
  }
}

/** Turns rows and columns p and q of `a` so that their common entry becomes zero. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const off = a[p * size + q]!
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * off)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s)
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s)
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, c, s)
  a[p * size + q] = 0
  a[q * size + p] = 0
}

function turn(m: Float64Array, i: number, j: number, c: number, s: number): void {
  const [x, y] = [m[i]!, m[j]!]
  m[i] = c * x - s * y
  m[j] = s * x + c * y
}

function pointedUp(v: Float64Array, size: number, column: number): Float64Array {
  const vector = Float64Array.from({ length: size }, (_, k) => v[k * size + column]!)
  let largest = 0
  for (const entry of vector) if (Math.abs(entry) > Math.abs(largest)) largest = entry
  return largest < 0 ? vector.map((entry) => -entry) : vector
}
