import { describe, expect, test } from 'vitest'
import type { MulticlassSegment } from '@primum/core/evaluation/multiclass-report'
import type { RegressionSegment } from '@primum/core/evaluation/regression-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import encounters from '../../core/src/statistics/reference/evaluated-encounters.json' with { type: 'json' }
import multiclass from '../../core/src/statistics/reference/evaluated-multiclass.json' with { type: 'json' }
import multivariate from '../../core/src/statistics/reference/evaluated-multivariate.json' with { type: 'json' }
import regression from '../../core/src/statistics/reference/evaluated-regression.json' with { type: 'json' }
import reviews from '../../core/src/statistics/reference/evaluated-reviews.json' with { type: 'json' }
import unlabelled from '../../core/src/statistics/reference/evaluated-without-outcomes.json' with { type: 'json' }
import { evaluateTask } from '../src/evaluate-task.ts'
import { chosenRows } from '../src/sample-rows.ts'
import { cohort } from './cohort.ts'
import {
  type Columns,
  request,
  run,
  testFolder,
  toCsv,
  writeParquet,
  writeText,
} from './dataset-files.ts'

// Whole files, through the whole engine, against what scikit-learn, SciPy and statsmodels say of
// them: tools/reference-numbers/evaluated_files.py.
const limits = { workers: 2, memoryMegabytes: 500 }
const formats = ['csv', 'parquet'] as const

const fileOf = (columns: Columns, format: (typeof formats)[number] = 'csv') =>
  format === 'csv'
    ? Promise.resolve(writeText(testFolder(), 'a.csv', toCsv(columns)))
    : writeParquet(`${testFolder()}/a.parquet`, columns)

function near(found: number | null | undefined, expected: number): void {
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    1e-9 * Math.max(1e-3, Math.abs(expected)),
  )
}

type Limits = { value: number; lower: number; upper: number }

function nearWithInterval(found: Estimate | undefined, expected: Limits): void {
  near(found?.value, expected.value)
  near(found?.interval?.lower, expected.lower)
  near(found?.interval?.upper, expected.upper)
}

describe.each(formats)('regression (%s)', (format) => {
  const [expected] = regression.cases
  test('is what scikit-learn says, for everyone and for each group', async () => {
    const report = await evaluateTask(
      {
        task: 'regression',
        path: await fileOf(expected!.columns, format),
        prediction: 'prediction',
        target: 'target',
        quantiles: [
          { level: 0.1, column: 'low' },
          { level: 0.5, column: 'middle' },
          { level: 0.9, column: 'high' },
        ],
        groups: ['site'],
        features: [],
        baseline: null,
      },
      limits,
    )
    expect(report.dataset.unpredicted).toBe(expected!.unpredicted)
    const pairs: [RegressionSegment, (typeof expected & object)['overall']][] = [
      [report.overall, expected!.overall],
      ...report.groups.map((group): [RegressionSegment, (typeof expected & object)['overall']] => [
        group,
        expected!.groups[group.segment.value as 'north' | 'south'],
      ]),
    ]
    expect(pairs.length).toBe(3)
    for (const [found, numbers] of pairs) {
      expect(found.labelled).toBe(numbers.n)
      for (const name of ['mean-absolute-error', 'root-mean-squared-error'] as const) {
        near(found.metrics[name].value, numbers[name])
      }
      near(found.metrics['r-squared'].value, numbers['r-squared'])
      near(found.metrics['mean-error'].value, numbers['mean-error'])
      for (const each of found.quantiles) {
        nearWithInterval(each, numbers.quantiles[String(each.level) as '0.1'])
      }
      expect(found.intervals.map(({ nominal }) => nominal)).toEqual([0.8])
      nearWithInterval(found.intervals[0], numbers.coverage)
    }
  })
})

