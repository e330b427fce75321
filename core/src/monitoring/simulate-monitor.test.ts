import { describe, expect, test } from 'vitest'
import type { BaselineRow } from './baseline.ts'
import { buildBaseline } from './baseline.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import { consumeDay, detectionPlan, newDetector } from './detection.ts'
import { maturedThrough } from './maturity.ts'
import { computeMetric } from './metric.ts'
import { needsLabels } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import { newMonitor } from './monitor.ts'
import type { Profile } from './profile.ts'
import { addPrediction, emptyProfile, mergeInto } from './profile.ts'
import { overallSegment } from './segment.ts'
import type { History } from './simulate-monitor.ts'
import { simulateMonitor } from './simulate-monitor.ts'
import { cohort, cohortSpec } from './test-cohort.ts'
import { judge } from './verdict.ts'

const baseline = buildBaseline(cohort(4000, 31), cohortSpec)
const from = '2026-01-01'

/** Days of a cohort; from `badFrom` on, the scores say nothing any more. */
function profilesOf(days: number, badFrom: number, perDay = 120): Map<Day, Profile> {
  const profiles = new Map<Day, Profile>()
  for (let index = 0; index < days; index++) {
    const profile = emptyProfile(baseline)
    for (const row of cohort(perDay, 500 + index)) addPrediction(profile, baseline, worsened(row))
    profiles.set(addDays(from, index), profile)
    function worsened(row: BaselineRow) {
      return index < badFrom ? row : { ...row, score: 0.28 * row.score }
    }
  }
  return profiles
}

function historyOf(profiles: Map<Day, Profile>, more: Partial<History> = {}): History {
  return {
    baseline,
    profile: (day) => profiles.get(day) ?? null,
    operations: { counted: 'predictions', firstDay: null, day: () => null },
    intake: () => null,
    reviews: () => null,
    reconstruction: () => null,
    domains: () => null,
    from,
    to: addDays(from, profiles.size - 1),
    labelPolicy: 'exclude-unlabelled',
    outcomeHorizonDays: 3,
    outcomeGraceDays: 1,
    detectors: 2,
    ...more,
  }
}

const sensitivity = newMonitor('sensitivity', 'critical', overallSegment, { threshold: 0.3 })

/** The same replay the slow way: every window merged anew on every day. */
function slowLevels(monitor: Monitor, history: History): string[] {
  const plan = detectionPlan(monitor, baseline, history.labelPolicy)
  let detector = plan && newDetector(plan)
  let seen = addDays(from, -1)
  const levels: string[] = []
  for (let day = from; day <= history.to; day = addDays(day, 1)) {
    const now = `${addDays(day, 1)}T00:00:00Z`
    const matured = maturedThrough(now, 3, 1)
    const through = needsLabels(monitor.metric) ? matured : day
    const context = { monitor, baseline, labelPolicy: history.labelPolicy }
    for (; plan && detector && seen < matured; seen = addDays(seen, 1)) {
      const next = history.profile(addDays(seen, 1)) ?? emptyProfile(baseline)
      if (addDays(seen, 1) >= from) detector = consumeDay(detector, plan, next, context)
    }
    const window = emptyProfile(baseline)
    for (let each = addDays(through, 1 - monitor.windowDays); each <= through;) {
      const profile = history.profile(each)
      if (profile) mergeInto(window, profile)
      each = addDays(each, 1)
    }
    const { labelPolicy, detectors } = history
    const options = { labelPolicy, minimumSample: monitor.minimumSample }
    const estimate = computeMetric(monitor, window, baseline, overallSegment, options)
    levels.push(judge({ monitor, estimate, detector, plan, detectors }).level)
  }
  return levels
}

describe('a trial on history', () => {
  const profiles = profilesOf(60, 40)
  const history = historyOf(profiles)

  test.each(['sensitivity', 'calibration-in-the-large', 'score-drift'] as const)(
    'says of %s what judging each day anew says',
    (metric) => {
      const monitor = metric === 'sensitivity' ? sensitivity : newMonitor(metric, 'warning')
      const levels = slowLevels(monitor, history)
      const { firings } = simulateMonitor(monitor, history)
      const fired = levels.map((level, index) => {
        const day = addDays(from, index)
        const before = index === 0 ? 'none' : levels[index - 1]
        return level !== 'none' && before === 'none' ? day : null
      })
      expect(firings.map(({ day }) => day)).toEqual(fired.filter((day) => day !== null))
      expect(firings.length).toBeGreaterThan(0)
    },
  )

  test('finds a known change after outcomes have matured, and says when', () => {
    const changeAt = addDays(from, 40)
    const found = simulateMonitor(sensitivity, { ...history, changeAt })
    expect(found.delayDays).toBeGreaterThanOrEqual(4)
    expect(found.delayDays).toBeLessThan(12)
    expect(found.falseAlarmsPerYear).toMatchObject({ counted: 0, stableDays: 40 })
    expect(found.falseAlarmsPerYear.stated).toBeCloseTo(365 / (3650 * 2), 12)
    expect(found.firings[0]).toMatchObject({ confirmed: true, level: 'critical' })
    expect(found.sentence).toMatch(
      /^Would have fired on 2026-02-\d\d, \d+ days after the change of 2026-02-10; about 0\.0 false alarms per year by its 40 days, before the change; at most 0\.05 are promised\.$/,
    )
  })

  test('is quiet while nothing changes', () => {
    const calm = historyOf(profilesOf(60, 60))
    const found = simulateMonitor(sensitivity, calm)
    expect(found.firings).toEqual([])
    expect(found.sentence).toMatch(/^Would not have fired in these 60 days;/)
    const change = simulateMonitor(sensitivity, { ...calm, changeAt: addDays(from, 50) })
    expect(change).toMatchObject({ delayDays: null })
    expect(change.sentence).toMatch(/and not have found the change/)
  })

  test('sees silence, and that it ended', () => {
    const gap = new Map(
      [...profiles].filter(([day]) => day < addDays(from, 20) || day >= addDays(from, 25)),
    )
    const heartbeat = newMonitor('heartbeat', 'warning', overallSegment, { limitHours: 48 })
    const found = simulateMonitor(heartbeat, historyOf(gap, { to: addDays(from, 59) }))
    expect(found.firings).toEqual([
      expect.objectContaining({ day: addDays(from, 22), resolvedDay: addDays(from, 25) }),
    ])
    expect(found.falseAlarmsPerYear.stated).toBeNull()
  })

  test('a short history counts no false alarms per year', () => {
    const found = simulateMonitor(sensitivity, { ...history, to: addDays(from, 9) })
    expect(found.falseAlarmsPerYear.counted).toBeNull()
    expect(found.sentence).toMatch(/10 stable days are too few/)
    expect(() => simulateMonitor(sensitivity, { ...history, to: '2025-12-31' })).toThrow(RangeError)
  })
})

test('takes time in proportion to the days, not to days times window', () => {
  const profiles = profilesOf(200, 200, 5)
  const monitor = newMonitor('score-drift', 'warning')
  let reads = 0
  const count = (windowDays: number) => {
    reads = 0
    const base = historyOf(profiles)
    const profile = (day: Day) => {
      reads += 1
      return base.profile(day)
    }
    simulateMonitor({ ...monitor, windowDays }, { ...base, profile })
    return reads
  }
  expect(count(90)).toBeLessThanOrEqual(3 * 200)
  expect(count(7)).toBeLessThanOrEqual(3 * 200)
})
