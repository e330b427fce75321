/**
 * Durations counted in bins that grow by a tenth: adding is exact, order does not matter, and a
 * quantile is known to within 5 %. Bin 0 holds everything below 1; units are the caller's.
 */
export type LogHistogram = Record<string, number>

const growth = 1.1
/** Ten years in milliseconds lie well below. */
const lastBin = 300

/** Counts a duration in place. Throws RangeError unless it is a finite number of 0 or more. */
export function addDuration(histogram: LogHistogram, duration: number, times = 1): void {
  if (!(duration >= 0 && duration < Infinity)) {
    throw new RangeError(`a duration must be 0 or more, not ${duration}`)
  }
  const bin = String(binOf(duration))
  histogram[bin] = (histogram[bin] ?? 0) + times
}

/** Adds `source` to `target` in place. */
export function mergeDurations(target: LogHistogram, source: LogHistogram): void {
  for (const bin in source) target[bin] = (target[bin] ?? 0) + source[bin]!
}

export function durationCount(histogram: LogHistogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0)
}

/** How many lasted longer than `limit`, which is rounded up to the next bin (at most a tenth). */
export function countBeyond(histogram: LogHistogram, limit: number): number {
  const last = binOf(limit)
  return Object.entries(histogram).reduce(
    (sum, [bin, count]) => (Number(bin) > last ? sum + count : sum),
    0,
  )
}

/** The `rank`-th smallest duration (from 1), to within 5 %; null where there are fewer. */
export function durationAtRank(histogram: LogHistogram, rank: number): number | null {
  if (!(rank >= 1)) return null
  let seen = 0
  const bins = Object.entries(histogram).map(([bin, count]) => [Number(bin), count] as const)
  for (const [bin, count] of bins.toSorted((a, b) => a[0] - b[0])) {
    seen += count
    // The middle of a bin on the log scale is at most 5 % off either end.
    if (seen >= rank) return bin === 0 ? 0 : growth ** (bin - 0.5)
  }
  return null
}

/** Bin k holds `growth^(k−1) ≤ duration < growth^k`. */
function binOf(duration: number): number {
  if (duration < 1) return 0
  const bin = Math.floor(Math.log(duration) / Math.log(growth)) + 1
  return Math.min(lastBin, bin)
}
