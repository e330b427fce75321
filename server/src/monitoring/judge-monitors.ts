import type { Baseline } from '@primum/core/monitoring/baseline'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { consumeDay, detectionPlan, newDetector } from '@primum/core/monitoring/detection'
import { alarmThreshold, detectorValue } from '@primum/core/monitoring/e-detector'
import type { DetectorState } from '@primum/core/monitoring/e-detector'
import {
  consumeIntakeDay,
  intakePlan,
  newIntakeDetector,
} from '@primum/core/monitoring/intake-detection'
import { computeIntake } from '@primum/core/monitoring/intake-metric'
import { newestDomain } from '@primum/core/monitoring/domain-day'
import { computeDomain } from '@primum/core/monitoring/domain-metric'
import { maturedThrough } from '@primum/core/monitoring/maturity'
import { computeMetric } from '@primum/core/monitoring/metric'
import {
  isDomainClassifier,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
  needsBaseline,
  needsLabels,
} from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate, MetricName } from '@primum/core/monitoring/metric-kind'
import { detectorCount } from '@primum/core/monitoring/monitor'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { computeMultivariate } from '@primum/core/monitoring/multivariate-metric'
import { computeOperations } from '@primum/core/monitoring/operations-metric'
import { emptyProfile } from '@primum/core/monitoring/profile'
import {
  consumeReviewDay,
  newReviewDetector,
  reviewPlan,
} from '@primum/core/monitoring/review-detection'
import type { ReviewPlan } from '@primum/core/monitoring/review-detection'
import { computeReview } from '@primum/core/monitoring/review-metric'
import { judge, withoutBaseline } from '@primum/core/monitoring/verdict'
import type { WatchPlan } from '@primum/core/monitoring/watch-plan'
import { undefinedEstimate } from '@primum/core/statistics/estimate'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import type { DailyProfiles } from './daily-profiles.ts'
import type { Epoch } from './epoch.ts'
import type { Watched } from './load-watched.ts'
import type { StoredVerdict } from './monitor-body.ts'
import { isHidden, shownReason } from './suppress-estimate.ts'
import { isToldBySites } from './told-by-sites.ts'

/** What a monitor remembered of the epoch when it was judged last. */
export type Remembered = {
  detector: DetectorState | null
  throughDay: string | null
  verdict: StoredVerdict | null
}

export type JudgedMonitor = {
  monitorId: string
  monitor: Monitor
  detector: DetectorState | null
  throughDay: string | null
  verdict: StoredVerdict
}

export type Bench = {
  system: AiSystem
  version: { id: string; label: string }
  /** null where the version has no baseline, and so nothing in profiles */
  compared: Compared | null
  epoch: Epoch
  /** the system's own time */
  now: string
  /** the newest prediction, or call where predictions are not sent */
  lastPredictedAt: string | null
  lastReviewedAt: string | null
  /** a closed day whose labels or reviews changed after it was consumed; null where none did */
  changedDay: string | null
  watched: Watched
}

/** What metrics of predictions and outcomes are compared with, and counted in. */
export type Compared = { baseline: Baseline; profiles: DailyProfiles }

type Fed = { detector: DetectorState; throughDay: string | null }

/** The last day that a monitor may look at: one of outcomes may wait longer, or less, than others. */
function throughOf(bench: Bench, monitor: Monitor): string {
  const { metric } = monitor
  if (isReviewed(metric) || isIntake(metric)) return maturedThrough(bench.now, 0, 0)
  const { outcomeHorizonDays, outcomeGraceDays } = bench.system
  return maturedThrough(
    bench.now,
    monitor.outcomeHorizonDays ?? outcomeHorizonDays,
    outcomeGraceDays,
  )
}

export function maturedDay(system: AiSystem, now: string): string {
  return maturedThrough(now, system.outcomeHorizonDays, system.outcomeGraceDays)
}

/** The first day that judging needs: the epoch's first, or the start of the longest window. */
export function firstDayNeeded(
  monitors: readonly Monitor[],
  epoch: Epoch,
  through: string,
): string {
  // A monitor that waits longer for outcomes looks at a window that ends, and so begins, earlier.
  const lengths = monitors.map((each) => each.windowDays + Math.ceil(each.outcomeHorizonDays ?? 0))
  const longest = Math.max(1, ...lengths)
  const windowStart = addDays(through, 1 - longest)
  return windowStart < epoch.day ? windowStart : epoch.day
}

