import { describe, expect, test } from 'vitest'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { auroc } from '@primum/core/statistics/auroc'
import { averagePrecision } from '@primum/core/statistics/average-precision'
import { confusionMatrix } from '@primum/core/statistics/confusion-matrix'
import { exactCounts } from '@primum/core/statistics/scored-counts'
import { cohort } from './cohort.ts'
import {
  request,
  run,
  testFolder,
  toCsv,
  toNdjson,
  writeParquet,
  writeText,
} from './dataset-files.ts'

const near = (value: number | null, expected: number | null, tolerance = 1e-12) =>
  expect(Math.abs((value ?? Number.NaN) - (expected ?? Number.NaN))).toBeLessThan(tolerance)

function brierOf(scores: readonly number[], labels: readonly number[]): number {
  return scores.reduce((sum, p, i) => sum + (p - labels[i]!) ** 2, 0) / scores.length
}

function expectCore(report: EvaluationReport, scores: number[], labels: number[]): void {
  const counts = exactCounts(scores, labels)
  const { metrics, atThresholds } = report.overall
  near(metrics.auroc.value, auroc(counts).value)
  near(metrics['average-precision'].value, averagePrecision(counts).value)
  near(metrics['brier-score'].value, brierOf(scores, labels))
  for (const { threshold, counts: matrix } of atThresholds) {
    expect(matrix).toEqual(confusionMatrix(counts, threshold))
  }
}

describe('the three formats', () => {
  const { scores, labels } = cohort(3000, 1)
  const columns = { score: scores, label: labels }
  const thresholds = [0.15, 0.29, 0.5]
  test.each(['parquet', 'csv', 'csv with semicolons', 'ndjson'])('%s', async (format) => {
    const folder = testFolder()
    const path =
      format === 'parquet'
        ? await writeParquet(`${folder}/a.parquet`, columns)
        : format === 'ndjson'
          ? writeText(folder, 'a.ndjson', toNdjson(columns))
          : writeText(folder, 'a.csv', toCsv(columns, format === 'csv' ? ',' : ';'))
    expectCore(await run(request(path, { thresholds })), scores, labels)
  })
})

test('what lies under NULL is never counted', async () => {
  const { scores, labels, ages } = cohort(5000, 2)
  const hidden = <T>(values: T[], every: number) =>
    values.map((value, i) => (i % every === 0 ? null : value))
  const columns = { score: hidden(scores, 3), label: hidden(labels, 5), age: hidden(ages, 7) }
  const folder = testFolder()
  const path = await writeParquet(`${folder}/a.parquet`, columns)
  const baseline = await writeParquet(`${folder}/b.parquet`, {
    score: scores,
    label: labels,
    age: ages,
  })
  const report = await run(request(path, { baseline, roles: { features: ['age'] } }))
  const kept = scores.flatMap((_, i) => (i % 3 === 0 || i % 5 === 0 ? [] : [i]))
  expectCore(
    report,
    kept.map((i) => scores[i]!),
    kept.map((i) => labels[i]!),
  )
  const scored = scores.filter((_, i) => i % 3 !== 0).length
  expect(report.dataset).toMatchObject({ rows: 5000, unscored: 5000 - scored, exact: true })
  expect(report.dataset.unlabelled).toBe(scored - kept.length)
  const missing = Math.ceil(5000 / 7) / 5000
  near(report.drift!.features[0]!.metrics.missingness.value, missing)
  near(report.drift!.score.metrics.missingness.value, Math.ceil(5000 / 3) / 5000)
  expect(report.drift!.features[0]!.unreadable).toBe(0)
})

test('NaN and infinite scores are no scores, wherever they stand', async () => {
  const { scores, labels } = cohort(1000, 3)
  const odd = new Map([
    [3, 'NaN'],
    [500, 'inf'],
    [999, '-inf'],
  ])
  const csv = toCsv({ score: scores.map((score, i) => odd.get(i) ?? score), label: labels })
  const report = await run(request(writeText(testFolder(), 'a.csv', csv)))
  const kept = [...scores.keys()].filter((i) => !odd.has(i))
  expectCore(
    report,
    kept.map((i) => scores[i]!),
    kept.map((i) => labels[i]!),
  )
  expect(report.dataset.unscored).toBe(3)
})

