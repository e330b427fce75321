import { instantMilliseconds, millisecondsPerHour } from './days.ts'
import type { RollbackDecision, RollbackFacts, RollbackPolicy } from './rollback-policy.ts'
import { decideRollback } from './rollback-policy.ts'

/** A rollback that waits for people, as far as deciding needs it. Instants are ISO. */
export type OpenProposal = {
  /** the version that fails */
  versionId: string
  /** null: to suspend is proposed */
  targetVersionId: string | null
  /** when it is carried out if nobody answers; null: never */
  dueAt: string | null
}

/** `open` waits for people; every other state is final. */
export const proposalStates = [
  'open',
  'approved',
  'rejected',
  'acted',
  'expired',
  'superseded',
] as const

export type ProposalState = (typeof proposalStates)[number]

/** What to do now, and what becomes of the open proposal; `keep` also where there is none. */
export type Settlement = {
  decision: RollbackDecision
  proposal: 'keep' | 'act' | 'expire' | 'supersede'
}

/**
 * When a proposal opened now is due. Only what the policy would do by itself, were it automatic and
 * unrestrained, has a time: a warning waits for people however long it takes.
 */
export function proposalDueAt(policy: RollbackPolicy, facts: RollbackFacts): string | null {
  if (policy.autoAfterHours === null) return null
  const unrestrained = { ...policy, cooldownHours: 0, maximumAutomaticPer7Days: Infinity }
  const cooled = { ...facts, outcomeHorizonDays: 0 }
  if (!acts(decideRollback({ ...unrestrained, mode: 'automatic' }, cooled))) return null
  const due = instantMilliseconds(facts.now) + policy.autoAfterHours * millisecondsPerHour
  return new Date(due).toISOString()
}

/**
 * Decides anew with the facts of now, an open proposal in mind. At its time the proposal is carried
 * out as the policy would do by itself: with the target that is valid then, or by suspending where
 * none is. Restraints hold even then, as they say that people have to decide.
 *
 * @param rejected people have answered no while this version was live: then the policy asks again
 *   where it would have acted alone
 */
export function settleProposal(
  policy: RollbackPolicy,
  open: OpenProposal | null,
  facts: RollbackFacts,
  rejected = false,
): Settlement {
  const decided = decideRollback(policy, facts)
  const decision = rejected && acts(decided) ? askInstead(decided) : decided
  if (open === null) return { decision, proposal: 'keep' }
  const operating = facts.systemState === 'operating'
  if (!operating || facts.currentVersionId !== open.versionId || acts(decision)) {
    return { decision, proposal: 'supersede' }
  }
  if (decision.action === 'none') return { decision, proposal: 'expire' }
  if (isDue(policy, open, facts.now)) {
    const timed = decideRollback({ ...policy, mode: 'automatic' }, facts)
    if (acts(timed)) return { decision: withTimer(timed, open), proposal: 'act' }
  }
  const retargeted =
    decision.action === 'propose' && decision.targetVersionId !== open.targetVersionId
  return { decision, proposal: retargeted ? 'supersede' : 'keep' }
}

/** Somebody who turned the policy off, or took its timer away, is obeyed for open ones too. */
function isDue(policy: RollbackPolicy, open: OpenProposal, now: string): boolean {
  if (policy.mode === 'off' || policy.autoAfterHours === null || open.dueAt === null) return false
  return instantMilliseconds(now) >= instantMilliseconds(open.dueAt)
}

function acts({ action }: RollbackDecision): boolean {
  return action === 'rollback' || action === 'suspend'
}

function askInstead(decision: RollbackDecision): RollbackDecision {
  const message = 'People have rejected to take this version back, so people decide again.'
  const reasons = [{ code: 'people-rejected', message }, ...decision.reasons]
  return { ...decision, action: 'propose', reasons }
}

function withTimer(decision: RollbackDecision, open: OpenProposal): RollbackDecision {
  const message = `Nobody answered the proposal until ${open.dueAt}, so the policy acts.`
  return { ...decision, reasons: [{ code: 'nobody-answered', message }, ...decision.reasons] }
}

/**
 * In a dry run nobody's version changes and no proposal opens: people are called where they would
 * have been asked, and what would have been done is answered beside it.
 */
export function applyDryRun(
  policy: RollbackPolicy,
  settled: Settlement,
): Settlement & { would: RollbackDecision | null } {
  const { decision, proposal } = settled
  if (!policy.dryRun || !(acts(decision) || decision.action === 'propose')) {
    return { ...settled, would: null }
  }
  const done = { rollback: 'rolled back', suspend: 'suspended', propose: 'proposed a rollback' }
  const word = done[decision.action as keyof typeof done]
  const dry = { code: 'dry-run', message: `The policy runs dry; it would have ${word}.` }
  return {
    decision: { action: 'page', targetVersionId: null, reasons: [dry, ...decision.reasons] },
    // What no longer applies ends all the same; only what a dry decision would replace stays.
    proposal: proposal === 'expire' ? 'expire' : 'keep',
    would: decision,
  }
}
