import { describe, expect, test } from 'vitest'
import type { AliasMove } from './alias-history.ts'
import { replayAliases } from './alias-history.ts'
import { buildBaseline } from './baseline.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import { emptyIntake } from './intake-day.ts'
import { newMonitor } from './monitor.ts'
import type { PolicyTrial, TrialHistory } from './policy-trial.ts'
import { addPrediction, emptyProfile } from './profile.ts'
import type { Profile } from './profile.ts'
import type { RollbackPolicy } from './rollback-policy.ts'
import { defaultRollbackPolicy } from './rollback-policy.ts'
import { overallSegment } from './segment.ts'
import { cohort, cohortSpec } from './test-cohort.ts'
import { good } from './test-rollback.ts'
import { tryPolicy } from './try-policy.ts'

const baseline = buildBaseline(cohort(4000, 31), cohortSpec)
const from = '2026-01-01'
const promoted = 40
const days = 70
const changeAt = addDays(from, promoted)

const profiles = new Map<Day, Profile>()
for (let index = 0; index < days; index++) {
  const profile = emptyProfile(baseline)
  // The version promoted on day 40 gives scores that are far too low.
  for (const row of cohort(120, 500 + index)) {
    const score = index < promoted ? row.score : 0.28 * row.score
    addPrediction(profile, baseline, { ...row, score })
  }
  profiles.set(addDays(from, index), profile)
}

function move(sequence: number, to: string, day: number, before: string | null): AliasMove {
  const at = `${addDays(from, day)}T00:00:00.000Z`
  return { sequence, alias: 'stable', from: before, to, cause: 'promotion', at, automatic: false }
}

const moves = [move(1, 'v1', 0, null), move(2, 'v2', promoted, 'v1')]

function history(more: Partial<TrialHistory> = {}): TrialHistory {
  const last = addDays(from, days - 1)
  return {
    periods: replayAliases(moves).periods.map(({ versionId, from: since, to: until }) => ({
      ...{ versionId, since, until, baseline, outcomesBefore: 0 },
      from: since.slice(0, 10),
      to: until === null ? last : addDays(until.slice(0, 10), -1),
      profile: (_, day) => profiles.get(day) ?? null,
      intake: () => null,
    })),
    moves,
    monitors: [newMonitor('sensitivity', 'critical', overallSegment, { threshold: 0.3 })],
    labelPolicy: 'exclude-unlabelled',
    outcomeHorizonDays: 3,
    outcomeGraceDays: 1,
    target: () => good,
    labelOf: (id) => id.replace('v', 'version '),
    reasonShown: (_, { reason }) => reason,
    ...more,
  }
}

const policy: RollbackPolicy = {
  ...defaultRollbackPolicy,
  triggers: { metrics: ['sensitivity'], severities: ['critical'] },
}
const tried = (change: Partial<RollbackPolicy>, more: Partial<TrialHistory> = {}): PolicyTrial =>
  tryPolicy({ ...policy, ...change }, history({ changeAt, ...more }))
const acts = ({ events }: PolicyTrial) =>
  events.map(({ action, targetVersionId, carriesOut }) => ({ action, targetVersionId, carriesOut }))

