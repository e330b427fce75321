import { replayAliases } from './alias-history.ts'
import type { Day } from './days.ts'
import { addDays, daysBetween } from './days.ts'
import { maturedThrough } from './maturity.ts'
import { needsLabels } from './metric-kind.ts'
import { detectorCount } from './monitor.ts'
import { heardByPolicy } from './monitor-action.ts'
import type { Monitor } from './monitor-record.ts'
import type { PolicyTrial, TrialEvent, TrialHistory, TrialPeriod } from './policy-trial.ts'
import { trialSentence } from './policy-trial-words.ts'
import { labelledCount, observedExpectedSums } from './profile-views.ts'
import { ProfileWatch } from './profile-watch.ts'
import type {
  MonitorVerdict,
  PastRollback,
  RollbackDecision,
  RollbackFacts,
  RollbackPolicy,
} from './rollback-policy.ts'
import type { OpenProposal } from './rollback-proposal.ts'
import { proposalDueAt, settleProposal } from './rollback-proposal.ts'
import { periodDays } from './rollback-soak.ts'
import type { ServedPeriod } from './rollback-soak.ts'
import type { RollbackCandidate } from './rollback-target.ts'
import { overallSegment } from './segment.ts'
import { judge } from './verdict.ts'

const leastStableDays = 30

/** People are called for these though evidence is there; not being able to judge is another matter. */
const calledFor = ['policy-off', 'too-few-triggers', 'not-held-yet', 'too-few-matured']

/**
 * What a whole rollback policy would have done on the history of an AI system, before it is switched
 * on. Each day in production is judged as at its end, with the steps of the live judgement and labels
 * as they are known today. What it would have done ends the period, as nobody knows how another
 * version would have done on those patients; proposals are not answered. Same history, same trial.
 */
export function tryPolicy(policy: RollbackPolicy, history: TrialHistory): PolicyTrial {
  const trial = new Trial({ ...policy, dryRun: false }, history)
  for (const period of history.periods) trial.replay(period)
  const { changeAt, labelOf } = history
  const { days, events } = trial
  const isBefore = (day: Day) => changeAt === undefined || day < changeAt
  const stableDays = days.filter(isBefore).length
  const acts = events.filter(({ action, carriesOut }) => action !== 'page' && !carriesOut)
  const early = acts.filter(({ day }) => isBefore(day)).length
  const hit = acts.find(({ day }) => !isBefore(day))
  const found = {
    days: days.length,
    events,
    falseAlarmsPerYear: {
      counted: stableDays < leastStableDays ? null : (365 * early) / stableDays,
      stableDays,
    },
    delayDays: changeAt === undefined || !hit ? null : daysBetween(changeAt, hit.day),
  }
  return { ...found, sentence: trialSentence(found, changeAt ?? null, labelOf) }
}

/** What goes on from day to day: events, what was taken back, and which periods failed. */
class Trial {
  readonly days: Day[] = []
  readonly events: TrialEvent[] = []
  private readonly policy: RollbackPolicy
  private readonly history: TrialHistory
  private readonly triggers: readonly Monitor[]
  private readonly rollbacks: PastRollback[] = []
  private readonly takenBackAt = new Map<string, string>()
  private readonly failed = new Set<TrialPeriod>()

  constructor(policy: RollbackPolicy, history: TrialHistory) {
    this.policy = policy
    this.history = history
    this.triggers = history.monitors.filter(
      ({ metric, enabled }) =>
        enabled && needsLabels(metric) && policy.triggers.metrics.includes(metric),
    )
  }