describe('scores in bins', () => {
  test('counts at thresholds are exact and the AUROC lies within its bound', async () => {
    const { scores, labels, sexes } = cohort(40_000, 4)
    // More distinct scores than there are bins.
    const fine = scores.map((score, i) => Math.min(1, score + ((i * 7919) % 10_007) / 1e7))
    const path = await writeParquet(`${testFolder()}/a.parquet`, {
      score: fine,
      label: labels,
      sex: sexes,
    })
    const more = { thresholds: [0.15, 0.29, 0.5], roles: { groups: ['sex'] } }
    const exact = await run(request(path, more))
    const binned = await run(request(path, { ...more, exactUpTo: 100 }))
    expect(binned.dataset.exact).toBe(false)
    const pairs = [
      [exact.overall, binned.overall] as const,
      ...exact.groups.map((group, i) => [group, binned.groups[i]!] as const),
    ]
    expect(pairs.length).toBe(3)
    for (const [one, other] of pairs) {
      expect(other.segment).toEqual(one.segment)
      expect(other.atThresholds.map(({ counts }) => counts)).toEqual(
        one.atThresholds.map(({ counts }) => counts),
      )
      const { value, certifiedBound } = other.metrics.auroc
      if (value === null || certifiedBound === null) throw new Error('no AUROC')
      expect(certifiedBound).toBeGreaterThan(0)
      expect(certifiedBound).toBeLessThan(1e-3)
      expect(Math.abs(value - one.metrics.auroc.value!)).toBeLessThanOrEqual(certifiedBound)
      near(other.metrics['brier-score'].value, one.metrics['brier-score'].value, 1e-9)
      near(
        other.metrics['observed-expected-ratio'].value,
        one.metrics['observed-expected-ratio'].value,
        1e-9,
      )
    }
  })

  test('neighbouring doubles on both sides of a threshold stay apart', async () => {
    const below = 0.29 - 2 ** -54
    expect(below).toBeLessThan(0.29)
    const score = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? 0.29 : below))
    const label = score.map((_, i) => (i % 2) as number)
    const path = await writeParquet(`${testFolder()}/a.parquet`, { score, label })
    const report = await run(request(path, { thresholds: [0.29], exactUpTo: 10 }))
    const { counts } = report.overall.atThresholds[0]!
    expect(counts.tp + counts.fp).toBe(1000)
  })
})

test('a score of exactly 0.29 is flagged at 0.29', async () => {
  const score = Array.from(
    { length: 200 },
    (_, i) => [0.28, 0.29, 0.3, 0.29000000000000004][i % 4]!,
  )
  const label = score.map((_, i) => (i % 8 < 4 ? 1 : 0))
  for (const exactUpTo of [1000, 10]) {
    const csv = writeText(testFolder(), 'a.csv', toCsv({ score, label }))
    const report = await run(request(csv, { thresholds: [0.29], exactUpTo }))
    expect(report.overall.atThresholds[0]!.counts).toEqual({ tp: 75, fp: 75, tn: 25, fn: 25 })
  }
})

test.each([2_000_000, 1000])(
  'the number of workers changes nothing (exact up to %i)',
  async (exactUpTo) => {
    const { scores, labels, ages, sexes } = cohort(250_000, 5)
    const columns = { score: scores, label: labels, age: ages, sex: sexes }
    const path = await writeParquet(`${testFolder()}/a.parquet`, columns)
    const what = request(path, {
      exactUpTo,
      thresholds: [0.15, 0.5],
      baseline: path,
      roles: { groups: ['sex'], features: ['age', 'sex'] },
    })
    const one = await run(what, { workers: 1 })
    const three = await run(what, { workers: 3 })
    // Sums of doubles depend on their order in the last digits; counts do not.
    expect(rounded(three)).toEqual(rounded(one))
  },
)

/** Nine digits of every number that is not whole. */
function rounded(report: EvaluationReport): unknown {
  return JSON.parse(JSON.stringify(report), (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value,
  )
}
