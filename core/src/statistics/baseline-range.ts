/**
 * Where the bulk of a baseline lies: its 1st and 99th percentile and its interquartile range, the
 * frozen yardstick of the Wasserstein distance. One sentinel of 999999 moves none of the three.
 * Convention: quantiles interpolate linearly between order statistics (type 7); in cells they
 * interpolate linearly inside the cell and stop at the outermost edges.
 * Source: R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361–365.
 * Twin: R `quantile(x, type = 7)`, `IQR`; Python `numpy.percentile`.
 */
import { assertCount } from './scored-counts.ts'
import { sortValues } from './sort-values.ts'

/** In units of the value; `lower` ≤ `upper`. */
export type BaselineRange = { lower: number; upper: number; interquartileRange: number }

/** Null without values. Throws RangeError for a value that is not finite. */
export function baselineRange(values: ArrayLike<number>): BaselineRange | null {
  const sorted = sortValues(values)
  if (sorted.length === 0) return null
  return rangeOf((share) => {
    const position = share * (sorted.length - 1)
    const below = sorted[Math.floor(position)]!
    const above = sorted[Math.ceil(position)]!
    return below + (position - Math.floor(position)) * (above - below)
  })
}

/**
 * From counts in cells between ascending `edges`, the first and the last cell open-ended. Null
 * without values or with fewer than two edges.
 */
export function binnedBaselineRange(
  edges: ArrayLike<number>,
  counts: ArrayLike<number>,
): BaselineRange | null {
  if (counts.length !== edges.length + 1) {
    throw new RangeError(`${edges.length} edges make ${edges.length + 1} cells`)
  }
  let total = 0
  for (let i = 0; i < counts.length; i++) total += assertCount(counts[i]!, `cell ${i}`)
  if (total === 0 || edges.length < 2) return null
  return rangeOf((share) => binnedQuantile(edges, counts, share * total))
}

function rangeOf(quantile: (share: number) => number): BaselineRange {
  const interquartileRange = quantile(0.75) - quantile(0.25)
  return { lower: quantile(0.01), upper: quantile(0.99), interquartileRange }
}

function binnedQuantile(edges: ArrayLike<number>, counts: ArrayLike<number>, rank: number): number {
  let before = counts[0]!
  if (rank <= before) return edges[0]!
  for (let cell = 1; cell < edges.length; cell++) {
    const inside = counts[cell]!
    if (rank <= before + inside) {
      const [low, high] = [edges[cell - 1]!, edges[cell]!]
      return Math.min(high, low + ((rank - before) / inside) * (high - low))
    }
    before += inside
  }
  return edges[edges.length - 1]!
}
