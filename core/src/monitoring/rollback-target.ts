import type { Reason } from '../shared/result.ts'
import type { CaseMix } from './case-mix.ts'
import { caseMixProblem } from './case-mix.ts'
import { instantMilliseconds, millisecondsPerDay } from './days.ts'
import type { ServedPeriod, SoakRule } from './rollback-soak.ts'
import { soakProblem } from './rollback-soak.ts'

/** A version that served before, with what the registry knows about it now. */
export type RollbackCandidate = {
  versionId: string
  exists: boolean
  artifactDigestRecorded: boolean
  withdrawn: boolean
  /** its input schema takes the features that are live now */
  schemaCompatible: boolean
  approvalsValid: boolean
  /** it has a baseline, and no confirmed critical alarm that nobody acknowledged */
  wasGood: boolean
  /** its periods in production, by which it proves itself; see `soakProblem` */
  served: readonly ServedPeriod[]
  /** how it would do on the patients of today, by its validation; see `standardiseCaseMix` */
  caseMix: CaseMix
  /** when it was last rolled back from; ISO instant */
  lastRolledBackFromAt: string | null
}

/** The part of a policy that a target is held to. */
export type TargetRules = {
  noReturnDays: number
  maximumUnknownMixShare: number
  soak: SoakRule
}

/** What of today a target is checked against. */
type TargetMoment = { now: string; currentVersionId: string | null; failingInputs?: string }

/** Why a candidate cannot be a target; empty where it can. Every failed check is named. */
export function targetProblems(
  candidate: RollbackCandidate,
  facts: TargetMoment,
  rules: TargetRules,
): Reason[] {
  const { versionId } = candidate
  const mixProblem = caseMixProblem(candidate.caseMix, rules.maximumUnknownMixShare)
  const soaking = soakProblem(rules.soak, candidate.served)
  const checks: [boolean, string, string][] = [
    [candidate.exists, 'target-missing', 'no longer exists'],
    [candidate.artifactDigestRecorded, 'target-unverifiable', 'has no recorded artifact digest'],
    [!candidate.withdrawn, 'target-withdrawn', 'was withdrawn'],
    [candidate.schemaCompatible, 'target-incompatible', 'does not take the features live now'],
    [candidate.approvalsValid, 'target-unapproved', 'has no valid approval'],
    [candidate.wasGood, 'target-unproven', 'has not proved itself in service'],
    [soaking === null, 'target-not-soaked', soaking ?? ''],
    [mixProblem === null, 'target-case-mix', mixProblem ?? ''],
    [
      facts.failingInputs === undefined,
      'target-inputs',
      `would be given the same failing inputs, which no earlier version can mend (${facts.failingInputs})`,
    ],
    [versionId !== facts.currentVersionId, 'target-is-live', 'is the version that fails'],
    [
      !rolledBackLately(candidate, facts.now, rules.noReturnDays),
      'target-rolled-back',
      back(rules.noReturnDays),
    ],
  ]
  return checks
    .filter(([passed]) => !passed)
    .map(([, code, words]) => ({ code, message: `Version ${versionId} ${words}.` }))
}

/** The first candidate without a problem, newest first, and why the others before it are not. */
export function chooseTarget(
  candidates: readonly RollbackCandidate[],
  facts: TargetMoment,
  rules: TargetRules,
): { versionId: string | null; reasons: Reason[] } {
  const reasons: Reason[] = []
  for (const candidate of candidates) {
    const problems = targetProblems(candidate, facts, rules)
    if (problems.length === 0) return { versionId: candidate.versionId, reasons }
    reasons.push(...problems)
  }
  const none = { code: 'no-valid-target', message: 'No earlier version may take over.' }
  return { versionId: null, reasons: [...reasons, none] }
}

function rolledBackLately(candidate: RollbackCandidate, now: string, noReturnDays: number) {
  if (candidate.lastRolledBackFromAt === null) return false
  const age = instantMilliseconds(now) - instantMilliseconds(candidate.lastRolledBackFromAt)
  return age < noReturnDays * millisecondsPerDay
}

function back(noReturnDays: number): string {
  return `was itself rolled back from in the last ${noReturnDays} days`
}
