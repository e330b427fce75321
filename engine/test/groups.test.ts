import { describe, expect, test } from 'vitest'
import { auroc } from '@primum/core/statistics/auroc'
import { confusionMatrix } from '@primum/core/statistics/confusion-matrix'
import { exactCounts } from '@primum/core/statistics/scored-counts'
import { cohort } from './cohort.ts'
import type { Value } from './dataset-files.ts'
import { request, run, testFolder, toCsv, writeParquet, writeText } from './dataset-files.ts'

const { scores, labels, sexes } = cohort(6000, 11)
const wards: Value[] = scores.map((_, i) => [null, 'North', ' ', 'South', 'NA', 'North'][i % 6]!)

describe('groups', () => {
  test('each value is measured on its own rows, and missing is a group', async () => {
    const columns = { score: scores, label: labels, sex: sexes, ward: wards }
    const folder = testFolder()
    const paths = [
      await writeParquet(`${folder}/a.parquet`, columns),
      writeText(folder, 'a.csv', toCsv(columns)),
    ]
    for (const path of paths) {
      const report = await run(request(path, { roles: { groups: ['sex', 'ward'] } }))
      const key = ({ attribute, value }: { attribute: string; value: string }) =>
        `${attribute}=${value}`
      const found = new Map(report.groups.map((group) => [key(group.segment), group]))
      expect([...found.keys()]).toEqual([
        'sex=F',
        'sex=M',
        'ward=North',
        'ward=South',
        'ward=unknown',
      ])
      const women = scores.flatMap((_, i) => (sexes[i] === 'F' ? [i] : []))
      const counts = exactCounts(
        women.map((i) => scores[i]!),
        women.map((i) => labels[i]!),
      )
      expect(found.get('sex=F')!.metrics.auroc.value).toBe(auroc(counts).value)
      expect(found.get('sex=F')!.atThresholds[0]!.counts).toEqual(confusionMatrix(counts, 0.5))
      expect(found.get('ward=unknown')!.n).toBe(3000)
      expect(report.fairness.attributes.map(({ attribute }) => attribute)).toEqual(['sex', 'ward'])
    }
  })

  test('pairs of attributes have the counts of the rows they share', async () => {
    const columns = { score: scores, label: labels, sex: sexes, ward: wards }
    const path = await writeParquet(`${testFolder()}/a.parquet`, columns)
    const report = await run(
      request(path, { thresholds: [0.2], roles: { groups: ['sex', 'ward'] } }),
    )
    const [{ groups, leftOut }] = report.fairness.intersections as [
      (typeof report.fairness.intersections)[0],
    ]
    expect(leftOut).toBe(0)
    expect(groups.length).toBe(6)
    const pair = groups.find(({ key }) => key.includes('sex=M') && key.includes('ward=South'))!
    const rows = scores.flatMap((_, i) => (sexes[i] === 'M' && wards[i] === 'South' ? [i] : []))
    expect(pair.n).toBe(rows.length)
    const flagged = rows.filter((i) => scores[i]! >= 0.2).length
    expect(pair.rates['flag-rate'].estimate.value).toBeCloseTo(flagged / rows.length, 12)
  })

  test('beyond a hundred values the rest is one group', async () => {
    const site = scores.map((_, i) => (i % 130 < 100 ? `site ${i % 100}` : `rare ${i}`))
    const path = await writeParquet(`${testFolder()}/a.parquet`, {
      score: scores,
      label: labels,
      site,
    })
    const report = await run(request(path, { roles: { groups: ['site'] } }))
    expect(report.groups.length).toBe(101)
    expect(report.groups.reduce((sum, { n }) => sum + n, 0)).toBe(6000)
    const rest = report.groups.at(-1)!
    expect(rest.segment.value).toBe('(other)')
    expect(rest.n).toBe(site.filter((value) => value.startsWith('rare')).length)
  })

  test('a file that calls a value (other) itself is no trouble, and neither is any other name', async () => {
    const odd = scores.map((_, i) => ['(other)', "O'Hara", 'a "b"', 'x;y', 'ß'][i % 5]!)
    const path = writeText(testFolder(), 'a.csv', toCsv({ score: scores, label: labels, odd }))
    const report = await run(request(path, { roles: { groups: ['odd'] } }))
    expect(report.groups.map(({ segment, n }) => [segment.value, n])).toEqual(
      ['a "b"', "O'Hara", 'x;y', 'ß', '(other)'].toSorted(byPlace).map((value) => [value, 1200]),
    )
  })

  test('columns may be called what the queries inside are called', async () => {
    const columns = { s: scores, l: labels, t: sexes, place: wards, 'primum:label': sexes }
    const path = writeText(testFolder(), 'a.csv', toCsv(columns))
    const roles = { score: 's', label: 'l', groups: ['t', 'place'] }
    const report = await run(request(path, { roles }))
    expect(report.overall.metrics.auroc.value).toBe(auroc(exactCounts(scores, labels)).value)
    expect(report.groups.filter(({ segment }) => segment.attribute === 't').length).toBe(2)
  })
})

test('numbers as groups are called as the file writes them, even where they are features too', async () => {
  const wing = scores.map((_, i) => 1 + (i % 2))
  const folder = testFolder()
  const path = writeText(folder, 'a.csv', toCsv({ score: scores, label: labels, wing }))
  const roles = { groups: ['wing'], features: ['wing'] }
  const report = await run(request(path, { baseline: path, roles }))
  expect(report.groups.map(({ segment }) => segment.value)).toEqual(['1', '2'])
  expect(report.drift!.features[0]).toMatchObject({ kind: 'numeric', level: 'none', unreadable: 0 })
})

/** Listed values by code unit, the rest behind them. */
function byPlace(a: string, b: string): number {
  if (a === '(other)' || b === '(other)') return a === b ? 0 : a === '(other)' ? 1 : -1
  return a < b ? -1 : 1
}

test('patients who come again widen the intervals', async () => {
  // The same patient three times over brings no third of new knowledge.
  const copies = [0, 1, 2].flatMap(() => [...scores.keys()].slice(0, 1000))
  const columns = {
    score: copies.map((i) => scores[i]!),
    label: copies.map((i) => labels[i]!),
    patient: copies.map((i) => `p${i}`),
  }
  const path = await writeParquet(`${testFolder()}/a.parquet`, columns)
  const plain = await run(request(path))
  const clustered = await run(request(path, { roles: { patient: 'patient' } }))
  expect(plain.clusters).toBe(null)
  expect(clustered.clusters).toBe(1000)
  const width = (of: { interval: { lower: number | null; upper: number | null } | null }) =>
    of.interval!.upper! - of.interval!.lower!
  const [one, other] = [plain.overall, clustered.overall]
  expect(other.metrics.auroc.value).toBeCloseTo(one.metrics.auroc.value!, 12)
  expect(width(other.metrics.auroc) / width(one.metrics.auroc)).toBeGreaterThan(1.5)
  const rate = (report: typeof plain) => report.overall.atThresholds[0]!.metrics.sensitivity
  expect(rate(clustered).value).toBeCloseTo(rate(plain).value!, 12)
  expect(width(rate(clustered)) / width(rate(plain))).toBeGreaterThan(1.5)
})

test('rows without a patient are not one patient', async () => {
  const patient = scores.map((_, i) => (i < 3000 ? null : `p${i}`))
  const path = await writeParquet(`${testFolder()}/a.parquet`, {
    score: scores,
    label: labels,
    patient,
  })
  expect((await run(request(path, { roles: { patient: 'patient' } }))).clusters).toBe(6000)
})
