import { replayAliases } from './alias-history.ts'
import type { Day } from './days.ts'
import { addDays, dayOfInstant, daysBetween } from './days.ts'
import { maturedThrough } from './maturity.ts'
import { canTrigger, isIntake } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { Look } from './period-watch.ts'
import { watchPeriod } from './period-watch.ts'
import type { PolicyTrial, TrialEvent, TrialHistory, TrialPeriod } from './policy-trial.ts'
import { trialSentence } from './policy-trial-words.ts'
import { labelledCount } from './profile-views.ts'
import type {
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

const leastStableDays = 30

/** People are called for these though evidence is there; not being able to judge is another matter. */
const calledFor = ['policy-off', 'too-few-triggers', 'not-held-yet', 'too-few-matured']

/**
 * What a whole rollback policy would have done on the history of an AI system, before it is switched
 * on. Each day in production is judged as at its end, or at the end of the period where that falls
 * within the day, with the steps of the live judgement and labels as they are known today. What it
 * would have done ends the period, as nobody knows how another version would have done on those
 * patients; proposals are not answered. Same history, same trial.
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
  private readonly watched: readonly Monitor[]
  private readonly rollbacks: PastRollback[] = []
  private readonly takenBackAt = new Map<string, string>()
  private readonly failed = new Set<TrialPeriod>()

  constructor(policy: RollbackPolicy, history: TrialHistory) {
    this.policy = policy
    this.history = history
    // That inputs fail rules out every target, whether or not the policy acts on it.
    this.watched = history.monitors.filter(
      ({ metric, enabled }) =>
        enabled &&
        (isIntake(metric) || (canTrigger(metric) && policy.triggers.metrics.includes(metric))),
    )
  }

  replay(period: TrialPeriod): void {
    const { policy, history } = this
    const look = watchPeriod(period, this.watched, history)
    let open: OpenProposal | null = null
    let called = false
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
      // A day on which one version gave way to another belongs to both, and is one day.
      if (this.days.at(-1) !== day) this.days.push(day)
      const seen = look(day, lookAt(period, day))
      if (seen.failed) this.failed.add(period)
      const facts = this.factsOf(period, day, seen)
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
    { verdicts, maturedPositives, failingInputs }: Look,
  ): RollbackFacts {
    const { history } = this
    const now = lookAt(period, day)
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
      ...(failingInputs === undefined ? {} : { failingInputs }),
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
    // By whole days, as live: the day of a change counts for the version that it begins.
    const whole = period.until === null ? period.to : addDays(dayOfInstant(period.until), -1)
    const last = [through, whole, period.to].toSorted()[0]!
    let maturedOutcomes = period.outcomesBefore
    for (let day = period.from; day <= last; day = addDays(day, 1)) {
      const profile = period.profile(overallSegment, day)
      if (profile !== null) maturedOutcomes += labelledCount(profile, history.labelPolicy)
    }
    const days = periodDays({ from: period.since, to }, now)
    return { days, maturedOutcomes, failed: this.failed.has(period) }
  }
}

/** The end of a day, or of the period where that is earlier. */
function lookAt({ until }: TrialPeriod, day: Day): string {
  const end = `${addDays(day, 1)}T00:00:00.000Z`
  return until !== null && until < end ? until : end
}
