import { z } from 'zod'
import { peopleWords } from '../fairness/small-cell-suppression.ts'
import type { Reason } from '../shared/result.ts'
import { instantMilliseconds, millisecondsPerDay, millisecondsPerHour } from './days.ts'
import type { MetricName } from './metric-kind.ts'
import { canTrigger, metricNames, needsLabels } from './metric-kind.ts'
import type { Severity } from './monitor-record.ts'
import type { ReturnRule } from './rollback-return.ts'
import { returnRuleSchema } from './rollback-return.ts'
import type { SoakRule } from './rollback-soak.ts'
import { soakRuleSchema } from './rollback-soak.ts'
import type { RollbackCandidate } from './rollback-target.ts'
import { chooseTarget } from './rollback-target.ts'
import type { Verdict } from './verdict.ts'

/**
 * When a version may be taken back, as data that people read, sign and change without code.
 * `decideRollback` follows it to the letter.
 */
export type RollbackPolicy = {
  /** act alone, ask first, or only tell */
  mode: 'automatic' | 'propose' | 'off'
  /**
   * Whose verdicts count. A confirmed `critical` one can roll back; where `warning` is listed, a
   * confirmed warning proposes it to people, and never does more.
   */
  triggers: { metrics: MetricName[]; severities: Severity[] }
  /** so many monitors have to agree */
  requiredTriggers: number
  /** matured positives of the live version before evidence of outcomes may roll it back */
  minimumMaturedPositives: number
  /**
   * after any change of the live version, only people act for so long, and never for less than its
   * predictions need to get their outcomes
   */
  cooldownHours: number
  /** more than so many automatic rollbacks in 7 days point to a cause that rolling back misses */
  maximumAutomaticPer7Days: number
  /** a triggering monitor blind for longer than this is treated as a failure, not as silence */
  staleAfterDays: number
  /** a version is not a target for so long after it was itself rolled back from */
  noReturnDays: number
  /** the most recent of the versions served before that passes every check */
  target: 'previous'
  /** how a version proves itself before others may be rolled back to it */
  soak: SoakRule
  /** so many judgements in a row, each on new matured data, have to confirm a trigger */
  consecutiveJudgements: number
  /** what a version taken back on evidence has to show, running aside, before it may return */
  hysteresis: ReturnRule
  /** different people who have to approve a proposal; risk tiers 1 and 2 need 2 whatever it says */
  approvalsRequired: number
  /** a proposal that nobody answers for so long is carried out; null: it waits for people */
  autoAfterHours: number | null
  /** approvals of a target older than this count no more; null: they hold until withdrawn */
  approvalsExpireAfterDays: number | null
  /** share of today's patients of whom a target's baseline may know nothing */
  maximumUnknownMixShare: number
  /** decides and records what it would have done, and changes nothing */
  dryRun: boolean
}

const triggerMetrics = metricNames.filter(canTrigger)

export const rollbackPolicySchema = z.strictObject({
  mode: z.enum(['automatic', 'propose', 'off']),
  triggers: z.strictObject({
    metrics: z.array(z.enum(triggerMetrics)).min(1),
    severities: z.array(z.enum(['warning', 'critical'])).min(1),
  }),
  requiredTriggers: z.int().min(1).max(20),
  minimumMaturedPositives: z.int().min(0).max(1_000_000),
  cooldownHours: z.number().min(0).max(8760),
  maximumAutomaticPer7Days: z.int().min(0).max(20),
  staleAfterDays: z.number().positive().max(365),
  noReturnDays: z.number().min(0).max(3650).default(30),
  target: z.literal('previous'),
  // What came later has a default, so that a policy signed before keeps its meaning.
  soak: soakRuleSchema.default({ days: 0, maturedOutcomes: 0 }),
  consecutiveJudgements: z.int().min(1).max(30).default(1),
  hysteresis: returnRuleSchema.default({ cleanMaturedPositives: 30, highestLevel: 'none' }),
  approvalsRequired: z.int().min(1).max(5).default(1),
  autoAfterHours: z.number().positive().max(8760).nullable().default(null),
  approvalsExpireAfterDays: z.number().positive().max(3650).nullable().default(null),
  maximumUnknownMixShare: z.number().min(0).max(1).default(0.05),
  dryRun: z.boolean().default(false),
})

/** Our choice, to be read and signed before use: it asks first. */
export const defaultRollbackPolicy: RollbackPolicy = {
  mode: 'propose',
  triggers: { metrics: ['sensitivity', 'observed-expected-ratio'], severities: ['critical'] },
  requiredTriggers: 1,
  minimumMaturedPositives: 30,
  cooldownHours: 24,
  maximumAutomaticPer7Days: 1,
  staleAfterDays: 7,
  noReturnDays: 30,
  target: 'previous',
  soak: { days: 14, maturedOutcomes: 100 },
  consecutiveJudgements: 1,
  hysteresis: { cleanMaturedPositives: 30, highestLevel: 'none' },
  approvalsRequired: 1,
  autoAfterHours: null,
  approvalsExpireAfterDays: null,
  maximumUnknownMixShare: 0.05,
  dryRun: false,
}

