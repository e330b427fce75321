import type { Baseline } from './baseline.ts'
import type { Day } from './days.ts'
import { addDays, daysBetween } from './days.ts'
import type { IntakeDays } from './intake-day.ts'
import { emptyIntake, intakeCount } from './intake-day.ts'
import type { DomainDays } from './domain-day.ts'
import { DomainWatch } from './domain-watch.ts'
import { IntakeWatch } from './intake-watch.ts'
import { maturedThrough } from './maturity.ts'
import {
  hasDetector,
  isDomainClassifier,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
  needsBaseline,
  needsLabels,
} from './metric-kind.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { OperationsDays } from './operations-day.ts'
import { usesOf } from './operations-day.ts'
import { MultivariateWatch } from './multivariate-watch.ts'
import { OperationsWatch } from './operations-watch.ts'
import type { Profile } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import { ProfileWatch } from './profile-watch.ts'
import type { ReconstructionDays } from './reconstruction-day.ts'
import type { ReviewDays } from './review-day.ts'
import { ReviewWatch } from './review-watch.ts'
import type { Firing, Simulation } from './simulation.ts'
import { simulationSentence } from './simulation-words.ts'
import { statedRunLength } from './stated-run-length.ts'
import type { Verdict } from './verdict.ts'
import { judge } from './verdict.ts'
import type { Watch } from './watch.ts'

/** What happened, day by day: the monitor sees it as it would have at the end of each day. */
export type History = {
  /** null where the version has none: then only what needs none can be tried */
  baseline: Baseline | null
  /** the profile of the monitor's segment on a day; null where nothing arrived */
  profile: (day: Day) => Profile | null
  operations: OperationsDays
  reviews: ReviewDays
  reconstruction: ReconstructionDays
  domains: DomainDays
  intake: IntakeDays
  from: Day
  to: Day
  labelPolicy: LabelPolicy
  outcomeHorizonDays: number
  outcomeGraceDays: number
  /** detectors that would share the false alarms, this one included */
  detectors: number
  /** the first day of a known change for the worse */
  changeAt?: Day
  /** how a verdict on this estimate may be told to people; its own reason where absent */
  reasonShown?: (verdict: Verdict, estimate: MetricEstimate) => string
}

const leastStableDays = 30

/**
 * What a monitor would have said on each day of the history, before it is switched on. It replays
 * the very steps of the live judgement with labels as they are known today, in time linear in the
 * days. Silence is seen to the day, not to the hour. Throws RangeError where `from` is after `to`, or
 * where the metric needs a baseline and there is none.
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
  const watch = watchOf(monitor, history)
  let lastDataAt: string | null = null
  const firings: Firing[] = []
  let open: Firing | null = null
  for (let day = history.from; day <= history.to; day = addDays(day, 1)) {
    if (hasData(monitor, history, day)) lastDataAt = endOf(day)
    const verdict = judgeAtEndOf(day, watch, { monitor, history, lastDataAt })
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

function judgeAtEndOf(day: Day, watch: Watch, { monitor, history, lastDataAt }: Seen): Verdict {
  const now = endOf(day)
  const matured = maturedThrough(
    now,
    monitor.outcomeHorizonDays ?? history.outcomeHorizonDays,
    history.outcomeGraceDays,
  )
  const estimate = watch.advance(needsLabels(monitor.metric) ? matured : day)
  const { plan, detector } = watch
  const { detectors } = history
  const freshness = { now, lastDataAt: lastDataAt ?? `${history.from}T00:00:00.000Z` }
  const verdict = judge({ monitor, estimate, detector, plan, detectors, freshness })
  if (verdict.level === 'none' || history.reasonShown === undefined) return verdict
  return { ...verdict, reason: history.reasonShown(verdict, estimate) }
}

type Seen = { monitor: Monitor; history: History; lastDataAt: string | null }

function watchOf(monitor: Monitor, history: History): Watch {
  const { baseline } = history
  if (isReviewed(monitor.metric)) return new ReviewWatch(monitor, history)
  if (isIntake(monitor.metric)) return new IntakeWatch(monitor, history)
  if (isDomainClassifier(monitor.metric)) return new DomainWatch(monitor, history)
  if (isOperational(monitor.metric)) return new OperationsWatch(monitor, history)
  if (baseline !== null && isMultivariate(monitor.metric)) {
    return new MultivariateWatch(monitor, { ...history, baseline })
  }
  if (baseline !== null) return new ProfileWatch(monitor, { ...history, baseline })
  if (!needsBaseline(monitor.metric)) return new OperationsWatch(monitor, history)
  throw new RangeError(`${monitor.metric} needs a baseline`)
}

/** Whether anything of the kind that the monitor needs arrived on a day. */
function hasData(monitor: Monitor, history: History, day: Day): boolean {
  if (isReviewed(monitor.metric)) return (history.reviews(day)?.outputs ?? 0) > 0
  if (isMultivariate(monitor.metric)) return (history.reconstruction(day)?.n ?? 0) > 0
  if (isDomainClassifier(monitor.metric)) {
    return (history.domains(day, monitor.windowDays)?.estimate.positives ?? 0) > 0
  }
  if (isIntake(monitor.metric)) return intakeCount(history.intake(day) ?? emptyIntake()) > 0
  if (history.baseline !== null) return (history.profile(day)?.n ?? 0) > 0
  const { operations } = history
  return usesOf(operations.day(day), operations.counted) > 0
}

function endOf(day: Day): string {
  return `${addDays(day, 1)}T00:00:00.000Z`
}
