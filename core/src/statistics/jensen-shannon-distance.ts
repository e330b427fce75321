/**
 * Jensen–Shannon distance: the root of the information, in bits, that one value carries about which
 * of two distributions it came from. 0 for equal, 1 for disjoint distributions; a metric.
 * Convention: base 2; plain shares, no smoothing; cells and `critical` as in cell-distance.ts.
 * Source: J. Lin, IEEE Trans. Inf. Theory 37 (1991) 145–151; metric: D. M. Endres and
 * J. E. Schindelin, IEEE Trans. Inf. Theory 49 (2003) 1858–1860.
 * Twin: Python `scipy.spatial.distance.jensenshannon(p, q, base=2)`; R `philentropy::JSD` is its
 * square.
 */
import { type CellDistance, type CellDistanceOptions, cellDistance } from './cell-distance.ts'

/** Counts per cell, same cells in both. Throws RangeError for unequal lengths or invalid counts. */
export function jensenShannonDistance(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: CellDistanceOptions = {},
): CellDistance {
  const method = 'Jensen–Shannon distance (base 2)'
  return cellDistance({ method, scale: 1 / (8 * Math.LN2), term }, reference, current, options)
}

/**
 * With m = (p+q)/2 and d = (p−q)/(p+q), ½(p·ln(p/m) + q·ln(q/m)) = ½m(ln(1−d²) + 2d·artanh d):
 * no first-order terms that would have to cancel across cells, so near-equal shares keep digits.
 */
function term(p: number, q: number): number {
  const mean = (p + q) / 2
  const d = (p - q) / (p + q)
  if (p === 0 || q === 0) return mean
  return (mean * (Math.log1p(-d * d) + 2 * d * Math.atanh(d))) / (2 * Math.LN2)
}
