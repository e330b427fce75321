import { describe, expect, test } from 'vitest'
import { buildBaseline } from './baseline.ts'
import type { Baseline, BaselineRow } from './baseline.ts'
import { addDays } from './days.ts'
import { computeMetric } from './metric.ts'
import { monitorSchema, newMonitor } from './monitor.ts'
import { computeMultivariate } from './multivariate-metric.ts'
import { addPrediction, emptyProfile } from './profile.ts'
import { emptyReconstruction, reconstructionCounter } from './reconstruction-day.ts'
import { overallSegment } from './segment.ts'
import { simulateMonitor } from './simulate-monitor.ts'
import { togetherRows, togetherSpec } from './test-together.ts'
import { judge } from './verdict.ts'

const baseline = buildBaseline(togetherRows(2000, 21, 0.9), togetherSpec)
const count = reconstructionCounter(baseline.reconstruction!)
const day = '2026-03-01'
const about = { segment: overallSegment, minimum: 200 }
const monitor = newMonitor('multivariate-drift', 'warning')

function summed(rows: readonly BaselineRow[]) {
  const sum = emptyReconstruction()
  for (const { features } of rows) count(sum, features)
  return sum
}

function measure(rows: readonly BaselineRow[], of: Baseline = baseline) {
  const sum = rows.length === 0 ? null : summed(rows)
  const days = (each: string) => (each === day ? sum : null)
  return computeMultivariate(of, days, { from: addDays(day, -6), to: day }, about)
}

function verdictOf(rows: readonly BaselineRow[]) {
  return judge({ monitor, estimate: measure(rows), detector: null, plan: null, detectors: 0 })
}

test('alarms where features come apart and none of them changed alone', () => {
  const rows = togetherRows(500, 22, 0)
  const verdict = verdictOf(rows)
  expect(verdict).toMatchObject({ state: 'ok', level: 'critical', confirmed: false })
  expect(verdict.reason).toMatch(
    /^Joint input drift was \d\.\d\d \(95 % interval .*n = 500 predictions\).*against \d\.\d\d at validation: \d+\.\d\d standard deviations above, .*no longer go together/,
  )
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  const options = { labelPolicy: 'exclude-unlabelled' as const, minimumSample: 200 }
  const alone = computeMetric(
    { metric: 'feature-drift' },
    profile,
    baseline,
    overallSegment,
    options,
  )
  expect(alone).toMatchObject({ state: 'ok', detail: { level: 'none' } })
})

test('inputs that go together more tightly are a change as well', () => {
  const verdict = verdictOf(togetherRows(500, 23, 0.999))
  expect(verdict.level).toBe('critical')
  expect(verdict.reason).toContain('standard deviations below')
})

test('without change a small sample hardly ever alarms', () => {
  const alarms = Array.from({ length: 200 }, (_, round) => togetherRows(200, 1000 + round, 0.9))
    .map((rows) => measure(rows).detail!.level)
    .filter((level) => level !== 'none')
  expect(alarms.length).toBeLessThanOrEqual(2)
})

test('a change that small samples bring about by chance is no alarm', () => {
  const { detail, value, baselineValue } = measure(togetherRows(200, 24, 0.9))
  expect(detail).toMatchObject({ level: 'none' })
  expect(detail!.critical).toBeGreaterThan(0.1)
  expect(Math.abs(detail!.effect!)).toBeLessThan(detail!.critical!)
  expect(value).toBeCloseTo(baselineValue!, 0)
})

test('says how much was missing, unless that would point to a few people', () => {
  const rows = togetherRows(300, 28, 0.9).map(({ features, ...row }, index) => ({
    ...row,
    features: { ...features, lactate: index < 5 ? null : 0 },
  }))
  expect(measure(rows).detail!.imputedShare).toBeNull()
  const many = rows.map((row, index) => ({ ...row, features: index < 90 ? {} : row.features }))
  expect(measure(many).detail!.imputedShare).toBeCloseTo(0.3, 12)
})

describe('says why it measures nothing', () => {
  const { reconstruction: _, ...old } = baseline
  const fewRows = buildBaseline(togetherRows(40, 25, 0.9), togetherSpec)
  const alone = buildBaseline(togetherRows(40, 25, 0.9), {
    ...togetherSpec,
    features: togetherSpec.features.slice(0, 1),
  })

  test.each([
    ['an old baseline', old, /no multivariate baseline: send the baseline again/],
    ['a small one', fewRows, /40 rows, and 60 are needed/],
    ['one feature', alone, /two numeric features or more/],
    ['no rows', baseline, /counting begins when such a monitor is switched on/],
  ])('%s', (_name, of, reason) => {
    const rows = of === baseline ? [] : togetherRows(300, 26, 0)
    const estimate = measure(rows, of)
    expect(estimate).toMatchObject({ state: 'undefined', value: null })
    expect(estimate.reason).toMatch(reason)
    const verdict = judge({ monitor, estimate, detector: null, plan: null, detectors: 0 })
    expect(verdict).toMatchObject({ state: 'undefined', level: 'none', confirmed: false })
  })

  test('too few rows, and a subgroup', () => {
    expect(measure(togetherRows(199, 27, 0.9))).toMatchObject({ state: 'insufficient' })
    const women = { segment: { attribute: 'sex', value: 'female' }, minimum: 0 }
    const none = computeMultivariate(baseline, () => null, { from: day, to: day }, women)
    expect(none.reason).toMatch(/for everyone only/)
  })
})

test('a monitor of it warns and tells people, and cannot roll back', () => {
  expect(monitor).toMatchObject({ key: 'multivariate-drift', windowDays: 7, action: 'notify' })
  expect(monitorSchema.safeParse(monitor).success).toBe(true)
  const women = newMonitor('multivariate-drift', 'warning', { attribute: 'sex', value: 'female' })
  expect(monitorSchema.safeParse(women).success).toBe(false)
  for (const action of ['finding', 'trigger-re-evaluation', 'trigger-retraining'] as const) {
    expect(monitorSchema.safeParse({ ...monitor, action }).success).toBe(true)
  }
  const rollBack = { ...monitor, severity: 'critical', action: 'roll-back' }
  expect(monitorSchema.safeParse(rollBack).success).toBe(false)
})

test('a trial on history finds the day of the change', () => {
  const from = '2026-01-01'
  const days = new Map(
    Array.from({ length: 40 }, (_, index) => [
      addDays(from, index),
      summed(togetherRows(60, 300 + index, index < 30 ? 0.9 : 0)),
    ]),
  )
  const found = simulateMonitor(monitor, {
    ...{ baseline, profile: () => null, reviews: () => null, from, to: addDays(from, 39) },
    reconstruction: (each) => days.get(each) ?? null,
    domains: () => null,
    operations: { counted: 'predictions', firstDay: null, day: () => null },
    intake: () => null,
    ...{ labelPolicy: 'exclude-unlabelled', outcomeHorizonDays: 30, outcomeGraceDays: 1 },
    ...{ detectors: 0, changeAt: addDays(from, 30) },
  })
  expect(found.firings.map((firing) => firing.day)).toHaveLength(1)
  expect(found.delayDays).toBeLessThan(4)
  expect(found.falseAlarmsPerYear).toMatchObject({ stated: null, counted: 0 })
})
