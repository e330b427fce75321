import { describe, expect, test } from 'vitest'
import { recoverableCells } from '@primum/core/fairness/recoverable-cells'
import { suppressReport } from '@primum/core/evaluation/suppress-report'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { request, run, testFolder, toCsv, writeText } from './dataset-files.ts'

/** Groups of given sizes, a quarter of whom in each cell of the matrix at 0.5. */
function dataset(sizes: Record<string, number>, second: (row: number) => string = () => 'a') {
  const wards = Object.entries(sizes).flatMap(([ward, size]) =>
    Array.from({ length: size }, () => ward),
  )
  const columns = {
    score: wards.map((_, i) => (i % 2 === 0 ? 0.25 : 0.75)),
    label: wards.map((_, i) => (i % 4 < 2 ? 1 : 0)),
    ward: wards,
    shift: wards.map((_, i) => second(i)),
  }
  return writeText(testFolder(), 'a.csv', toCsv(columns))
}

const cells = ['tp', 'fp', 'tn', 'fn'] as const
const shownNames = ({ groups }: EvaluationReport) =>
  groups.filter(({ n }) => n > 0).map(({ segment }) => segment.value)

/** What a reader can work out of the groups of an attribute and everybody. */
function recovered(report: EvaluationReport, attribute: string) {
  const own = report.groups.filter(({ segment }) => segment.attribute === attribute)
  return cells.flatMap((cell) =>
    recoverableCells([
      [
        ...own.map(({ n, atThresholds }) => (n === 0 ? null : atThresholds[0]!.counts[cell])),
        report.overall.atThresholds[0]!.counts[cell],
      ],
    ]),
  )
}

describe('small cells', () => {
  test('a group of ten is hidden, and not to be worked out; one of 44 (eleven a cell) is shown', async () => {
    const path = dataset({ east: 400, north: 10, south: 44, west: 200 })
    const report = await run(request(path, { roles: { groups: ['ward'] } }))
    const shown = suppressReport(report)
    expect(shownNames(report)).toEqual(['east', 'north', 'south', 'west'])
    // The next smallest goes along: it would be all that is left of everybody.
    expect(shownNames(shown)).toEqual(['east', 'west'])
    expect(recovered(shown, 'ward')).toEqual([])
    const text = JSON.stringify(shown.groups.find(({ segment }) => segment.value === 'north'))
    expect(text).not.toMatch(/"(n|tp|fp|tn|fn|positives|negatives)":[1-9]/)
    expect(shown.suppressedBelow).toBe(11)
  })

  test('groups of eleven a cell are all shown', async () => {
    const path = dataset({ east: 400, south: 44, west: 44 })
    const shown = suppressReport(await run(request(path, { roles: { groups: ['ward'] } })))
    expect(shownNames(shown)).toEqual(['east', 'south', 'west'])
  })

  test('a small pair hides the pairs of its attributes: groups less pairs would tell it', async () => {
    // The first 24 of the east work at night, 6 in each cell.
    const path = dataset({ east: 400, west: 200 }, (i) => (i < 24 || i >= 480 ? 'night' : 'day'))
    const report = await run(request(path, { roles: { groups: ['ward', 'shift'] } }))
    expect(report.fairness.intersections[0]!.groups.length).toBe(4)
    const shown = suppressReport(report)
    expect(shownNames(shown).length).toBe(4)
    expect(shown.fairness.intersections[0]!.groups.map(({ n }) => n)).toEqual([0, 0, 0, 0])
  })

  test('pairs that are large enough are shown', async () => {
    const path = dataset({ east: 400, west: 400 }, (i) => (i % 400 < 200 ? 'night' : 'day'))
    const report = await run(request(path, { roles: { groups: ['ward', 'shift'] } }))
    const shown = suppressReport(report)
    expect(shown.fairness.intersections).toEqual(report.fairness.intersections)
  })

  test('a few people between two thresholds are hidden as those above one are', async () => {
    const score = Array.from({ length: 400 }, (_, i) => (i < 5 ? 0.55 : i % 2 === 0 ? 0.25 : 0.75))
    const columns = {
      score,
      label: score.map((_, i) => (i % 4 < 2 ? 1 : 0)),
      ward: score.map((_, i) => (i < 200 ? 'a' : 'b')),
    }
    const path = writeText(testFolder(), 'a.csv', toCsv(columns))
    const what = { roles: { groups: ['ward'] } }
    const both = suppressReport(await run(request(path, { ...what, thresholds: [0.5, 0.6] })))
    expect(shownNames(both)).toEqual([])
    expect(both.overall.n).toBe(0)
    const one = suppressReport(await run(request(path, { ...what, thresholds: [0.5] })))
    expect(shownNames(one)).toEqual(['a', 'b'])
  })

  test('a small group whom nobody has an outcome of is in no total', async () => {
    const ward = Array.from({ length: 605 }, (_, i) => (i < 300 ? 'a' : i < 600 ? 'b' : 'c'))
    const columns = {
      ward,
      score: ward.map((_, i) => (i % 2 === 0 ? 0.25 : 0.75)),
      label: ward.map((name, i) => (name === 'c' ? null : i % 4 < 2 ? 1 : 0)),
    }
    const path = writeText(testFolder(), 'a.csv', toCsv(columns))
    const shown = suppressReport(await run(request(path, { roles: { groups: ['ward'] } })))
    expect(shownNames(shown)).toEqual(['a', 'b'])
    expect(shown.dataset).toMatchObject({ rows: 600, unlabelled: 0 })
    expect(shown.overall).toMatchObject({ n: 600, unlabelled: 0 })
    expect(shown.groups.find(({ segment }) => segment.value === 'c')).toMatchObject({ n: 0 })
  })

  test('rarely missing values of a column are not counted out', async () => {
    const score = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0.25 : 0.75))
    const label = score.map((_, i) => (i % 4 < 2 ? 1 : 0))
    const lab = score.map((_, i) => (i < 3 ? null : i))
    const path = writeText(testFolder(), 'a.csv', toCsv({ score, label, lab }))
    const report = await run(request(path, { baseline: path, roles: { features: ['lab'] } }))
    expect(report.drift!.features[0]!.metrics.missingness.value).toBe(3 / 400)
    const shown = suppressReport(report)
    expect(shown.drift!.features[0]!.metrics.missingness).toMatchObject({ value: null, n: 0 })
  })
})

test('a report is JSON: no NaN, nothing undefined, nothing infinite', async () => {
  const path = dataset({ east: 400, north: 10, south: 44 }, (i) => (i % 3 === 0 ? 'night' : 'day'))
  const what = {
    baseline: path,
    thresholds: [0.1, 0.5, 0.9],
    roles: { groups: ['ward', 'shift'], features: ['ward'], patient: 'shift' },
  }
  for (const exactUpTo of [1000, 10]) {
    const report = await run(request(path, { ...what, exactUpTo }))
    for (const each of [report, suppressReport(report)]) {
      expect(oddPlaces(each, 'report')).toEqual([])
      expect(JSON.parse(JSON.stringify(each))).toEqual(each)
    }
  }
})

function oddPlaces(value: unknown, path: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`]
  if (value === null || ['string', 'boolean'].includes(typeof value)) return []
  if (Array.isArray(value)) return value.flatMap((each, i) => oddPlaces(each, `${path}[${i}]`))
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) {
    return [`${path}: ${String(value)}`]
  }
  return Object.entries(value).flatMap(([name, each]) => oddPlaces(each, `${path}.${name}`))
}
