import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { runCli, startCli } from './run-cli.ts'

const real = fileURLToPath(new URL('../../../shared/data/diabetes-readmission', import.meta.url))
const absent = !existsSync(real)

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'primum-evaluate-test-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

async function runSql(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run(sql)
  connection.closeSync()
  instance.closeSync()
}

/** Invented rows; the three of ward "attic" are too few to be shown. */
async function invented(name = 'a.csv', more = (line: string) => line): Promise<string> {
  const lines = Array.from({ length: 2000 }, (_, i) => {
    const score = ((i * 37) % 1000) / 1000
    const label = (i * 7919) % 1000 < score * 1000 ? 1 : 0
    const ward = i < 3 ? 'attic' : i % 3 === 0 ? 'east' : 'west'
    return more(`e${i},${score},${label},${ward},${40 + (i % 50)}`)
  })
  const path = join(await folder(), name)
  await writeFile(path, `stay,score,label,ward,age\n${lines.join('\n')}\n`)
  return path
}

const mapping = ['--score', 'score', '--label', 'label']

describe('primum evaluate', () => {
  test('--json is the report and nothing else, and so is --output', async () => {
    const path = await invented()
    const output = join(await folder(), 'report.json')
    const more = [
      '--groups',
      'ward',
      '--threshold',
      '0.5',
      '--threshold',
      '0.15,0.5',
      '--baseline',
      path,
    ]
    const ran = await runCli([
      'evaluate',
      path,
      ...mapping,
      ...more,
      '--features',
      'age',
      '--output',
      output,
      '--json',
    ])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    const report = JSON.parse(ran.stdout) as EvaluationReport
    expect(report).toMatchObject({
      format: 'primum-evaluation/1',
      dataset: { name: 'a.csv', rows: 2000, exact: true },
      unit: { of: 'prediction', aggregation: 'none' },
      thresholds: [0.15, 0.5],
      suppressedBelow: null,
    })
    expect(report.groups.map(({ segment }) => segment.value)).toEqual(['attic', 'east', 'west'])
    expect(report.drift?.features.map(({ feature }) => feature)).toEqual(['age'])
    expect(JSON.parse(await readFile(output, 'utf8'))).toEqual(report)
  })

  test('the words say numbers with intervals, and what is not estimable', async () => {
    const path = await invented()
    const more = ['--groups', 'ward', '--baseline', path, '--features', 'age,ward']
    const { code, stdout } = await runCli(['evaluate', path, ...mapping, ...more])
    expect(code).toBe(0)
    expect(stdout).toContain('a.csv: 2,000 rows; ')
    expect(stdout).toMatch(/AUROC +0\.\d{3} +0\.\d{3} to 0\.\d{3}/)
    expect(stdout).toContain('Flagged from 0.5')
    expect(stdout).toMatch(/ward +attic +3 .*not estimable: /)
    expect(stdout).toMatch(/ward, flagged from 0.5: equalized odds difference/)
    expect(stdout).toContain('score (score)')
    expect(stdout).toContain('- Rows are taken as independent')
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('--suppress hides the small group in words and in JSON', async () => {
    const args = ['evaluate', await invented(), ...mapping, '--groups', 'ward', '--suppress']
    const report = JSON.parse((await runCli([...args, '--json'])).stdout) as EvaluationReport
    expect(report.suppressedBelow).toBe(11)
    expect(report.groups.find(({ segment }) => segment.value === 'attic')).toMatchObject({ n: 0 })
    const { stdout } = await runCli(args)
    expect(stdout).toContain('hidden: fewer than 11 people')
  })

  test('--encounter alone takes the highest score of each', async () => {
    const path = await invented('a.csv', (line) => line.replace(/^e(\d+)\d/, 'e$1'))
    const ran = await runCli(['evaluate', path, ...mapping, '--encounter', 'stay', '--json'])
    const report = JSON.parse(ran.stdout) as EvaluationReport
    expect(report.unit).toEqual({ of: 'encounter', aggregation: 'max' })
    expect(report.overall.n).toBeLessThan(300)
  })

  test('without columns it lists them, with what each could be', async () => {
    const path = await invented()
    const { code, stdout } = await runCli(['evaluate', path])
    expect(code).toBe(0)
    expect(stdout).toMatch(/score +number .* score +named as one/)
    expect(stdout).toMatch(/stay +text .* encounter +named as one/)
    const json = JSON.parse((await runCli(['evaluate', '--columns', path, '--json'])).stdout) as {
      columns: { name: string }[]
      suggestions: { column: string; role: string }[]
    }
    expect(json.columns.length).toBe(5)
    expect(json.suggestions.find(({ role }) => role === 'label')?.column).toBe('label')
  })
})

describe('other tasks', () => {
  test('numbers: errors, quantiles and groups in words and in JSON', async () => {
    const path = await invented()
    const args = ['evaluate', path, '--task', 'regression', '--prediction', 'score']
    const more = ['--target', 'age', '--quantiles', 'q10=score,0.9=score', '--groups', 'ward']
    const { code, stdout } = await runCli([...args, ...more])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Mean absolute error +\d\d\.\d/)
    expect(stdout).toMatch(/At or below the 10 % quantile +10\.0 % +0\.000/)
    expect(stdout).toMatch(/ward +attic +3 .*not estimable/)
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/)
    const json = JSON.parse((await runCli([...args, ...more, '--json'])).stdout) as object
    expect(json).toMatchObject({ format: 'primum-regression/1', overall: { labelled: 2000 } })
  })

  test('several classes: a score for each, and the confusion matrix', async () => {
    const path = await invented()
    const args = ['evaluate', path, '--task', 'multiclass', '--label', 'label']
    const { code, stdout } = await runCli([...args, '--scores', '1=score,0=age'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/AUROC, macro +0\.\d{3}/)
    expect(stdout).toContain('Actual class by predicted class')
    const wrong = await runCli([...args, '--scores', 'yes=score,no=age', '--json'])
    expect(wrong.code).toBe(2)
    const { error } = JSON.parse(wrong.stdout) as { error: { problems: object[] } }
    expect(error.problems[0]).toMatchObject({ code: 'unknown-class', column: 'label', row: 1 })
  })

  test('reviews of texts', async () => {
    const path = join(await folder(), 'reviews.csv')
    const rows = Array.from({ length: 80 }, (_, i) => {
      const signed = i % 3 === 0 ? 'well today' : 'not well today'
      return `r${i % 2},n${i >> 1},${(i % 5) + 1},${i % 4 === 0 ? 1 : 0},well today,${signed}`
    })
    await writeFile(path, `who,note,stars,missing,draft,signed\n${rows.join('\n')}\n`)
    const args = ['evaluate', path, '--task', 'reviews', '--rater', 'who', '--item', 'note']
    const more = ['--rating', 'stars', '--omission', 'missing', '--draft', 'draft']
    const { code, stdout } = await runCli([...args, ...more, '--signed', 'signed'])
    expect(code).toBe(0)
    expect(stdout).toContain('80 reviews of 40 items by 2 people')
    expect(stdout).toMatch(/Omission +0\.500/)
    expect(stdout).toMatch(/Signed unchanged +0\.\d{3}/)
  })

  test('--suppress hides few people of every task, in words, JSON and the file', async () => {
    const path = await invented()
    const output = join(await folder(), 'report.json')
    const numbers = ['--task', 'regression', '--prediction', 'score', '--target', 'age']
    const classes = ['--task', 'multiclass', '--label', 'label', '--scores', '1=score,0=age']
    for (const task of [numbers, classes]) {
      const args = ['evaluate', path, ...task, '--groups', 'ward', '--suppress']
      const { code, stdout } = await runCli([...args, '--output', output])
      expect(code).toBe(0)
      expect(stdout).toMatch(/ward +attic +.*hidden: fewer than 11 people/)
      expect(stdout).toContain('Counts below 11 people are hidden')
      const report = JSON.parse(await readFile(output, 'utf8')) as {
        suppressedBelow: number
        groups: { n: number }[]
      }
      expect(report.suppressedBelow).toBe(11)
      expect(report.groups[0]!.n).toBe(0)
      expect(JSON.parse((await runCli([...args, '--json'])).stdout)).toEqual(report)
    }
  })

  test('--suppress and --patient of reviews', async () => {
    const path = join(await folder(), 'reviews.csv')
    const rows = Array.from(
      { length: 120 },
      (_, i) => `r,n${i},${i < 3 ? 1 : 0},${i % 2},p${i >> 1}`,
    )
    await writeFile(path, `who,note,harm,missing,about\n${rows.join('\n')}\n`)
    const args = ['evaluate', path, '--task', 'reviews', '--rater', 'who', '--item', 'note']
    const more = ['--harm', 'harm', '--omission', 'missing', '--patient', 'about', '--suppress']
    const { code, stdout } = await runCli([...args, ...more])
    expect(code).toBe(0)
    expect(stdout).toContain('120 reviews of 120 items, about 60 patients by 1 person')
    expect(stdout).toMatch(/Omission +0\.500/)
    expect(stdout).toMatch(/Harm +.*hidden: fewer than 11 people/)
  })

  test.each([
    [['--task', 'regression', '--prediction', 'score'], '--target is missing'],
    [['--task', 'regression', ...mapping], '--score means nothing for --task regression'],
    [['--task', 'reviews', '--event-time', 'at'], '--event-time means nothing'],
    [['--task', 'multiclass', '--label', 'label', '--scores', '1=score'], 'two classes or more'],
    [['--task', 'multiclass', '--label', 'label', '--scores', 'score'], 'Give NAME=COLUMN'],
    [
      [
        ...['--task', 'regression', '--prediction', 'score', '--target', 'age'],
        ...['--quantiles', 'q0=age'],
      ],
      '"q0" is no quantile',
    ],
    [['--task', 'reviews', '--rater', 'stay', '--item', 'ward'], 'Nothing to measure is named'],
    [
      ['--task', 'reviews', '--rater', 'stay', '--item', 'ward', '--draft', 'ward'],
      '--draft and --signed go together',
    ],
    [['--prediction', 'score', ...mapping], '--prediction means nothing for --task binary'],
  ])('%j ends with 2', async (args, words) => {
    const { code, stderr } = await runCli(['evaluate', 'a.csv', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })
})

test('what is asked for besides: features together, alerts by encounter, unknown outcomes', async () => {
  const path = await invented('now.csv', (line) => line.replace(/^(e\d*7,[^,]+),[01]/, '$1,'))
  const baseline = await invented('before.csv')
  const args = ['evaluate', path, ...mapping, '--baseline', baseline, '--features', 'age,ward']
  const { code, stdout } = await runCli([...args, '--multivariate', '--encounter', 'stay'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/Together: age, on 2,000 rows .* \(every row, seed 1\)/)
  expect(stdout).toContain('Without ward: it holds categories, not numbers.')
  expect(stdout).toMatch(/Alerts per 100 encounters +\d+\.\d/)
  expect(stdout).toContain('Estimated without outcomes')
  expect(stdout).toMatch(/Sensitivity from 0.5 +0\.\d{3}/)
  expect(stdout).toContain('one column alone')
  expect(stdout).not.toMatch(/NaN|Infinity/)
})

describe('what cannot be measured', () => {
  test('is told whole: column, row, what is wrong and what to do', async () => {
    const path = await invented('a.csv', (line) => line.replace(/^e4,[^,]+,[01]/, 'e4,high,yes'))
    const args = ['evaluate', path, ...mapping]
    const { code, stdout, stderr } = await runCli([...args, '--json'])
    expect(code).toBe(2)
    const { error } = JSON.parse(stdout) as { error: { code: string; problems: unknown[] } }
    expect(error.code).toBe('bad-dataset')
    expect(error.problems).toMatchObject([
      { code: 'not-a-number', column: 'score', row: 5 },
      { code: 'bad-label', column: 'label', row: 5 },
    ])
    expect(stderr).toContain('2 problems with the file')
    const words = await runCli(args)
    expect(words).toMatchObject({ code: 2, stdout: '' })
    expect(words.stderr).toContain('Row 5, column "score": "high" is not a number.')
    expect(words.stderr).toContain('→ Mend the value')
  })

  test.each([
    [['evaluate', 'none.csv', ...mapping], 'none.csv cannot be read'],
    [['evaluate', 'a.csv', '--score', 'score'], '--label is missing'],
    [['evaluate', 'a.csv', ...mapping, '--threshold', 'high'], 'Give a number'],
    [['evaluate', 'a.csv', ...mapping, '--aggregate', 'mean'], 'Allowed choices'],
    [['evaluate'], 'missing required argument'],
  ])('%j ends with 2', async (args, words) => {
    const { code, stderr } = await runCli(args)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })
})

test('Ctrl-C ends it with 130 and leaves nothing', async () => {
  const path = join(await folder(), 'a.parquet')
  await runSql(`COPY (SELECT hash(i) % 1000 / 1000 AS score, CAST(hash(i + 1) % 9 = 0 AS INTEGER) AS label,
    i // 3 AS stay FROM range(3000000) t(i)) TO '${path}' (FORMAT parquet)`)
  const place = await folder()
  const args = ['evaluate', path, ...mapping, '--encounter', 'stay', '--workers', '2', '--json']
  const { child, ended } = startCli(args, { TMPDIR: place })
  for (let i = 0; i < 400 && (await readdir(place)).length === 0; i++) await sleep(20)
  expect(await readdir(place)).not.toEqual([])
  await sleep(300)
  child.kill('SIGINT')
  const { code, stdout } = await ended
  expect(code).toBe(130)
  expect(stdout).toContain('Stopped by SIGINT.')
  expect(await readdir(place)).toEqual([])
})

test('the diabetes readmissions have the figures that scikit-learn gives', async (ctx) => {
  ctx.skip(absent, '../shared/data/diabetes-readmission is not there')
  const path = join(await folder(), 'joined.parquet')
  await runSql(`COPY (SELECT p.*, CAST(e.encounter_id IS NOT NULL AS INTEGER) AS label
    FROM '${real}/predictions.parquet' p LEFT JOIN (SELECT DISTINCT encounter_id
    FROM '${real}/events.parquet' WHERE Type = 'TargetLabel' AND Value = 1) e USING (encounter_id))
    TO '${path}' (FORMAT parquet)`)
  const ran = await runCli([
    'evaluate',
    path,
    '--score',
    'LGBM_score',
    '--label',
    'label',
    '--groups',
    'gender',
    '--threshold',
    '0.15',
    '--json',
  ])
  const { dataset, overall, groups } = JSON.parse(ran.stdout) as EvaluationReport
  expect(dataset).toMatchObject({ rows: 99_340, positives: 11_314, negatives: 88_026 })
  const { metrics, atThresholds } = overall
  const near = (value: number | null, expected: number) =>
    expect(Math.abs((value ?? 0) - expected)).toBeLessThan(1e-12)
  near(metrics.auroc.value, 0.76179508674902)
  near(metrics['average-precision'].value, 0.3470786257227677)
  near(metrics['brier-score'].value, 0.09000597638437963)
  expect(atThresholds[0]?.counts).toEqual({ tp: 6085, fp: 16_058, tn: 71_968, fn: 5229 })
  expect(groups.map(({ segment, n }) => [segment.value, n])).toEqual([
    ['Female', 53_454],
    ['Male', 45_886],
  ])
})
