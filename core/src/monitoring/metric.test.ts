import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auroc } from '../statistics/auroc.ts'
import { brierScore, brierSums } from '../statistics/brier-score.ts'
import { exactCounts } from '../statistics/scored-counts.ts'
import type { BaselineRow } from './baseline.ts'
import { buildBaseline } from './baseline.ts'
import type { MetricName, MetricSpec } from './metric-kind.ts'
import { computeMetric } from './metric.ts'
import { metricNames } from './metric-kind.ts'
import type { Profile } from './profile.ts'
import { addPrediction, emptyProfile, removePrediction } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import { overallSegment } from './segment.ts'
import { cohort, cohortSpec } from './test-cohort.ts'

const validation = cohort(4000, 11)
const baseline = buildBaseline(validation, cohortSpec)
const options = { labelPolicy: 'exclude-unlabelled' as LabelPolicy, minimumSample: 0 }

function profileOf(rows: readonly BaselineRow[]): Profile {
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  return profile
}

function compute(
  spec: MetricSpec,
  rows: readonly BaselineRow[],
  change: Partial<typeof options> = {},
) {
  return computeMetric(spec, profileOf(rows), baseline, overallSegment, { ...options, ...change })
}

const live = cohort(1500, 12)
const hits = (rows: readonly BaselineRow[], flag: boolean, label: 0 | 1) =>
  rows.filter((row) => row.score >= 0.3 === flag && row.label === label).length

describe('equal to the same metric counted from the rows', () => {
  const tp = hits(live, true, 1)
  const fn = hits(live, false, 1)
  const fp = hits(live, true, 0)
  const tn = hits(live, false, 0)

  test.each<[MetricName, number, number]>([
    ['sensitivity', tp / (tp + fn), tp + fn],
    ['specificity', tn / (tn + fp), tn + fp],
    ['positive-predictive-value', tp / (tp + fp), tp + fp],
  ])('%s, exactly', (metric, value, n) => {
    expect(compute({ metric, threshold: 0.3 }, live)).toMatchObject({ value, n, state: 'ok' })
  })

  test('AUROC, within the bound it certifies', () => {
    const counts = exactCounts(
      live.map((row) => row.score),
      live.map((row) => row.label!),
    )
    const found = compute({ metric: 'auroc' }, live)
    const bound = found.detail!.certifiedBound!
    expect(bound).toBeLessThan(0.005)
    expect(Math.abs(found.value! - auroc(counts).value!)).toBeLessThanOrEqual(bound)
  })

  test('observed to expected, exactly', () => {
    const expected = live.reduce((sum, row) => sum + row.score, 0)
    const found = compute({ metric: 'observed-expected-ratio' }, live)
    expect(found.value).toBeCloseTo((tp + fn) / expected, 9)
    expect(found.n).toBe(live.length)
  })

  test('Brier score exactly, its interval closely', () => {
    const sums = brierSums(
      live.map((row) => row.score),
      live.map((row) => row.label!),
    )
    const exact = brierScore(sums)
    const found = compute({ metric: 'brier-score' }, live)
    expect(found.value).toBeCloseTo(exact.value!, 9)
    expect(found.interval!.lower).toBeCloseTo(exact.interval!.lower!, 4)
    expect(found.detail!.scaled).toBeCloseTo(exact.scaled!, 9)
  })

  test('the value at validation is that of the validation rows, in a subgroup too', () => {
    const women = validation.filter((row) => row.groups['sex'] === 'female')
    const value = hits(women, true, 1) / (hits(women, true, 1) + hits(women, false, 1))
    const segment = { attribute: 'sex', value: 'female' }
    const spec: MetricSpec = { metric: 'sensitivity', threshold: 0.3 }
    expect(computeMetric(spec, profileOf(live), baseline, segment, options).baselineValue).toBe(
      value,
    )
  })
})

