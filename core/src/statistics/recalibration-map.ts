/**
 * A map from scores to recalibrated probabilities, as plain data that can be stored and shown.
 * Convention: `intercept-only` and `logistic` are expit(a + b·logit p), p clipped as in
 * logistic-recalibration.ts (b = 1 for the first); `isotonic` interpolates between its blocks.
 * Source: E. W. Steyerberg et al., Statistics in Medicine 23 (2004) 2567–2586.
 * Twin: R `rms::calibrate`; Python `sklearn.isotonic.IsotonicRegression`, `statsmodels` `GLM`.
 */
import { type IsotonicBlock, isotonicRegression, isotonicValue } from './isotonic-regression.ts'
import { expit } from './logit.ts'
import { type NoFit, clippedLogit, logisticRecalibration } from './logistic-recalibration.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'

/** In ascending order of what they can bend. */
export const recalibrationMethods = ['intercept-only', 'logistic', 'isotonic'] as const

export type RecalibrationMethod = (typeof recalibrationMethods)[number]

export type RecalibrationMap =
  | { method: 'intercept-only' | 'logistic'; intercept: number; slope: number }
  | { method: 'isotonic'; blocks: IsotonicBlock[] }

/** Throws RangeError for a score outside [0, 1] or invalid counts; a missing fit is an answer. */
export function fitRecalibration(
  method: RecalibrationMethod,
  counts: LocatedCounts,
): RecalibrationMap | NoFit {
  if (method === 'isotonic') {
    const blocks = isotonicRegression(counts)
    return blocks.length === 0 ? { reason: 'no predictions' } : { method, blocks }
  }
  const terms = method === 'logistic' ? 'intercept-and-slope' : 'intercept'
  const fit = logisticRecalibration(counts, terms)
  if ('reason' in fit) return fit
  // A falling line would turn the order of the patients around, which no recalibration may do.
  if (fit.slope <= 0)
    return { reason: 'higher scores go with fewer events: the slope is not positive' }
  return { method, intercept: fit.intercept, slope: fit.slope }
}

/** The recalibrated probability. Throws RangeError for a score outside [0, 1]. */
export function recalibrated(map: RecalibrationMap, score: number): number {
  const logOdds = clippedLogit(score)
  if (map.method === 'isotonic') return isotonicValue(map.blocks, score)
  return expit(map.intercept + map.slope * logOdds)
}

/** Counts as they would have been with the map in use; scores made equal share a group. */
export function recalibratedCounts(map: RecalibrationMap, counts: LocatedCounts): LocatedCounts {
  const scores = Array.from(counts.scores, (score) => recalibrated(map, score))
  return joinedCounts([{ ...counts, scores }])
}

/** Groups of all parts in one, ascending; the scores of a part need not ascend strictly. */
export function joinedCounts(parts: readonly LocatedCounts[]): LocatedCounts {
  const groups = parts.flatMap(({ scores, positives, negatives }) =>
    Array.from(scores, (score, i) => ({
      score,
      positives: positives[i]!,
      negatives: negatives[i]!,
    })),
  )
  groups.sort((left, right) => left.score - right.score)
  const joined = { scores: [] as number[], positives: [] as number[], negatives: [] as number[] }
  for (const { score, positives, negatives } of groups) {
    const last = joined.scores.length - 1
    if (joined.scores[last] === score) {
      joined.positives[last]! += positives
      joined.negatives[last]! += negatives
    } else {
      joined.scores.push(score)
      joined.positives.push(positives)
      joined.negatives.push(negatives)
    }
  }
  locatedTotals(joined)
  return joined
}
