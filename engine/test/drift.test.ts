import { describe, expect, test } from 'vitest'
import { binOf, featureEdges } from '@primum/core/monitoring/quantile-edges'
import { reportCells } from '@primum/core/monitoring/drift'
import { kolmogorovSmirnov } from '@primum/core/statistics/kolmogorov-smirnov'
import { populationStabilityIndex } from '@primum/core/statistics/population-stability-index'
import { cohort } from './cohort.ts'
import { request, run, testFolder, toCsv, writeParquet, writeText } from './dataset-files.ts'

const before = cohort(8000, 21)
const now = cohort(5000, 22, 6)
const columnsOf = (of: typeof now) => ({ score: of.scores, label: of.labels, age: of.ages })

describe('drift from a baseline', () => {
  test('is what core says of the raw values', async () => {
    const folder = testFolder()
    const path = await writeParquet(`${folder}/now.parquet`, columnsOf(now))
    const baseline = writeText(folder, 'before.csv', toCsv(columnsOf(before)))
    const { drift } = await run(request(path, { baseline, roles: { features: ['age'] } }))
    expect(drift!.baseline).toBe('before.csv')
    const [age] = drift!.features
    const sorted = Float64Array.from(before.ages).sort()
    const edges = featureEdges(sorted, { count: 1000, atomShare: 0.01 })
    const count = (values: readonly number[]) => {
      const counts = Array.from({ length: edges.length + 1 }, () => 0)
      for (const value of values) counts[binOf(edges, value)]!++
      return counts
    }
    const cells = reportCells(count(before.ages), 10)
    // The cells of null and of unreadable values are part of the index, and empty here.
    const joined = (counts: readonly number[]) => {
      const sums = Array.from({ length: cells.at(-1)! + 3 }, () => 0)
      counts.forEach((value, i) => (sums[cells[i]!]! += value))
      return sums
    }
    const stability = populationStabilityIndex(joined(count(before.ages)), joined(count(now.ages)))
    expect(age!.metrics['population-stability-index'].value).toBe(stability.value)
    expect(age!.level).not.toBe('none')
    for (const [found, raw, reference] of [
      [age!, now.ages, before.ages],
      [drift!.score, now.scores, before.scores],
    ] as const) {
      const exact = kolmogorovSmirnov(reference, raw).value!
      const { certifiedInterval } = found.metrics['kolmogorov-smirnov'] as unknown as {
        certifiedInterval: { lower: number; upper: number }
      }
      expect(certifiedInterval.lower).toBeLessThanOrEqual(exact + 1e-12)
      expect(certifiedInterval.upper).toBeGreaterThanOrEqual(exact - 1e-12)
      expect(certifiedInterval.upper - certifiedInterval.lower).toBeLessThan(0.01)
    }
    expect(drift!.ranking.map(({ feature }) => feature)).toEqual(['age'])
  })

  test('a file has not drifted from itself', async () => {
    const path = await writeParquet(`${testFolder()}/a.parquet`, columnsOf(now))
    const { drift } = await run(request(path, { baseline: path, roles: { features: ['age'] } }))
    for (const column of [drift!.score, ...drift!.features]) {
      expect(column.level).toBe('none')
      expect(column.metrics['population-stability-index'].value).toBe(0)
      expect(column.metrics['wasserstein-distance']!.value).toBe(0)
    }
  })

  test('categories: what the baseline did not know is new, and text is counted as it stands', async () => {
    const folder = testFolder()
    const insulin = (of: typeof now, third: string) =>
      of.scores.map((_, i) => ['No', 'Up', third][i % 3]!)
    const baseline = writeText(
      folder,
      'b.csv',
      toCsv({ ...columnsOf(before), insulin: insulin(before, 'Down') }),
    )
    const path = await writeParquet(`${folder}/a.parquet`, {
      ...columnsOf(now),
      insulin: insulin(now, 'Steady'),
    })
    const report = await run(request(path, { baseline, roles: { features: ['insulin', 'age'] } }))
    const [column] = report.drift!.features
    expect(column).toMatchObject({ kind: 'categorical', level: 'critical', unreadable: 0 })
    expect(column!.metrics['new-category-share']!.value).toBeCloseTo(1666 / 5000, 12)
    expect(column!.metrics['chi-squared']!.state).toBe('ok')
    expect(report.drift!.ranking[0]!.feature).toBe('insulin')
  })

  test('numbers written as text stay numbers where a few cannot be read', async () => {
    const folder = testFolder()
    const lab = now.ages.map((age, i) => (i % 100 === 0 ? '< 5' : i % 50 === 1 ? null : `${age}.5`))
    const baseline = writeText(
      folder,
      'b.csv',
      toCsv({ ...columnsOf(before), lab: before.ages.map((age) => age + 0.5) }),
    )
    const path = writeText(folder, 'a.csv', toCsv({ ...columnsOf(now), lab }))
    const { drift } = await run(request(path, { baseline, roles: { features: ['lab'] } }))
    const [column] = drift!.features
    expect(column).toMatchObject({ kind: 'numeric', unreadable: 0.01 })
    expect(column!.metrics.missingness.value).toBeCloseTo(0.03, 12)
    // More than one in twenty: then it is no column of numbers.
    const notes = lab.map((value, i) => (i % 10 === 0 ? 'not taken' : value))
    const other = writeText(folder, 'c.csv', toCsv({ ...columnsOf(now), lab: notes }))
    const second = await run(request(other, { baseline, roles: { features: ['lab'] } }))
    expect(second.drift!.features[0]!.kind).toBe('categorical')
  })
})

test('without a baseline there is no drift, and the notes say so', async () => {
  const path = await writeParquet(`${testFolder()}/a.parquet`, columnsOf(now))
  const report = await run(request(path, { roles: { features: ['age'] } }))
  expect(report.drift).toBe(null)
  expect(report.notes).toContain('Drift of the features needs a baseline.')
})
