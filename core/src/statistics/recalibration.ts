/**
 * What recalibrating an AI system would change: Brier score, ECE, O:E and slope before and after
 * each method, measured on predictions that the method was not fitted to.
 * Convention: two folds fit for each other (or one part fits and another evaluates), since a gain
 * measured where the map was fitted is always flattering; the suggested map is then fitted to all.
 * Gain = fall of the Brier score with the normal interval of the paired differences, the maps taken
 * as given. From simple to flexible, a method is accepted only when it beats the last accepted one
 * beyond that interval, so `null` (leave as it is) is the usual answer for a calibrated AI system.
 * Source: Y. Vergouwe et al., Statistics in Medicine 36 (2017) 4529–4539 (closed testing from
 * simple to flexible); isotonic needs about 1000 predictions: A. Niculescu-Mizil and R. Caruana,
 * ICML 2005, 625–632.
 * Twin: Python `sklearn.isotonic.IsotonicRegression` and `statsmodels` `GLM`, cross-fitted.
 */
import { type BrierEstimate, brierScore, brierSumsOfCounts } from './brier-score.ts'
import { calibrationSlope } from './calibration-slope.ts'
import {
  type Estimate,
  type Evidence,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import {
  type CalibrationErrorEstimate,
  expectedCalibrationError,
} from './expected-calibration-error.ts'
import type { NoFit } from './logistic-recalibration.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { observedExpectedOfCounts, observedExpectedRatio } from './observed-expected-ratio.ts'
import {
  type RecalibrationMap,
  type RecalibrationMethod,
  fitRecalibration,
  joinedCounts,
  recalibrated,
  recalibratedCounts,
  recalibrationMethods,
} from './recalibration-map.ts'
import { type LocatedCounts, totals } from './scored-counts.ts'

/** Folds of the same period, split without looking at scores or outcomes; or fit then evaluate. */
export type RecalibrationSplit =
  | { folds: readonly [LocatedCounts, LocatedCounts] }
  | { fit: LocatedCounts; evaluation: LocatedCounts }

/**
 * `minimum` events and non-events to fit and to evaluate (default 100); `isotonicMinimum`
 * predictions to fit the isotonic map (default 1000).
 */
export type RecalibrationOptions = { level?: number; minimum?: number; isotonicMinimum?: number }

export type CalibrationSummary = {
  brierScore: BrierEstimate
  expectedCalibrationError: CalibrationErrorEstimate
  observedExpectedRatio: Estimate
  calibrationSlope: Estimate
}

/** `gain` is the fall of the Brier score against leaving things as they are; below 0 is harm. */
export type RecalibrationOption = {
  method: RecalibrationMethod
  map: RecalibrationMap | null
  after: CalibrationSummary | null
  gain: Estimate
}

/** `recommended` is null where nothing should be changed; `reason` says why in either case. */
export type RecalibrationSuggestion = {
  before: CalibrationSummary
  options: RecalibrationOption[]
  recommended: RecalibrationMethod | null
  reason: string
}

/** A suggestion only: nothing is changed. Throws RangeError for a score outside [0, 1]. */
export function recalibration(
  split: RecalibrationSplit,
  options: RecalibrationOptions = {},
): RecalibrationSuggestion {
  const { fitting, evaluation, rounds } = arrange(split)
  const candidates = recalibrationMethods.map((method) => evaluate(method, rounds, fitting))
  const smallest = Math.min(smallerClass(fitting), smallerClass(evaluation))
  const gainOver = (current: Maps, { maps }: Candidate): Estimate =>
    gain(rounds, current, maps, smallest, options)
  return {
    before: summarize(evaluation, options),
    options: candidates.map((candidate) => {
      const { method, map, maps } = candidate
      const after = Array.isArray(maps) ? summarize(applied(rounds, maps), options) : null
      return { method, map, after, gain: gainOver(null, candidate) }
    }),
    ...recommend(candidates, gainOver, smallest, fitting, options),
  }
}

type Round = { fit: LocatedCounts; evaluation: LocatedCounts }

/** One map per round, or null for the predictions as they are. */
type Maps = RecalibrationMap[] | null

type Candidate = {
  method: RecalibrationMethod
  map: RecalibrationMap | null
  maps: RecalibrationMap[] | NoFit
}

function arrange(split: RecalibrationSplit) {
  if ('fit' in split) {
    return { fitting: split.fit, evaluation: split.evaluation, rounds: [split] }
  }
  const [first, second] = split.folds
  const all = joinedCounts([first, second])
  const rounds: Round[] = [
    { fit: first, evaluation: second },
    { fit: second, evaluation: first },
  ]
  return { fitting: all, evaluation: all, rounds }
}

function evaluate(
  method: RecalibrationMethod,
  rounds: readonly Round[],
  fitting: LocatedCounts,
): Candidate {
  const maps: RecalibrationMap[] = []
  for (const { fit } of rounds) {
    const map = fitRecalibration(method, fit)
    if ('reason' in map) return { method, map: null, maps: map }
    maps.push(map)
  }
  const map = fitRecalibration(method, fitting)
  return 'reason' in map ? { method, map: null, maps: map } : { method, map, maps }
}

function applied(rounds: readonly Round[], maps: readonly RecalibrationMap[]): LocatedCounts {
  return joinedCounts(rounds.map(({ evaluation }, i) => recalibratedCounts(maps[i]!, evaluation)))
}

function summarize(counts: LocatedCounts, options: RecalibrationOptions): CalibrationSummary {
  const { level = defaultLevel, minimum = 100 } = options
  return {
    brierScore: brierScore(brierSumsOfCounts(counts), { level }),
    expectedCalibrationError: expectedCalibrationError(counts, { level }),
    observedExpectedRatio: observedExpectedRatio(observedExpectedOfCounts(counts), { level }),
    calibrationSlope: calibrationSlope(counts, { level, minimum }),
  }
}

function gain(
  rounds: readonly Round[],
  current: Maps,
  next: RecalibrationMap[] | NoFit,
  smallest: number,
  { level = defaultLevel, minimum = 100 }: RecalibrationOptions,
): Estimate {
  let [positives, negatives, sum, squares] = [0, 0, 0, 0]
  rounds.forEach(({ evaluation }, round) => {
    for (let i = 0; i < evaluation.scores.length; i++) {
      const events = evaluation.positives[i]!
      const others = evaluation.negatives[i]!
      positives += events
      negatives += others
      if (!Array.isArray(next)) continue
      const score = evaluation.scores[i]!
      const before = current === null ? score : recalibrated(current[round]!, score)
      const after = recalibrated(next[round]!, score)
      const ofEvents = (before - after) * (before + after - 2)
      const ofOthers = (before - after) * (before + after)
      sum += events * ofEvents + others * ofOthers
      squares += events * ofEvents * ofEvents + others * ofOthers * ofOthers
    }
  })
  const n = positives + negatives
  const evidence: Evidence = { method: 'fall of the Brier score', n, positives, negatives }
  if (!Array.isArray(next)) return undefinedEstimate(evidence, next.reason)
  if (n === 0) return undefinedEstimate(evidence, 'no predictions to evaluate on')
  const interval = pairedInterval(n, sum, squares, level)
  const note = interval === null ? 'no interval: the map changes all predictions alike' : null
  const sample = { count: smallest, unit: 'in the smaller class', minimum }
  return estimateWithMinimum(evidence, sum / n, interval, sample, note)
}

function pairedInterval(n: number, sum: number, squares: number, level: number): Interval | null {
  const z = twoSidedZ(level)
  const mean = sum / n
  const variance = (squares - n * mean * mean) / (n - 1)
  if (n < 2 || !(variance > mean * mean * 1e-12)) return null
  const margin = z * Math.sqrt(variance / n)
  const method = 'normal approximation of the paired differences'
  return { lower: mean - margin, upper: mean + margin, level, method }
}

function recommend(
  candidates: readonly Candidate[],
  gainOver: (current: Maps, candidate: Candidate) => Estimate,
  smallest: number,
  fitting: LocatedCounts,
  { minimum = 100, isotonicMinimum = 1000 }: RecalibrationOptions,
): { recommended: RecalibrationMethod | null; reason: string } {
  if (smallest < minimum) {
    const shortage = `${smallest} in the smaller class (events or non-events)`
    return { recommended: null, reason: `${shortage}, at least ${minimum} needed` }
  }
  let current: Maps = null
  let recommended: RecalibrationMethod | null = null
  let reason = 'no method lowers the Brier score by more than chance explains'
  const { positives, negatives } = totals(fitting)
  for (const candidate of candidates) {
    const { method, maps } = candidate
    const step = gainOver(current, candidate)
    if (method === 'isotonic' && positives + negatives < isotonicMinimum) continue
    if (!Array.isArray(maps) || !((step.interval?.lower ?? 0) > 0)) continue
    const over = recommended ?? 'the predictions as they are'
    recommended = method
    current = maps
    reason = `${method} lowers the Brier score by ${words(step)} against ${over}`
  }
  return { recommended, reason }
}

function words({ value, interval }: Estimate): string {
  const [center, lower, upper] = [value!, interval!.lower!, interval!.upper!].map((number) =>
    number.toPrecision(2),
  )
  return `${center} (${lower} to ${upper} at ${interval!.level * 100} %), out of sample,`
}

function smallerClass(counts: LocatedCounts): number {
  const { positives, negatives } = totals(counts)
  return Math.min(positives, negatives)
}
