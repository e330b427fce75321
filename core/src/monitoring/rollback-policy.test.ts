import { describe, expect, test } from 'vitest'
import type {
  MonitorVerdict,
  RollbackDecision,
  RollbackFacts,
  RollbackPolicy,
} from './rollback-policy.ts'
import {
  decideRollback,
  defaultPolicyForTier,
  defaultRollbackPolicy,
  requiredApprovals,
  rollbackPolicySchema,
} from './rollback-policy.ts'
import type { RollbackCandidate } from './rollback-target.ts'
import { facts, failing, fine, good, now } from './test-rollback.ts'

const automatic: RollbackPolicy = { ...defaultRollbackPolicy, mode: 'automatic' }
const blind: MonitorVerdict = {
  ...fine,
  state: 'stale',
  level: 'warning',
  inconclusiveSince: '2027-03-09T12:00:00Z',
}

function decide(change: Partial<RollbackFacts> = {}, policy: Partial<RollbackPolicy> = {}) {
  return decideRollback({ ...automatic, ...policy }, { ...facts, ...change })
}
const codes = (decision: RollbackDecision) => decision.reasons.map((reason) => reason.code)

function mixOf(value: number | null, unknownShare: number) {
  return { limit: 0.75, mixes: [{ attribute: 'sex', value, unknownShare }] }
}

describe('a confirmed critical finding', () => {
  test('rolls back to the version before', () => {
    const decision = decide()
    expect(decision).toMatchObject({ action: 'rollback', targetVersionId: 'v1' })
    expect(decision.reasons).toContainEqual({
      code: 'monitor-sensitivity',
      message: 'Sensitivity fell.',
    })
  })

  test('is proposed or told where the policy says so', () => {
    expect(decide({}, { mode: 'propose' })).toMatchObject({
      action: 'propose',
      targetVersionId: 'v1',
    })
    expect(decide({}, { mode: 'off' })).toMatchObject({ action: 'page', targetVersionId: null })
  })

  test('needs k of n monitors', () => {
    expect(codes(decide({}, { requiredTriggers: 2 }))).toContain('too-few-triggers')
    const second = { ...failing, metric: 'observed-expected-ratio' as const }
    expect(decide({ verdicts: [failing, second, fine] }, { requiredTriggers: 2 }).action).toBe(
      'rollback',
    )
  })

  test('has to hold in so many judgements in a row', () => {
    const twice = { ...failing, heldJudgements: 2 }
    expect(codes(decide({ verdicts: [twice] }, { consecutiveJudgements: 3 }))).toContain(
      'not-held-yet',
    )
    expect(decide({ verdicts: [twice] }, { consecutiveJudgements: 3 }).action).toBe('page')
    expect(decide({ verdicts: [twice] }, { consecutiveJudgements: 2 }).action).toBe('rollback')
    // One that lasts does not carry another that has only just begun.
    const needed = { consecutiveJudgements: 2, requiredTriggers: 2 }
    expect(decide({ verdicts: [twice, failing] }, needed).action).toBe('page')
    expect(decide({ verdicts: [twice, twice] }, needed).action).toBe('rollback')
  })

  test('needs enough matured positives', () => {
    const decision = decide({ maturedPositives: 29 })
    expect(decision.action).toBe('page')
    expect(codes(decision)).toContain('too-few-matured')
    expect(decide({ maturedPositives: 30 }).action).toBe('rollback')
  })

  test('counts only for the live version', () => {
    expect(decide({ verdicts: [{ ...failing, versionId: 'v1' }] }).action).toBe('page')
    expect(decide({ verdicts: [{ ...failing, versionId: 'v1' }, fine] }).action).toBe('none')
  })

  test('is not acted on where nothing operates', () => {
    expect(decide({ systemState: 'suspended' }).action).toBe('none')
    expect(decide({ currentVersionId: null }).action).toBe('none')
  })
})

