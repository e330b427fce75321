/**
 * Principal components of a baseline: the few directions along which its features vary together.
 * Convention: on the correlation matrix, columns standardised as in standardization.ts; as many
 * components are kept as explain at least 65 % of the variance (a setting).
 * Limits: at most 50 columns; time grows with rows × columns².
 * Source: K. Pearson, Phil. Mag. 2 (1901) 559–572; I. T. Jolliffe, Principal Component Analysis
 * (2002), 2.3 and 6.1.
 * Twin: R `prcomp(x, scale. = TRUE)`; Python `sklearn.decomposition.PCA` of `StandardScaler` values.
 */
import {
  type Columns,
  type Standardization,
  standardization,
  standardizedRows,
} from './standardization.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/**
 * `components` have unit length over `scale.used`; `eigenvalues` are those of all components,
 * descending, with divisor n; `explained` is the share of variance that the kept ones explain.
 */
export type PrincipalComponents = {
  scale: Standardization
  components: Float64Array[]
  eigenvalues: Float64Array
  explained: number
}

/** Null where no column varies. Throws RangeError as standardization.ts, or unless 0 < share ≤ 1. */
export function principalComponents(
  baseline: Columns,
  varianceShare = 0.65,
): PrincipalComponents | null {
  if (!(varianceShare > 0 && varianceShare <= 1)) {
    throw new RangeError(`the share of variance must lie in (0, 1], got ${varianceShare}`)
  }
  const scale = standardization(baseline)
  const width = scale.used.length
  if (width === 0) return null
  const { values, vectors } = symmetricEigen(correlation(baseline, scale), width)
  let explained = 0
  let kept = 0
  const total = values.reduce((sum, value) => sum + value, 0)
  while (kept < width && explained < varianceShare) explained += values[kept++]! / total
  return {
    scale,
    components: vectors.slice(0, kept),
    eigenvalues: values,
    explained: Math.min(1, explained),
  }
}

function correlation(baseline: Columns, scale: Standardization): Float64Array {
  const width = scale.used.length
  const { rows, values } = standardizedRows(baseline, scale)
  const matrix = new Float64Array(width * width)
  for (let start = 0; start < values.length; start += width) {
    for (let i = 0; i < width; i++) {
      const value = values[start + i]!
      for (let j = 0; j <= i; j++) matrix[i * width + j]! += value * values[start + j]!
    }
  }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * width + j]! /= rows
      matrix[j * width + i] = matrix[i * width + j]!
    }
  }
  return matrix
}
