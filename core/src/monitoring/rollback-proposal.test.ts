import { describe, expect, test } from 'vitest'
import type { OpenProposal } from './rollback-proposal.ts'
import { applyDryRun, proposalDueAt, settleProposal } from './rollback-proposal.ts'
import type { RollbackFacts, RollbackPolicy } from './rollback-policy.ts'
import { defaultRollbackPolicy } from './rollback-policy.ts'
import { facts, failing, fine, good, now } from './test-rollback.ts'

const policy: RollbackPolicy = { ...defaultRollbackPolicy, autoAfterHours: 24 }
const open: OpenProposal = { versionId: 'v2', targetVersionId: 'v1', dueAt: now }
const settle = (
  change: Partial<RollbackFacts> = {},
  by: Partial<RollbackPolicy> = {},
  proposal: OpenProposal | null = open,
) => settleProposal({ ...policy, ...by }, proposal, { ...facts, ...change })

describe('the time of a proposal', () => {
  test('is so many hours from now', () => {
    expect(proposalDueAt(policy, facts)).toBe('2027-03-11T12:00:00.000Z')
    expect(proposalDueAt({ ...policy, autoAfterHours: null }, facts)).toBeNull()
  })

  test('does not exist for a warning, which waits for people', () => {
    const warning = { ...failing, level: 'warning' as const, severity: 'warning' as const }
    const triggers = { ...policy.triggers, severities: ['warning' as const] }
    const given = { ...facts, verdicts: [warning] }
    expect(settle({ verdicts: [warning] }, { triggers }, null).decision.action).toBe('propose')
    expect(proposalDueAt({ ...policy, triggers }, given)).toBeNull()
  })

  test('exists though restraints hold now, as they end', () => {
    const lastAliasChangeAt = '2027-03-10T11:00:00Z'
    expect(proposalDueAt(policy, { ...facts, lastAliasChangeAt })).not.toBeNull()
  })
})

describe('an open proposal', () => {
  test('waits until its time, then is carried out, to the minute', () => {
    const later = { ...open, dueAt: '2027-03-10T12:00:00.001Z' }
    expect(settle({}, {}, later)).toMatchObject({
      proposal: 'keep',
      decision: { action: 'propose' },
    })
    const settled = settle()
    expect(settled).toMatchObject({
      proposal: 'act',
      decision: { action: 'rollback', targetVersionId: 'v1' },
    })
    expect(settled.decision.reasons[0]?.code).toBe('nobody-answered')
  })

  test('suspends at its time where the target is no longer valid', () => {
    const candidates = [{ ...good, withdrawn: true }]
    expect(settle({ candidates })).toMatchObject({
      proposal: 'act',
      decision: { action: 'suspend', targetVersionId: null },
    })
  })

  test('goes to the target that is valid then, not to the one that was', () => {
    const candidates = [
      { ...good, withdrawn: true },
      { ...good, versionId: 'v0' },
    ]
    expect(settle({ candidates }).decision).toMatchObject({
      action: 'rollback',
      targetVersionId: 'v0',
    })
  })

  test('is restrained even at its time: the circuit breaker says that people decide', () => {
    const lastRollbacks = [{ at: '2027-03-09T00:00:00Z', automatic: true }]
    expect(settle({ lastRollbacks })).toMatchObject({
      proposal: 'keep',
      decision: { action: 'propose' },
    })
  })

  test('never acts by itself where the policy has no timer, or is off', () => {
    expect(settle({}, { autoAfterHours: null }).proposal).toBe('keep')
    expect(settle({}, { mode: 'off' })).toMatchObject({
      proposal: 'keep',
      decision: { action: 'page' },
    })
    expect(settle({}, {}, { ...open, dueAt: null }).proposal).toBe('keep')
  })

  test('expires when its grounds are gone, and waits while nobody can judge', () => {
    expect(settle({ verdicts: [fine] }).proposal).toBe('expire')
    const blind = { ...fine, state: 'stale' as const, inconclusiveSince: now }
    expect(settle({ verdicts: [blind] })).toMatchObject({
      proposal: 'keep',
      decision: { action: 'page' },
    })
  })

  test('is superseded by what happens to the version, or by another target', () => {
    expect(settle({ currentVersionId: 'v3' }).proposal).toBe('supersede')
    expect(settle({ systemState: 'suspended' }).proposal).toBe('supersede')
    const automatic = settle({}, { mode: 'automatic' })
    expect(automatic).toMatchObject({ proposal: 'supersede', decision: { action: 'rollback' } })
    const other = settle({}, {}, { ...open, targetVersionId: 'v0', dueAt: null })
    expect(other).toMatchObject({ proposal: 'supersede', decision: { action: 'propose' } })
  })

  test('that people rejected is not overruled by the policy alone', () => {
    const automatic: RollbackPolicy = { ...policy, mode: 'automatic' }
    expect(settleProposal(automatic, null, facts).decision.action).toBe('rollback')
    const asked = settleProposal(automatic, null, facts, true)
    expect(asked.decision).toMatchObject({ action: 'propose', targetVersionId: 'v1' })
    expect(asked.decision.reasons[0]?.code).toBe('people-rejected')
    const suspended = settleProposal(automatic, null, { ...facts, candidates: [] }, true)
    expect(suspended.decision).toMatchObject({ action: 'propose', targetVersionId: null })
    // A later proposal that nobody answers comes due all the same.
    expect(settleProposal(automatic, open, facts, true).proposal).toBe('act')
  })

  test('is not needed for deciding', () => {
    expect(settle({}, {}, null)).toMatchObject({
      proposal: 'keep',
      decision: { action: 'propose' },
    })
  })
})

describe('a dry run', () => {
  const dry = { ...policy, dryRun: true }

  test('tells people instead of acting or asking, and keeps what it would have done', () => {
    for (const mode of ['automatic', 'propose'] as const) {
      const settled = settleProposal({ ...dry, mode }, null, facts)
      const { decision, would } = applyDryRun({ ...dry, mode }, settled)
      expect(decision).toMatchObject({ action: 'page', targetVersionId: null })
      expect(decision.reasons[0]?.code).toBe('dry-run')
      expect(would).toEqual(settled.decision)
    }
  })

  test('does not carry out a proposal at its time, but lets it expire', () => {
    expect(applyDryRun(dry, settle()).proposal).toBe('keep')
    expect(applyDryRun(dry, settle({ verdicts: [fine] }))).toMatchObject({
      proposal: 'expire',
      would: null,
    })
  })

  test('changes nothing where nothing would be done, or where it is off', () => {
    const calm = settle({ verdicts: [fine] }, {}, null)
    expect(applyDryRun(dry, calm)).toEqual({ ...calm, would: null })
    expect(applyDryRun(policy, settle())).toEqual({ ...settle(), would: null })
  })
})
