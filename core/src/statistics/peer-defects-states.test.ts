/**
 * Three defects seen in other monitoring tools, each reproduced on our own path from a prediction
 * to a verdict, so that none of them can come in unseen.
 */
import { describe, expect, test } from 'vitest'
import { buildBaseline } from '../monitoring/baseline.ts'
import { featureCell } from '../monitoring/binning.ts'
import { computeMetric } from '../monitoring/metric.ts'
import { defaultMonitors } from '../monitoring/monitor.ts'
import {
  addPrediction,
  changeLabel,
  emptyProfile,
  encodeProfile,
  type Profile,
  removePrediction,
} from '../monitoring/profile.ts'
import { cohort, cohortSpec } from '../monitoring/test-cohort.ts'
import { judge, type Verdict } from '../monitoring/verdict.ts'

const baseline = buildBaseline(cohort(4000, 91), cohortSpec)
const { features } = cohortSpec
const monitors = defaultMonitors({ thresholds: [0.3], features, segments: [], tier: 'high' })

function verdictOn(key: string, window: Profile): Verdict {
  const monitor = monitors.find((each) => each.key === key)!
  const { minimumSample, segment } = monitor
  const options = { labelPolicy: 'exclude-unlabelled' as const, minimumSample }
  const estimate = computeMetric(monitor, window, baseline, segment, options)
  return judge({ monitor, estimate, detector: null, plan: null, detectors: 1 })
}

function windowOf(rows: ReturnType<typeof cohort>): Profile {
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  return profile
}

describe('an empty window after a drifted one', () => {
  // Elsewhere the alarm was read from the last p value kept, and an empty chunk repeated it.
  const drifted = windowOf(cohort(1000, 92, { shift: 3, missing: 0.6 }))

  test.each(['feature-drift', 'missingness'])('%s: the alarm is not repeated', (key) => {
    expect(verdictOn(key, drifted)).toMatchObject({ state: 'ok', level: 'critical' })
    const after = verdictOn(key, emptyProfile(baseline))
    expect(['insufficient', 'undefined']).toContain(after.state)
    expect(after).toMatchObject({ level: 'none', confirmed: false })
    expect(after.reason).toMatch(/cannot be judged: .+/)
  })

  test('no monitor calls an empty window well', () => {
    for (const { key } of monitors) {
      const { state, reason } = verdictOn(key, emptyProfile(baseline))
      expect(state, key).not.toBe('ok')
      expect(reason.length, key).toBeGreaterThan(20)
    }
  })
})

describe('an error is a state with a reason, not a missing alarm', () => {
  // Elsewhere any exception became NaN, and NaN compared with a limit is "no alert".
  const other = buildBaseline(cohort(4000, 93), cohortSpec)
  const foreign = emptyProfile(other)
  for (const row of cohort(1000, 94)) addPrediction(foreign, other, row)
  const broken = emptyProfile(baseline)
  removePrediction(broken, baseline, { ...cohort(1, 95)[0]!, label: 1 })

  test.each([
    ['counted against another baseline', foreign, /counted against another baseline/],
    ['a correction without its prediction', broken, /lack the prediction they correct/],
  ])('%s', (_, window, reason) => {
    for (const { key } of monitors) {
      const verdict = verdictOn(key, window)
      expect(verdict, key).toMatchObject({ state: 'error', level: 'warning', confirmed: false })
      expect(verdict.reason, key).toMatch(reason)
    }
  })
})

describe('NaN and infinity at the door', () => {
  // Elsewhere a NaN was counted: count 2, median 0, sum NaN; infinity broke the sketch.
  const rows = cohort(300, 96)
  const never = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

  test.each(never)('a score of %d is refused and leaves every bit as it was', (score) => {
    const profile = windowOf(rows)
    const before = encodeProfile(profile)
    const row = { ...rows[0]!, score }
    expect(() => addPrediction(profile, baseline, row)).toThrow(RangeError)
    expect(() => removePrediction(profile, baseline, row)).toThrow(RangeError)
    const change = { score, from: 0, to: 1 } as const
    expect(() => changeLabel(profile, baseline, change)).toThrow(RangeError)
    expect(encodeProfile(profile)).toEqual(before)
  })

  test.each(never)('an input of %d is counted as unreadable and enters no bin', (lactate) => {
    const feature = baseline.features.find((each) => each.name === 'lactate')!
    const unreadable = featureCell(feature, lactate)
    expect(unreadable).toBe(feature.edges.length + 2)
    expect(featureCell(feature, null)).not.toBe(unreadable)
    const [plain, odd] = [rows[0]!, { ...rows[0]!, features: { ...rows[0]!.features, lactate } }]
    const [without, withOdd] = [windowOf([...rows, plain]), windowOf([...rows, odd])]
    expect(withOdd.featureCounts![feature.offset + unreadable]).toBe(1)
    expect(withOdd.sums).toEqual(without.sums)
    expect(withOdd.squares).toEqual(without.squares)
    expect(withOdd.featureCounts!.every(Number.isFinite)).toBe(true)
    const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)
    expect(total(withOdd.featureCounts!)).toBe(total(without.featureCounts!))
  })
})
