import { describe, expect, test } from 'vitest'
import type { AliasMove } from './alias-history.ts'
import { replayAliases } from './alias-history.ts'
import type { Day } from './days.ts'
import { addDays, dayOfInstant } from './days.ts'
import type { IntakeDay, IntakeKind } from './intake-day.ts'
import { emptyIntake } from './intake-day.ts'
import { newMonitor } from './monitor.ts'
import type { Monitor } from './monitor-record.ts'
import type { TrialHistory } from './policy-trial.ts'
import type { RollbackPolicy } from './rollback-policy.ts'
import { defaultRollbackPolicy } from './rollback-policy.ts'
import { overallSegment } from './segment.ts'
import { good } from './test-rollback.ts'
import { tryPolicy } from './try-policy.ts'

const from = '2026-01-01'
const promoted = 10
const burst = addDays(from, 15)
const last = addDays(from, 24)

const policy: RollbackPolicy = {
  ...defaultRollbackPolicy,
  ...{ mode: 'automatic', soak: { days: 5, maturedOutcomes: 0 } },
  triggers: { metrics: ['invalid-data'], severities: ['critical'] },
}

function move(sequence: number, to: string | null, at: string, before: string | null): AliasMove {
  return { sequence, alias: 'stable', from: before, to, cause: 'promotion', at, automatic: false }
}

const promotions = [
  move(1, 'v1', `${from}T00:00:00.000Z`, null),
  move(2, 'v2', `${addDays(from, promoted)}T00:00:00.000Z`, 'v1'),
]

/** 100 predictions a day, of which 40 have a fault from the day of the burst. */
const arriving = (fault: IntakeKind) => (day: Day) => {
  const bad = day >= burst ? 40 : 0
  const counts = emptyIntake()
  counts.usable = 100 - bad
  counts[fault] += bad
  return counts
}

/** Two versions without a baseline: nothing but what arrives is known of them. */
function history(
  intake: (day: Day) => IntakeDay | null,
  { moves = promotions, ...more }: Partial<TrialHistory> & { moves?: AliasMove[] } = {},
): TrialHistory {
  return {
    periods: replayAliases(moves).periods.map(({ versionId, from: since, to: until }) => ({
      ...{ versionId, since, until, intake, baseline: null, outcomesBefore: 0 },
      from: since.slice(0, 10),
      to: until === null ? last : dayOfInstant(new Date(Date.parse(until) - 1).toISOString()),
      profile: () => null,
    })),
    moves,
    monitors: [newMonitor('invalid-data', 'critical')],
    labelPolicy: 'exclude-unlabelled',
    outcomeHorizonDays: 3,
    outcomeGraceDays: 1,
    target: () => good,
    labelOf: (id) => id,
    reasonShown: (_, { reason }) => reason,
    changeAt: burst,
    ...more,
  }
}
const tried = (fault: IntakeKind, change: Partial<RollbackPolicy> = {}, more = {}) =>
  tryPolicy({ ...policy, ...change }, history(arriving(fault), more))
const codes = ({ events }: ReturnType<typeof tried>) => events[0]?.reasons.map(({ code }) => code)

describe('invalid data on history', () => {
  test('of the sender would have suspended on the day, whatever served before', () => {
    const trial = tried('out-of-range')
    expect(trial.events).toMatchObject([{ day: burst, action: 'suspend', targetVersionId: null }])
    expect(codes(trial)).toEqual(['monitor-invalid-data', 'target-inputs', 'no-valid-target'])
    expect(trial).toMatchObject({ delayDays: 0, days: 16 })
  })

  test('of the version alone would have rolled back, without an outcome or a baseline', () => {
    const trial = tried('wrong-score')
    expect(trial.events).toMatchObject([{ day: burst, action: 'rollback', targetVersionId: 'v1' }])
    expect(trial.sentence).toMatch(/^Would have rolled back from v2 to v1 on 2026-01-16\./)
  })

  test('is nothing where there is none, where the policy does not list it, or it is refused otherwise', () => {
    const listed = { triggers: defaultRollbackPolicy.triggers }
    for (const trial of [
      tried('usable'),
      tried('refused-otherwise'),
      tried('out-of-range', listed),
      tried('out-of-range', {}, { monitors: [] }),
    ]) {
      expect(trial).toMatchObject({ events: [], delayDays: null, days: 25 })
    }
  })

  test('goes by what its monitor may lead to, and may have to last', () => {
    const asked: Monitor = newMonitor('invalid-data', 'critical', overallSegment, {
      action: 'propose-rollback',
    })
    const severities = ['warning' as const, 'critical' as const]
    const triggers = { metrics: policy.triggers.metrics, severities }
    const proposed = tried('wrong-score', { triggers }, { monitors: [asked] })
    expect(proposed.events).toMatchObject([{ action: 'propose', targetVersionId: 'v1' }])
    const lasting = tried('wrong-score', { consecutiveJudgements: 3 })
    expect(lasting.events).toMatchObject([{ action: 'page' }, { action: 'rollback' }])
    expect(lasting.events[1]!.day).toBe(addDays(burst, 2))
  })

  test('is seen on a day that the version did not end, as live', () => {
    const at = `${burst}T12:00:00.000Z`
    const really = { ...move(3, null, at, 'v2'), cause: 'suspension', automatic: true }
    const ended = tried('out-of-range', {}, { moves: [...promotions, really] })
    expect(ended.events).toEqual(tried('out-of-range').events)
    // A version that was there for the morning of the day alone is looked at as well.
    const morning = { ...promotions[1]!, at: `${burst}T06:00:00.000Z` }
    const brief = tried('wrong-score', {}, { moves: [promotions[0], morning, really] })
    expect(brief.events[0]).toMatchObject({ day: burst, versionId: 'v1', action: 'suspend' })
    // The day that both had is one day.
    expect(brief.days).toBe(16)
  })
})
