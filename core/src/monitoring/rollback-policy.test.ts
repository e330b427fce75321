import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type {
  MonitorVerdict,
  RollbackDecision,
  RollbackFacts,
  RollbackPolicy,
} from './rollback-policy.ts'
import { decideRollback, defaultRollbackPolicy, rollbackPolicySchema } from './rollback-policy.ts'
import type { RollbackCandidate } from './rollback-target.ts'
import { metricNames } from './metric.ts'
import { targetProblems } from './rollback-target.ts'

const now = '2027-03-10T12:00:00Z'
const automatic: RollbackPolicy = { ...defaultRollbackPolicy, mode: 'automatic' }

const failing: MonitorVerdict = {
  monitorKey: 'sensitivity@0.3',
  metric: 'sensitivity',
  severity: 'critical',
  versionId: 'v2',
  state: 'ok',
  level: 'critical',
  confirmed: true,
  reason: 'Sensitivity fell.',
  inconclusiveSince: null,
}
const fine: MonitorVerdict = { ...failing, level: 'none', confirmed: false }
const blind: MonitorVerdict = {
  ...fine,
  state: 'stale',
  level: 'warning',
  inconclusiveSince: '2027-03-09T12:00:00Z',
}
const good: RollbackCandidate = {
  versionId: 'v1',
  exists: true,
  artifactDigestRecorded: true,
  withdrawn: false,
  schemaCompatible: true,
  approvalsValid: true,
  wasGood: true,
  lastRolledBackFromAt: null,
}
const facts: RollbackFacts = {
  now,
  systemState: 'operating',
  currentVersionId: 'v2',
  verdicts: [failing],
  maturedPositives: 100,
  candidates: [good],
  lastRollbacks: [],
  lastAliasChangeAt: '2027-02-01T00:00:00Z',
}

function decide(change: Partial<RollbackFacts> = {}, policy: Partial<RollbackPolicy> = {}) {
  return decideRollback({ ...automatic, ...policy }, { ...facts, ...change })
}
const codes = (decision: RollbackDecision) => decision.reasons.map((reason) => reason.code)

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
    ['target-is-live', { versionId: 'v2' }],
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
    expect(decide({ lastAliasChangeAt: '2027-03-09T12:00:00Z' }).action).toBe('rollback')
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

describe('for all facts', () => {
  const instant = fc
    .integer({ min: 0, max: 60 * 24 })
    .map((hours) => new Date(Date.parse(now) - hours * 3_600_000).toISOString())
  const verdict: fc.Arbitrary<MonitorVerdict> = fc.record({
    monitorKey: fc.string(),
    metric: fc.constantFrom(...metricNames),
    severity: fc.constantFrom('warning', 'critical'),
    versionId: fc.constantFrom('v1', 'v2', 'v2', 'v2'),
    state: fc.constantFrom('ok', 'ok', 'ok', 'insufficient', 'undefined', 'stale', 'error'),
    level: fc.constantFrom('none', 'warning', 'critical'),
    confirmed: fc.boolean(),
    reason: fc.string(),
    inconclusiveSince: fc.option(instant),
  })
  const mostly = fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.boolean())
  const candidate: fc.Arbitrary<RollbackCandidate> = fc.record({
    versionId: fc.constantFrom('v0', 'v1', 'v2'),
    exists: mostly,
    artifactDigestRecorded: mostly,
    withdrawn: mostly.map((value) => !value),
    schemaCompatible: mostly,
    approvalsValid: mostly,
    wasGood: mostly,
    lastRolledBackFromAt: fc.option(instant, { freq: 2 }),
  })
  const someFacts: fc.Arbitrary<RollbackFacts> = fc.record({
    now: fc.constant(now),
    systemState: fc.constantFrom('operating', 'operating', 'operating', 'suspended', 'retired'),
    currentVersionId: fc.constantFrom('v2', 'v2', 'v2', null),
    verdicts: fc.array(verdict, { maxLength: 8 }),
    maturedPositives: fc.nat(200),
    candidates: fc.array(candidate, { maxLength: 3 }),
    lastRollbacks: fc.array(fc.record({ at: instant, automatic: fc.boolean() }), { maxLength: 2 }),
    lastAliasChangeAt: fc.option(instant),
  })
  const policies: fc.Arbitrary<RollbackPolicy> = fc.record({
    mode: fc.constantFrom('automatic', 'automatic', 'propose', 'off'),
    triggers: fc.record({
      metrics: fc.uniqueArray(fc.constantFrom(...metricNames), { minLength: 1 }),
      severities: fc.uniqueArray(fc.constantFrom<'warning' | 'critical'>('warning', 'critical'), {
        minLength: 1,
      }),
    }),
    requiredTriggers: fc.integer({ min: 1, max: 2 }),
    minimumMaturedPositives: fc.nat(50),
    cooldownHours: fc.nat(48),
    maximumAutomaticPer7Days: fc.nat(2),
    staleAfterDays: fc.integer({ min: 1, max: 20 }),
    noReturnDays: fc.nat(60),
    target: fc.constant('previous'),
  })

  test('a rollback rests on confirmed critical evidence and a target without a problem', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(policies, someFacts, (policy, given) => {
        const decision = decideRollback(policy, given)
        seen.add(decision.action)
        expect(decision.reasons.length).toBeGreaterThan(0)
        const proof = given.verdicts.filter(
          (each) =>
            each.state === 'ok' &&
            each.confirmed &&
            each.level === 'critical' &&
            each.severity === 'critical' &&
            each.versionId === given.currentVersionId &&
            !['score-drift', 'feature-drift', 'missingness', 'heartbeat'].includes(each.metric),
        )
        if (decision.action === 'rollback') {
          expect(policy.mode).toBe('automatic')
          expect(given.systemState).toBe('operating')
          expect(proof.length).toBeGreaterThanOrEqual(policy.requiredTriggers)
          expect(given.maturedPositives).toBeGreaterThanOrEqual(policy.minimumMaturedPositives)
          const recent = given.lastRollbacks.filter(
            (each) => each.automatic && Date.parse(now) - Date.parse(each.at) < 7 * 86_400_000,
          )
          expect(recent.length).toBeLessThan(policy.maximumAutomaticPer7Days)
        }
        if (decision.targetVersionId !== null) {
          expect(['rollback', 'propose']).toContain(decision.action)
          const target = given.candidates.find(
            (each) =>
              each.versionId === decision.targetVersionId &&
              targetProblems(each, given, policy.noReturnDays).length === 0,
          )
          expect(target?.withdrawn).toBe(false)
        }
        if (decision.action === 'suspend') expect(policy.mode).toBe('automatic')
        expect(decideRollback(policy, given)).toEqual(decision)
      }),
      { numRuns: 5000, seed: 20_270_310 },
    )
    expect([...seen].toSorted()).toEqual(['none', 'page', 'propose', 'rollback', 'suspend'])
  })
})

test('the default policy is valid and asks first', () => {
  expect(rollbackPolicySchema.parse(defaultRollbackPolicy)).toEqual(defaultRollbackPolicy)
  expect(defaultRollbackPolicy.mode).toBe('propose')
})
