import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { cohort } from './cohort.ts'
import type { Columns, Value } from './dataset-files.ts'
import {
  problemsOf,
  request,
  run,
  testFolder,
  toCsv,
  toNdjson,
  writeParquet,
  writeText,
} from './dataset-files.ts'

const { scores, labels } = cohort(200, 41)
const good = { score: scores, label: labels }
const csv = (columns: Columns) => writeText(testFolder(), 'a.csv', toCsv(columns))
const changed = <T extends Value>(values: readonly T[], at: number, value: Value): Value[] =>
  values.map((each, i) => (i === at ? value : each))

describe('columns', () => {
  test('every missing one is named at once, with the near name', async () => {
    const path = csv({ Score: scores, label: labels, age: scores })
    const baseline = csv({ score: scores, label: labels })
    const roles = { groups: ['sex'], features: ['age'], time: 'at' }
    const problems = await problemsOf(request(path, { baseline, roles, aggregation: 'first' }))
    expect(problems.map(({ code, column }) => [code, column])).toEqual([
      ['missing-column', 'score'],
      ['missing-column', 'at'],
      ['missing-column', 'sex'],
      ['missing-role', null],
      ['missing-column', 'age'],
    ])
    expect(problems[0]!.remedy).toContain('Did you mean "Score"?')
    expect(problems[1]!.remedy).toContain('Score, label, age')
  })

  test.each<[string, Parameters<typeof request>[1], string]>([
    ['score and label are one', { roles: { label: 'score' } }, 'same-column'],
    ['a group twice', { roles: { groups: ['score', 'score'] } }, 'repeated-column'],
    [
      'one row per encounter without a time',
      { aggregation: 'first', roles: { encounter: 'score' } },
      'missing-role',
    ],
  ])('%s', async (_, changes, code) => {
    const problems = await problemsOf(request(csv(good), changes))
    expect(problems.map((problem) => problem.code)).toEqual([code])
  })
})

describe('values', () => {
  test.each(['csv', 'ndjson', 'parquet'])(
    'text among the scores is named by its row (%s)',
    async (format) => {
      const columns = { ...good, score: changed(scores.map(String), 41, 'high') }
      const folder = testFolder()
      const path =
        format === 'parquet'
          ? await writeParquet(join(folder, 'a.parquet'), columns)
          : writeText(
              folder,
              `a.${format}`,
              format === 'csv'
                ? toCsv(columns)
                : toNdjson({ ...good, score: changed(scores, 41, 'high') }),
            )
      const problems = await problemsOf(request(path))
      expect(problems).toEqual([
        {
          code: 'not-a-number',
          column: 'score',
          row: 42,
          message: 'Row 42, column "score": "high" is not a number.',
          remedy: 'Mend the value, or leave it empty where there is none.',
        },
      ])
    },
  )

  test.each([2, -1, 'yes', 0.5])('a label of %s is named by its row', async (value) => {
    const [problem] = await problemsOf(request(csv({ ...good, label: changed(labels, 6, value) })))
    expect(problem).toMatchObject({ code: 'bad-label', column: 'label', row: 7 })
    expect(problem!.message).toContain(`"${value}"`)
  })

  test('problems of several columns come together, five rows of each at most', async () => {
    const path = csv({
      score: scores.map((s, i) => (i < 20 ? 'x' : s)),
      label: changed(labels, 0, 3),
    })
    const problems = await problemsOf(request(path))
    expect(problems.map(({ column, row }) => [column, row])).toEqual([
      ['score', 1],
      ['score', 2],
      ['score', 3],
      ['score', 4],
      ['score', 5],
      ['label', 1],
    ])
  })

  test('labels may be words for 0 and 1', async () => {
    const label = labels.map((value, i) => (i % 2 === 0 ? value : value === 1 ? 'TRUE' : 'false'))
    const report = await run(request(csv({ score: scores, label })))
    expect(report.dataset.positives).toBe(labels.filter((value) => value === 1).length)
  })

  test('a score column without a number is refused', async () => {
    const [problem] = await problemsOf(request(csv({ ...good, score: scores.map(() => 'NA') })))
    expect(problem).toMatchObject({ code: 'no-scores', column: 'score' })
  })

  test('no rows are refused', async () => {
    const [problem] = await problemsOf(request(writeText(testFolder(), 'a.csv', 'score,label\n')))
    expect(problem).toMatchObject({ code: 'no-rows' })
  })

  test('a score that never varies is measured, and said to be that', async () => {
    const report = await run(request(csv({ ...good, score: scores.map(() => 0.4) })))
    expect(report.overall.metrics.auroc.value).toBe(0.5)
    expect(report.notes.join()).toContain('All scores are equal')
  })

  test('one class only has no AUROC, and says why', async () => {
    const report = await run(request(csv({ ...good, label: labels.map(() => 0) })))
    expect(report.overall.metrics.auroc).toMatchObject({ state: 'undefined', value: null })
    expect(report.notes.join()).toContain('All known outcomes are negative')
  })

  test('no outcome at all leaves drift and nothing else', async () => {
    const path = csv({ ...good, label: labels.map(() => null) })
    const report = await run(request(path, { baseline: path }))
    expect(report.dataset).toMatchObject({ unlabelled: 200, positives: 0, negatives: 0 })
    expect(report.overall.metrics.auroc.state).toBe('undefined')
    expect(report.drift!.score.level).toBe('none')
  })

  test('fewer than thirty rows are shown and not decided on', async () => {
    const path = csv({ score: scores.slice(0, 20), label: labels.slice(0, 20) })
    const report = await run(request(path))
    expect(report.overall.metrics.auroc.state).toBe('insufficient')
    expect(report.notes.join()).toContain('Only 20 rows have an outcome')
  })

  test('scores outside 0 to 1 rank, but are no probabilities', async () => {
    const report = await run(request(csv({ ...good, score: scores.map((s) => s * 10) })))
    expect(report.overall.metrics.auroc.state).toBe('ok')
    expect(report.overall.metrics['brier-score'].state).toBe('undefined')
    expect(report.notes.join()).toContain('lie outside 0 to 1')
  })
})

