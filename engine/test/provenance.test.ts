import { expect, test } from 'vitest'
import { suppressReport } from '@primum/core/evaluation/suppress-report'
import { cohort } from './cohort.ts'
import { request, run, testFolder, toCsv, writeText } from './dataset-files.ts'

const before = cohort(900, 61)
const now = cohort(700, 62, 3)
const columnsOf = (of: typeof now, unknown: number) => ({
  score: of.scores,
  label: of.labels.map((label, i) => (i % 10 < unknown ? null : label)),
  age: of.ages,
  lab: of.ages.map((age, i) => age + (i % 13)),
  pulse: of.ages.map((_, i) => 60 + (i % 37)),
  sex: of.sexes,
  site: of.scores.map((_, i) => (i % 3 === 0 ? 'north' : 'south')),
  stay: of.scores.map((_, i) => `s${Math.floor(i / 2)}`),
  at: of.scores.map((_, i) => `2026-03-0${1 + (i % 9)}T08:00:00Z`),
})

async function fullReport() {
  const folder = testFolder()
  const path = writeText(folder, 'now.csv', toCsv(columnsOf(now, 3)))
  const baseline = writeText(folder, 'before.csv', toCsv(columnsOf(before, 0)))
  return run(
    request(path, {
      baseline,
      thresholds: [0.2, 0.5],
      multivariate: {},
      roles: {
        groups: ['sex', 'site'],
        features: ['age', 'lab', 'pulse', 'sex'],
        encounter: 'stay',
        time: 'at',
      },
    }),
  )
}

/** Every estimate in a report, with the path to it. */
function estimatesIn(part: unknown, path = ''): [string, Record<string, unknown>][] {
  if (typeof part !== 'object' || part === null) return []
  const found = Object.entries(part).flatMap(([name, each]) => estimatesIn(each, `${path}/${name}`))
  return 'value' in part && 'state' in part ? [[path, part as never], ...found] : found
}

const fields = ['value', 'interval', 'n', 'positives', 'negatives', 'state', 'reason', 'method']

test('every result says what it was compared with and how far its data reach', async () => {
  const report = await fullReport()
  for (const shown of [report, suppressReport(report)]) {
    const found = estimatesIn(JSON.parse(JSON.stringify(shown)))
    expect(found.length).toBeGreaterThan(200)
    for (const [path, result] of found) {
      for (const field of fields) expect(result, path).toHaveProperty(field)
      const compared = path.startsWith('/drift') || path.startsWith('/estimated')
      expect([path, result['baseline']]).toEqual([path, compared ? 'before.csv' : null])
      expect([path, result['dataCutoff']]).toEqual([path, '2026-03-09T08:00:00.000Z'])
    }
  }
  const places = ['/fairness/attributes', '/fairness/intersections', '/drift/features']
  const paths = estimatesIn(report).map(([path]) => path)
  for (const place of [...places, '/estimated', '/drift/multivariate', '/overall/curves']) {
    expect(paths.filter((path) => path.startsWith(place)).length).toBeGreaterThan(0)
  }
})

test('the burden of few people is hidden, in their group and in those beside it', async () => {
  // Five in the east and twenty in the west were alerted and have no outcome yet.
  const score = Array.from({ length: 400 }, (_, i) =>
    i < 5 ? 0.9 : i < 200 ? 0.1 : i % 2 ? 0.8 : 0.2,
  )
  const columns = {
    score,
    label: score.map((x, i) => (i < 5 || (i < 240 && x === 0.8) ? null : (i >> 1) % 2)),
    ward: score.map((_, i) => (i < 200 ? 'east' : 'west')),
    stay: score.map((_, i) => `s${i}`),
  }
  const path = writeText(testFolder(), 'a.csv', toCsv(columns))
  const roles = { encounter: 'stay', groups: ['ward'] }
  const report = await run(request(path, { aggregation: 'none', roles }))
  const burdenOf = (of: typeof report) =>
    of.groups.map(({ atThresholds }) => atThresholds[0]!.metrics['alert-burden'])
  expect(burdenOf(report).map((each) => each?.value)).toEqual([2.5, 50])
  const shown = suppressReport(report)
  expect(shown.groups.every(({ metrics }) => metrics.auroc.value !== null)).toBe(true)
  expect(burdenOf(shown).map((each) => [each?.value, each?.n])).toEqual([
    [null, 0],
    [null, 0],
  ])
  expect(shown.overall.atThresholds[0]!.metrics['alert-burden']?.value).toBeCloseTo(26.25, 12)
})

test('a run that names no encounter and asks for nothing more has none of it', async () => {
  const path = writeText(testFolder(), 'a.csv', toCsv(columnsOf(now, 0)))
  const report = await run(request(path, { baseline: path, roles: { features: ['age'] } }))
  expect(report.estimated).toBe(null)
  expect(report.drift!.multivariate).toBe(null)
  expect(report.overall.atThresholds[0]!.metrics['alert-burden']).toBe(undefined)
})

test('a baseline with a label that is none is refused only where its outcomes are needed', async () => {
  const folder = testFolder()
  const odd = columnsOf(before, 0)
  const baseline = writeText(
    folder,
    'odd.csv',
    toCsv({ ...odd, label: odd.label.map((label, i) => (i === 4 ? 'yes' : label)) }),
  )
  const path = writeText(folder, 'known.csv', toCsv(columnsOf(now, 0)))
  const { drift } = await run(request(path, { baseline }))
  expect(drift!.score.level).toBe('none')
  const unknown = writeText(folder, 'unknown.csv', toCsv(columnsOf(now, 5)))
  await expect(run(request(unknown, { baseline }))).rejects.toThrow(
    'odd.csv: Row 5, column "label"',
  )
})

test('the baseline is read in the unit of the dataset where its columns allow it', async () => {
  const folder = testFolder()
  const path = writeText(folder, 'a.csv', toCsv(columnsOf(now, 0)))
  const roles = { encounter: 'stay' }
  const same = await run(request(path, { baseline: path, aggregation: 'max', roles }))
  expect(same.drift!.score.metrics['population-stability-index'].value).toBe(0)
  const { stay: _, ...without } = columnsOf(now, 0)
  const rows = writeText(folder, 'b.csv', toCsv(without))
  const other = await run(request(path, { baseline: rows, aggregation: 'max', roles }))
  expect(other.drift!.score.metrics['population-stability-index'].value).toBeGreaterThan(0.05)
  expect(other.notes.join(' ')).toContain('all of its rows are compared')
})
