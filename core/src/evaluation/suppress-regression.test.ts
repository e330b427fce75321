import { describe, expect, test } from 'vitest'
import { isSmallCount } from '../fairness/small-cell-suppression.ts'
import { overallSegment } from '../monitoring/segment.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { seededRandom } from '../statistics/reference/seeded-random.ts'
import { emptyRegressionSums } from '../statistics/regression-sums.ts'
import {
  type RegressionReport,
  type RegressionSegment,
  regressionSegment,
} from './regression-report.ts'
import { suppressRegression } from './suppress-regression.ts'
import { type Equation, determined, sumOf } from './test-determined.ts'

/** Outcomes below both quantiles, between them, above both, without quantiles, and on the lower one. */
type Cells = [below: number, between: number, above: number, none: number, tied: number]
const places = [0, 1, 2, 3, 4] as const

function segmentOf(value: string, cells: Cells, unlabelled = 0): RegressionSegment {
  const [below, between, above, none, tied] = cells
  const total = below + tied + between + above
  const n = total + none
  const sums = emptyRegressionSums(0)
  const moments = { absoluteErrorSum: n, squaredErrorSum: 2 * n, quarticErrorSum: 9 * n }
  Object.assign(sums, { n, ...moments, squaredDeviationSum: 4 * n, quarticDeviationSum: 30 * n })
  return regressionSegment(
    {
      segment: value === '' ? overallSegment : { attribute: 'ward', value },
      n: n + unlabelled,
      sums,
      quantiles: [
        { level: 0.1, below: below + tied, total },
        { level: 0.9, below: below + tied + between, total },
      ],
      intervals: [
        { nominal: 0.8, inside: between + tied, total, lowerLevel: 0.1, upperLevel: 0.9 },
      ],
      clusters: null,
    },
    { baseline: null, dataCutoff: null },
    { minimum: 30 },
  )
}

function reportOf(groups: Cells[], unlabelled = 0): RegressionReport {
  const all = places.map((at) => groups.reduce((sum, each) => sum + each[at], 0)) as Cells
  const overall = segmentOf('', all, unlabelled)
  return {
    format: 'primum-regression/1',
    dataset: { name: 'a', rows: overall.n, unpredicted: 0, unlabelled, from: null, to: null },
    overall,
    groups: groups.map((cells, g) => segmentOf(`w${g}`, cells, g === 0 ? unlabelled : 0)),
    drift: null,
    notes: [],
    suppressedBelow: null,
  }
}

const isHidden = ({ reason }: Estimate) => reason?.startsWith('hidden') === true

function equationsOf(segment: RegressionSegment, cell: (at: number) => string[]): Equation[] {
  const found: Equation[] = []
  const names = (some: readonly number[]) => some.flatMap(cell)
  const say = (some: readonly number[], value: number) =>
    found.push({ terms: sumOf(names(some)), value })
  const share = (estimate: Estimate | undefined, part: number[]) => {
    if (estimate === undefined || isHidden(estimate)) return
    say([0, 1, 2, 4], estimate.n)
    if (estimate.value !== null) say(part, estimate.value * estimate.n)
  }
  if (segment.n > 0) say(places, segment.labelled)
  for (const metric of Object.values(segment.metrics)) if (!isHidden(metric)) say(places, metric.n)
  share(segment.quantiles[0], [0, 4])
  share(segment.quantiles[1], [0, 1, 4])
  share(segment.intervals[0], [1, 4])
  return found
}