describe('what is not enough', () => {
  test.each<[string, Partial<MonitorVerdict>]>([
    ['not confirmed', { confirmed: false }],
    ['a warning', { level: 'warning' }],
    ['a critical level of a monitor that may only warn', { severity: 'warning' }],
    ['a metric that is no trigger', { metric: 'auroc' }],
  ])('%s', (_, change) => {
    expect(decide({ verdicts: [{ ...failing, ...change }] }).action).toBe('none')
  })

  test('drift, even where somebody lists it and calls it confirmed', () => {
    const drift = { ...failing, metric: 'score-drift' as const }
    const triggers = { ...automatic.triggers, metrics: ['score-drift' as const] }
    expect(decide({ verdicts: [drift] }, { triggers }).action).toBe('none')
    expect(rollbackPolicySchema.safeParse({ ...automatic, triggers }).success).toBe(false)
  })

  test('a confirmed warning proposes where warnings are listed, and never does more', () => {
    const warning = { ...failing, level: 'warning' as const, severity: 'warning' as const }
    const severities: RollbackPolicy['triggers']['severities'] = ['warning', 'critical']
    const triggers = { ...automatic.triggers, severities }
    expect(decide({ verdicts: [warning] }, { triggers }).action).toBe('propose')
    const lasting = { triggers, consecutiveJudgements: 2 }
    expect(decide({ verdicts: [warning] }, lasting).action).toBe('none')
    expect(decide({ verdicts: [warning] }).action).toBe('none')
  })
})

describe('inconclusive', () => {
  test.each(['insufficient', 'undefined', 'stale', 'error'] as const)(
    '%s pages people',
    (state) => {
      const verdict = { ...failing, state, inconclusiveSince: '2027-03-09T12:00:00Z' }
      const decision = decide({ verdicts: [verdict] })
      expect(decision.action).toBe('page')
      expect(codes(decision)).toContain('inconclusive')
    },
  )

  test('a silent heartbeat pages, a sparse minor metric does not', () => {
    expect(decide({ verdicts: [fine, { ...blind, metric: 'heartbeat' }] }).action).toBe('page')
    const sparse = { ...fine, metric: 'specificity' as const, state: 'insufficient' as const }
    expect(decide({ verdicts: [fine, sparse] }).action).toBe('none')
  })

  test('blind for too long is a failure: suspend, or propose it, or tell', () => {
    const long = { ...blind, inconclusiveSince: '2027-03-03T11:59:59Z' }
    expect(decide({ verdicts: [long] }).action).toBe('suspend')
    expect(decide({ verdicts: [long] }, { mode: 'propose' })).toMatchObject({
      action: 'propose',
      targetVersionId: null,
    })
    expect(decide({ verdicts: [long] }, { mode: 'off' }).action).toBe('page')
    expect(decide({ verdicts: [{ ...long, state: 'insufficient' }] }).action).toBe('page')
  })

  test('too little evidence beside long blindness still fails safe', () => {
    const long = { ...blind, inconclusiveSince: '2027-03-01T00:00:00Z' }
    expect(decide({ verdicts: [failing, long], maturedPositives: 1 }).action).toBe('suspend')
    expect(decide({ verdicts: [failing, long] }).action).toBe('rollback')
  })

  test('no monitor at all pages', () => {
    expect(codes(decide({ verdicts: [] }))).toEqual(['not-monitored'])
  })
})

describe('the target', () => {
  test.each<[string, Partial<RollbackCandidate>]>([
    ['target-missing', { exists: false }],
    ['target-unverifiable', { artifactDigestRecorded: false }],
    ['target-withdrawn', { withdrawn: true }],
    ['target-incompatible', { schemaCompatible: false }],
    ['target-unapproved', { approvalsValid: false }],
    ['target-unproven', { wasGood: false }],
    ['target-not-soaked', { served: [{ days: 13, maturedOutcomes: 5000, failed: false }] }],
    ['target-not-soaked', { served: [{ days: 60, maturedOutcomes: 99, failed: false }] }],
    ['target-not-soaked', { served: [{ days: 60, maturedOutcomes: 5000, failed: true }] }],
    ['target-is-live', { versionId: 'v2' }],
    ['target-case-mix', { caseMix: { limit: null, mixes: [] } }],
    ['target-case-mix', { caseMix: mixOf(0.7499, 0) }],
    ['target-case-mix', { caseMix: mixOf(null, 1) }],
    ['target-case-mix', { caseMix: mixOf(0.8, 0.0501) }],
    ['target-rolled-back', { lastRolledBackFromAt: '2027-02-20T00:00:00Z' }],
  ])('%s: suspends instead', (code, change) => {
    const decision = decide({ candidates: [{ ...good, ...change }] })
    expect(decision).toMatchObject({ action: 'suspend', targetVersionId: null })
    expect(codes(decision)).toEqual(['monitor-sensitivity', code, 'no-valid-target'])
    const proposed = decide({ candidates: [{ ...good, ...change }] }, { mode: 'propose' })
    expect(proposed).toMatchObject({ action: 'propose', targetVersionId: null })
  })

  test('without any candidate, suspends', () => {
    expect(decide({ candidates: [] }).action).toBe('suspend')
  })

  test('is the most recent one that passes, and the refused ones are named', () => {
    const candidates = [{ ...good, versionId: 'v1b', withdrawn: true }, good]
    const decision = decide({ candidates })
    expect(decision).toMatchObject({ action: 'rollback', targetVersionId: 'v1' })
    expect(codes(decision)).toContain('target-withdrawn')
  })

  test('may return once the time of no return is over', () => {
    const candidates = [{ ...good, lastRolledBackFromAt: '2027-02-08T11:59:59Z' }]
    expect(decide({ candidates }).action).toBe('rollback')
  })
})

