/**
 * Wasserstein distance from counts in cells, in interquartile ranges of the baseline.
 * Convention: as wasserstein-distance.ts; values are taken to lie evenly inside their cell, and
 * `certifiedInterval` tells how far any other order inside the cells could take the distance. The
 * first and the last cell are open-ended, so the range must lie between the outermost edges.
 * Source and twin: see wasserstein-distance.ts.
 */
import { binnedBaselineRange } from './baseline-range.ts'
import { emptySide, pairedTotals } from './paired-counts.ts'
import {
  type Movement,
  type WassersteinEstimate,
  type WassersteinOptions,
  inBaselineUnits,
  withoutDistance,
} from './wasserstein-distance.ts'

/**
 * Cell i holds `edges[i-1] <= value < edges[i]`; `edges` ascend strictly, one fewer than cells.
 * Cells of missing values are not among them. Throws RangeError for unequal lengths, invalid
 * counts, edges that do not ascend, or a range beyond the outermost edges.
 */
export function binnedWassersteinDistance(
  edges: ArrayLike<number>,
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: WassersteinOptions = {},
): WassersteinEstimate {
  const { referenceN, n } = pairedTotals(reference, current)
  const range = options.range ?? binnedBaselineRange(edges, reference)
  const method = 'Wasserstein distance in baseline interquartile ranges (binned)'
  const evidence = { method, n, positives: null, negatives: null }
  const empty = emptySide({ referenceN, n })
  if (empty !== null || range === null) {
    const reason = empty ?? 'fewer than two edges: no range to measure in'
    return withoutDistance(evidence, referenceN, reason, range, null)
  }
  assertEdges(edges, reference.length, range)
  const before = cumulativeShares(reference, referenceN)
  const now = cumulativeShares(current, n)
  const movement: Movement = { area: 0, lowest: 0, highest: 0 }
  const from = { f: shareBelow(edges, before, range.lower), g: shareBelow(edges, now, range.lower) }
  let [f, g, position] = [from.f, from.g, range.lower]
  for (let cell = 1; cell < edges.length && position < range.upper; cell++) {
    if (edges[cell]! <= position) continue
    const end = Math.min(edges[cell]!, range.upper)
    const [nextF, nextG] = [shareBelow(edges, before, end), shareBelow(edges, now, end)]
    const width = end - position
    const [f0, f1, g0, g1] = [before[cell - 1]!, before[cell]!, now[cell - 1]!, now[cell]!]
    movement.area += width * meanGap(f - g, nextF - nextG)
    movement.lowest += width * Math.max(0, f0 - g1, g0 - f1)
    movement.highest += width * Math.max(f1 - g0, g1 - f0)
    ;[f, g, position] = [nextF, nextG, end]
  }
  const tails = { below: from.g, above: 1 - g, referenceBelow: from.f, referenceAbove: 1 - f }
  return inBaselineUnits(evidence, referenceN, movement, range, tails, options.minimum)
}

/** Mean of |gap| while the gap runs straight from `start` to `end`, perhaps through zero. */
function meanGap(start: number, end: number): number {
  if (start * end >= 0) return Math.abs(start + end) / 2
  return (start * start + end * end) / (2 * Math.abs(end - start))
}

function cumulativeShares(counts: ArrayLike<number>, total: number): Float64Array {
  const shares = new Float64Array(counts.length)
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    sum += counts[i]!
    shares[i] = sum / total
  }
  return shares
}

/** Share of values below x, for x between the outermost edges. */
function shareBelow(edges: ArrayLike<number>, shares: Float64Array, x: number): number {
  let low = 0
  let high = edges.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! < x) low = middle + 1
    else high = middle
  }
  const [upper, lower] = [edges[low]!, edges[low - 1]]
  if (x === upper || lower === undefined) return shares[low]!
  const [start, end] = [shares[low - 1]!, shares[low]!]
  return start + ((x - lower) / (upper - lower)) * (end - start)
}

function assertEdges(
  edges: ArrayLike<number>,
  cells: number,
  range: { lower: number; upper: number },
): void {
  if (edges.length + 1 !== cells) throw new RangeError(`${edges.length} edges for ${cells} cells`)
  for (let i = 1; i < edges.length; i++) {
    if (!(edges[i]! > edges[i - 1]!)) throw new RangeError(`edges do not ascend at index ${i}`)
  }
  if (!(range.lower >= edges[0]! && range.upper <= edges[edges.length - 1]!)) {
    throw new RangeError(`range ${range.lower} to ${range.upper} lies beyond the outermost edges`)
  }
}