/** Judges every monitor of a system at one moment, from daily profiles alone. */
export function judgeMonitors(
  bench: Bench,
  monitors: readonly { id: string; monitor: Monitor; remembered: Remembered | null }[],
): JudgedMonitor[] {
  const judgeable = monitors.map((each) => each.monitor).filter((each) => canJudge(bench, each))
  const detectors = detectorCount(judgeable)
  return monitors.map(({ id, monitor, remembered }) => {
    const through = throughOf(bench, monitor)
    const plan = planOf(bench, monitor)
    const fed = plan === null ? null : feed(bench, monitor, plan, remembered, through)
    const verdict = judgeOne(bench, monitor, {
      plan,
      detector: fed && withToday(bench, plan, fed.detector),
      detectors,
      through,
    })
    const since = inconclusiveSince(verdict, remembered?.verdict ?? null, bench.now)
    return {
      monitorId: id,
      monitor,
      detector: fed?.detector ?? null,
      throughDay: fed?.throughDay ?? null,
      verdict: { ...verdict, inconclusiveSince: since },
    }
  })
}

function canJudge({ compared }: Bench, { metric }: Monitor): boolean {
  return compared !== null || !needsBaseline(metric)
}

function planOf(bench: Bench, monitor: Monitor): WatchPlan | null {
  if (isReviewed(monitor.metric)) return reviewPlan(monitor)
  if (isIntake(monitor.metric)) return intakePlan(monitor)
  if (bench.compared === null) return null
  return detectionPlan(monitor, bench.compared.baseline, labelPolicyOf(bench, monitor))
}

/** Feeds the matured days since the last time, or all of the epoch where an old day was corrected. */
function feed(
  bench: Bench,
  monitor: Monitor,
  plan: WatchPlan,
  remembered: Remembered | null,
  through: string,
): Fed {
  const { epoch, changedDay } = bench
  const seen = remembered?.throughDay ?? null
  const corrected = changedDay !== null && seen !== null && changedDay <= seen
  const goOn = remembered?.detector !== null && remembered !== null && seen !== null && !corrected
  let detector = goOn && remembered.detector !== null ? remembered.detector : emptyDetector(plan)
  let throughDay = goOn ? seen : null
  for (
    let day = goOn && seen !== null ? addDays(seen, 1) : epoch.day;
    day <= through;
    day = addDays(day, 1)
  ) {
    detector = consume(bench, monitor, plan, detector, day)
    throughDay = day
  }
  return { detector, throughDay }
}

/** What cannot be right is seen on the day itself: that day is fed anew when it is over. */
function withToday(bench: Bench, plan: WatchPlan | null, closed: DetectorState): DetectorState {
  const today = dayOfInstant(bench.now)
  if (plan?.kind !== 'intake' || today < bench.epoch.day) return closed
  return consumeIntakeDay(closed, plan, bench.watched.intake(today))
}

function isOfReviews(plan: WatchPlan): plan is ReviewPlan {
  return plan.kind === 'review-rate' || plan.kind === 'review-mean'
}

function emptyDetector(plan: WatchPlan): DetectorState {
  if (plan.kind === 'intake') return newIntakeDetector(plan)
  return isOfReviews(plan) ? newReviewDetector(plan) : newDetector(plan)
}

function consume(
  bench: Bench,
  monitor: Monitor,
  plan: WatchPlan,
  detector: DetectorState,
  day: string,
): DetectorState {
  const { compared, watched } = bench
  if (plan.kind === 'intake') return consumeIntakeDay(detector, plan, watched.intake(day))
  if (isOfReviews(plan)) {
    return consumeReviewDay(detector, plan, watched.reviews(monitor.segment)(day), monitor)
  }
  if (compared === null) return detector
  const { baseline, profiles } = compared
  const profile = profiles.day(monitor.segment, day) ?? emptyProfile(baseline)
  const labelPolicy = labelPolicyOf(bench, monitor)
  return consumeDay(detector, plan, profile, { monitor, baseline, labelPolicy })
}

function judgeOne(
  bench: Bench,
  monitor: Monitor,
  with_: {
    plan: WatchPlan | null
    detector: DetectorState | null
    detectors: number
    through: string
  },
): StoredVerdict {
  const { now, epoch } = bench
  const { plan, detector, detectors, through } = with_
  const { estimate, window } = measure(bench, monitor, through)
  const arrived = isReviewed(monitor.metric) ? bench.lastReviewedAt : bench.lastPredictedAt
  const freshness = { now, lastDataAt: latest(arrived, epoch.since) }
  const verdict = canJudge(bench, monitor)
    ? judge({ monitor, estimate, detector, plan, detectors, freshness })
    : withoutBaseline(monitor, bench.version.label)
  const hidden =
    isHidden(estimate, monitor, window, lookedAt(bench, monitor)) ||
    isToldBySites(monitor, monitor.segment, window, bench.watched.operations)
  const alarmAt = alarmThreshold({ averageRunLengthDays: monitor.averageRunLengthDays, detectors })
  return {
    ...verdict,
    reason: shownReason(monitor, verdict, hidden),
    estimate: estimate as StoredVerdict['estimate'],
    hidden,
    window,
    evidence:
      detector === null
        ? null
        : { days: detector.days, logValue: detectorValue(detector), logAlarm: Math.log(alarmAt) },
    inconclusiveSince: null,
    versionId: epoch.versionId,
    dataCutoff: now,
  }
}

