/**
 * Fewer points that draw the same curve: for charts only, never for areas or decisions.
 * Convention: a curve that fits is kept whole. Otherwise the two ends are kept, then, one at a
 * time, the point that lies farthest from the lines drawn so far, until the budget is used or none
 * lies off the lines. The farthest point from a chord is a corner of the convex hull of its
 * stretch, so corners come first; points are only ever chosen, never moved.
 * Source: U. Ramer, Computer Graphics and Image Processing 1 (1972) 244–256; D. H. Douglas and
 * T. K. Peucker, Cartographica 10 (1973) 112–122; here with a budget in place of a tolerance.
 * Twin: R `RDP::RamerDouglasPeucker`, Python `rdp`, both with a tolerance.
 */

/** Points on a line within this distance carry no shape: it is the rounding of shares. */
const flat = 1e-12

type Stretch = { from: number; to: number; farthest: number; distance: number }

/**
 * Indices of the points kept, ascending. `axes` holds one array of coordinates per axis, all of
 * one length and about one scale. Throws RangeError unless `most` is a whole number of at least 2.
 */
export function thinCurve(axes: readonly ArrayLike<number>[], most: number): number[] {
  if (!Number.isInteger(most) || most < 2) throw new RangeError(`points is ${most}, not 2 or more`)
  const length = axes[0]?.length ?? 0
  if (axes.some((axis) => axis.length !== length)) throw new RangeError('axes differ in length')
  if (length <= most) return Array.from({ length }, (_, i) => i)
  const kept = [0, length - 1]
  const stretches = [measure(axes, 0, length - 1)]
  while (kept.length < most) {
    const widest = stretches.reduce((best, next) => (next.distance > best.distance ? next : best))
    if (widest.distance <= flat) break
    const { from, to, farthest } = widest
    kept.push(farthest)
    const place = stretches.indexOf(widest)
    stretches.splice(place, 1, measure(axes, from, farthest), measure(axes, farthest, to))
  }
  return kept.sort((a, b) => a - b)
}

/** The point between two kept ones that lies farthest from the line drawn between them. */
function measure(axes: readonly ArrayLike<number>[], from: number, to: number): Stretch {
  let farthest = from
  let squared = 0
  const start = axes.map((axis) => axis[from]!)
  const chord = axes.map((axis, k) => axis[to]! - start[k]!)
  const length = chord.reduce((sum, side) => sum + side * side, 0)
  for (let i = from + 1; i < to; i++) {
    let along = 0
    for (let k = 0; k < axes.length; k++) along += (axes[k]![i]! - start[k]!) * chord[k]!
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length))
    let off = 0
    for (let k = 0; k < axes.length; k++) {
      off += (axes[k]![i]! - start[k]! - share * chord[k]!) ** 2
    }
    if (off > squared) {
      squared = off
      farthest = i
    }
  }
  return { from, to, farthest, distance: Math.sqrt(squared) }
}