describe('suppressRegression', () => {
  test('no small count is shown or can be worked out', () => {
    const random = seededRandom(11)
    const seen = { hidden: 0, withoutQuantiles: 0, whole: 0 }
    for (let round = 0; round < 200; round++) {
      const rare = [0.02, 0.1, 0.5][round % 3]!
      const cell = () =>
        random() < rare ? Math.floor(random() * 14) : 20 + Math.floor(random() * 60)
      const groups = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, g) => g)
      const tiny = (g: number) => round % 5 === 0 && g === 0
      const cells = groups.map((g): Cells => {
        if (tiny(g)) return [Math.floor(random() * 8), 0, 0, 0, 0]
        return [cell(), cell(), cell(), random() < 0.7 ? 0 : cell(), random() < 0.7 ? 0 : cell()]
      })
      const shown = suppressRegression(reportOf(cells))
      const name = (g: number, at: number) => `${g}:${at}`
      const equations = [
        ...shown.groups.flatMap((each, g) => equationsOf(each, (at) => [name(g, at)])),
        ...equationsOf(shown.overall, (at) => groups.map((g) => name(g, at))),
      ]
      const parts = [
        [0],
        [1],
        [2],
        [3],
        [4],
        [0, 4],
        [1, 4],
        [0, 1, 4],
        [1, 2],
        [0, 2],
        [...places],
      ]
      const targets = [groups, ...groups.map((g) => [g])].flatMap((some) =>
        parts.map((part) => sumOf(some.flatMap((g) => part.map((at) => name(g, at))))),
      )
      const known = determined(equations, targets)
      expect(known.filter((value) => value !== null && isSmallCount(value))).toEqual([])
      for (const { n, quantiles } of shown.groups) {
        if (n === 0) seen.hidden++
        else if (quantiles[0]!.value === null) seen.withoutQuantiles++
        else seen.whole++
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(15)
  })

  test('few on one side of a quantile hide the shares, and leave the errors', () => {
    const large: Cells = [20, 90, 30, 0, 0]
    const report = reportOf([[20, 90, 3, 0, 0], large, large])
    const { groups, overall } = suppressRegression(report)
    expect(groups.map(({ quantiles }) => quantiles[0]!.value === null)).toEqual([true, true, false])
    expect(groups[0]!.intervals[0]).toMatchObject({ value: null, n: 0, gap: null, nominal: 0.8 })
    expect(groups[0]!.metrics).toEqual(report.groups[0]!.metrics)
    expect(overall).toEqual(report.overall)
  })

  test('few on the limit of an interval hide the interval alone', () => {
    const large: Cells = [20, 90, 30, 0, 0]
    const report = reportOf([[20, 90, 30, 0, 4], large])
    const { groups, overall } = suppressRegression(report)
    for (const [index, each] of [overall, ...groups].entries()) {
      expect(each.intervals[0]!.value).toBeNull()
      expect(each.quantiles).toEqual([report.overall, ...report.groups][index]!.quantiles)
    }
  })

  test('a group of few is hidden whole, with another one', () => {
    const { groups } = suppressRegression(
      reportOf([
        [4, 0, 0, 0, 0],
        [90, 90, 90, 0, 0],
        [99, 99, 99, 0, 0],
      ]),
    )
    expect(groups.map(({ n }) => n)).toEqual([0, 0, 297])
    expect(JSON.stringify(groups[0])).not.toMatch(/"(value|n|lower|gap)":-?0?\.?[1-9]/)
  })

  test('a few patients are few, however many rows they have', () => {
    const plain = reportOf([
      [90, 90, 90, 0, 0],
      [90, 90, 90, 0, 0],
      [99, 99, 99, 0, 0],
    ])
    const patients = [5, 200, 300]
    const groups = plain.groups.map((group, g) => ({ ...group, patients: patients[g]! }))
    const shown = suppressRegression({
      ...plain,
      groups,
      overall: { ...plain.overall, patients: 505 },
    })
    expect(shown.groups.map((group) => group.patients)).toEqual([0, 0, 300])
  })

  test('1 to 10 rows without an outcome are in no count and no total', () => {
    const large: Cells = [20, 90, 30, 0, 0]
    const plain = suppressRegression(reportOf([large, large]))
    expect(suppressRegression(reportOf([large, large], 6))).toEqual(plain)
    expect(suppressRegression(reportOf([large, large], 12)).dataset.unlabelled).toBe(12)
    const tiny = suppressRegression(reportOf([[4, 0, 0, 0, 0]], 40))
    expect(tiny.dataset).toMatchObject({ rows: 40, unlabelled: 40 })
  })
})
