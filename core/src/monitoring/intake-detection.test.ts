import { describe, expect, test } from 'vitest'
import type { DriftLevel } from '../statistics/population-stability-index.ts'
import { addDays } from './days.ts'
import { alarmThreshold, detectorValue } from './e-detector.ts'
import type { IntakeDay } from './intake-day.ts'
import { emptyIntake } from './intake-day.ts'
import { consumeIntakeDay, intakePlan, newIntakeDetector } from './intake-detection.ts'
import { computeIntake } from './intake-metric.ts'
import { monitorSchema, newMonitor } from './monitor.ts'
import { simulateMonitor } from './simulate-monitor.ts'
import { seededRandom } from './test-cohort.ts'
import { judge } from './verdict.ts'

const start = '2026-01-01'
const monitor = newMonitor('invalid-data', 'critical')
const plan = intakePlan(monitor)!
const of = (counts: Partial<IntakeDay>): IntakeDay => ({ ...emptyIntake(), ...counts })

test('is counted for everyone, against a share that is stated', () => {
  expect(monitorSchema.safeParse(monitor).error).toBeUndefined()
  expect(monitor).toMatchObject({ limit: 0.01, minimumSample: 30, action: 'roll-back' })
  const wrong = [
    { segment: { attribute: 'sex', value: 'female' } },
    { limit: 1 },
    { deltas: [] },
    { deltas: [1] },
    { labelPolicy: 'exclude-unlabelled' },
    { feature: 'glucose' },
  ]
  for (const each of wrong) {
    expect(monitorSchema.safeParse({ ...monitor, ...each }).success, JSON.stringify(each)).toBe(
      false,
    )
  }
  const { limit: _, ...unlimited } = monitor
  expect(monitorSchema.safeParse(unlimited).success).toBe(false)
})

/** The first day on which it alarms, looking after every row of the day; null where it never does. */
function firstAlarm(share: number, days: number, seed: number): number | null {
  const random = seededRandom(seed)
  const limit = Math.log(alarmThreshold({ averageRunLengthDays: 365, detectors: 1 }))
  let closed = newIntakeDetector(plan)
  for (let day = 0; day < days; day++) {
    const soFar = emptyIntake()
    for (let row = 0; row < 60; row++) {
      soFar[random() < share ? 'unreadable-value' : 'usable'] += 1
      if (detectorValue(consumeIntakeDay(closed, plan, soFar)) >= limit) return day
    }
    closed = consumeIntakeDay(closed, plan, soFar)
  }
  return null
}

describe('the detector', () => {
  test('alarms no more often than stated, though looked at after every row', () => {
    const years = 200
    const early = Array.from({ length: years }, (_, seed) => firstAlarm(0.01, 90, 500 + seed))
    const share = early.filter((day) => day !== null).length / years
    expect(share).toBeLessThan(90 / 365 + 0.1)
    expect(firstAlarm(0, 365, 1)).toBeNull()
  })

  test('finds a burst on the same day and a slow rise within a week', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(firstAlarm(0.5, 30, seed)).toBe(0)
      expect(firstAlarm(0.08, 30, seed) ?? 99).toBeLessThan(7)
    }
  })
})

const clean = of({ usable: 100 })
const burst = of({ usable: 40, 'out-of-range': 60 })

function verdictOn(days: IntakeDay[]) {
  const byDay = new Map(days.map((day, at) => [addDays(start, at), day]))
  const to = addDays(start, days.length - 1)
  const first = addDays(to, 1 - monitor.windowDays)
  const window = { from: first < start ? start : first, to }
  const estimate = computeIntake((day) => byDay.get(day) ?? null, window, monitor.minimumSample)
  const detector = days.reduce(
    (state, day) => consumeIntakeDay(state, plan, day),
    newIntakeDetector(plan),
  )
  return judge({ monitor, estimate, detector, plan, detectors: 1 })
}

describe('the verdict', () => {
  test('is that all is well on clean data', () => {
    expect(verdictOn([clean, clean])).toMatchObject({
      state: 'ok',
      level: 'none',
      confirmed: false,
    })
  })

  test('is confirmed by a burst, in words that a clinician reads', () => {
    const verdict = verdictOn([clean, clean, burst])
    expect(verdict).toMatchObject({ state: 'ok', level: 'critical', confirmed: true })
    expect(verdict.reason).toBe(
      'Invalid data was 20.0 % (95 % interval 15.9 % to 24.9 %, n = 300 predictions received) in the last 7 days; ' +
        'the evidence over 3 days confirms that it lies above the accepted 1.0 %; ' +
        'most often numbers outside of the declared range, as from another unit.',
    )
  })

  test('goes quiet when the window is clean again, however long the evidence remembers', () => {
    const mended = Array.from({ length: 7 }, () => clean)
    const after = verdictOn([burst, ...mended])
    expect(after).toMatchObject({ state: 'ok', level: 'none', confirmed: false })
    expect(after.reason).toMatch(/no longer above the accepted 1\.0 %/)
  })

  test('waits for its least sample, and says what the evidence is meanwhile', () => {
    const verdict = verdictOn([of({ 'wrong-score': 20 })])
    expect(verdict).toMatchObject({ state: 'insufficient', level: 'warning', confirmed: false })
  })
})

test('on history it fires on the day of the burst, and never on clean days', () => {
  const history = (day: (at: number) => IntakeDay) => {
    const days = new Map(Array.from({ length: 60 }, (_, at) => [addDays(start, at), day(at)]))
    return simulateMonitor(monitor, {
      baseline: null,
      profile: () => null,
      operations: { counted: 'predictions', firstDay: null, day: () => null },
      reviews: () => null,
      reconstruction: () => null,
      domains: () => null,
      intake: (each) => days.get(each) ?? null,
      ...{ from: start, to: addDays(start, 59), changeAt: addDays(start, 40) },
      ...{ labelPolicy: 'absence-is-negative', outcomeHorizonDays: 30, outcomeGraceDays: 0 },
      detectors: 1,
    })
  }
  const levels = (found: { firings: { level: DriftLevel }[] }) =>
    found.firings.map((each) => each.level)
  const found = history((at) => (at === 40 ? burst : clean))
  expect(found).toMatchObject({ days: 60, delayDays: 0 })
  expect(levels(found)).toEqual(['critical'])
  expect(found.firings[0]).toMatchObject({
    day: addDays(start, 40),
    resolvedDay: addDays(start, 47),
  })
  expect(history(() => clean).firings).toEqual([])
})
