/**
 * Exponentially weighted moving average of a series with its control limits, for display only:
 * the limits are those of a single look and are no alarm. Alarms come from the e-detector.
 * Convention: z ← λx + (1−λ)z from the centre, λ = 0.2; each point brings its own standard
 * deviation (a day with few cases is vaguer), so Var ← λ²s² + (1−λ)²Var, which for a constant s is
 * the textbook s²·λ/(2−λ)·(1−(1−λ)^2t). Limits centre ± L·√Var, L = 2.962 (one false signal in about
 * 500 points of a normal series). A missing point leaves average and limits as they were.
 * Source: S. W. Roberts, Technometrics 1 (1959) 239–250; J. M. Lucas and M. S. Saccucci,
 * Technometrics 32 (1990) 1–12 (L for λ).
 * Twin: Python `pandas.Series([centre, *x]).ewm(alpha=0.2, adjust=False).mean()`; R `qcc::ewma`.
 */

/** One observation with its standard deviation, in the unit of the series; null where missing. */
export type SeriesPoint = { value: number; standardDeviation: number } | null

/** `average` and `standardError` in the unit of the series; `outside` is for drawing, no alarm. */
export type EwmaPoint = {
  average: number
  standardError: number
  lower: number
  upper: number
  outside: boolean
  missing: boolean
}

export type EwmaOptions = {
  /** expected value of the series, such as the value at validation */
  center: number
  /** weight of the newest point, 0 < lambda ≤ 1 */
  lambda?: number
  /** width of the limits in standard errors, above 0 */
  limit?: number
}

/** One point out per point in. Throws RangeError for values or settings that are none. */
export function ewma(series: readonly SeriesPoint[], options: EwmaOptions): EwmaPoint[] {
  const { center, lambda = 0.2, limit = 2.962 } = options
  if (!Number.isFinite(center) || !(lambda > 0 && lambda <= 1) || !(limit > 0)) {
    throw new RangeError(`center ${center}, lambda ${lambda} and limit ${limit} draw no chart`)
  }
  let average = center
  let variance = 0
  return series.map((point, index) => {
    if (point !== null) {
      const { value, standardDeviation } = point
      if (!Number.isFinite(value) || !(standardDeviation >= 0 && standardDeviation < Infinity)) {
        throw new RangeError(`point at index ${index} is ${value} ± ${standardDeviation}`)
      }
      average = lambda * value + (1 - lambda) * average
      variance = lambda ** 2 * standardDeviation ** 2 + (1 - lambda) ** 2 * variance
    }
    const standardError = Math.sqrt(variance)
    const lower = center - limit * standardError
    const upper = center + limit * standardError
    const outside = average < lower || average > upper
    return { average, standardError, lower, upper, outside, missing: point === null }
  })
}
