import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MetricName } from './metric-kind.ts'
import type { MonitorVerdict, RollbackFacts, RollbackPolicy } from './rollback-policy.ts'
import { decideRollback, defaultRollbackPolicy } from './rollback-policy.ts'
import type { RollbackCandidate } from './rollback-target.ts'
import { targetProblems } from './rollback-target.ts'
import { now } from './test-rollback.ts'

function mixOf(value: number | null, unknownShare: number) {
  return { limit: 0.75, mixes: [{ attribute: 'sex', value, unknownShare }] }
}

/** A few of each kind, so that verdicts and policies often speak of the same one. */
const someMetrics: MetricName[] = [
  ...['sensitivity', 'specificity', 'observed-expected-ratio', 'brier-score'],
  ...['estimated-sensitivity', 'score-drift', 'heartbeat', 'volume'],
] as MetricName[]

describe('for all facts', () => {
  const instant = fc
    .integer({ min: 0, max: 60 * 24 })
    .map((hours) => new Date(Date.parse(now) - hours * 3_600_000).toISOString())
  const verdict: fc.Arbitrary<MonitorVerdict> = fc.record({
    monitorKey: fc.string(),
    metric: fc.constantFrom(...someMetrics),
    severity: fc.constantFrom('warning', 'critical'),
    versionId: fc.constantFrom('v1', 'v2', 'v2', 'v2'),
    state: fc.constantFrom('ok', 'ok', 'ok', 'insufficient', 'undefined', 'stale', 'error'),
    level: fc.constantFrom('none', 'warning', 'critical'),
    confirmed: fc.boolean(),
    reason: fc.string(),
    inconclusiveSince: fc.option(instant),
    heldJudgements: fc.nat(3),
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
    served: fc.array(
      fc.record({
        days: fc.integer({ min: 0, max: 60 }),
        maturedOutcomes: fc.nat(400),
        failed: mostly.map((value) => !value),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    caseMix: mostly.map((well) => mixOf(well ? 0.8 : 0.7, 0)),
    lastRolledBackFromAt: fc.option(instant, { freq: 2 }),
  })
  const someFacts: fc.Arbitrary<RollbackFacts> = fc.record({
    now: fc.constant(now),
    systemState: fc.constantFrom('operating', 'operating', 'operating', 'suspended', 'retired'),
    currentVersionId: fc.constantFrom('v2', 'v2', 'v2', null),
    verdicts: fc.array(verdict, { maxLength: 8 }),
    maturedPositives: fc.nat(200),
    outcomeHorizonDays: fc.constantFrom(0, 1, 5),
    candidates: fc.array(candidate, { maxLength: 3 }),
    lastRollbacks: fc.array(fc.record({ at: instant, automatic: fc.boolean() }), { maxLength: 2 }),
    lastAliasChangeAt: fc.option(instant),
  })
  const policies: fc.Arbitrary<RollbackPolicy> = fc.record({
    mode: fc.constantFrom('automatic', 'automatic', 'propose', 'off'),
    triggers: fc.record({
      metrics: fc.uniqueArray(fc.constantFrom(...someMetrics), { minLength: 1 }),
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
    soak: fc.record({ days: fc.constantFrom(0, 14), maturedOutcomes: fc.constantFrom(0, 100) }),
    consecutiveJudgements: fc.integer({ min: 1, max: 2 }),
    hysteresis: fc.constant(defaultRollbackPolicy.hysteresis),
    approvalsRequired: fc.integer({ min: 1, max: 3 }),
    autoAfterHours: fc.option(fc.integer({ min: 1, max: 48 })),
    approvalsExpireAfterDays: fc.constant(null),
    maximumUnknownMixShare: fc.constant(0.05),
    dryRun: fc.boolean(),
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
            each.heldJudgements >= policy.consecutiveJudgements &&
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
          const hours = Math.max(policy.cooldownHours, 24 * given.outcomeHorizonDays)
          const changes = [...given.lastRollbacks.map(({ at }) => at), given.lastAliasChangeAt]
          for (const at of changes.filter((each) => each !== null)) {
            expect(Date.parse(now) - Date.parse(at)).toBeGreaterThanOrEqual(hours * 3_600_000)
          }
        }
        if (decision.targetVersionId !== null) {
          expect(['rollback', 'propose']).toContain(decision.action)
          const target = given.candidates.find(
            (each) =>
              each.versionId === decision.targetVersionId &&
              targetProblems(each, given, policy).length === 0,
          )
          expect(target?.withdrawn).toBe(false)
          const { days, maturedOutcomes } = policy.soak
          const proofs = target!.served.filter(
            (each) => !each.failed && each.days >= days && each.maturedOutcomes >= maturedOutcomes,
          )
          if (days + maturedOutcomes > 0) expect(proofs.length).toBeGreaterThan(0)
        }
        if (decision.action === 'suspend') expect(policy.mode).toBe('automatic')
        expect(decideRollback(policy, given)).toEqual(decision)
      }),
      { numRuns: 5000, seed: 20_270_310 },
    )
    expect([...seen].toSorted()).toEqual(['none', 'page', 'propose', 'rollback', 'suspend'])
  })
})