/**
 * What is offered to a system of a risk tier. Where harm is near (tiers 1 and 2, and a system nobody
 * has classified) two people decide, and a day without an answer is itself an answer.
 */
export function defaultPolicyForTier(tier: number | null): RollbackPolicy {
  if (!isHighTier(tier)) return defaultRollbackPolicy
  return { ...defaultRollbackPolicy, approvalsRequired: 2, autoAfterHours: 24 }
}

/** How many different people have to approve a proposal of a system of this risk tier. */
export function requiredApprovals(policy: RollbackPolicy, tier: number | null): number {
  return Math.max(policy.approvalsRequired, isHighTier(tier) ? 2 : 1)
}

function isHighTier(tier: number | null): boolean {
  return (tier ?? 1) <= 2
}

/** A monitor's verdict, with the version its evidence comes from. */
export type MonitorVerdict = Verdict & {
  monitorKey: string
  metric: MetricName
  severity: Severity
  versionId: string
  /** since when it has not been `ok` without a break; ISO instant, null while it is `ok` */
  inconclusiveSince: string | null
  /** judgements in a row, each on new matured data, that confirmed it; 0 while it is not */
  heldJudgements: number
}

export type PastRollback = { at: string; automatic: boolean }

export type RollbackFacts = {
  /** ISO instant */
  now: string
  systemState: 'operating' | 'suspended' | 'retired'
  /** the live version, null where none is */
  currentVersionId: string | null
  verdicts: readonly MonitorVerdict[]
  /** matured positives of the live version */
  maturedPositives: number
  /**
   * what is confirmed to be wrong with the inputs as they arrive, in words: any other version would
   * be given the same. Absent where nothing is known to be
   */
  failingInputs?: string
  /** how long a prediction waits for its outcome: before that no change has shown what it does */
  outcomeHorizonDays: number
  /** versions that served before, the most recent first */
  candidates: readonly RollbackCandidate[]
  lastRollbacks: readonly PastRollback[]
  /** last change of what is live, by people or machine; ISO instant */
  lastAliasChangeAt: string | null
}

export type RollbackAction = 'none' | 'rollback' | 'suspend' | 'propose' | 'page'

export type RollbackDecision = {
  action: RollbackAction
  /** the version to go back to; null with `propose` means that suspending is proposed */
  targetVersionId: string | null
  reasons: Reason[]
}

/**
 * What to do about a live version, from the policy and the facts alone; the same facts always give
 * the same decision. Only confirmed critical evidence on the live version rolls back; what cannot
 * be judged calls people; a failing version without a valid target is suspended, not left running.
 */
export function decideRollback(policy: RollbackPolicy, facts: RollbackFacts): RollbackDecision {
  if (facts.systemState !== 'operating' || facts.currentVersionId === null) {
    return decide('none', null, [
      reason('not-operating', 'No version of this system is in operation.'),
    ])
  }
  const own = facts.verdicts.filter((each) => each.versionId === facts.currentVersionId)
  const relevant = own.filter((each) => policy.triggers.metrics.includes(each.metric))
  const confirmed = relevant.filter((each) => each.state === 'ok' && each.confirmed)
  const critical = confirmed.filter(
    (each) =>
      each.level === 'critical' &&
      each.severity === 'critical' &&
      policy.triggers.severities.includes('critical') &&
      canTrigger(each.metric),
  )
  const blind = relevant.filter((each) => blindTooLong(each, facts.now, policy.staleAfterDays))
  const found = critical.length > 0 ? onCritical(policy, facts, critical) : null
  if (found && (found.action !== 'page' || blind.length === 0)) return found
  if (blind.length > 0) return onBlind(policy, blind, found?.reasons ?? [])
  const warnings = confirmed.filter(
    (each) => each.level === 'warning' && policy.triggers.severities.includes('warning'),
  )
  if (held(policy, warnings).length >= policy.requiredTriggers && policy.mode !== 'off') {
    const target = chooseTarget(facts.candidates, facts, policy)
    return decide('propose', target.versionId, [...warnings.map(asReason), ...target.reasons])
  }
  // A sparse minor metric may lack data for good; a blind or broken monitor never may.
  const inconclusive = own.filter(
    (each) =>
      each.state === 'stale' ||
      each.state === 'error' ||
      (each.state !== 'ok' && policy.triggers.metrics.includes(each.metric)),
  )
  if (inconclusive.length > 0) {
    return decide('page', null, [
      reason('inconclusive', 'Some monitors cannot judge; that is not the same as all being well.'),
      ...inconclusive.map(asReason),
    ])
  }
  if (own.length === 0) {
    return decide('page', null, [reason('not-monitored', 'No monitor looks at the live version.')])
  }
  return decide('none', null, [reason('no-trigger', 'No confirmed critical finding.')])
}

