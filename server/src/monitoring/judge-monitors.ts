import type { Baseline } from '@primum/core/monitoring/baseline'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { consumeDay, detectionPlan, newDetector } from '@primum/core/monitoring/detection'
import type { DetectionPlan } from '@primum/core/monitoring/detection'
import { alarmThreshold, detectorValue } from '@primum/core/monitoring/e-detector'
import type { DetectorState } from '@primum/core/monitoring/e-detector'
import { maturedThrough } from '@primum/core/monitoring/maturity'
import { computeMetric } from '@primum/core/monitoring/metric'
import { isOperational, needsLabels } from '@primum/core/monitoring/metric-kind'
import { detectorCount } from '@primum/core/monitoring/monitor'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { computeOperations } from '@primum/core/monitoring/operations-metric'
import { emptyProfile } from '@primum/core/monitoring/profile'
import { judge } from '@primum/core/monitoring/verdict'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import type { DailyProfiles } from './daily-profiles.ts'
import type { Epoch } from './epoch.ts'
import type { StoredVerdict } from './monitor-body.ts'
import { shownReason } from './suppress-estimate.ts'

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
  baseline: Baseline
  epoch: Epoch
  /** the system's own time */
  now: string
  lastPredictedAt: string | null
  /** a closed day whose labels changed after it was consumed; null where none did */
  changedDay: string | null
  profiles: DailyProfiles
}

/** The last day whose outcomes a monitor may look at: it may wait longer, or less, than others. */
function throughOf(bench: Bench, monitor: Monitor): string {
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
  const detectors = detectorCount(monitors.map((each) => each.monitor))
  return monitors.map(({ id, monitor, remembered }) => {
    const through = throughOf(bench, monitor)
    const plan = detectionPlan(monitor, bench.baseline, labelPolicyOf(bench, monitor))
    const fed = plan === null ? null : feed(bench, monitor, plan, remembered, through)
    const verdict = judgeOne(bench, monitor, {
      plan,
      detector: fed?.detector ?? null,
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

/** Feeds the matured days since the last time, or all of the epoch where an old day was corrected. */
function feed(
  bench: Bench,
  monitor: Monitor,
  plan: DetectionPlan,
  remembered: Remembered | null,
  through: string,
): { detector: DetectorState; throughDay: string | null } {
  const { baseline, epoch, changedDay } = bench
  const seen = remembered?.throughDay ?? null
  const corrected = changedDay !== null && seen !== null && changedDay <= seen
  const goOn = remembered?.detector !== null && remembered !== null && seen !== null && !corrected
  let detector = goOn && remembered.detector !== null ? remembered.detector : newDetector(plan)
  let throughDay = goOn ? seen : null
  const context = { monitor, baseline, labelPolicy: labelPolicyOf(bench, monitor) }
  for (
    let day = goOn && seen !== null ? addDays(seen, 1) : epoch.day;
    day <= through;
    day = addDays(day, 1)
  ) {
    const profile = bench.profiles.day(monitor.segment, day) ?? emptyProfile(baseline)
    detector = consumeDay(detector, plan, profile, context)
    throughDay = day
  }
  return { detector, throughDay }
}

function judgeOne(
  bench: Bench,
  monitor: Monitor,
  with_: {
    plan: DetectionPlan | null
    detector: DetectorState | null
    detectors: number
    through: string
  },
): StoredVerdict {
  const { now, epoch } = bench
  const { plan, detector, detectors, through } = with_
  const { estimate, window } = measure(bench, monitor, through)
  const verdict = judge({
    monitor,
    estimate,
    detector,
    plan,
    detectors,
    freshness: { now, lastDataAt: latest(bench.lastPredictedAt, epoch.since) },
  })
  const alarmAt = alarmThreshold({ averageRunLengthDays: monitor.averageRunLengthDays, detectors })
  return {
    ...verdict,
    reason: shownReason(monitor, estimate, verdict),
    estimate: estimate as StoredVerdict['estimate'],
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

/** What the monitor looks at now, and how many days of it. */
function measure(bench: Bench, monitor: Monitor, through: string) {
  const { baseline, now, profiles, epoch } = bench
  const today = dayOfInstant(now)
  if (monitor.metric === 'volume') {
    // Today is not over: only full days can be compared.
    const to = addDays(today, -1)
    const window = { from: addDays(to, 1 - monitor.windowDays), to }
    return { window, estimate: operationsOf(bench, monitor, window) }
  }
  const to = needsLabels(monitor.metric) ? through : today
  const start = addDays(to, 1 - monitor.windowDays)
  // What the version did in an earlier epoch says nothing of this one.
  const from = start < epoch.day && to >= epoch.day ? epoch.day : start
  const window = { from, to }
  if (isOperational(monitor.metric)) {
    return { window, estimate: operationsOf(bench, monitor, window) }
  }
  const profile = profiles.window(monitor.segment, from, to)
  const estimate = computeMetric(monitor, profile, baseline, monitor.segment, {
    labelPolicy: labelPolicyOf(bench, monitor),
    minimumSample: monitor.minimumSample,
  })
  return { window, estimate }
}

function operationsOf(bench: Bench, monitor: Monitor, window: { from: string; to: string }) {
  const days = bench.profiles.operations(monitor.segment)
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
