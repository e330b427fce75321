import { describe, expect, test } from 'vitest'
import type { BaselineRow } from './baseline.ts'
import { buildBaseline } from './baseline.ts'
import { detectionPlan, newDetector, replayDetector } from './detection.ts'
import { computeMetric } from './metric.ts'
import { defaultMonitors, detectorCount } from './monitor.ts'
import { addPrediction, emptyProfile, mergeProfiles, removePrediction } from './profile.ts'
import { cohort, cohortSpec } from './test-cohort.ts'
import type { Judgement } from './verdict.ts'
import { judge } from './verdict.ts'

const baseline = buildBaseline(cohort(5000, 71), cohortSpec)
const monitors = defaultMonitors({
  thresholds: [0.3],
  features: cohortSpec.features,
  segments: [],
  tier: 'high',
})
const labelPolicy = 'exclude-unlabelled' as const

function judgement(key: string, days: BaselineRow[][], change: Partial<Judgement> = {}): Judgement {
  const monitor = monitors.find((each) => each.key === key)!
  const profiles = days.map((rows) => {
    const profile = emptyProfile(baseline)
    for (const row of rows) addPrediction(profile, baseline, row)
    return profile
  })
  const window = profiles.reduce(mergeProfiles, emptyProfile(baseline))
  const { minimumSample, segment } = monitor
  const options = { labelPolicy, minimumSample }
  const plan = detectionPlan(monitor, baseline, labelPolicy)
  return {
    monitor,
    estimate: computeMetric(monitor, window, baseline, segment, options),
    plan,
    detector: plan && replayDetector(plan, profiles, { monitor, baseline, labelPolicy }),
    detectors: detectorCount(monitors),
    ...change,
  }
}

const days = (count: number, seed: number, options = {}) =>
  Array.from({ length: count }, (_, day) => cohort(100, seed + day, options))
const worthless = (count: number, seed: number) =>
  days(count, seed).map((rows) =>
    rows.map((row, i) => ({ ...row, score: rows[(i + 1) % rows.length]!.score })),
  )

describe('metrics with a detector', () => {
  test('a healthy version', () => {
    const verdict = judge(judgement('sensitivity@0.3', days(30, 500)))
    expect(verdict).toMatchObject({ state: 'ok', level: 'none', confirmed: false })
    expect(verdict.reason).toMatch(
      /^Sensitivity at 0\.3 was \d+\.\d % \(95 % interval \d+\.\d % to \d+\.\d %, n = \d+ people with the outcome\) in the last 30 days, against \d+\.\d % at validation; the evidence over 30 days does not show that it lies below the accepted \d+\.\d %\.$/,
    )
  })

  test('a failing version is confirmed, critical', () => {
    const verdict = judge(judgement('sensitivity@0.3', worthless(30, 600)))
    expect(verdict).toMatchObject({ state: 'ok', level: 'critical', confirmed: true })
    expect(verdict.reason).toMatch(/the evidence over 30 days confirms that it lies below/)
  })

  test('a monitor that may only warn warns, confirmed', () => {
    const verdict = judge(judgement('positive-predictive-value@0.3', worthless(30, 600)))
    expect(verdict).toMatchObject({ state: 'ok', level: 'warning', confirmed: true })
  })

  test('mounting evidence warns, unconfirmed', () => {
    const given = judgement('sensitivity@0.3', days(30, 500))
    const logM = given.detector!.logM.map(() => Math.log(500 * given.detectors))
    const verdict = judge({ ...given, detector: { days: 30, logM } })
    expect(verdict).toMatchObject({ state: 'ok', level: 'warning', confirmed: false })
    expect(verdict.reason).toMatch(/not yet surely/)
  })

  test('calibration says how far the odds are off', () => {
    const verdict = judge(judgement('observed-expected-ratio', days(30, 700, { risk: 3 })))
    expect(verdict).toMatchObject({ level: 'critical', confirmed: true })
    expect(verdict.reason).toMatch(/more than 1\.20 times off/)
  })
})