describe('times', () => {
  const zoned = '2026-01-01T08:00:00+01:00'
  const plain = '2026-01-01T08:00:00'
  const at = (values: (i: number) => Value) => scores.map((_, i) => values(i))

  test.each(['csv', 'ndjson'])('with and without zones in one column (%s)', async (format) => {
    const columns = { ...good, time: at((i) => (i === 9 ? plain : zoned)) }
    const text = format === 'csv' ? toCsv(columns) : toNdjson(columns)
    const path = writeText(testFolder(), `a.${format}`, text)
    const [problem] = await problemsOf(request(path, { roles: { time: 'time' } }))
    expect(problem).toMatchObject({ code: 'mixed-zones', column: 'time', row: 10 })
  })

  test('with zones in one of two columns', async () => {
    const path = csv({ ...good, time: at(() => zoned), event: at(() => plain) })
    const [problem] = await problemsOf(
      request(path, { roles: { time: 'time', eventTime: 'event' } }),
    )
    expect(problem).toMatchObject({ code: 'mixed-zones', column: 'event' })
  })

  test('that cannot be read are named by their row, numbers too', async () => {
    const path = csv({ ...good, time: at((i) => (i === 4 ? '32.13.2026' : zoned)) })
    const [problem] = await problemsOf(request(path, { roles: { time: 'time' } }))
    expect(problem).toMatchObject({ code: 'not-a-time', column: 'time', row: 5 })
    const numbers = await writeParquet(join(testFolder(), 'a.parquet'), {
      ...good,
      time: at(() => 1.7e9),
    })
    const [second] = await problemsOf(request(numbers, { roles: { time: 'time' } }))
    expect(second).toMatchObject({ code: 'not-a-time', column: 'time', row: 1 })
  })

  test('are told in UTC', async () => {
    const path = csv({ ...good, time: at((i) => (i === 0 ? null : zoned)) })
    const report = await run(request(path, { roles: { time: 'time' } }))
    expect(report.dataset).toMatchObject({
      from: '2026-01-01T07:00:00.000Z',
      to: '2026-01-01T07:00:00.000Z',
    })
    expect(report.notes).toContain('1 rows have no time.')
    expect(report.overall.metrics.auroc.dataCutoff).toBe('2026-01-01T07:00:00.000Z')
  })
})