describe('a policy on history', () => {
  test('would have rolled back to the version before, days after the change and never before', () => {
    const trial = tried({ mode: 'automatic' })
    expect(acts(trial)).toEqual([{ action: 'rollback', targetVersionId: 'v1', carriesOut: false }])
    expect(trial.falseAlarmsPerYear).toEqual({ counted: 0, stableDays: promoted })
    expect(trial.delayDays).toBeGreaterThanOrEqual(4)
    expect(trial.delayDays).toBeLessThan(15)
    const [event] = trial.events
    expect(event!.day).toBe(addDays(changeAt, trial.delayDays!))
    // What it would have done ends the period: the days after it are not replayed.
    expect(trial.days).toBe(promoted + trial.delayDays! + 1)
    expect(trial.sentence).toBe(
      `Would have rolled back from version 2 to version 1 on ${event!.day}. That is ${trial.delayDays} days after the change of ${changeAt}. About 0.0 false alarms per year by its 40 days, before the change.`,
    )
  })

  test('is not misled by what really was done at the very instant at which it decides', () => {
    const { events } = tried({ mode: 'automatic' })
    const really = {
      ...move(3, 'v1', 0, 'v2'),
      at: `${addDays(events[0]!.day, 1)}T00:00:00.000Z`,
      cause: 'rollback',
      automatic: true,
    }
    const all = [...moves, really]
    const [first, second] = history().periods
    const periods = [first!, { ...second!, until: really.at, to: events[0]!.day }]
    expect(tried({ mode: 'automatic' }, { moves: all, periods }).events).toEqual(events)
  })

  test('would have proposed, and carried it out where nobody answers', () => {
    const waiting = tried({ mode: 'propose' })
    expect(acts(waiting)).toMatchObject([{ action: 'propose', targetVersionId: 'v1' }])
    expect(waiting.events[0]!.dueAt).toBeNull()
    const timed = tried({ mode: 'propose', autoAfterHours: 48 })
    expect(acts(timed)).toMatchObject([
      { action: 'propose', carriesOut: false },
      { action: 'rollback', targetVersionId: 'v1', carriesOut: true },
    ])
    expect(timed.events[1]!.day).toBe(addDays(timed.events[0]!.day, 2))
    expect(timed.falseAlarmsPerYear).toEqual(waiting.falseAlarmsPerYear)
    expect(timed.sentence).toMatch(/proposed on .*; rolled back .*, as nobody answered\./)
  })

  test('would have suspended where no version has proved itself', () => {
    for (const change of [
      { soak: { days: 41, maturedOutcomes: 0 } },
      { soak: { days: 0, maturedOutcomes: 4801 } },
    ]) {
      const trial = tried({ mode: 'automatic', ...change })
      expect(acts(trial)).toMatchObject([{ action: 'suspend', targetVersionId: null }])
      expect(trial.events[0]!.reasons.map(({ code }) => code)).toContain('target-not-soaked')
    }
    const proved = tried({ mode: 'automatic', soak: { days: 40, maturedOutcomes: 4800 } })
    expect(acts(proved)).toMatchObject([{ action: 'rollback' }])
    const withdrawn = tried({ mode: 'automatic' }, { target: () => ({ ...good, withdrawn: true }) })
    expect(acts(withdrawn)).toMatchObject([{ action: 'suspend' }])
  })

  test('would have gone nowhere while inputs are known to fail, though it hears of outcomes alone', () => {
    const bad = { ...emptyIntake(), 'out-of-range': 40, usable: 80 }
    const good = { ...emptyIntake(), usable: 120 }
    const sound = history()
    const periods = sound.periods.map((period) => ({
      ...period,
      intake: (day: Day) => (day < changeAt ? good : bad),
    }))
    // It only tells people, and is no trigger: the same inputs would reach any version all the same.
    const told = newMonitor('invalid-data', 'warning', overallSegment, { action: 'notify' })
    const monitors = [...sound.monitors, told]
    const trial = tried({ mode: 'automatic' }, { periods, monitors })
    expect(acts(trial)).toMatchObject([{ action: 'suspend', targetVersionId: null }])
    const codes = trial.events[0]!.reasons.map(({ code }) => code)
    expect(codes).toEqual(['monitor-sensitivity', 'target-inputs', 'no-valid-target'])
    const clean = periods.map((period) => ({ ...period, intake: () => good }))
    const found = tried({ mode: 'automatic' }, { periods: clean, monitors })
    expect(acts(found)).toMatchObject([{ action: 'rollback', targetVersionId: 'v1' }])
  })

  test('calls people once where it may not act, and says when they alone decide', () => {
    expect(acts(tried({ mode: 'off' }))).toMatchObject([{ action: 'page' }])
    expect(tried({ mode: 'off' }).sentence).toMatch(/^Would have done nothing.*called people once/)
    const cooling = tried({ mode: 'automatic', cooldownHours: 24 * 20 })
    expect(acts(cooling)[0]).toMatchObject({ action: 'propose' })
    expect(cooling.events[0]!.reasons[0]!.code).toBe('cooling-down')
  })

  test('asked for more judgements in a row answers later; without a change counts all as false', () => {
    const once = tried({ mode: 'automatic' })
    expect(tried({ mode: 'automatic', consecutiveJudgements: 3 }).delayDays).toBe(
      once.delayDays! + 2,
    )
    const { changeAt: _, ...unknown } = history()
    const counted = tryPolicy({ ...policy, mode: 'automatic' }, unknown)
    expect(counted.delayDays).toBeNull()
    expect(counted.falseAlarmsPerYear.counted).toBeCloseTo(365 / counted.days, 9)
  })

  test('says the same again, dry run or not, and nothing of nothing', () => {
    expect(tried({ mode: 'automatic' })).toEqual(tried({ mode: 'automatic' }))
    expect(tried({ mode: 'automatic', dryRun: true })).toEqual(tried({ mode: 'automatic' }))
    const none = tryPolicy(policy, history({ periods: [], moves: [] }))
    expect(none).toMatchObject({ days: 0, events: [], delayDays: null })
    expect(none.falseAlarmsPerYear.counted).toBeNull()
  })
})