describe('restraint', () => {
  test('within the cool-down people decide', () => {
    for (const change of [
      { lastAliasChangeAt: '2027-03-09T13:00:00Z' },
      { lastRollbacks: [{ at: '2027-03-09T13:00:00Z', automatic: false }] },
    ]) {
      const decision = decide(change)
      expect(decision).toMatchObject({ action: 'propose', targetVersionId: 'v1' })
      expect(codes(decision)).toContain('cooling-down')
    }
    const aDayAgo = { lastAliasChangeAt: '2027-03-09T12:00:00Z' }
    expect(decide({ ...aDayAgo, outcomeHorizonDays: 1 }).action).toBe('rollback')
    // Outcomes that take two days cannot have shown yet what the change did.
    expect(codes(decide(aDayAgo))).toContain('cooling-down')
    expect(decide(aDayAgo).reasons[0]?.message).toContain('less than 48 hours ago')
    expect(decide({ lastAliasChangeAt: '2027-03-08T12:00:00Z' }).action).toBe('rollback')
  })

  test('after the allowed number of automatic rollbacks in 7 days people decide', () => {
    const lastRollbacks = [{ at: '2027-03-04T00:00:00Z', automatic: true }]
    expect(codes(decide({ lastRollbacks }))).toContain('too-many-rollbacks')
    expect(decide({ lastRollbacks }).action).toBe('propose')
    expect(decide({ lastRollbacks }, { maximumAutomaticPer7Days: 2 }).action).toBe('rollback')
    const byPeople = [{ at: '2027-03-04T00:00:00Z', automatic: false }]
    expect(decide({ lastRollbacks: byPeople }).action).toBe('rollback')
    const older = [{ at: '2027-03-03T12:00:00Z', automatic: true }]
    expect(decide({ lastRollbacks: older }).action).toBe('rollback')
  })

  test('no restraint leaves a failing version without a target running', () => {
    const lastRollbacks = [{ at: '2027-03-10T00:00:00Z', automatic: true }]
    expect(decide({ lastRollbacks, candidates: [] }).action).toBe('suspend')
  })

  test('no ping-pong: the version just rolled back from is no target', () => {
    const first = decide()
    expect(first.targetVersionId).toBe('v1')
    const second = decide({
      currentVersionId: 'v1',
      verdicts: [{ ...failing, versionId: 'v1' }],
      candidates: [{ ...good, versionId: 'v2', lastRolledBackFromAt: now }],
      now: '2027-03-20T12:00:00Z',
    })
    expect(second.action).toBe('suspend')
  })
})

test('the default policy is valid and asks first', () => {
  expect(rollbackPolicySchema.parse(defaultRollbackPolicy)).toEqual(defaultRollbackPolicy)
  expect(defaultRollbackPolicy.mode).toBe('propose')
})

test('a policy stored before later settings existed keeps its meaning', () => {
  const {
    consecutiveJudgements: _consecutive,
    hysteresis: _hysteresis,
    approvalsRequired: _approvals,
    autoAfterHours: _auto,
    approvalsExpireAfterDays: _expire,
    maximumUnknownMixShare: _share,
    dryRun: _dry,
    ...older
  } = automatic
  expect(rollbackPolicySchema.parse(older)).toEqual(automatic)
})

test('near harm two people approve, and a day without an answer is an answer', () => {
  for (const tier of [1, 2, null]) {
    expect(defaultPolicyForTier(tier)).toMatchObject({ approvalsRequired: 2, autoAfterHours: 24 })
    expect(requiredApprovals(defaultRollbackPolicy, tier)).toBe(2)
    expect(requiredApprovals({ ...defaultRollbackPolicy, approvalsRequired: 3 }, tier)).toBe(3)
  }
  for (const tier of [3, 4]) {
    expect(defaultPolicyForTier(tier)).toEqual(defaultRollbackPolicy)
    expect(requiredApprovals(defaultRollbackPolicy, tier)).toBe(1)
  }
  expect(rollbackPolicySchema.parse(defaultPolicyForTier(1))).toEqual(defaultPolicyForTier(1))
})
