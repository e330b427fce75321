import { describe, expect, test } from 'vitest'
import { DatasetError, type DatasetProblem } from '../src/dataset-error.ts'
import { type TaskReport, evaluateTask } from '../src/evaluate-task.ts'
import type { MulticlassRequest, RegressionRequest, ReviewRequest } from '../src/task-request.ts'
import { cohort } from './cohort.ts'
import { type Columns, testFolder, toCsv, writeParquet, writeText } from './dataset-files.ts'
import { regressionRequest } from './task-requests.ts'

const limits = { workers: 1, memoryMegabytes: 300 }
const { scores, ages, sexes } = cohort(60, 51)
const csv = (columns: Columns) => writeText(testFolder(), 'a.csv', toCsv(columns))
const with_ = <T>(values: readonly T[], at: number, value: T) =>
  values.map((each, i) => (i === at ? value : each))

const numbers: Columns = { p: scores, y: scores.map((x, i) => x + (i % 5) / 10), sex: sexes }
const kinds = ['low', 'high']
const classes: Columns = {
  a: scores,
  b: scores.map((x) => 1 - x),
  kind: scores.map((_, i) => kinds[i % 2]!),
}
const multiclass = (path: string, changes: Partial<MulticlassRequest> = {}): MulticlassRequest => ({
  task: 'multiclass',
  path,
  classes: [
    { category: 'low', column: 'a' },
    { category: 'high', column: 'b' },
  ],
  label: 'kind',
  groups: [],
  features: [],
  baseline: null,
  ...changes,
})

const texts: Columns = {
  who: scores.map((_, i) => `r${i % 2}`),
  note: scores.map((_, i) => `n${Math.floor(i / 2)}`),
  rating: scores.map((_, i) => (i % 5) + 1),
  harm: scores.map((_, i) => (i % 7 === 0 ? 1 : 0)),
}
const reviews = (path: string, changes: Partial<ReviewRequest> = {}): ReviewRequest => ({
  task: 'reviews',
  path,
  rater: 'who',
  item: 'note',
  rating: 'rating',
  findings: { harm: 'harm' },
  groups: [],
  ...changes,
})

type AnyTask = RegressionRequest | MulticlassRequest | ReviewRequest

async function problemsOf(request: AnyTask): Promise<readonly DatasetProblem[]> {
  try {
    await evaluateTask(request, limits)
  } catch (error) {
    if (error instanceof DatasetError) return error.problems
    throw error
  }
  throw new Error('the evaluation was not refused')
}

describe('what cannot be measured is refused with its column and row', () => {
  test.each<[string, () => AnyTask, object[]]>([
    [
      'missing columns, all at once',
      () => regressionRequest(csv({ p: scores }), { groups: ['sex'] }),
      [
        { code: 'missing-column', column: 'y' },
        { code: 'missing-column', column: 'sex' },
      ],
    ],
    [
      'text in a number column',
      () => regressionRequest(csv({ ...numbers, y: with_<number | string>(scores, 6, 'high') })),
      [{ code: 'not-a-number', column: 'y', row: 7 }],
    ],
    [
      'text in a quantile',
      () =>
        regressionRequest(csv({ ...numbers, q: with_<number | string>(scores, 2, '< 5') }), {
          quantiles: [{ level: 0.1, column: 'q' }],
        }),
      [{ code: 'not-a-number', column: 'q', row: 3 }],
    ],
    [
      'a number that no sum can hold',
      () => regressionRequest(csv({ ...numbers, p: with_(scores, 4, 1e99) })),
      [{ code: 'number-too-large', column: 'p', row: 5 }],
    ],
    [
      'no prediction in any row',
      () => regressionRequest(csv({ ...numbers, p: scores.map(() => null) })),
      [{ code: 'no-predictions', column: 'p' }],
    ],
    [
      'prediction and target are one',
      () => regressionRequest(csv(numbers), { target: 'p' }),
      [{ code: 'same-column', column: 'p' }],
    ],
    ['no rows', () => regressionRequest(csv({ p: [], y: [] })), [{ code: 'no-rows' }]],
    [
      'a time that is none',
      () => regressionRequest(csv({ ...numbers, at: scores.map(() => 'soon') }), { time: 'at' }),
      Array.from({ length: 5 }, (_, i) => ({ code: 'not-a-time', column: 'at', row: i + 1 })),
    ],
    [
      'a class that was not declared',
      () => multiclass(csv({ ...classes, kind: with_(classes['kind']!, 9, 'middle') })),
      [{ code: 'unknown-class', column: 'kind', row: 10 }],
    ],
    [
      'no scores of one class',
      () => multiclass(csv({ ...classes, b: scores.map(() => null) })),
      [{ code: 'no-scores', column: 'b' }],
    ],
    [
      'text among the scores of a class',
      () => multiclass(csv({ ...classes, b: with_<number | string>(scores, 0, 'x') })),
      [{ code: 'not-a-number', column: 'b', row: 1 }],
    ],
    [
      'a rating outside its scale, and a finding that is none',
      () =>
        reviews(
          csv({
            ...texts,
            rating: with_(texts['rating']!, 3, 7),
            harm: with_(texts['harm']!, 1, 'maybe'),
          }),
        ),
      [
        { code: 'bad-finding', column: 'harm', row: 2 },
        { code: 'bad-rating', column: 'rating', row: 4 },
      ],
    ],
    [
      'a second review of an item by one person',
      () => reviews(csv({ ...texts, who: scores.map(() => 'r0') })),
      Array.from({ length: 5 }, (_, i) => ({
        code: 'repeated-review',
        column: 'note',
        row: 2 * i + 2,
      })),
    ],
    [
      'nobody reviewed',
      () => reviews(csv({ ...texts, who: scores.map(() => null) })),
      [{ code: 'no-reviews' }],
    ],
  ])('%s', async (_, request, expected) => {
    expect(await problemsOf(request())).toMatchObject(expected)
  })

  test('levels and classes that cannot be are errors of the caller', async () => {
    const twice = [0.5, 0.5].map((level) => ({ level, column: 'p' }))
    await expect(
      evaluateTask(regressionRequest(csv(numbers), { quantiles: twice }), limits),
    ).rejects.toThrow(RangeError)
    const one = [{ category: 'low', column: 'a' }]
    await expect(evaluateTask(multiclass(csv(classes), { classes: one }), limits)).rejects.toThrow(
      'two are needed',
    )
  })
})

