/**
 * Decision curve: net benefit, and what it gains over acting on all or on none, at each threshold
 * probability of a range that clinicians name beforehand.
 * Convention: as net-benefit.ts at each threshold, flagged means `score >= threshold`; scores must
 * be probabilities. Thresholds are decimals (0.3, never 0.30000000000000004), or a score of 0.3
 * would go unflagged at 0.3. Intervals hold point by point, not for the curve as a whole.
 * Source: A. J. Vickers and E. B. Elkin, Medical Decision Making 26 (2006) 565–574.
 * Twin: R `dcurves::dca(outcome ~ score, thresholds = …)`; Python: the formula in NumPy.
 */
import { type BoundedValue, boundedValue } from './bounded-value.ts'
import { confusionMatrices } from './confusion-matrices.ts'
import { type CurveState, curveState } from './curve-state.ts'
import type { EstimateOptions } from './estimate.ts'
import { netBenefit } from './net-benefit.ts'
import { netBenefitGain } from './net-benefit-gain.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'

/** Threshold probabilities from `from` to `to`, both included, in steps of `step`. */
export type ThresholdRange = { from: number; to: number; step: number }

/** Nulls where the threshold is 1. `over` is the better alternative; treating nobody is worth 0. */
export type DecisionPoint = {
  threshold: number
  netBenefit: BoundedValue | null
  treatAll: number | null
  gain: BoundedValue | null
  over: 'all' | 'none' | null
}

/** Thresholds ascend; no points without predictions. */
export type DecisionCurve = CurveState & { points: DecisionPoint[] }

const maximumPoints = 1000

/**
 * `minimum` applies to the smaller class. Throws RangeError for an impossible range, more than
 * 1000 thresholds, a score outside [0, 1] or invalid counts.
 */
export function decisionCurve(
  counts: LocatedCounts,
  range: ThresholdRange,
  options: EstimateOptions = {},
): DecisionCurve {
  const thresholds = decimals(range)
  const totals = locatedTotals(counts)
  const last = counts.scores.length - 1
  if (last >= 0 && !(counts.scores[0]! >= 0 && counts.scores[last]! <= 1)) {
    throw new RangeError(`scores from ${counts.scores[0]} to ${counts.scores[last]} are no risks`)
  }
  const state = curveState(totals, options)
  if (state.n === 0) return { ...state, points: [] }
  const level = { level: state.level }
  const points = confusionMatrices(counts, thresholds).map((matrix, i) => {
    const threshold = thresholds[i]!
    const benefit = netBenefit(matrix, threshold, level)
    const gain = netBenefitGain(matrix, threshold, level)
    return {
      threshold,
      netBenefit: boundedValue(benefit),
      treatAll: benefit.treatAll,
      gain: boundedValue(gain),
      over: gain.over,
    }
  })
  return { ...state, points }
}

function decimals({ from, to, step }: ThresholdRange): number[] {
  if (!(from >= 0 && from <= to && to <= 1 && step > 0)) {
    throw new RangeError(`no thresholds from ${from} to ${to} in steps of ${step}`)
  }
  const steps = Math.floor((to - from) / step + 1e-9)
  if (steps >= maximumPoints) throw new RangeError(`${steps + 1} thresholds, at most 1000`)
  return Array.from({ length: steps + 1 }, (_, i) => Number((from + i * step).toPrecision(12)))
}
