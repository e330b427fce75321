import { describe, expect, test } from 'vitest'
import type { BaselineRow } from './baseline.ts'
import { buildBaseline } from './baseline.ts'
import { reportCells } from './drift.ts'
import type { MetricSpec } from './metric-kind.ts'
import { computeMetric } from './metric.ts'
import { addPrediction, emptyProfile } from './profile.ts'
import { overallSegment } from './segment.ts'
import { cohort, cohortSpec } from './test-cohort.ts'

const baseline = buildBaseline(cohort(5000, 21), cohortSpec)

function compute(spec: MetricSpec, rows: readonly BaselineRow[], minimumSample = 200) {
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  const options = { labelPolicy: 'exclude-unlabelled' as const, minimumSample }
  return computeMetric(spec, profile, baseline, overallSegment, options)
}

describe('input drift', () => {
  const spec: MetricSpec = { metric: 'feature-drift' }

  test('no false alarm in 60 windows of 250 without a change', () => {
    const levels = Array.from(
      { length: 60 },
      (_, i) => compute(spec, cohort(250, 100 + i)).detail!.level,
    )
    expect(levels.filter((level) => level !== 'none').length).toBeLessThanOrEqual(1)
  })

  test('a shift is found, named and critical', () => {
    const found = compute(spec, cohort(500, 22, { shift: 3 }))
    expect(found.detail!.level).toBe('critical')
    const worst = found.detail!.features!.find((each) => each.value === found.value)
    expect(worst!.feature).toBe('lactate')
    expect(found.detail!.features!.map((each) => each.level)).toEqual(['none', 'critical', 'none'])
  })

  test('one absurd value neither hides a shift nor makes one', () => {
    const absurd = (rows: BaselineRow[]) => [
      { ...rows[0]!, features: { ...rows[0]!.features, lactate: 999_999 } },
      ...rows.slice(1),
    ]
    const shifted = cohort(500, 23, { shift: 3 })
    const before = compute(spec, shifted).value!
    expect(compute(spec, absurd(shifted)).value!).toBeCloseTo(before, 1)
    expect(compute(spec, absurd(cohort(500, 24))).detail!.level).toBe('none')
  })

  test('values that go missing are a drift of their own', () => {
    const found = compute({ ...spec, feature: 'lactate' }, cohort(500, 25, { missing: 0.6 }))
    expect(found.detail!.level).toBe('critical')
    expect(found.detail!.features!.length).toBe(1)
  })

  test('a new category is a drift', () => {
    const rows = cohort(500, 26).map((row) => ({
      ...row,
      features: { ...row.features, admission: 'transfer' },
    }))
    expect(compute({ ...spec, feature: 'admission' }, rows).detail!.level).toBe('critical')
  })

  test('too few rows have no level', () => {
    const found = compute(spec, cohort(50, 27, { shift: 3 }))
    expect(found).toMatchObject({ state: 'insufficient', detail: { level: null } })
  })

  test('a feature the baseline lacks is undefined', () => {
    expect(compute({ ...spec, feature: 'weight' }, cohort(500, 28)).state).toBe('undefined')
  })
})

describe('score drift', () => {
  test('none without a change, critical when scores double', () => {
    expect(compute({ metric: 'score-drift' }, cohort(500, 31)).detail!.level).toBe('none')
    const rows = cohort(500, 32).map((row) => ({ ...row, score: Math.min(1, 2 * row.score) }))
    expect(compute({ metric: 'score-drift' }, rows).detail!.level).toBe('critical')
  })
})

describe('missing input', () => {
  test('the share of the feature that rose most, against its share at validation', () => {
    const found = compute({ metric: 'missingness' }, cohort(500, 33, { missing: 0.3 }))
    expect(found.value).toBeGreaterThan(0.25)
    expect(found.baselineValue).toBeLessThan(0.07)
    expect(found.interval!.lower!).toBeGreaterThan(0.2)
  })

  test('what is unreadable is missing', () => {
    const rows = cohort(500, 34).map((row) => ({
      ...row,
      features: { ...row.features, age: 'n/a' },
    }))
    expect(compute({ metric: 'missingness', feature: 'age' }, rows).value).toBe(1)
  })
})

describe('reportCells', () => {
  test('joins neighbours to cells of about equal mass', () => {
    const cells = reportCells(new Float64Array(100).fill(7), 10)
    expect(cells.at(-1)).toBe(9)
    expect(cells.filter((cell) => cell === 4).length).toBe(10)
  })

  test('bins without baseline mass join their neighbour', () => {
    expect(reportCells([0, 5, 0, 5, 0, 0], 2)).toEqual([0, 0, 1, 1, 1, 1])
    expect(reportCells([0, 0], 10)).toEqual([0, 0])
    expect(reportCells([], 10)).toEqual([])
  })

  test('a heavy bin ends its cell', () => {
    const cells = reportCells([1, 90, 1, 8], 10)
    expect(cells[1]).toBeLessThan(cells[2]!)
  })
})
