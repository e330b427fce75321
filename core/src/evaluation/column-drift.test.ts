import { describe, expect, test } from 'vitest'
import { makeBinning } from '../monitoring/binning.ts'
import { populationStabilityIndex } from '../statistics/population-stability-index.ts'
import { columnDrift } from './column-drift.ts'

const { features } = makeBinning(
  [],
  [
    { name: 'age', kind: 'numeric', edges: [40, 60], listed: [] },
    { name: 'ward', kind: 'categorical', edges: [], listed: ['east', 'west'] },
  ],
)
const [age, ward] = features as [(typeof features)[0], (typeof features)[0]]
const options = { minimum: 30, looks: 1 }

describe('a numeric column', () => {
  // below 40, 40 to 60, above, null, unreadable
  const before = [100, 200, 100, 0, 0]

  test('that has not moved is at rest in every measure', () => {
    const { level, metrics, unreadable } = columnDrift(age, before, before, options)
    expect(level).toBe('none')
    expect(metrics['population-stability-index'].value).toBe(0)
    expect(metrics['kolmogorov-smirnov']?.value).toBe(0)
    expect(metrics['wasserstein-distance']?.value).toBe(0)
    expect(metrics['chi-squared']).toBeUndefined()
    expect(unreadable).toBe(0)
  })

  test('counts missing and unreadable values apart, and both as missing', () => {
    const now = [100, 200, 50, 30, 20]
    const { metrics, unreadable, baselineMissingness } = columnDrift(age, before, now, options)
    expect(metrics.missingness.value).toBe(50 / 400)
    expect(unreadable).toBe(20 / 400)
    expect(baselineMissingness).toBe(0)
    // What is missing now was not: it is part of the index.
    expect(metrics['population-stability-index'].value).toBe(
      populationStabilityIndex(before, now).value,
    )
  })

  test('without values has no level, which is not the level none', () => {
    const { level, metrics } = columnDrift(age, before, [0, 0, 0, 0, 0], options)
    expect(level).toBe(null)
    expect(metrics['population-stability-index'].state).toBe('undefined')
  })

  test('of a small sample is shown, and has no level', () => {
    const { level, metrics } = columnDrift(age, before, [0, 0, 10, 0, 0], options)
    expect(level).toBe(null)
    expect(metrics['population-stability-index'].state).toBe('insufficient')
  })
})

describe('a column of categories', () => {
  // east, west, new, null
  const before = [200, 200, 0, 0]

  test('names the share of what the baseline did not know', () => {
    const { level, metrics } = columnDrift(ward, before, [100, 100, 100, 0], options)
    expect(level).toBe('critical')
    expect(metrics['new-category-share']?.value).toBe(1 / 3)
    expect(metrics['kolmogorov-smirnov']).toBeUndefined()
  })

  test('missing values are no new category', () => {
    const { metrics } = columnDrift(ward, before, [100, 100, 0, 40], options)
    expect(metrics['new-category-share']?.value).toBe(0)
    expect(metrics.missingness.value).toBe(40 / 240)
  })
})

test('the more columns are looked at, the more a change has to be', () => {
  const before = [100, 200, 100, 0, 0]
  const now = [130, 180, 90, 0, 0]
  const critical = (looks: number) =>
    columnDrift(age, before, now, { minimum: 30, looks }).metrics['population-stability-index']
      .critical
  expect(critical(50)).toBeGreaterThan(critical(1) ?? Infinity)
})
