import type { Baseline } from './baseline.ts'
import { referenceProfile } from './baseline.ts'
import type { BernoulliAlternative, CalibrationAlternative, DetectorState } from './e-detector.ts'
import { initialDetector, stepBernoulli, stepObservedExpected } from './e-detector.ts'
import type { MetricName } from './metric-kind.ts'
import { computeMetric } from './metric.ts'
import type { Monitor } from './monitor-record.ts'
import { hasDetector } from './metric-kind.ts'
import type { Profile } from './profile.ts'
import type { CalibrationBins, LabelPolicy } from './profile-views.ts'
import { calibrationBins, confusionMatrixAt } from './profile-views.ts'
import type { Segment } from './segment.ts'
import { overallSegment } from './segment.ts'

/** What the detector of a monitor tests: derived from the monitor and the baseline alone. */
export type DetectionPlan =
  | { kind: 'rate'; reference: number; alternative: BernoulliAlternative }
  | { kind: 'calibration'; reference: number; alternative: Required<CalibrationAlternative> }

/**
 * The plan of a monitor, or null where its metric has no detector or no value at validation.
 *
 * The acceptance limit of a rate is its value at validation less the margin, the margin being at
 * most half of the value, so that rare successes keep a limit above 0. A subgroup is measured
 * against the lower of its own and the overall value: a small subgroup that did well by chance at
 * validation must not alarm for being ordinary.
 */
export function detectionPlan(
  monitor: Monitor,
  baseline: Baseline,
  labelPolicy: LabelPolicy,
): DetectionPlan | null {
  if (!hasDetector(monitor.metric)) return null
  const valueOf = (segment: Segment) => {
    const profile = referenceProfile(baseline, segment)
    if (!profile) return null
    return computeMetric(monitor, profile, baseline, segment, { labelPolicy, minimumSample: 0 })
      .value
  }
  const own = valueOf(monitor.segment)
  if (own === null) return null
  if (monitor.metric === 'observed-expected-ratio') {
    const bins = calibrationBins(referenceProfile(baseline, monitor.segment)!, labelPolicy)
    const tolerance = 1 + monitor.margin
    const alternative = { oddsRatios: monitor.deltas, center: centerOf(bins), tolerance }
    return { kind: 'calibration', reference: own, alternative }
  }
  const reference = Math.min(own, valueOf(overallSegment) ?? own)
  const p0 = reference - Math.min(monitor.margin, reference / 2)
  const alternative = { p0, deltas: monitor.deltas, direction: 'drop' as const }
  return { kind: 'rate', reference, alternative }
}

/** A detector that has seen nothing: for a new version, baseline or acknowledged incident. */
export function newDetector(plan: DetectionPlan): DetectorState {
  if (plan.kind === 'rate') return initialDetector(plan.alternative.deltas.length)
  return initialDetector(2 * plan.alternative.oddsRatios.length)
}

/**
 * Feeds one matured day, the profile of the monitor's segment on that day. Days come in order and
 * an empty day is fed too. Throws a RangeError for a profile with negative counts.
 */
export function consumeDay(
  state: DetectorState,
  plan: DetectionPlan,
  day: Profile,
  context: { monitor: Monitor; baseline: Baseline; labelPolicy: LabelPolicy },
): DetectorState {
  const { monitor, baseline, labelPolicy } = context
  if (plan.kind === 'calibration') {
    // Scores that are no probabilities cannot be calibrated; the metric itself says so.
    const bins = day.outside === 0 ? calibrationBins(day, labelPolicy) : nothing
    return stepObservedExpected(state, bins, plan.alternative)
  }
  const threshold = monitor.threshold ?? Number.NaN
  const matrix = confusionMatrixAt(day, baseline.scoreEdges, threshold, labelPolicy)
  if (!matrix) throw new RangeError(`${monitor.threshold} is not a threshold of the baseline`)
  return stepBernoulli(state, successes(monitor.metric, matrix), plan.alternative)
}

/**
 * The detector after all matured days of a version, from its first; also for a corrected closed
 * day and for trying settings on history.
 */
export function replayDetector(
  plan: DetectionPlan,
  days: Iterable<Profile>,
  context: { monitor: Monitor; baseline: Baseline; labelPolicy: LabelPolicy },
): DetectorState {
  let state = newDetector(plan)
  for (const day of days) state = consumeDay(state, plan, day, context)
  return state
}

const nothing: CalibrationBins = {
  counts: new Float64Array(0),
  expected: new Float64Array(0),
  observed: 0,
}

function successes(
  metric: MetricName,
  { tp, fp, tn, fn }: { tp: number; fp: number; tn: number; fn: number },
) {
  if (metric === 'sensitivity') return { x: tp, n: tp + fn }
  if (metric === 'specificity') return { x: tn, n: tn + fp }
  if (metric === 'negative-predictive-value') return { x: tn, n: tn + fn }
  return { x: tp, n: tp + fp }
}

/**
 * The odds ratio by which the scores of the baseline have to move so that they expect what was
 * observed: how the version was calibrated when it was accepted. Kept within 1/5 and 5.
 */
function centerOf(bins: CalibrationBins): number {
  const expectedAt = (ratio: number) => {
    let sum = 0
    for (let bin = 0; bin < bins.counts.length; bin++) {
      const n = bins.counts[bin]!
      const p = n === 0 ? 0 : bins.expected[bin]! / n
      sum += (n * p * ratio) / (1 + p * (ratio - 1))
    }
    return sum
  }
  let low = Math.log(0.2)
  let high = Math.log(5)
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (expectedAt(Math.exp(middle)) < bins.observed) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}
