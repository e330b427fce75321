/**
 * Hellinger distance between two distributions in cells. 0 for equal, 1 for disjoint; a metric.
 * Convention: √(½Σ(√p−√q)²), which equals √(1−Σ√pq) without its cancellation; plain shares, no
 * smoothing; cells and `critical` as in cell-distance.ts.
 * Source: E. Hellinger, J. reine angew. Math. 136 (1909) 210–271; L. Le Cam and G. L. Yang,
 * Asymptotics in Statistics (2000), chapter 3.
 * Twin: R `statip::hellinger`; Python: the formula in NumPy.
 */
import { type CellDistance, type CellDistanceOptions, cellDistance } from './cell-distance.ts'

/** Counts per cell, same cells in both. Throws RangeError for unequal lengths or invalid counts. */
export function hellingerDistance(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: CellDistanceOptions = {},
): CellDistance {
  const divergence = { method: 'Hellinger distance', scale: 1 / 8, term }
  return cellDistance(divergence, reference, current, options)
}

function term(p: number, q: number): number {
  return ((p - q) / (Math.sqrt(p) + Math.sqrt(q))) ** 2 / 2
}
