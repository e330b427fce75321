/**
 * Wasserstein distance (earth mover's): how far values have moved on average, in interquartile
 * ranges of the baseline.
 * Convention: ∫|F−G| between the 1st and 99th percentile of the baseline, divided by the baseline's
 * interquartile range, never by its standard deviation: one sentinel would inflate the deviation
 * and hide every shift. What lies outside the range is told apart as tail shares, so that a few
 * absurd values are seen as what they are. No spread in the middle half is `undefined`.
 * Chance alone makes it about √(1/n+1/m) large; it ranks and explains, it is no alarm by itself.
 * Source: S. S. Vallender, Theory Probab. Appl. 18 (1974) 784–786 for the one-dimensional form.
 * Twin: Python `scipy.stats.wasserstein_distance` of the values clipped to the range, divided by
 * the interquartile range; R `transport::wasserstein1d` likewise.
 */
import { type BaselineRange, baselineRange } from './baseline-range.ts'
import { type Estimate, type Evidence, estimateWithMinimum, undefinedEstimate } from './estimate.ts'
import { emptySide } from './paired-counts.ts'
import { sortValues } from './sort-values.ts'

/** Shares of values below and above the range; about 0.01 each in the reference. */
export type TailShares = {
  below: number
  above: number
  referenceBelow: number
  referenceAbove: number
}

/** `certifiedInterval` holds the distance of the raw values, on the same range. */
export type WassersteinEstimate = Estimate & {
  certifiedInterval: { lower: number; upper: number } | null
  range: BaselineRange | null
  tails: TailShares | null
  referenceN: number
}

/** `range` is the frozen one of the baseline; by default it is taken from the reference here. */
export type WassersteinOptions = { minimum?: number; range?: BaselineRange }

/** What the raw and the binned form measure, before it is divided by the interquartile range. */
export type Movement = { area: number; lowest: number; highest: number }

/**
 * Raw values in any order; missing ones are left out and counted by missingness.ts. Throws
 * RangeError for a value that is not finite.
 */
export function wassersteinDistance(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: WassersteinOptions = {},
): WassersteinEstimate {
  const before = sortValues(reference)
  const now = sortValues(current)
  const sizes = { referenceN: before.length, n: now.length }
  const range = options.range ?? baselineRange(before)
  const method = 'Wasserstein distance in baseline interquartile ranges'
  const evidence = { method, n: sizes.n, positives: null, negatives: null }
  const empty = emptySide(sizes)
  if (empty !== null || range === null) {
    return withoutDistance(evidence, sizes.referenceN, empty ?? 'no range', range, null)
  }
  const area = areaBetween(before, now, range)
  const tails = {
    below: countBelow(now, range.lower) / now.length,
    above: 1 - countUpTo(now, range.upper) / now.length,
    referenceBelow: countBelow(before, range.lower) / before.length,
    referenceAbove: 1 - countUpTo(before, range.upper) / before.length,
  }
  const movement = { area, lowest: area, highest: area }
  return inBaselineUnits(evidence, sizes.referenceN, movement, range, tails, options.minimum)
}

/** The estimate for a movement; `undefined` where the baseline offers no unit to measure it in. */
export function inBaselineUnits(
  evidence: Evidence,
  referenceN: number,
  movement: Movement,
  range: BaselineRange,
  tails: TailShares,
  minimum: number | undefined,
): WassersteinEstimate {
  const unit = range.interquartileRange
  const [value, lower, upper] = [
    movement.area / unit,
    movement.lowest / unit,
    movement.highest / unit,
  ]
  if (!(unit > 0 && upper < Infinity)) {
    const reason = 'the interquartile range of the baseline is zero: there is no unit of distance'
    return withoutDistance(evidence, referenceN, reason, range, tails)
  }
  const count = Math.min(evidence.n, referenceN)
  const sample = { count, unit: 'values in the smaller sample', minimum }
  const estimate = estimateWithMinimum(evidence, value, null, sample)
  return { ...estimate, certifiedInterval: { lower, upper }, range, tails, referenceN }
}

/** An `undefined` estimate; tails are shown wherever they could be counted. */
export function withoutDistance(
  evidence: Evidence,
  referenceN: number,
  reason: string,
  range: BaselineRange | null,
  tails: TailShares | null,
): WassersteinEstimate {
  const estimate = undefinedEstimate(evidence, reason)
  return { ...estimate, certifiedInterval: null, range, tails, referenceN }
}

function areaBetween(before: Float64Array, now: Float64Array, range: BaselineRange): number {
  let position = range.lower
  let i = countUpTo(before, position)
  let j = countUpTo(now, position)
  let area = 0
  while (position < range.upper) {
    const next = Math.min(before[i] ?? Infinity, now[j] ?? Infinity, range.upper)
    area += Math.abs(i / before.length - j / now.length) * (next - position)
    position = next
    while (before[i]! <= position) i++
    while (now[j]! <= position) j++
  }
  return area
}

function countUpTo(sorted: Float64Array, limit: number): number {
  return count(sorted, (value) => value <= limit)
}

function countBelow(sorted: Float64Array, limit: number): number {
  return count(sorted, (value) => value < limit)
}

/** How many leading values fulfil a condition that once false stays false. */
function count(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
