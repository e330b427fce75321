/**
 * Quantile of a sample: the value below which a share of it lies.
 * Convention: linear interpolation between order statistics (type 7), the default of R and NumPy.
 * Source: R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361–365.
 * Twin: R `quantile(x, type = 7)`; Python `numpy.quantile`.
 */

/** `ascending` values, at least one. Throws RangeError without any, or unless 0 ≤ share ≤ 1. */
export function quantileOf(ascending: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a quantile at ${share}`)
  const { length } = ascending
  if (length === 0) throw new RangeError('no values have no quantile')
  const place = share * (length - 1)
  const index = Math.floor(place)
  const lower = ascending[index]!
  const upper = ascending[Math.min(index + 1, length - 1)]!
  return lower + (place - index) * (upper - lower)
}
