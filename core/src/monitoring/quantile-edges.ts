/**
 * Bin edges from a frozen baseline. An edge is the lower bound of a bin, closed on the left:
 * bin i holds `edges[i-1] <= value < edges[i]`, the first and the last bin are open-ended. Edges come
 * from the baseline alone, so one absurd live value cannot stretch the bins and hide a shift.
 */

/** How many edges are at most `value`, which is the index of its bin. Edges ascend strictly. */
export function binOf(edges: ArrayLike<number>, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * At most `count` edges at equal steps of rank; where there are no more than `count` distinct
 * values, each distinct value is an edge, so that nothing is rounded at all.
 *
 * @param sorted finite values, ascending
 */
export function quantileEdges(sorted: ArrayLike<number>, count: number): number[] {
  const distinct: number[] = []
  for (let i = 0; i < sorted.length && distinct.length <= count; i++) {
    const value = sorted[i]!
    if (i === 0 || value !== sorted[i - 1]) distinct.push(value)
  }
  if (distinct.length <= count) return uniqueAscending(distinct)
  const edges: number[] = []
  for (let i = 0; i < count; i++) edges.push(sorted[Math.floor((i * sorted.length) / count)]!)
  return uniqueAscending(edges)
}

/**
 * Edges of a numeric feature: quantiles, each atom (a value with at least `atomShare` of the mass,
 * such as 0 or a sentinel) in a bin of its own, both ends of the seen values, and the ends of the
 * plausible range, so that what lies outside can be counted exactly.
 *
 * @param sorted finite values, ascending
 */
export function featureEdges(
  sorted: ArrayLike<number>,
  options: { count: number; atomShare: number; minimum?: number; maximum?: number },
): number[] {
  const edges = quantileEdges(sorted, options.count)
  for (const atom of atoms(sorted, options.atomShare)) edges.push(atom, nextUp(atom))
  if (sorted.length > 0) edges.push(sorted[0]!, nextUp(sorted[sorted.length - 1]!))
  if (options.minimum !== undefined) edges.push(options.minimum)
  if (options.maximum !== undefined) edges.push(nextUp(options.maximum))
  return uniqueAscending(edges)
}

/** The sorted distinct finite values; −0 becomes 0, which JSON cannot tell apart. */
export function uniqueAscending(values: readonly number[]): number[] {
  const finite = values.filter(Number.isFinite).map((value) => value + 0)
  return [...new Set(finite)].sort((a, b) => a - b)
}

/** The smallest double above a finite `value` (IEEE 754 nextUp). */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigInt64(0)
  view.setBigInt64(0, value > 0 ? bits + 1n : bits - 1n)
  return view.getFloat64(0)
}

function atoms(sorted: ArrayLike<number>, share: number): number[] {
  const found: number[] = []
  let start = 0
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue
    if (i - start >= share * sorted.length && i - start > 1) found.push(sorted[start]!)
    start = i
  }
  return found
}
