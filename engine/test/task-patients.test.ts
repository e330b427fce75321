import { expect, test } from 'vitest'
import regression from '../../core/src/statistics/reference/clustered-regression.json' with { type: 'json' }
import { evaluateTask } from '../src/evaluate-task.ts'
import type { MulticlassRequest, ReviewRequest } from '../src/task-request.ts'
import { testFolder, toCsv, writeParquet, writeText } from './dataset-files.ts'
import { regressionRequest } from './task-requests.ts'

const limits = { workers: 2, memoryMegabytes: 300 }

test.each(['csv', 'parquet'])(
  'errors of patients who repeat are as statsmodels says (%s)',
  async (format) => {
    const { predictions, outcomes, clusters, ...expected } = regression.cases.at(-1)!
    const columns = {
      p: [...predictions, ...predictions],
      y: [...outcomes, ...outcomes.map(() => null)],
      who: [...clusters, ...clusters].map((each) => `k${each}`),
      half: [...clusters, ...clusters].map((each) => (each % 2 === 0 ? 'even' : 'odd')),
      low: [...outcomes, ...outcomes].map((each, i) => each + (i % 10 === 0 ? 1 : -1)),
      high: [...outcomes, ...outcomes].map((each) => each + 2),
    }
    const folder = testFolder()
    const path =
      format === 'csv'
        ? writeText(folder, 'a.csv', toCsv(columns))
        : await writeParquet(`${folder}/a.parquet`, columns)
    const quantiles = [
      { level: 0.1, column: 'low' },
      { level: 0.9, column: 'high' },
    ]
    const request = regressionRequest(path, { patient: 'who', groups: ['half'], quantiles })
    const { overall, groups, notes } = await evaluateTask(request, limits)
    const pairs = [
      ['mean-absolute-error', 'meanAbsoluteError'],
      ['root-mean-squared-error', 'rootMeanSquaredError'],
      ['r-squared', 'rSquared'],
      ['mean-error', 'meanError'],
    ] as const
    for (const [name, key] of pairs) {
      expect(overall.metrics[name].value).toBeCloseTo(expected[key].value, 9)
      expect(overall.metrics[name].interval!.lower).toBeCloseTo(expected[key].lower, 9)
      expect(overall.metrics[name].interval!.upper).toBeCloseTo(expected[key].upper, 9)
    }
    expect(overall.patients).toBe(150)
    expect(groups.map(({ patients }) => patients)).toEqual([75, 75])
    expect(overall.quantiles[0]).toMatchObject({ n: outcomes.length, clusters: 150 })
    expect(overall.intervals[0]!.method).toContain('clustered')
    expect(overall.intervals[0]!.interval!.method).toBe('Wilson score, effective sample')
    expect(notes.some((note) => note.includes('independent'))).toBe(false)
  },
)

test('a row that names no patient stands for itself', async () => {
  const who = ['a', 'a', '', '', 'b', '']
  const columns = { p: [1, 2, 3, 4, 5, 6], y: [2, 2, 2, 5, 5, 5], who }
  const path = writeText(testFolder(), 'a.csv', toCsv(columns))
  const report = await evaluateTask(regressionRequest(path, { patient: 'who' }), limits)
  expect(report.overall.patients).toBe(5)
  expect(report.notes).toContain('3 rows name no patient; each counts as a patient of its own.')
  const plain = await evaluateTask(regressionRequest(path), limits)
  expect(plain.overall.patients).toBeNull()
  expect(plain.overall.metrics['mean-error'].value).toBe(report.overall.metrics['mean-error'].value)
})

