import { confirmedInputFailure } from './confirmed-inputs.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { IntakeDay } from './intake-day.ts'
import { emptyIntake, intakeCount } from './intake-day.ts'
import { IntakeWatch } from './intake-watch.ts'
import { maturedThrough } from './maturity.ts'
import type { MetricEstimate } from './metric-kind.ts'
import { isIntake, needsBaseline } from './metric-kind.ts'
import { detectorCount } from './monitor.ts'
import { heardByPolicy } from './monitor-action.ts'
import type { Monitor } from './monitor-record.ts'
import type { TrialHistory, TrialPeriod } from './policy-trial.ts'
import { observedExpectedSums } from './profile-views.ts'
import { ProfileWatch } from './profile-watch.ts'
import type { MonitorVerdict, RollbackFacts } from './rollback-policy.ts'
import { overallSegment } from './segment.ts'
import type { Verdict } from './verdict.ts'
import { judge } from './verdict.ts'
import type { Watch } from './watch.ts'

/** What monitors say of a version on a day, as a rollback policy hears it. */
export type Look = Pick<RollbackFacts, 'verdicts' | 'maturedPositives' | 'failingInputs'> & {
  /** a critical failure is confirmed, whatever its monitor may lead to */
  failed: boolean
}

type Judged = { estimate: MetricEstimate; verdict: Verdict }

type Watched = {
  monitor: Monitor
  watch: Watch
  /** judgements in a row that confirmed it, and the last day that the newest of them looked at */
  held: number
  through: Day
  inconclusiveSince: string | null
}

/**
 * Looks at a period in production day by day, as the live judgement would at `now`, the end of the
 * day or of the period. Days come in order.
 */
export function watchPeriod(
  period: TrialPeriod,
  monitors: readonly Monitor[],
  history: TrialHistory,
): (day: Day, now: string) => Look {
  const { baseline, from } = period
  const { labelPolicy, outcomeHorizonDays, outcomeGraceDays } = history
  const judgeable = history.monitors.filter(
    (each) => baseline !== null || !needsBaseline(each.metric),
  )
  const detectors = detectorCount(judgeable)
  const watched = monitors.flatMap((monitor): Watched[] => {
    const watch = watchOf(monitor, period, history)
    return watch === null
      ? []
      : [{ monitor, watch, held: 0, through: addDays(from, -1), inconclusiveSince: null }]
  })
  let lastDataAt = `${from}T00:00:00.000Z`
  let maturedPositives = 0
  let counted = addDays(from, -1)
  return (day, now) => {
    if (hasPredictions(period, day)) lastDataAt = now
    const matured = maturedThrough(now, outcomeHorizonDays, outcomeGraceDays)
    for (let next = addDays(counted, 1); next <= matured; next = addDays(next, 1)) {
      const profile = next < from ? null : period.profile(overallSegment, next)
      if (profile !== null) maturedPositives += observedExpectedSums(profile, labelPolicy).observed
      counted = next
    }
    const judged = watched.map((each) => {
      const { monitor, watch } = each
      const horizon = monitor.outcomeHorizonDays ?? outcomeHorizonDays
      const ofOutcomes = maturedThrough(now, horizon, outcomeGraceDays)
      const through = isIntake(monitor.metric) ? day : ofOutcomes
      const estimate = watch.advance(through)
      const { plan, detector } = watch
      const freshness = { now, lastDataAt }
      const verdict = judge({ monitor, estimate, detector, plan, detectors, freshness })
      // Looking twice at the same data is one judgement.
      if (!verdict.confirmed) each.held = 0
      else if (each.held === 0 || through > each.through) each.held += 1
      each.through = through
      each.inconclusiveSince = verdict.state === 'ok' ? null : (each.inconclusiveSince ?? now)
      return { ...each, estimate, verdict }
    })
    return {
      verdicts: judged.map((each) => asHeard(each, period, history)),
      failed: judged.some(({ verdict }) => verdict.confirmed && verdict.level === 'critical'),
      maturedPositives,
      ...confirmedInputFailure(judged),
    }
  }
}

/** Null where the metric needs a baseline, and the version has none. */
function watchOf(
  monitor: Monitor,
  { baseline, from, intake, profile }: TrialPeriod,
  { labelPolicy }: TrialHistory,
): Watch | null {
  if (isIntake(monitor.metric)) return new IntakeWatch(monitor, { intake, from })
  if (baseline === null) return null
  const own = (day: Day) => profile(monitor.segment, day)
  return new ProfileWatch(monitor, { baseline, profile: own, from, labelPolicy })
}

const kept = ['out-of-range', 'unknown-category', 'usable'] as const

/** Whether a prediction was taken on a day; what was refused breaks no silence. */
function hasPredictions({ profile, intake }: TrialPeriod, day: Day): boolean {
  const arrived: IntakeDay = intake(day) ?? emptyIntake()
  return (profile(overallSegment, day)?.n ?? 0) > 0 || intakeCount(arrived, kept) > 0
}

function asHeard(
  each: Watched & Judged,
  { versionId }: TrialPeriod,
  history: TrialHistory,
): MonitorVerdict {
  const { monitor, verdict, estimate, held, inconclusiveSince } = each
  return {
    ...heardByPolicy(monitor, verdict),
    state: verdict.state,
    reason: history.reasonShown(monitor, verdict, estimate),
    monitorKey: monitor.key,
    metric: monitor.metric,
    versionId,
    inconclusiveSince,
    heldJudgements: held,
  }
}
