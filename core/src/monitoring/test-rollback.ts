import type { MonitorVerdict, RollbackFacts } from './rollback-policy.ts'
import type { RollbackCandidate } from './rollback-target.ts'

/** The moment of every example of a rollback. */
export const now = '2027-03-10T12:00:00.000Z'

/** Confirmed and critical: what a rollback takes. */
export const failing: MonitorVerdict = {
  monitorKey: 'sensitivity@0.3',
  metric: 'sensitivity',
  severity: 'critical',
  versionId: 'v2',
  state: 'ok',
  level: 'critical',
  confirmed: true,
  reason: 'Sensitivity fell.',
  inconclusiveSince: null,
  heldJudgements: 1,
}
export const fine: MonitorVerdict = {
  ...failing,
  level: 'none',
  confirmed: false,
  heldJudgements: 0,
}
/** A version without a problem. */
export const good: RollbackCandidate = {
  versionId: 'v1',
  exists: true,
  artifactDigestRecorded: true,
  withdrawn: false,
  schemaCompatible: true,
  approvalsValid: true,
  wasGood: true,
  served: [{ days: 60, maturedOutcomes: 5000, failed: false }],
  caseMix: { limit: 0.75, mixes: [{ attribute: 'sex', value: 0.8, unknownShare: 0.05 }] },
  lastRolledBackFromAt: null,
}
/** Version v2 fails, v1 may take over. */
export const facts: RollbackFacts = {
  now,
  systemState: 'operating',
  currentVersionId: 'v2',
  verdicts: [failing],
  maturedPositives: 100,
  outcomeHorizonDays: 2,
  candidates: [good],
  lastRollbacks: [],
  lastAliasChangeAt: '2027-02-01T00:00:00Z',
}
