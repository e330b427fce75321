import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metricNames } from './metric-kind.ts'
import type { MonitorVerdict, RollbackFacts, RollbackPolicy } from './rollback-policy.ts'
import { decideRollback, defaultRollbackPolicy } from './rollback-policy.ts'
import { facts, failing, good } from './test-rollback.ts'

const invalid: MonitorVerdict = {
  ...failing,
  ...{ monitorKey: 'invalid-data', metric: 'invalid-data', reason: 'Invalid data was 40 %.' },
}
const policy: RollbackPolicy = {
  ...defaultRollbackPolicy,
  mode: 'automatic',
  triggers: { metrics: ['sensitivity', 'invalid-data'], severities: ['critical'] },
}
const decide = (change: Partial<RollbackFacts>, other: Partial<RollbackPolicy> = {}) =>
  decideRollback({ ...policy, ...other }, { ...facts, verdicts: [invalid], ...change })
const codesOf = (decision: { reasons: { code: string }[] }) =>
  decision.reasons.map(({ code }) => code)

const failingInputs = 'numbers outside of the declared range, as from another unit'

describe('invalid data', () => {
  test('rolls back without any outcome where the version itself answers nonsense', () => {
    const decision = decide({ maturedPositives: 0 })
    expect(decision).toMatchObject({ action: 'rollback', targetVersionId: 'v1' })
    expect(codesOf(decision)).toContain('monitor-invalid-data')
  })

  test('does so only where the policy lists it', () => {
    expect(decide({}, { triggers: defaultRollbackPolicy.triggers }).action).toBe('none')
  })

  test('suspends where the sender is at fault, and says why no version helps', () => {
    const decision = decide({ failingInputs })
    expect(decision).toMatchObject({ action: 'suspend', targetVersionId: null })
    expect(codesOf(decision)).toEqual(['monitor-invalid-data', 'target-inputs', 'no-valid-target'])
    expect(decision.reasons[1]!.message).toBe(
      `Version v1 would be given the same failing inputs, which no earlier version can mend (${failingInputs}).`,
    )
  })

  test('asks or tells people where the policy says so', () => {
    const asked = decide({ failingInputs }, { mode: 'propose' })
    expect(asked).toMatchObject({ action: 'propose', targetVersionId: null })
    expect(decide({ failingInputs }, { mode: 'off' }).action).toBe('page')
  })

  test('does not spare the evidence of outcomes its sample', () => {
    const few = { maturedPositives: 3 }
    expect(codesOf(decide({ ...few, verdicts: [failing] }))).toContain('too-few-matured')
    const both = { ...few, verdicts: [failing, invalid] }
    expect(decide(both).action).toBe('rollback')
    // Two have to agree, and only one of them needs no outcomes.
    expect(codesOf(decide(both, { requiredTriggers: 2 }))).toContain('too-few-matured')
  })

  test('has to last as long as any other trigger', () => {
    const once = decide({}, { consecutiveJudgements: 2 })
    expect(codesOf(once)).toContain('not-held-yet')
    const twice = { verdicts: [{ ...invalid, heldJudgements: 2 }] }
    expect(decide(twice, { consecutiveJudgements: 2 }).action).toBe('rollback')
  })
})

test('no version is ever gone back to while inputs are known to fail, whatever triggers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...metricNames), { minLength: 1, maxLength: 4 }),
      fc.constantFrom<RollbackPolicy['mode']>('automatic', 'propose', 'off'),
      fc.nat(60),
      fc.boolean(),
      (metrics, mode, maturedPositives, known) => {
        const verdicts = metrics.map((metric) => ({ ...invalid, metric, monitorKey: metric }))
        const more = known ? { failingInputs } : {}
        const candidates = [good, { ...good, versionId: 'v0' }]
        const decision = decide({ verdicts, maturedPositives, candidates, ...more }, { mode })
        if (known) expect(decision.targetVersionId).toBeNull()
        if (known) expect(decision.action).not.toBe('rollback')
        if (mode !== 'automatic') expect(['rollback', 'suspend']).not.toContain(decision.action)
      },
    ),
  )
})