describe('labels', () => {
  const unlabelled = live.map((row) => ({ ...row, label: row.label === 0 ? null : row.label }))

  test('absence counts as negative where the policy says so', () => {
    for (const metric of metricNames) {
      const spec = { metric, threshold: 0.3 }
      const assumed = compute(spec, unlabelled, { labelPolicy: 'absence-is-negative' })
      const { detail: _, ...known } = compute(spec, live, { labelPolicy: 'absence-is-negative' })
      const { detail: __, ...found } = assumed
      expect(found).toEqual(known)
    }
  })

  test('is left out otherwise, and its number is said', () => {
    const found = compute({ metric: 'specificity', threshold: 0.3 }, unlabelled)
    expect(found.state).toBe('undefined')
    expect(found.detail!.unlabelled).toBe(live.filter((row) => row.label === 0).length)
  })
})

describe('states', () => {
  test('below the minimum sample the value is insufficient', () => {
    const found = compute({ metric: 'sensitivity', threshold: 0.3 }, live.slice(0, 40), {
      minimumSample: 30,
    })
    expect(found.state).toBe('insufficient')
    expect(found.reason).toMatch(/at least 30 needed/)
  })

  test('no metric is a number, or ok, for an empty window', () => {
    for (const metric of metricNames.filter((each) => each !== 'heartbeat')) {
      const found = compute({ metric, threshold: 0.3 }, [])
      expect(found.value).toBeNull()
      expect(found.state).not.toBe('ok')
      expect(found.reason).toBeTruthy()
    }
    expect(compute({ metric: 'heartbeat' }, []).state).toBe('stale')
    expect(compute({ metric: 'heartbeat' }, live)).toMatchObject({ state: 'ok', value: 1500 })
  })

  test('a threshold that is no edge is undefined, not rounded to one', () => {
    expect(compute({ metric: 'sensitivity', threshold: 0.3001 }, live).state).toBe('undefined')
    expect(compute({ metric: 'sensitivity' }, live).state).toBe('undefined')
  })

  test('scores that are no probabilities have no calibration', () => {
    const rows = [...live, { ...live[0]!, score: 12 }]
    expect(compute({ metric: 'observed-expected-ratio' }, rows).state).toBe('undefined')
    expect(compute({ metric: 'brier-score' }, rows).state).toBe('undefined')
    expect(compute({ metric: 'auroc' }, rows).state).toBe('ok')
  })

  test('negative counts and foreign bins are errors, for every metric', () => {
    const corrections = emptyProfile(baseline)
    removePrediction(corrections, baseline, { ...live[0]!, label: 1 })
    const foreign = emptyProfile(buildBaseline(cohort(500, 5), cohortSpec))
    for (const metric of metricNames) {
      for (const profile of [corrections, foreign]) {
        const spec = { metric, threshold: 0.3 }
        const found = computeMetric(spec, profile, baseline, overallSegment, options)
        expect(found).toMatchObject({ state: 'error', value: null })
        expect(found.reason).toBeTruthy()
      }
    }
  })

  test('a subgroup the baseline lacks has no value to compare with', () => {
    const segment = { attribute: 'site', value: 'west' }
    const spec: MetricSpec = { metric: 'sensitivity', threshold: 0.3 }
    const found = computeMetric(spec, profileOf(live), baseline, segment, options)
    expect(found.baselineValue).toBeNull()
    const drift = computeMetric(
      { metric: 'score-drift' },
      profileOf(live),
      baseline,
      segment,
      options,
    )
    expect(drift.state).toBe('undefined')
  })

  test('never throws and never answers NaN, whatever the rows', () => {
    const row = fc.record({
      score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, -3, 0.3)),
      label: fc.constantFrom<0 | 1 | null>(0, 1, null),
      groups: fc.constant({}),
      features: fc.dictionary(fc.constantFrom('age', 'lactate', 'admission'), fc.double()),
    })
    const policy = fc.constantFrom<LabelPolicy>('absence-is-negative', 'exclude-unlabelled')
    fc.assert(
      fc.property(
        fc.array(row),
        fc.constantFrom(...metricNames),
        policy,
        (rows, metric, chosen) => {
          const found = compute({ metric, threshold: 0.3 }, rows, { labelPolicy: chosen })
          expect(found.value === null || Number.isFinite(found.value)).toBe(true)
          expect(found.state === 'ok' || found.reason !== null).toBe(true)
        },
      ),
    )
  })
})
