/**
 * Shiryaev–Roberts e-detector: finds a change in a stream that is looked at every day, without
 * the false alarms of repeated tests. Each matured day M becomes (M + 1)·LR, where LR compares "as
 * bad as θ₁" with "at the acceptance limit"; the mean of M over a mixture of effect sizes reaches A
 * on average no sooner than after A days, however good the stream is and however often one looks.
 * Convention: everything in natural logarithms; days are consumed in order, an empty day counts.
 * Source: J. Shin, A. Ramdas and A. Rinaldo, "E-detectors: a nonparametric framework for
 * sequential change detection", New England J. Statistics in Data Science 2 (2024) 229–260.
 * Twin: none packaged; the likelihood ratios are `dbinom` ratios in R.
 */
import type { CalibrationBins } from './profile-views.ts'

/** Plain JSON. One log M per effect size; for calibration an upward and a downward one each. */
export type DetectorState = { days: number; logM: number[] }

export type BernoulliAlternative = {
  /** the acceptance limit; the detector is valid for every true rate on its good side */
  p0: number
  /** distances of θ₁ from p0, one per effect size */
  deltas: readonly number[]
  /** the bad direction */
  direction: 'drop' | 'rise'
}

export type CalibrationAlternative = {
  /** odds ratios above 1 beyond the tolerated shift, each watched upward and downward */
  oddsRatios: readonly number[]
  /** odds ratio between outcomes and scores that counts as calibrated, 1 by default */
  center?: number
  /** shifts of the odds up to this ratio on either side are accepted, 1 by default */
  tolerance?: number
}

/** e^-700 is as good as 0 next to 1, and unlike −∞ it survives JSON. */
const lowest = -700
const highest = 1e6
const nearestToZero = 1e-6
/** θ₁ of a drop is at least this share of p0: at 0 a single success would erase all evidence. */
const smallestShare = 0.25

export function initialDetector(effectSizes: number): DetectorState {
  return { days: 0, logM: Array.from({ length: effectSizes }, () => lowest) }
}

/** One day with `x` successes in `n` trials. Throws a RangeError unless 0 ≤ x ≤ n, whole. */
export function stepBernoulli(
  state: DetectorState,
  day: { x: number; n: number },
  alternative: BernoulliAlternative,
): DetectorState {
  const { x, n } = day
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(x) || x < 0 || x > n) {
    throw new RangeError(`${x} of ${n} is no count of successes`)
  }
  const { p0, deltas, direction } = alternative
  if (!(p0 >= 0 && p0 <= 1)) throw new RangeError(`an acceptance limit of ${p0} is no rate`)
  // A rise of successes is a drop of failures.
  const good = direction === 'drop' ? x : n - x
  const limit = clamp(direction === 'drop' ? p0 : 1 - p0, nearestToZero, 1 - nearestToZero)
  const ratios = deltas.map((delta) => {
    if (!(delta > 0)) throw new RangeError(`an effect size must be above 0, not ${delta}`)
    const theta = Math.max(limit - delta, limit * smallestShare)
    return good * Math.log(theta / limit) + (n - good) * (Math.log1p(-theta) - Math.log1p(-limit))
  })
  return advance(state, ratios)
}

/**
 * One day of scores and outcomes. A score p is taken to stand for the odds p/(1−p) times `center`;
 * the detector is valid for every shift of the odds within `tolerance`. Bin means instead of single
 * scores make it a little more cautious, never less (Jensen), at a tolerance and center of 1.
 */
export function stepObservedExpected(
  state: DetectorState,
  day: CalibrationBins,
  alternative: CalibrationAlternative,
): DetectorState {
  const { oddsRatios, center = 1, tolerance = 1 } = alternative
  if (!(center > 0) || !(tolerance >= 1)) {
    throw new RangeError('the center must be above 0 and the tolerance at least 1')
  }
  const ratios = oddsRatios.flatMap((oddsRatio) => {
    if (!(oddsRatio > 1)) throw new RangeError(`an odds ratio must be above 1, not ${oddsRatio}`)
    const up = center * tolerance
    const down = center / tolerance
    return [shiftRatio(day, up, up * oddsRatio), shiftRatio(day, down, down / oddsRatio)]
  })
  return advance(state, ratios)
}

/** Natural logarithm of the mean of M over the mixture. */
export function detectorValue(state: DetectorState): number {
  const top = Math.max(...state.logM, lowest)
  const sum = state.logM.reduce((total, logM) => total + Math.exp(logM - top), 0)
  return state.logM.length === 0 ? lowest : top + Math.log(sum / state.logM.length)
}

/**
 * The M at which to raise an alarm, so that all `detectors` of a version together raise a false one
 * no more often than every `averageRunLengthDays` on average. Compare with `detectorValue` as a log.
 */
export function alarmThreshold(setting: { averageRunLengthDays: number; detectors: number }) {
  return Math.max(1, setting.averageRunLengthDays) * Math.max(1, setting.detectors)
}

/** One day more: log(M + 1) + log LR, for each effect size. Throws RangeError for other numbers. */
export function advance(state: DetectorState, logRatios: readonly number[]): DetectorState {
  if (logRatios.length !== state.logM.length) {
    throw new RangeError(`${state.logM.length} effect sizes cannot take ${logRatios.length} ratios`)
  }
  const logM = state.logM.map((log, i) => {
    const grown = log > 0 ? log + Math.log1p(Math.exp(-log)) : Math.log1p(Math.exp(log))
    return clamp(grown + logRatios[i]!, lowest, highest)
  })
  return { days: state.days + 1, logM }
}

/** log LR of the odds being `alternative` times the scores' odds against `accepted` times. */
function shiftRatio(day: CalibrationBins, accepted: number, alternative: number): number {
  let log = day.observed * Math.log(alternative / accepted)
  for (let bin = 0; bin < day.counts.length; bin++) {
    const n = day.counts[bin]!
    if (n === 0) continue
    const p = clamp(day.expected[bin]! / n, 0, 1)
    log += n * (Math.log1p(p * (accepted - 1)) - Math.log1p(p * (alternative - 1)))
  }
  return log
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