  replay(period: TrialPeriod): void {
    const { policy, history } = this
    const look = watchPeriod(period, this.triggers, history)
    let open: OpenProposal | null = null
    let called = false
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
      this.days.push(day)
      const { verdicts, maturedPositives } = look(day)
      if (verdicts.some((each) => each.confirmed && each.level === 'critical')) {
        this.failed.add(period)
      }
      const facts = this.factsOf(period, day, verdicts, maturedPositives)
      const { decision, proposal } = settleProposal(policy, open, facts)
      if (proposal === 'expire' || proposal === 'supersede') open = null
      if (decision.action === 'rollback' || decision.action === 'suspend') {
        this.record(day, period, decision, null, proposal === 'act')
        if (decision.action === 'rollback') this.rollbacks.push({ at: facts.now, automatic: true })
        this.takenBackAt.set(period.versionId, facts.now)
        return
      }
      if (decision.action === 'propose' && open === null) {
        const { targetVersionId } = decision
        const dueAt = proposalDueAt(policy, facts)
        open = { versionId: period.versionId, targetVersionId, dueAt }
        this.record(day, period, decision, dueAt)
      }
      const needed = decision.reasons.some(({ code }) => calledFor.includes(code))
      if (decision.action === 'page' && needed && !called) {
        called = true
        this.record(day, period, decision, null)
      }
    }
  }

  private record(
    day: Day,
    { versionId }: TrialPeriod,
    { action, targetVersionId, reasons }: RollbackDecision,
    dueAt: string | null,
    carriesOut = false,
  ): void {
    if (action === 'none') return
    this.events.push({ day, action, versionId, targetVersionId, dueAt, carriesOut, reasons })
  }

  private factsOf(
    period: TrialPeriod,
    day: Day,
    verdicts: MonitorVerdict[],
    maturedPositives: number,
  ): RollbackFacts {
    const { history } = this
    const now = endOf(day)
    // What really ended the period is no part of it, though it may have been at this very instant.
    const { until } = period
    const known = history.moves.filter(({ at }) => at <= now && (until === null || at < until))
    const past = replayAliases(known)
    // Only something confirmed can take a version back; until then nobody needs to know where to.
    const needed = verdicts.some(({ confirmed }) => confirmed)
    const served = needed ? past.served.filter((id) => id !== period.versionId) : []
    return {
      now,
      systemState: 'operating',
      currentVersionId: period.versionId,
      verdicts,
      maturedPositives,
      outcomeHorizonDays: history.outcomeHorizonDays,
      candidates: served.map((versionId): RollbackCandidate => {
        const facts = history.target(versionId, { period, day, now })
        const own = history.periods.filter((each) => each.versionId === versionId)
        const before = past.takenBackAt.get(versionId) ?? ''
        const tried = this.takenBackAt.get(versionId) ?? ''
        const last = before > tried ? before : tried
        return {
          ...facts,
          versionId,
          wasGood: facts.wasGood && !own.some((each) => this.failed.has(each)),
          served: own.filter(({ since }) => since <= now).map((each) => this.servedIn(each, now)),
          lastRolledBackFromAt: last === '' ? null : last,
        }
      }),
      lastRollbacks: [...past.rollbacks, ...this.rollbacks],
      lastAliasChangeAt: past.lastChangeAt,
    }
  }

  private servedIn(period: TrialPeriod, now: string): ServedPeriod {
    const { history } = this
    const to = period.until === null || period.until > now ? now : period.until
    const through = maturedThrough(now, history.outcomeHorizonDays, history.outcomeGraceDays)
    const last = through < period.to ? through : period.to
    let maturedOutcomes = period.outcomesBefore
    for (let day = period.from; day <= last; day = addDays(day, 1)) {
      const profile = period.profile(overallSegment, day)
      if (profile !== null) maturedOutcomes += labelledCount(profile, history.labelPolicy)
    }
    const days = periodDays({ from: period.since, to }, now)
    return { days, maturedOutcomes, failed: this.failed.has(period) }
  }
}

/** The verdicts at the end of each day of a period, days in order, and the positives by then. */
function watchPeriod(period: TrialPeriod, monitors: readonly Monitor[], history: TrialHistory) {
  const { baseline, versionId, from } = period
  const { labelPolicy, outcomeHorizonDays, outcomeGraceDays } = history
  const detectors = detectorCount(history.monitors)
  const watched = monitors.map((monitor) => {
    const profile = (day: Day) => period.profile(monitor.segment, day)
    const watch =
      baseline === null ? null : new ProfileWatch(monitor, { baseline, profile, from, labelPolicy })
    return { monitor, watch, held: 0, inconclusiveSince: null as string | null }
  })
  let lastDataAt = `${from}T00:00:00.000Z`
  let positives = 0
  let counted = addDays(from, -1)
  return (day: Day): { verdicts: MonitorVerdict[]; maturedPositives: number } => {
    const now = endOf(day)
    if ((period.profile(overallSegment, day)?.n ?? 0) > 0) lastDataAt = now
    const matured = maturedThrough(now, outcomeHorizonDays, outcomeGraceDays)
    for (let next = addDays(counted, 1); next <= matured; next = addDays(next, 1)) {
      const profile = next < from ? null : period.profile(overallSegment, next)
      if (profile !== null) positives += observedExpectedSums(profile, labelPolicy).observed
      counted = next
    }
    const verdicts = watched.flatMap((each): MonitorVerdict[] => {
      const { monitor, watch } = each
      if (watch === null) return []
      const horizon = monitor.outcomeHorizonDays ?? outcomeHorizonDays
      const estimate = watch.advance(maturedThrough(now, horizon, outcomeGraceDays))
      const { plan, detector } = watch
      const freshness = { now, lastDataAt }
      const verdict = judge({ monitor, estimate, detector, plan, detectors, freshness })
      each.held = verdict.confirmed ? each.held + 1 : 0
      each.inconclusiveSince = verdict.state === 'ok' ? null : (each.inconclusiveSince ?? now)
      return [
        {
          ...heardByPolicy(monitor, verdict),
          state: verdict.state,
          reason: history.reasonShown(monitor, verdict, estimate),
          monitorKey: monitor.key,
          metric: monitor.metric,
          versionId,
          inconclusiveSince: each.inconclusiveSince,
          heldJudgements: each.held,
        },
      ]
    })
    return { verdicts, maturedPositives: positives }
  }
}

function endOf(day: Day): string {
  return `${addDays(day, 1)}T00:00:00.000Z`
}
