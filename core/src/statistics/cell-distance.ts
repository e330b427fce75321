/**
 * What the bounded distances between two distributions in cells share: both are the root of a sum
 * over cells, 0 for equal and 1 for disjoint distributions, and both rise by chance alone.
 * Convention: plain shares, no smoothing: an empty cell is no trouble to a bounded distance. Cells
 * empty on both sides drop out. Without change the square is about scale·(1/n+1/m)·χ² with k−1
 * degrees; the root of its .999 quantile is `critical`, below which a distance is noise. That noise
 * grows with the cells: at most 30 are recommended, and more are remarked on in `reason`.
 * Source: the second-order expansion of an f-divergence, I. Csiszár and P. C. Shields, Information
 * Theory and Statistics (2004), section 4.
 */
import { chiSquaredQuantile } from './chi-squared.ts'
import { type Estimate, estimateWithMinimum, undefinedEstimate } from './estimate.ts'
import { emptySide, pairedTotals } from './paired-counts.ts'

/**
 * `n` counts the current sample, `referenceN` the reference, `k` the cells used. `critical` is
 * null without a value or where fewer than two cells are in use.
 */
export type CellDistance = Estimate & { critical: number | null; k: number; referenceN: number }

/** `minimum` for the smaller sample; `confidence` of the critical value (default 0.999). */
export type CellDistanceOptions = { minimum?: number; confidence?: number }

/** `term` of one cell from its two shares, never negative; `scale` of the square per χ². */
type Divergence = { method: string; scale: number; term: (p: number, q: number) => number }

const recommendedCells = 30

/** Throws RangeError for unequal lengths or invalid counts. */
export function cellDistance(
  divergence: Divergence,
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: CellDistanceOptions = {},
): CellDistance {
  const { k, referenceN, n } = pairedTotals(reference, current)
  const evidence = { method: divergence.method, n, positives: null, negatives: null }
  const empty = emptySide({ referenceN, n })
  if (empty !== null)
    return { ...undefinedEstimate(evidence, empty), critical: null, k, referenceN }
  let square = 0
  for (let i = 0; i < reference.length; i++) {
    const p = reference[i]! / referenceN
    const q = current[i]! / n
    // Equal shares add nothing; this also skips the cells empty on both sides.
    if (p !== q) square += divergence.term(p, q)
  }
  const { minimum, confidence = 0.999 } = options
  const sample = { count: Math.min(n, referenceN), unit: 'values in the smaller sample', minimum }
  const value = Math.sqrt(Math.min(1, square))
  const estimate = estimateWithMinimum(evidence, value, null, sample, remark(k))
  if (k < 2) return { ...estimate, critical: null, k, referenceN }
  const noise = divergence.scale * (1 / n + 1 / referenceN)
  const critical = Math.min(1, Math.sqrt(chiSquaredQuantile(confidence, k - 1) * noise))
  return { ...estimate, critical, k, referenceN }
}

function remark(k: number): string | null {
  if (k < 2) return 'no variation: all values lie in one cell'
  return k > recommendedCells ? `${k} cells: noise grows with them, use at most 30` : null
}