describe('what cannot be judged is never ok', () => {
  test('too few', () => {
    const verdict = judge(judgement('sensitivity@0.3', days(1, 500)))
    expect(verdict).toMatchObject({ state: 'insufficient', level: 'none', confirmed: false })
    expect(verdict.reason).toMatch(/cannot be judged: \d+ positives, at least 30 needed\.$/)
  })

  test('too few now, while the detector is in alarm', () => {
    const given = judgement('sensitivity@0.3', days(1, 500))
    const logM = given.detector!.logM.map(() => 100)
    const verdict = judge({ ...given, detector: { days: 90, logM } })
    expect(verdict).toMatchObject({ state: 'insufficient', level: 'warning', confirmed: false })
    expect(verdict.reason).toMatch(/over 90 days is beyond the limit of alarm/)
  })

  test('no day consumed, no plan', () => {
    const given = judgement('sensitivity@0.3', days(30, 500))
    expect(judge({ ...given, detector: null }).state).toBe('insufficient')
    const fresh = newDetector(detectionPlan(given.monitor, baseline, labelPolicy)!)
    expect(judge({ ...given, detector: fresh }).state).toBe('insufficient')
    expect(judge({ ...given, plan: null }).state).toBe('undefined')
  })

  test('a broken profile', () => {
    const broken = emptyProfile(baseline)
    removePrediction(broken, baseline, { ...cohort(1, 1)[0]!, label: 1 })
    const given = judgement('auroc', days(1, 500))
    const options = { labelPolicy, minimumSample: 0 }
    const estimate = computeMetric(given.monitor, broken, baseline, given.monitor.segment, options)
    expect(judge({ ...given, estimate })).toMatchObject({ state: 'error', level: 'warning' })
  })
})

describe('metrics judged by their interval', () => {
  test('AUROC', () => {
    expect(judge(judgement('auroc', days(30, 500)))).toMatchObject({ state: 'ok', level: 'none' })
    const verdict = judge(judgement('auroc', worthless(30, 600)))
    expect(verdict).toMatchObject({ state: 'ok', level: 'warning', confirmed: false })
    expect(verdict.reason).toMatch(/which lies beyond the accepted 0\.\d{3}\.$/)
  })

  test('Brier score, where lower is better', () => {
    const monitor = { ...monitors.find((each) => each.metric === 'auroc')!, margin: 0.02 }
    const as = (given: Judgement, rows: BaselineRow[][]): Judgement => {
      const profile = emptyProfile(baseline)
      for (const row of rows.flat()) addPrediction(profile, baseline, row)
      const brier = { ...monitor, metric: 'brier-score' as const }
      const options = { labelPolicy, minimumSample: 100 }
      const estimate = computeMetric(brier, profile, baseline, brier.segment, options)
      return { ...given, monitor: brier, estimate }
    }
    const given = judgement('auroc', [])
    expect(judge(as(given, days(10, 500))).level).toBe('none')
    expect(judge(as(given, worthless(10, 600))).level).toBe('warning')
  })
})

describe('metrics without outcomes', () => {
  test('drift has the level of its index and is never confirmed', () => {
    const verdict = judge(judgement('feature-drift', days(7, 800, { shift: 3 })))
    expect(verdict).toMatchObject({ state: 'ok', level: 'critical', confirmed: false })
    expect(verdict.reason).toMatch(/\(most in lactate\), chance alone explains up to 0\.\d\d/)
    expect(judge(judgement('score-drift', days(7, 800))).level).toBe('none')
  })

  test('missing input', () => {
    expect(judge(judgement('missingness', days(7, 800))).level).toBe('none')
    const some = judge(judgement('missingness', days(7, 800, { missing: 0.2 })))
    expect(some).toMatchObject({ level: 'warning', confirmed: false })
    expect(some.reason).toMatch(/in lactate, against \d\.\d % at validation: a rise\.$/)
    expect(judge(judgement('missingness', days(7, 800, { missing: 0.6 }))).level).toBe('critical')
  })

  test('heartbeat: alive, silent for too long, never heard', () => {
    const now = '2027-03-10T12:00:00Z'
    const at = (lastDataAt: string | null) =>
      judge(judgement('heartbeat', days(1, 800), { freshness: { now, lastDataAt } }))
    expect(at('2027-03-09T12:00:00Z')).toMatchObject({ state: 'ok', level: 'none' })
    expect(at('2027-03-09T11:00:00Z')).toEqual({
      state: 'stale',
      level: 'warning',
      confirmed: false,
      reason: 'Heartbeat: no prediction has arrived for 25 hours; the limit is 24 hours.',
    })
    expect(at(null).state).toBe('stale')
    expect(judge(judgement('heartbeat', [])).state).toBe('stale')
  })
})