describe('what is odd is measured, and said', () => {
  const states = (report: TaskReport<RegressionRequest>) =>
    Object.fromEntries(
      Object.entries(report.overall.metrics).map(([name, { state }]) => [name, state]),
    )

  test('constant outcomes have no R²', async () => {
    const report = await evaluateTask(
      regressionRequest(csv({ ...numbers, y: scores.map(() => 3) })),
      limits,
    )
    expect(states(report)).toMatchObject({ 'r-squared': 'undefined', 'mean-absolute-error': 'ok' })
    expect(report.notes.join(' ')).toContain('All outcomes are equal')
  })

  test('no outcome known: everything is undefined, with the reason', async () => {
    const report = await evaluateTask(
      regressionRequest(csv({ ...numbers, y: scores.map(() => null) }), {
        quantiles: [{ level: 0.5, column: 'p' }],
      }),
      limits,
    )
    expect(new Set(Object.values(states(report)))).toEqual(new Set(['undefined']))
    expect(report.overall.quantiles[0]).toMatchObject({ state: 'undefined', value: null })
    expect(report.overall.metrics['r-squared'].reason).toBe('no predictions with an outcome')
  })

  test('fewer than thirty rows are insufficient', async () => {
    const few = Object.fromEntries(
      Object.entries(numbers).map(([name, values]) => [name, values.slice(0, 12)]),
    )
    const report = await evaluateTask(regressionRequest(csv(few)), limits)
    expect(states(report)).toMatchObject({ 'mean-absolute-error': 'insufficient' })
    expect(report.notes.join(' ')).toContain('Only 12 rows')
  })

  test('quantiles that cross are counted, and their interval holds nothing', async () => {
    const low = with_(scores as number[], 0, 99)
    const report = await evaluateTask(
      regressionRequest(csv({ ...numbers, low, high: scores.map((x) => x + 1) }), {
        quantiles: [
          { level: 0.05, column: 'low' },
          { level: 0.95, column: 'high' },
        ],
      }),
      limits,
    )
    expect(report.notes.join(' ')).toContain('In 1 rows a lower quantile lies above')
    expect(report.overall.intervals[0]!.value).toBeCloseTo(59 / 60, 12)
  })

  test('a class that nobody has is left out of the averages by name', async () => {
    const report = await evaluateTask(
      multiclass(csv({ ...classes, c: scores }), {
        classes: [...multiclass('').classes, { category: 'none', column: 'c' }],
      }),
      limits,
    )
    expect(report.overall.classes[2]).toMatchObject({ cases: 0 })
    expect(report.overall.classes[2]!.metrics.sensitivity.state).toBe('undefined')
    expect(report.overall.metrics['auroc-macro'].reason).toContain('none is left out')
    expect(report.notes.join(' ')).toContain('Nobody has the class none')
  })

  test('classes that are numbers are called as people write them, however they are stored', async () => {
    const kind = scores.map((_, i) => i % 2)
    const path = await writeParquet(`${testFolder()}/a.parquet`, { ...classes, kind })
    const report = await evaluateTask(
      multiclass(path, {
        classes: [
          { category: '0', column: 'a' },
          { category: '1', column: 'b' },
        ],
      }),
      limits,
    )
    expect(report.overall.labelled).toBe(60)
  })

  test('a third reviewer leaves Fleiss alone, and rows without a reviewer are counted', async () => {
    const who = texts['who']!.map((name, i) => (i === 0 ? 'r9' : i === 2 ? null : name))
    const report = await evaluateTask(reviews(csv({ ...texts, who })), limits)
    expect(report.dataset.unusable).toBe(1)
    expect(report.overall.reviewers).toBe(3)
    expect(report.overall.findings[0]!.cohensKappa).toBe(null)
    expect(report.overall.findings[0]!.rate.agreement.value).not.toBe(null)
  })
})