describe('files that are not what they say', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const zip = Buffer.from('504b03040a0000000000', 'hex')

  test.each<[string, string, Buffer | string, string]>([
    ['a picture', 'a.parquet', png, 'unknown-format'],
    ['an archive', 'a.csv', zip, 'unknown-format'],
    ['nothing', 'a.csv', '', 'empty-file'],
    ['Parquet that is cut off', 'a.parquet', 'PAR1 and then no more', 'truncated-file'],
    ['Parquet', 'a.csv', 'PAR1....PAR1', 'format-mismatch'],
    ['a list', 'a.json', '[{"score": 0.5}]', 'format-mismatch'],
    ['UTF-16', 'a.csv', Buffer.from('score,label\n', 'utf16le'), 'unknown-format'],
    ['a cut-off archive', 'a.csv.gz', gzipSync(toCsv(good)).subarray(0, 30), 'truncated-file'],
    ['Latin 1 in the header', 'a.csv', Buffer.from('größe,label\n1,0\n', 'latin1'), 'not-utf-8'],
  ])('%s named %s', async (_, name, content, code) => {
    const problems = await problemsOf(request(writeText(testFolder(), name, content)))
    expect(problems.map((problem) => problem.code)).toEqual([code])
    expect(problems[0]!.message).toContain(name)
  })

  test('a Parquet file whose end is missing, and one broken inside', async () => {
    const folder = testFolder()
    const whole = readFileSync(await writeParquet(join(folder, 'a.parquet'), good))
    const cut = writeText(folder, 'cut.parquet', whole.subarray(0, whole.length / 2))
    expect((await problemsOf(request(cut)))[0]!.code).toBe('truncated-file')
    const broken = Buffer.from(whole)
    broken.fill(0xff, whole.length - 200, whole.length - 8)
    const [problem] = await problemsOf(request(writeText(folder, 'broken.parquet', broken)))
    expect(problem!.code).toBe('unreadable-table')
  })

  test('a folder and a file that is not there', async () => {
    const folder = testFolder()
    mkdirSync(join(folder, 'a.parquet'))
    for (const name of ['a.parquet', 'none.csv']) {
      const [problem] = await problemsOf(request(join(folder, name)))
      expect(problem).toMatchObject({ code: 'unreadable-file' })
    }
  })
})

describe('lines that do not fit', () => {
  test.each<[string, string, number]>([
    ['one cell too many', '0.5,1,7', 22],
    ['one cell too few', '0.5', 22],
  ])('%s', async (_, line, expected) => {
    const lines = toCsv(good).split('\n')
    lines[expected - 1] = line
    const [problem] = await problemsOf(request(writeText(testFolder(), 'a.csv', lines.join('\n'))))
    expect(problem).toMatchObject({ code: 'unreadable-table', row: expected - 1 })
    expect(problem!.message).toContain(`line ${expected}`)
    expect(problem!.message).not.toContain(line.slice(0, 3))
  })

  test('a header that is shorter than every line is no header to skip', async () => {
    const text = `score,label\n${scores.map((s, i) => `${s},${labels[i]},x`).join('\n')}\n`
    const [problem] = await problemsOf(request(writeText(testFolder(), 'a.csv', text)))
    expect(problem).toMatchObject({ code: 'unreadable-table', row: 1 })
  })

  test('Latin 1 far down is named by its line', async () => {
    const site = changed(
      scores.map(() => 'x'),
      150,
      'Köln',
    )
    const text = Buffer.from(toCsv({ ...good, site }), 'latin1')
    const [problem] = await problemsOf(
      request(writeText(testFolder(), 'a.csv', text), { roles: { groups: ['site'] } }),
    )
    expect(problem).toMatchObject({ row: 151, remedy: 'Save the file as UTF-8.' })
  })

  test('JSON that breaks off is named by its line', async () => {
    const lines = toNdjson(good).split('\n')
    lines[20] = '{"score": 0.5,'
    const [problem] = await problemsOf(
      request(writeText(testFolder(), 'a.ndjson', lines.join('\n'))),
    )
    expect(problem).toMatchObject({ code: 'unreadable-table', row: 21 })
  })
})

test.each<[string, string, (text: string) => Buffer | string]>([
  ['a mark of byte order and semicolons', 'a.csv', (t) => `\uFEFF${t.replaceAll(',', ';')}`],
  ['tabs', 'a.tsv', (t) => t.replaceAll(',', '\t')],
  ['lines ended as Windows does', 'a.csv', (t) => t.replaceAll('\n', '\r\n')],
  ['no line end at the end', 'a.csv', (t) => t.trimEnd()],
  ['packed', 'a.csv.gz', (t) => gzipSync(t)],
  ['packed, with nothing in the name', 'upload', (t) => gzipSync(t)],
])('a CSV file with %s is read', async (_, name, write) => {
  const folder = testFolder()
  const path = join(folder, name)
  writeFileSync(path, write(toCsv(good)))
  const report = await run(request(path))
  expect(report.dataset).toMatchObject({ rows: 200, unscored: 0, unlabelled: 0 })
})

test('packed newline-delimited JSON is read', async () => {
  const path = writeText(testFolder(), 'a.ndjson.gz', gzipSync(toNdjson(good)))
  expect((await run(request(path))).dataset.rows).toBe(200)
})

test('thresholds that do not ascend are an error of the caller', async () => {
  await expect(run(request('a.csv', { thresholds: [0.5, 0.5] }))).rejects.toThrow(RangeError)
})
