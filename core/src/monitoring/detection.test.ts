import { describe, expect, test } from 'vitest'
import type { BaselineRow } from './baseline.ts'
import { buildBaseline } from './baseline.ts'
import type { DetectionPlan } from './detection.ts'
import { consumeDay, detectionPlan, newDetector, replayDetector } from './detection.ts'
import { alarmThreshold, detectorValue } from './e-detector.ts'
import type { Monitor } from './monitor-record.ts'
import { defaultMonitors, detectorCount } from './monitor.ts'
import { addPrediction, emptyProfile } from './profile.ts'
import { cohort, cohortSpec } from './test-cohort.ts'

const baseline = buildBaseline(cohort(5000, 51), cohortSpec)
const female = { attribute: 'sex', value: 'female' }
const monitors = defaultMonitors({
  thresholds: [0.3],
  features: cohortSpec.features,
  segments: [female],
  tier: 'high',
})
const monitorOf = (key: string) => monitors.find((each) => each.key === key)!
const labelPolicy = 'exclude-unlabelled' as const
const limit = Math.log(
  alarmThreshold({ averageRunLengthDays: 3650, detectors: detectorCount(monitors) }),
)

function profileOf(rows: readonly BaselineRow[]) {
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  return profile
}

function alarmDay(monitor: Monitor, days: BaselineRow[][]): number | null {
  const plan = detectionPlan(monitor, baseline, labelPolicy)!
  let state = newDetector(plan)
  for (const rows of days) {
    state = consumeDay(state, plan, profileOf(rows), { monitor, baseline, labelPolicy })
    if (detectorValue(state) >= limit) return state.days
  }
  return null
}

const days = (count: number, seed: number, options = {}) =>
  Array.from({ length: count }, (_, day) => cohort(100, seed + day, options))
/** Scores that lost their meaning: shuffled among the people of the day. */
const worthless = (count: number, seed: number) =>
  days(count, seed).map((rows) =>
    rows.map((row, i) => ({ ...row, score: rows[(i + 1) % rows.length]!.score })),
  )

describe('the plan', () => {
  test('accepts a rate down to the margin below its value at validation', () => {
    const plan = detectionPlan(monitorOf('sensitivity@0.3'), baseline, labelPolicy) as Extract<
      DetectionPlan,
      { kind: 'rate' }
    >
    expect(plan.alternative.p0).toBeCloseTo(plan.reference - 0.05, 12)
    expect(plan.alternative.direction).toBe('drop')
  })

  test('holds a subgroup to no more than the overall value', () => {
    const rows = cohort(5000, 52).map((row) =>
      row.groups['sex'] === 'female' && row.label === 1 ? { ...row, score: 0.9 } : row,
    )
    const lucky = buildBaseline(rows, cohortSpec)
    const overall = detectionPlan(monitorOf('sensitivity@0.3'), lucky, labelPolicy)!
    const own = detectionPlan(monitorOf('sensitivity@0.3:sex=female'), lucky, labelPolicy)!
    expect(own.reference).toBe(overall.reference)
  })

  test('a rare success keeps a limit above 0', () => {
    const monitor = { ...monitorOf('positive-predictive-value@0.3'), margin: 0.9 }
    const plan = detectionPlan(monitor, baseline, labelPolicy)!
    expect(plan.kind === 'rate' && plan.alternative.p0).toBeCloseTo(plan.reference / 2, 12)
  })

  test('centres calibration on how the version was calibrated when accepted', () => {
    const off = buildBaseline(cohort(20_000, 53, { risk: 1.5 }), cohortSpec)
    const plan = detectionPlan(monitorOf('observed-expected-ratio'), off, labelPolicy)!
    expect(plan.kind === 'calibration' && plan.alternative.center).toBeCloseTo(1.5, 1)
  })

  test('is null for what has no detector or no value at validation', () => {
    expect(detectionPlan(monitorOf('auroc'), baseline, labelPolicy)).toBeNull()
    const elsewhere = {
      ...monitorOf('sensitivity@0.3'),
      segment: { attribute: 'site', value: 'x' },
    }
    expect(detectionPlan(elsewhere, baseline, labelPolicy)).toBeNull()
  })
})

describe('over days of 100 predictions', () => {
  const watched = monitors.filter((each) => detectionPlan(each, baseline, labelPolicy) !== null)

  test('no detector of a healthy version alarms in 120 days', () => {
    const healthy = days(120, 1000)
    expect(watched.map((monitor) => alarmDay(monitor, healthy))).toEqual(watched.map(() => null))
  })

  test('scores that lost their meaning are found by sensitivity within two weeks', () => {
    expect(alarmDay(monitorOf('sensitivity@0.3'), worthless(30, 2000))).toBeLessThanOrEqual(14)
  })

  test.each([2.5, 0.4])('odds %d times those stated are found by calibration', (risk) => {
    const monitor = monitorOf('observed-expected-ratio')
    expect(alarmDay(monitor, days(60, 3000, { risk }))).toBeLessThanOrEqual(40)
  })

  test('replaying gives the state of living through it', () => {
    const monitor = monitorOf('sensitivity@0.3')
    const plan = detectionPlan(monitor, baseline, labelPolicy)!
    const context = { monitor, baseline, labelPolicy }
    const profiles = days(10, 4000).map(profileOf)
    let lived = newDetector(plan)
    for (const day of profiles) lived = consumeDay(lived, plan, day, context)
    expect(replayDetector(plan, profiles, context)).toEqual(lived)
  })
})

test('a day with scores that are no probabilities tells calibration nothing', () => {
  const monitor = monitorOf('observed-expected-ratio')
  const plan = detectionPlan(monitor, baseline, labelPolicy)!
  const rows = cohort(50, 61).map((row) => ({ ...row, score: row.score * 100 }))
  const context = { monitor, baseline, labelPolicy }
  const state = consumeDay(newDetector(plan), plan, profileOf(rows), context)
  expect(Math.exp(detectorValue(state))).toBeCloseTo(1, 9)
})