describe.each(formats)('multiclass (%s)', (format) => {
  const [expected] = multiclass.cases
  test.each([1_000_000, 100])(
    'is what scikit-learn says (scores apart up to %i)',
    async (exactUpTo) => {
      const report = await evaluateTask(
        {
          task: 'multiclass',
          path: await fileOf(expected!.columns, format),
          classes: expected!.categories.map((category) => ({ category, column: `p_${category}` })),
          label: 'actual',
          groups: ['site'],
          features: [],
          baseline: null,
          exactUpTo,
        },
        limits,
      )
      expect(report.dataset).toMatchObject({
        unscored: expected!.unscored,
        exact: exactUpTo > 1000,
      })
      type Numbers = (typeof expected & object)['overall']
      const pairs: [MulticlassSegment, Numbers][] = [
        [report.overall, expected!.overall],
        ...report.groups.map((group): [MulticlassSegment, Numbers] => [
          group,
          expected!.groups[group.segment.value as 'north' | 'south'],
        ]),
      ]
      expect(pairs.length).toBe(3)
      for (const [found, numbers] of pairs) {
        expect(found.labelled).toBe(numbers.n)
        expect(found.confusionMatrix.counts).toEqual(numbers.confusionMatrix)
        // Two decimals fall into bins of their own, so that binning changes nothing here.
        for (const name of ['auroc-macro', 'auroc-weighted', 'auroc-micro'] as const) {
          near(found.metrics[name].value, numbers[name])
        }
        near(found.metrics.accuracy.value, numbers.accuracy)
        near(found.metrics['sensitivity-macro'].value, numbers['sensitivity-macro'])
        near(
          found.metrics['positive-predictive-value-macro'].value,
          numbers['positive-predictive-value-macro'],
        )
        found.classes.forEach(({ metrics }, k) => {
          near(metrics.auroc.value, numbers.auroc[k]!)
          near(metrics.sensitivity.value, numbers.sensitivity[k]!)
          near(metrics['positive-predictive-value'].value, numbers['positive-predictive-value'][k]!)
        })
      }
    },
  )
})

test('multiclass in bins: each area lies within its bound of the exact one', async () => {
  const { scores } = cohort(4000, 81)
  const a = scores.map((x, i) => x + ((i * 7919) % 10_007) / 1e8)
  const columns = { a, b: a.map((x, i) => x * ((i % 7) + 1)), c: a.map((x) => 1 - x) }
  const kind = a.map((x, i) => ['a', 'b', 'c'][(i + Math.floor(5 * x)) % 3]!)
  const path = await fileOf({ ...columns, kind }, 'parquet')
  const classes = ['a', 'b', 'c'].map((category) => ({ category, column: category }))
  const shared = { task: 'multiclass' as const, path, classes, label: 'kind' }
  const none = { groups: [], features: [], baseline: null }
  const exact = await evaluateTask({ ...shared, ...none }, limits)
  const binned = await evaluateTask({ ...shared, ...none, exactUpTo: 1 }, limits)
  expect(binned.overall.confusionMatrix).toEqual(exact.overall.confusionMatrix)
  binned.overall.classes.forEach(({ metrics: { auroc } }, k) => {
    expect(auroc.certifiedBound).toBeGreaterThan(0)
    expect(auroc.certifiedBound).toBeLessThan(1e-3)
    const difference = Math.abs(auroc.value! - exact.overall.classes[k]!.metrics.auroc.value!)
    expect(difference).toBeLessThanOrEqual(auroc.certifiedBound! + 1e-12)
  })
})

test('reviews: rates, both kappas and edits', async () => {
  const [expected] = reviews.cases
  const { overall } = await evaluateTask(
    {
      task: 'reviews',
      path: await fileOf(expected!.columns),
      rater: 'reviewer',
      item: 'item',
      rating: 'rating',
      findings: { omission: 'omission' },
      texts: { draft: 'draft', signed: 'signed' },
      groups: [],
    },
    limits,
  )
  expect(overall).toMatchObject({ reviews: 120, items: 60, reviewers: 2 })
  const [omission, lowRating] = overall.findings
  expect(lowRating!.finding).toBe('low-rating')
  nearWithInterval(omission!.rate, expected!.omission)
  near(omission!.rate.agreement.value, expected!.fleiss)
  near(omission!.cohensKappa?.value, expected!.cohen)
  near(overall.ratingAgreement?.value, expected!.ratings)
  const { 'edit-distance': edits, 'signed-unchanged': unchanged } = overall.edits!
  const [lower, median, upper] = expected!.quartiles
  near(edits.lowerQuartile, lower!)
  near(edits.value, median!)
  near(edits.upperQuartile, upper!)
  nearWithInterval(unchanged, expected!.unchanged)
})

