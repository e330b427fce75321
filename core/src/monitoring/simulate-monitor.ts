import type { Firing, Simulation } from './simulation.ts'
import type { Baseline } from './baseline.ts'
import type { Day } from './days.ts'
import { addDays, daysBetween } from './days.ts'
import { consumeDay, detectionPlan, newDetector } from './detection.ts'
import type { DetectorState } from './e-detector.ts'
import { maturedThrough } from './maturity.ts'
import type { MetricEstimate } from './metric-kind.ts'
import { computeMetric } from './metric.ts'
import { isOperational, needsLabels, hasDetector } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { OperationsDays } from './operations-day.ts'
import { computeOperations } from './operations-metric.ts'
import type { Profile } from './profile.ts'
import { emptyProfile, mergeInto, subtractFrom } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import { simulationSentence } from './simulation-words.ts'
import { statedRunLength } from './stated-run-length.ts'
import type { Verdict } from './verdict.ts'
import { judge } from './verdict.ts'

/** What happened, day by day: the monitor sees it as it would have at the end of each day. */
export type History = {
  baseline: Baseline
  /** the profile of the monitor's segment on a day; null where nothing arrived */
  profile: (day: Day) => Profile | null
  operations: OperationsDays
  from: Day
  to: Day
  labelPolicy: LabelPolicy
  outcomeHorizonDays: number
  outcomeGraceDays: number
  /** detectors that would share the false alarms, this one included */
  detectors: number
  /** the first day of a known change for the worse */
  changeAt?: Day
}

const leastStableDays = 30

/**
 * What a monitor would have said on each day of the history, before it is switched on. It replays
 * the very steps of the live judgement with labels as they are known today, in time linear in the
 * days. Silence is seen to the day, not to the hour. Throws RangeError where `from` is after `to`.
 */
export function simulateMonitor(monitor: Monitor, history: History): Simulation {
  const { from, to, changeAt } = history
  if (from > to) throw new RangeError(`a history from ${from} to ${to}`)
  const firings = replay(monitor, history)
  const days = daysBetween(from, to) + 1
  const isBefore = (day: Day) => changeAt === undefined || day < changeAt
  const stableDays = changeAt === undefined ? days : Math.max(0, daysBetween(from, changeAt))
  const early = firings.filter(({ day }) => isBefore(day)).length
  const hit = firings.find(({ day }) => !isBefore(day))
  const { averageRunLengthDays } = monitor
  const promised = statedRunLength({ averageRunLengthDays, detectors: history.detectors })
  const simulation = {
    days,
    firings,
    falseAlarmsPerYear: {
      stated: hasDetector(monitor.metric) ? 365 / promised.monitorDays : null,
      counted: stableDays < leastStableDays ? null : (365 * early) / stableDays,
      stableDays,
    },
    delayDays: changeAt === undefined || !hit ? null : daysBetween(changeAt, hit.day),
  }
  return { ...simulation, sentence: simulationSentence(simulation, changeAt ?? null) }
}

function replay(monitor: Monitor, history: History): Firing[] {
  const watch = new Watch(monitor, history)
  const firings: Firing[] = []
  let open: Firing | null = null
  for (let day = history.from; day <= history.to; day = addDays(day, 1)) {
    const verdict = watch.judgeAtEndOf(day)
    if (verdict.level === 'none') {
      if (open) open.resolvedDay = day
      open = null
      continue
    }
    const { level, confirmed, reason } = verdict
    const worse = open !== null && open.level !== 'critical' && level === 'critical'
    if (open === null) {
      open = { day, level, confirmed, reason, resolvedDay: null }
      firings.push(open)
    } else if (worse) Object.assign(open, { level, confirmed, reason })
    else open.confirmed ||= confirmed
  }
  return firings
}

/** The state that a live monitor would carry from day to day. */
class Watch {
  private readonly monitor: Monitor
  private readonly history: History
  private readonly plan: ReturnType<typeof detectionPlan>
  private readonly policy: LabelPolicy
  private detector: DetectorState | null = null
  private lastDataAt: string | null = null
  private readonly window: Profile
  private windowFrom: Day
  private windowTo: Day

  constructor(monitor: Monitor, history: History) {
    this.monitor = monitor
    this.history = history
    this.policy = monitor.labelPolicy ?? history.labelPolicy
    this.plan = isOperational(monitor.metric)
      ? null
      : detectionPlan(monitor, history.baseline, this.policy)
    if (this.plan) this.detector = newDetector(this.plan)
    this.window = emptyProfile(history.baseline)
    this.windowFrom = history.from
    this.windowTo = addDays(history.from, -1)
  }

  judgeAtEndOf(day: Day): Verdict {
    const { monitor, history, plan } = this
    const now = `${addDays(day, 1)}T00:00:00.000Z`
    const matured = maturedThrough(
      now,
      monitor.outcomeHorizonDays ?? history.outcomeHorizonDays,
      history.outcomeGraceDays,
    )
    const through = needsLabels(monitor.metric) ? matured : day
    if ((history.profile(day)?.n ?? 0) > 0) this.lastDataAt = now
    const estimate = isOperational(monitor.metric) ? this.measure(through) : this.advance(through)
    const { detectors } = history
    const freshness = { now, lastDataAt: this.lastDataAt ?? `${history.from}T00:00:00.000Z` }
    return judge({
      monitor,
      estimate,
      detector: this.detector,
      plan,
      detectors,
      freshness,
    })
  }

  private measure(through: Day): MetricEstimate {
    const { monitor, history } = this
    const from = addDays(through, 1 - monitor.windowDays)
    return computeOperations(
      monitor,
      history.operations,
      { from, to: through },
      monitor.minimumSample,
    )
  }

  /** Moves the window on to `through`: each day enters once and leaves once. */
  private advance(through: Day): MetricEstimate {
    const { monitor, history, plan, policy: labelPolicy } = this
    const { baseline } = history
    for (let day = addDays(this.windowTo, 1); day <= through; day = addDays(day, 1)) {
      const profile = history.profile(day)
      if (profile) mergeInto(this.window, profile)
      if (plan && this.detector) {
        const context = { monitor, baseline, labelPolicy }
        this.detector = consumeDay(this.detector, plan, profile ?? emptyProfile(baseline), context)
      }
      this.windowTo = day
    }
    const start = addDays(through, 1 - monitor.windowDays)
    for (; this.windowFrom < start; this.windowFrom = addDays(this.windowFrom, 1)) {
      const profile = this.windowFrom <= this.windowTo ? history.profile(this.windowFrom) : null
      if (profile) subtractFrom(this.window, profile)
    }
    const options = { labelPolicy, minimumSample: monitor.minimumSample }
    return computeMetric(monitor, this.window, baseline, monitor.segment, options)
  }
}