test('reviews of items of one patient count as patients, and lone items as before', async () => {
  const items = Array.from({ length: 200 }, (_, i) => i)
  const columns = {
    who: items.map(() => 'r'),
    note: items.map((i) => `n${i}`),
    harm: items.map((i) => ((i >> 2) % 5 === 0 ? 1 : 0)),
    draft: items.map(() => 'all is well'),
    signed: items.map((i) => ((i >> 2) % 2 === 0 ? 'all is well' : 'all is not well')),
    about: items.map((i) => `p${i >> 2}`),
    alone: items.map((i) => `p${i}`),
  }
  const path = writeText(testFolder(), 'a.csv', toCsv(columns))
  const request: ReviewRequest = {
    task: 'reviews',
    path,
    rater: 'who',
    item: 'note',
    findings: { harm: 'harm' },
    texts: { draft: 'draft', signed: 'signed' },
    groups: [],
  }
  const plain = (await evaluateTask(request, limits)).overall
  const alone = (await evaluateTask({ ...request, patient: 'alone' }, limits)).overall
  const four = (await evaluateTask({ ...request, patient: 'about' }, limits)).overall
  const [once, same, fewer] = [plain, alone, four].map(({ findings }) => findings[0]!.rate)
  expect(same!.interval!.lower).toBeCloseTo(once!.interval!.lower!, 12)
  expect(fewer).toMatchObject({ value: 0.2, n: 200, clusters: 50 })
  const width = (rate: typeof once) => rate!.interval!.upper! - rate!.interval!.lower!
  // Four equal items of a patient are worth one: half the precision.
  expect(width(fewer) / width(once)).toBeGreaterThan(1.8)
  expect([plain.patients, alone.patients, four.patients]).toEqual([null, 200, 50])
  expect(four.edits!['signed-unchanged'].method).toContain('clustered')
  expect(four.edits!['edit-distance']).toMatchObject({ interval: null, n: 200 })
})

test('classes: rates and areas of patients, whole copies counting once', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => i)
  const kind = (i: number) => ['low', 'high'][(i * 7) % 3 === 0 ? 1 : 0]!
  const score = (i: number) => ((i * 37) % 100) / 200 + (kind(i) === 'high' ? 0.2 : 0)
  const file = (copies: number) => {
    const all = rows.flatMap((i) => Array.from({ length: copies }, () => i))
    const a = all.map((i) => 1 - score(i))
    const columns = {
      a,
      b: all.map(score),
      kind: all.map(kind),
      who: all.map((i) => `p${i}`),
      ward: all.map((i) => (i % 2 === 0 ? 'east' : 'west')),
    }
    return writeText(testFolder(), 'a.csv', toCsv(columns))
  }
  const request = (copies: number, changes: Partial<MulticlassRequest>): MulticlassRequest => ({
    task: 'multiclass',
    path: file(copies),
    classes: [
      { category: 'low', column: 'a' },
      { category: 'high', column: 'b' },
    ],
    label: 'kind',
    groups: ['ward'],
    features: [],
    baseline: null,
    ...changes,
  })
  const once = await evaluateTask(request(1, {}), limits)
  const same = await evaluateTask(request(1, { patient: 'who' }), limits)
  const thrice = await evaluateTask(request(3, { patient: 'who' }), limits)
  const segments = [once, same, thrice].map(({ overall, groups }) => [overall, ...groups])
  expect(segments[2]!.map(({ patients }) => patients)).toEqual([120, 60, 60])
  for (const [index, plain] of segments[0]!.entries()) {
    for (const clustered of [segments[1]![index]!, segments[2]![index]!]) {
      const pairs = [
        [plain.metrics.accuracy, clustered.metrics.accuracy],
        [plain.metrics['auroc-macro'], clustered.metrics['auroc-macro']],
        ...plain.classes.flatMap(({ metrics }, k) => {
          const own = clustered.classes[k]!.metrics
          return [
            [metrics.auroc, own.auroc],
            [metrics.sensitivity, own.sensitivity],
          ]
        }),
      ]
      for (const [expected, found] of pairs) {
        expect(found!.method).toContain('clustered')
        expect(found!.value).toBeCloseTo(expected!.value!, 12)
        // Up to the n − 1 of a design effect, whose rows are more in copies.
        expect(found!.interval!.lower).toBeCloseTo(expected!.interval!.lower!, 2)
        expect(found!.interval!.upper).toBeCloseTo(expected!.interval!.upper!, 2)
      }
      expect(clustered.metrics['sensitivity-macro'].interval).toBeNull()
    }
  }
  const bins = await evaluateTask(request(3, { patient: 'who', exactUpTo: 100 }), limits)
  expect(bins.overall.patients).toBeNull()
  expect(bins.notes.some((note) => note.includes('up to the exact limit only'))).toBe(true)
})