test('drift of a task: its outputs first, then the features', async () => {
  const path = csv({ ...numbers, age: ages })
  const baseline = csv({ ...numbers, age: ages.map((age) => age - 30) })
  const { drift } = await evaluateTask(
    regressionRequest(path, { baseline, features: ['age'], multivariate: {} }),
    limits,
  )
  expect(drift!.score.feature).toBe('p')
  expect(drift!.features.map(({ feature, level }) => [feature, level])).toEqual([
    ['age', 'critical'],
  ])
  expect(drift!.multivariate!.columns).toEqual(['age'])
  expect(drift!.multivariate!.metrics['domain-classifier-auroc'].value).toBeGreaterThan(0.9)
  const many = await evaluateTask(
    multiclass(csv({ ...classes, age: ages }), {
      baseline: csv({ ...classes, age: ages }),
      features: ['age'],
    }),
    limits,
  )
  expect(many.drift!.score.feature).toBe('a')
  expect(many.drift!.features.map(({ feature }) => feature)).toEqual(['b', 'age'])
})

describe('nothing to measure in a part is no error', () => {
  const site = scores.map((_, i) => (i < 20 ? 'north' : 'south'))
  const unknownInNorth = <T>(values: readonly T[]) =>
    values.map((value, i) => (i < 20 ? null : value))

  test('classes: no label in a group, and none at all', async () => {
    const some = { ...classes, kind: unknownInNorth(classes['kind']!), site }
    const report = await evaluateTask(multiclass(csv(some), { groups: ['site'] }), limits)
    const [north, south] = report.groups
    expect(north).toMatchObject({ n: 20, labelled: 0 })
    expect(north!.metrics['auroc-macro']).toMatchObject({ state: 'undefined', value: null })
    expect(north!.metrics.accuracy.state).toBe('undefined')
    expect(south!.metrics.accuracy.state).toBe('ok')
    const none = { ...classes, kind: scores.map(() => null) }
    const empty = await evaluateTask(multiclass(csv(none)), limits)
    for (const { state } of Object.values(empty.overall.metrics)) expect(state).toBe('undefined')
    expect(empty.notes.join(' ')).toContain('Only 0 rows')
  })

  test('classes: scores that are all equal, apart and in bins', async () => {
    for (const exactUpTo of [1000, 1]) {
      const constant = { ...classes, a: scores.map(() => 0.5), b: scores.map(() => 0.5) }
      const { overall, notes } = await evaluateTask(
        multiclass(csv(constant), { exactUpTo }),
        limits,
      )
      expect(overall.metrics['auroc-macro'].value).toBe(0.5)
      expect(notes.join(' ')).toContain('All scores are equal in a, b')
    }
  })

  test('numbers: no outcome in a group', async () => {
    const some = { ...numbers, y: unknownInNorth(numbers['y']!), site }
    const report = await evaluateTask(regressionRequest(csv(some), { groups: ['site'] }), limits)
    expect(report.groups[0]).toMatchObject({ n: 20, labelled: 0 })
    expect(report.groups[0]!.metrics['r-squared'].state).toBe('undefined')
    expect(report.groups[1]!.labelled).toBe(40)
  })

  test('reviews: no finding in a group, and texts that nobody gave', async () => {
    const some = {
      ...texts,
      harm: unknownInNorth(texts['harm']!),
      draft: scores.map(() => null),
      site,
    }
    const path = csv(some)
    const { groups, overall } = await evaluateTask(
      reviews(path, { groups: ['site'], texts: { draft: 'draft', signed: 'draft' } }),
      limits,
    )
    expect(groups[0]!.findings[0]!.rate).toMatchObject({ state: 'undefined', n: 0 })
    expect(groups[0]!.findings[0]!.cohensKappa).toBe(null)
    expect(overall.edits!['edit-distance'].state).toBe('undefined')
  })
})
