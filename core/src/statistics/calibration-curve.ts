/**
 * Calibration curve: observed share of outcomes against mean predicted probability, in bins that
 * hold about equally many predictions.
 * Convention: equal mass (10 bins by default), equal scores never split; a bin of fewer than 20 is
 * merged with its neighbour. Gap = observed − predicted, so a positive gap means that the risk is
 * underestimated; its interval is Wilson's for the observed share, shifted by the mean prediction.
 * Source: B. Van Calster et al., BMC Medicine 17 (2019) 230; equal mass: F. E. Harrell,
 * Regression Modeling Strategies (2015).
 * Twin: R `rms::val.prob(g = 10)`; Python
 * `sklearn.calibration.calibration_curve(strategy='quantile')`.
 */
import type { Estimate, EstimateOptions, Interval } from './estimate.ts'
import { proportion } from './proportion.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'

/** `lowest` and `highest` are the scores the bin spans; `gap` is observed − predicted. */
export type CalibrationBin = {
  lowest: number
  highest: number
  predicted: number
  observed: Estimate
  gap: number
  gapInterval: Interval | null
}

/** `bins` wanted (default 10); `minimum` predictions per bin (default 20). */
export type CalibrationOptions = EstimateOptions & { bins?: number }

type Bin = { lowest: number; highest: number; positives: number; n: number; scoreSum: number }

/**
 * Bins in ascending order; empty without predictions. A sample below `minimum` gives one bin whose
 * observed share is `insufficient`. With binned counts, `scores` should be each bin's mean score.
 * Throws RangeError for a score outside [0, 1], invalid counts or fewer than one bin.
 */
export function calibrationCurve(
  counts: LocatedCounts,
  options: CalibrationOptions = {},
): CalibrationBin[] {
  const { bins = 10, minimum = 20 } = options
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`bins is ${bins}`)
  const merged = mergeSmall(equalMass(counts, bins), minimum)
  return merged.map((bin) => describe(bin, { ...options, minimum }))
}

function equalMass(counts: LocatedCounts, wanted: number): Bin[] {
  const { positives, negatives } = locatedTotals(counts)
  const bins: Bin[] = []
  let seen = 0
  let last = -1
  for (let i = 0; i < counts.positives.length; i++) {
    const score = counts.scores[i]!
    if (!(score >= 0 && score <= 1)) throw new RangeError(`score at index ${i} is ${score}`)
    const n = counts.positives[i]! + counts.negatives[i]!
    if (n === 0) continue
    // The middle rank decides, so a tied group goes as a whole to where most of it belongs.
    const index = Math.floor((wanted * (seen + n / 2)) / (positives + negatives))
    const group = { lowest: score, highest: score, positives: counts.positives[i]!, n }
    const bin = { ...group, scoreSum: n * score }
    const previous = bins.at(-1)
    if (previous === undefined || index !== last) bins.push(bin)
    else bins[bins.length - 1] = join(previous, bin)
    seen += n
    last = index
  }
  return bins
}

function mergeSmall(bins: Bin[], minimum: number): Bin[] {
  const merged: Bin[] = []
  for (const bin of bins) {
    const previous = merged.at(-1)
    if (previous === undefined || previous.n >= minimum) merged.push(bin)
    else merged[merged.length - 1] = join(previous, bin)
  }
  const [beforeLast, last] = merged.slice(-2)
  if (beforeLast === undefined || last === undefined || last.n >= minimum) return merged
  return [...merged.slice(0, -2), join(beforeLast, last)]
}

function join(left: Bin, right: Bin): Bin {
  return {
    lowest: left.lowest,
    highest: right.highest,
    positives: left.positives + right.positives,
    n: left.n + right.n,
    scoreSum: left.scoreSum + right.scoreSum,
  }
}

function describe(bin: Bin, options: EstimateOptions): CalibrationBin {
  const { lowest, highest, positives, n } = bin
  const predicted = bin.scoreSum / n
  const rate = { count: positives, total: n, positives, negatives: n - positives }
  const method = 'observed share of outcomes'
  const observed = proportion({ method, unit: 'predictions', ...rate }, options)
  const { interval } = observed
  const gapInterval = interval && {
    ...interval,
    lower: interval.lower === null ? null : interval.lower - predicted,
    upper: interval.upper === null ? null : interval.upper - predicted,
  }
  return { lowest, highest, predicted, observed, gap: positives / n - predicted, gapInterval }
}