/** Everything that a small count of the monitor could be worked out from. */
function lookedAt(bench: Bench, monitor: Monitor) {
  if (bench.compared === null) return null
  const { profiles, baseline } = bench.compared
  const threshold = monitor.threshold ?? baseline.thresholds[0] ?? Number.NaN
  const labelPolicy = labelPolicyOf(bench, monitor)
  return { profiles, baseline, threshold, labelPolicy, segment: monitor.segment }
}

/** What the monitor looks at now, and how many days of it. */
function measure(bench: Bench, monitor: Monitor, through: string) {
  const { compared, now, epoch } = bench
  const { metric, minimumSample } = monitor
  const today = dayOfInstant(now)
  if (metric === 'volume') {
    // Today is not over: only full days can be compared.
    const to = addDays(today, -1)
    const window = { from: addDays(to, 1 - monitor.windowDays), to }
    return { window, estimate: operationsOf(bench, monitor, window) }
  }
  const to = needsLabels(metric) || isReviewed(metric) ? through : today
  const start = addDays(to, 1 - monitor.windowDays)
  // What the version did in an earlier epoch says nothing of this one.
  const from = start < epoch.day && to >= epoch.day ? epoch.day : start
  const window = { from, to }
  if (isReviewed(metric)) {
    const days = bench.watched.reviews(monitor.segment)
    return { window, estimate: computeReview(monitor, days, window, minimumSample) }
  }
  if (isIntake(metric)) {
    return { window, estimate: computeIntake(bench.watched.intake, window, minimumSample) }
  }
  if (isDomainClassifier(metric)) return domainOf(bench, monitor, window)
  if (isOperational(metric)) return { window, estimate: operationsOf(bench, monitor, window) }
  if (compared === null) {
    const estimate = canJudge(bench, monitor)
      ? operationsOf(bench, monitor, window)
      : incomparable(metric)
    return { window, estimate }
  }
  const { baseline, profiles } = compared
  if (isMultivariate(metric)) {
    const { segment } = monitor
    const days = bench.watched.reconstruction
    const about = { segment, minimum: minimumSample }
    return { window, estimate: computeMultivariate(baseline, days, window, about) }
  }
  const profile = profiles.window(monitor.segment, from, to)
  const labelPolicy = labelPolicyOf(bench, monitor)
  const options = { labelPolicy, minimumSample }
  return { window, estimate: computeMetric(monitor, profile, baseline, monitor.segment, options) }
}

/** The newest comparison there is: today is not over, and yesterday may still be compared. */
function domainOf(bench: Bench, monitor: Monitor, asked: { from: string; to: string }) {
  const { segment, minimumSample: minimum, windowDays } = monitor
  const yesterday = addDays(dayOfInstant(bench.now), -1)
  const found = newestDomain(bench.watched.domains, yesterday, windowDays)
  const window = found?.window ?? asked
  return { window, estimate: computeDomain(found, { segment, minimum }) }
}

function incomparable(method: MetricName): MetricEstimate {
  const evidence = { method, n: 0, positives: null, negatives: null }
  return { ...undefinedEstimate(evidence, 'the version has no baseline'), baselineValue: null }
}

function operationsOf(bench: Bench, monitor: Monitor, window: { from: string; to: string }) {
  const days = bench.watched.operations(monitor.segment)
  return computeOperations(monitor, days, window, monitor.minimumSample)
}

function labelPolicyOf(bench: Bench, monitor: Monitor) {
  return monitor.labelPolicy ?? bench.system.labelPolicy
}

/** A version that has just become stable is not silent yet: its clock starts with it. */
function latest(lastPredictedAt: string | null, since: string): string {
  return lastPredictedAt !== null && lastPredictedAt > since ? lastPredictedAt : since
}

function inconclusiveSince(
  verdict: StoredVerdict,
  before: StoredVerdict | null,
  now: string,
): string | null {
  if (verdict.state === 'ok') return null
  return before?.inconclusiveSince ?? now
}
