import { describe, expect, test } from 'vitest'
import { averagePrecision } from '../statistics/average-precision.ts'
import { calibrationInTheLarge } from '../statistics/calibration-in-the-large.ts'
import { calibrationSlope } from '../statistics/calibration-slope.ts'
import { expectedCalibrationError } from '../statistics/expected-calibration-error.ts'
import { exactCounts } from '../statistics/scored-counts.ts'
import type { BaselineRow } from './baseline.ts'
import { buildBaseline } from './baseline.ts'
import type { MetricSpec } from './metric-kind.ts'
import { computeMetric } from './metric.ts'
import { newMonitor } from './monitor.ts'
import { addPrediction, emptyProfile } from './profile.ts'
import { overallSegment } from './segment.ts'
import { cohort, cohortSpec } from './test-cohort.ts'
import { judge } from './verdict.ts'

const baseline = buildBaseline(cohort(4000, 21), cohortSpec)
const live = cohort(3000, 22)

function compute(spec: MetricSpec, rows: readonly BaselineRow[], minimumSample = 0) {
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  const options = { labelPolicy: 'exclude-unlabelled' as const, minimumSample }
  return computeMetric(spec, profile, baseline, overallSegment, options)
}

function countsOf(rows: readonly BaselineRow[]) {
  return exactCounts(
    rows.map((row) => row.score),
    rows.map((row) => row.label!),
  )
}

describe('against the same metric from the rows', () => {
  test('negative predictive value and flag rate, exactly', () => {
    const below = live.filter((row) => row.score < 0.3)
    const value = below.filter((row) => row.label === 0).length / below.length
    expect(compute({ metric: 'negative-predictive-value', threshold: 0.3 }, live).value).toBe(value)
    const found = compute({ metric: 'flag-rate', threshold: 0.3 }, live)
    expect(found).toMatchObject({
      value: (live.length - below.length) / live.length,
      n: live.length,
    })
    expect(found.baselineValue).toBeGreaterThan(0)
  })

  test.each([
    ['average-precision', averagePrecision(countsOf(live)).value!, 0.005],
    ['calibration-in-the-large', calibrationInTheLarge(countsOf(live)).value!, 1e-4],
    ['calibration-slope', calibrationSlope(countsOf(live)).value!, 1e-3],
    ['expected-calibration-error', expectedCalibrationError(countsOf(live)).value!, 2e-3],
  ] as const)('%s, closely from bins', (metric, value, distance) => {
    expect(Math.abs(compute({ metric }, live).value! - value)).toBeLessThan(distance)
  })
})

describe('estimates without outcomes', () => {
  const unlabelled = live.map((row) => ({ ...row, label: null }))

  test('come close to what outcomes then show, while nothing but patients changed', () => {
    const guess = compute({ metric: 'estimated-auroc' }, unlabelled)
    const truth = compute({ metric: 'auroc' }, live)
    expect(guess).toMatchObject({ state: 'ok', n: live.length })
    expect(Math.abs(guess.value! - truth.value!)).toBeLessThan(0.03)
    expect(guess.baselineValue).toBe(truth.baselineValue)
    const flagged = compute({ metric: 'estimated-sensitivity', threshold: 0.3 }, unlabelled)
    const measured = compute({ metric: 'sensitivity', threshold: 0.3 }, live)
    expect(Math.abs(flagged.value! - measured.value!)).toBeLessThan(0.05)
    expect(flagged.baselineValue).toBe(measured.baselineValue)
  })

  test('say that they are estimates, and never do more than warn', () => {
    const monitor = { ...newMonitor('estimated-auroc', 'warning'), margin: 0 }
    const worse = unlabelled.map((row) => ({ ...row, score: 0.5 + row.score / 1000 }))
    const estimate = compute({ metric: 'estimated-auroc' }, worse, monitor.minimumSample)
    const found = judge({ monitor, estimate, detector: null, plan: null, detectors: 0 })
    expect(found.level).toBe('warning')
    expect(found.reason).toMatch(/estimated without outcomes/)
  })

  test('need a baseline with enough of either outcome', () => {
    const few = buildBaseline(cohort(40, 3), cohortSpec)
    const options = { labelPolicy: 'exclude-unlabelled' as const, minimumSample: 0 }
    const spec = { metric: 'estimated-auroc' as const }
    const found = computeMetric(spec, emptyProfile(few), few, overallSegment, options)
    expect(found).toMatchObject({ state: 'undefined', value: null })
    expect(found.reason).toMatch(/at least 30 needed/)
  })
})

describe('a metric without a direction', () => {
  const monitor = newMonitor('flag-rate', 'warning', overallSegment, { threshold: 0.3 })
  const judged = (rows: readonly BaselineRow[]) => {
    const estimate = compute(monitor, rows, monitor.minimumSample)
    return judge({ monitor, estimate, detector: null, plan: null, detectors: 0 })
  }

  test('warns on either side, and not in between', () => {
    expect(judged(live).level).toBe('none')
    expect(judged(live.map((row) => ({ ...row, score: 0.9 }))).level).toBe('warning')
    expect(judged(live.map((row) => ({ ...row, score: 0.1 }))).level).toBe('warning')
  })
})

test('a calibration error within chance is no alarm', () => {
  const monitor = { ...newMonitor('expected-calibration-error', 'warning'), margin: 0.001 }
  const few = live.slice(0, 300)
  const estimate = compute(monitor, few, monitor.minimumSample)
  expect(estimate.detail!.noiseFloor).toBeGreaterThan(0)
  const verdict = (rows: readonly BaselineRow[]) =>
    judge({
      monitor,
      estimate: compute(monitor, rows, monitor.minimumSample),
      detector: null,
      plan: null,
      detectors: 0,
    })
  expect(verdict(few).level).toBe('none')
  const off = live.map((row) => ({ ...row, score: Math.min(1, row.score + 0.2) }))
  expect(verdict(off).level).toBe('warning')
})