describe('without outcomes', () => {
  const [expected] = unlabelled.cases
  const empty: Columns = { ...expected!.columns, label: Array<null>(250).fill(null) }
  test.each<[string, Columns, number]>([
    ['an empty column of labels', empty, 1000],
    ['scores in bins', empty, 10],
    ['no column of labels at all', expected!.columns, 1000],
  ])(
    '%s: the estimate is that of an isotonic map in scikit-learn',
    async (_, columns, exactUpTo) => {
      const path = await fileOf(columns)
      const baseline = writeText(testFolder(), 'before.csv', toCsv(expected!.baseline))
      const report = await run(request(path, { baseline, thresholds: [0.3, 0.5], exactUpTo }))
      const { estimated, overall } = report
      expect(overall.metrics.auroc.state).toBe('undefined')
      expect(estimated).toMatchObject({ n: 250, unlabelled: 250 })
      near(estimated!.metrics.auroc.value, expected!.auroc)
      near(estimated!.metrics.auroc.baselineValue, expected!.baselineAuroc)
      for (const { threshold, metrics } of estimated!.atThresholds) {
        const numbers = expected!.thresholds[String(threshold) as '0.3']
        for (const [name, found] of Object.entries(metrics)) {
          near(found.value, numbers[name as 'sensitivity'])
          expect(found).toMatchObject({ estimated: true, baseline: 'before.csv' })
          expect(found.reason).toContain('assumes no concept drift')
          expect(found.method).toContain('estimated')
        }
        near(metrics.sensitivity.baselineValue, numbers.baselineSensitivity)
        near(metrics['positive-predictive-value'].baselineValue, numbers.baselineValue)
      }
    },
  )
})

test('features together: PCA and a classifier over the same folds', async () => {
  const [expected] = multivariate.cases
  const folder = testFolder()
  const path = await writeParquet(`${folder}/now.parquet`, withScores(expected!.columns, 110))
  const baseline = await writeParquet(
    `${folder}/before.parquet`,
    withScores(expected!.baseline, 160),
  )
  const features = Object.keys(expected!.columns)
  const report = await run(request(path, { baseline, roles: { features }, multivariate: {} }))
  const { sample, metrics, columns, leftOut } = report.drift!.multivariate!
  expect(sample).toEqual({ method: 'every row', seed: 1, rows: 110, baselineRows: 160 })
  expect(columns).toEqual(features.filter((name) => name !== 'fixed'))
  expect(leftOut).toEqual([{ column: 'fixed', reason: 'it does not vary in the baseline' }])
  const { 'reconstruction-error': error, 'domain-classifier-auroc': area } = metrics
  near(error.value, expected!.error)
  near(error.baselineValue, expected!.baselineError)
  near(error.pValue, expected!.pValue)
  near(error.imputedShare, expected!.imputedShare)
  near(area.value, expected!.auroc)
  expect(error).toMatchObject({ state: 'ok', baseline: 'before.parquet' })
  const { places, ...options } = expected!.chosen
  expect(chosenRows(options)).toEqual(places)
})

function withScores(columns: Columns, rows: number): Columns {
  const score = Array.from({ length: rows }, (_, i) => (i % 10) / 10)
  return { score, label: score.map((_, i) => i % 2), ...columns }
}

test.each(['max', 'none'] as const)('alerts by encounter, one row of each by %s', async (way) => {
  const [expected] = encounters.cases
  const path = await fileOf(expected!.columns)
  const report = await run(
    request(path, {
      aggregation: way,
      thresholds: expected!.thresholds,
      roles: { encounter: 'stay', groups: ['ward'] },
    }),
  )
  const pairs = [
    [report.overall, expected!.overall] as const,
    ...report.groups.map(
      (group) => [group, expected!.groups[group.segment.value as 'east' | 'west']] as const,
    ),
  ]
  expect(pairs.length).toBe(3)
  for (const [segment, numbers] of pairs) {
    segment.atThresholds.forEach(({ metrics }, index) => {
      const { encounters: n, alerted, ...burden } = numbers[index]!
      expect(metrics['alert-burden']?.n).toBe(n)
      nearWithInterval(metrics['alert-burden'], burden)
      nearWithInterval(metrics['encounters-alerted'], alerted)
    })
  }
})