function onCritical(
  policy: RollbackPolicy,
  facts: RollbackFacts,
  triggers: readonly MonitorVerdict[],
): RollbackDecision {
  const evidence = triggers.map(asReason)
  if (policy.mode === 'off') {
    const off = reason('policy-off', 'The policy leaves the decision to people.')
    return decide('page', null, [off, ...evidence])
  }
  if (triggers.length < policy.requiredTriggers) {
    const needed = `${triggers.length} of ${policy.requiredTriggers} required monitors agree.`
    return decide('page', null, [reason('too-few-triggers', needed), ...evidence])
  }
  const lasting = held(policy, triggers)
  if (lasting.length < policy.requiredTriggers) {
    const needed = `${lasting.length} of ${policy.requiredTriggers} required monitors have held for ${policy.consecutiveJudgements} judgements in a row.`
    return decide('page', null, [reason('not-held-yet', needed), ...evidence])
  }
  // Invalid data is there without any outcome; the others need enough of them to be believed.
  const withoutOutcomes = lasting.filter((each) => !needsLabels(each.metric)).length
  const needsOutcomes = withoutOutcomes < policy.requiredTriggers
  if (needsOutcomes && facts.maturedPositives < policy.minimumMaturedPositives) {
    const needed = `${peopleWords(facts.maturedPositives)} matured positives, ${policy.minimumMaturedPositives} required.`
    return decide('page', null, [reason('too-few-matured', needed), ...evidence])
  }
  const target = chooseTarget(facts.candidates, facts, policy)
  const reasons = [...evidence, ...target.reasons]
  if (policy.mode === 'propose') return decide('propose', target.versionId, reasons)
  // Suspending cannot go back and forth, so neither cool-down nor limit keeps a failing one up.
  if (target.versionId === null) return decide('suspend', null, reasons)
  const restraints = restraintsOn(policy, facts)
  if (restraints.length > 0) {
    return decide('propose', target.versionId, [...restraints, ...reasons])
  }
  return decide('rollback', target.versionId, reasons)
}

/** Of the triggers, those that have lasted long enough to count. */
function held(policy: RollbackPolicy, triggers: readonly MonitorVerdict[]): MonitorVerdict[] {
  return triggers.filter((each) => each.heldJudgements >= policy.consecutiveJudgements)
}

/** A safety monitor that has been blind for too long: nobody knows whether patients are safe. */
function onBlind(
  policy: RollbackPolicy,
  blind: readonly MonitorVerdict[],
  before: readonly Reason[],
): RollbackDecision {
  const message = `Monitors have been blind for more than ${policy.staleAfterDays} days.`
  const reasons = [reason('blind-too-long', message), ...blind.map(asReason), ...before]
  if (policy.mode === 'automatic') return decide('suspend', null, reasons)
  return decide(policy.mode === 'propose' ? 'propose' : 'page', null, reasons)
}

/** Too few outcomes is normal for a rare one, so only `stale` and `error` count as blind. */
function blindTooLong(verdict: MonitorVerdict, now: string, staleAfterDays: number): boolean {
  if (verdict.state !== 'stale' && verdict.state !== 'error') return false
  if (verdict.inconclusiveSince === null || verdict.severity !== 'critical') return false
  const age = instantMilliseconds(now) - instantMilliseconds(verdict.inconclusiveSince)
  return age > staleAfterDays * millisecondsPerDay
}

/** The time that a policy asks for, or one outcome window where that is longer. */
function cooldownHours(policy: RollbackPolicy, outcomeHorizonDays: number): number {
  return Math.max(
    policy.cooldownHours,
    (outcomeHorizonDays * millisecondsPerDay) / millisecondsPerHour,
  )
}

function restraintsOn(policy: RollbackPolicy, facts: RollbackFacts): Reason[] {
  const now = instantMilliseconds(facts.now)
  const reasons: Reason[] = []
  const changes = [...facts.lastRollbacks.map((each) => each.at), facts.lastAliasChangeAt]
  const hours = cooldownHours(policy, facts.outcomeHorizonDays)
  const cooling = changes.some(
    (at) => at !== null && now - instantMilliseconds(at) < hours * millisecondsPerHour,
  )
  if (cooling) {
    const message = `The live version changed less than ${hours} hours ago; people decide.`
    reasons.push(reason('cooling-down', message))
  }
  const automatic = facts.lastRollbacks.filter(
    (each) => each.automatic && now - instantMilliseconds(each.at) < 7 * millisecondsPerDay,
  )
  if (automatic.length >= policy.maximumAutomaticPer7Days) {
    const message = `${automatic.length} automatic rollbacks in 7 days, at most ${policy.maximumAutomaticPer7Days} allowed; people decide.`
    reasons.push(reason('too-many-rollbacks', message))
  }
  return reasons
}

function asReason(verdict: MonitorVerdict): Reason {
  return { code: `monitor-${verdict.metric}`, message: verdict.reason }
}

function reason(code: string, message: string): Reason {
  return { code, message }
}

function decide(
  action: RollbackAction,
  targetVersionId: string | null,
  reasons: Reason[],
): RollbackDecision {
  return { action, targetVersionId, reasons }
}
