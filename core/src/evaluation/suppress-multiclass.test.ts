import { describe, expect, test } from 'vitest'
import { isSmallCount } from '../fairness/small-cell-suppression.ts'
import { overallSegment } from '../monitoring/segment.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { seededRandom } from '../statistics/reference/seeded-random.ts'
import {
  type MulticlassReport,
  type MulticlassSegment,
  multiclassSegment,
} from './multiclass-report.ts'
import { suppressMulticlass } from './suppress-multiclass.ts'
import { type Equation, determined, sumOf } from './test-determined.ts'

type Matrix = number[][]
const categories = ['low', 'medium', 'high']
const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0)

function segmentOf(value: string, counts: Matrix, unlabelled: number): MulticlassSegment {
  const labelled = sum(counts.flat())
  const names = categories.slice(0, counts.length)
  return multiclassSegment(
    {
      segment: value === '' ? overallSegment : { attribute: 'ward', value },
      n: labelled + unlabelled,
      table: { categories: names, counts },
      scores: names.map((category, k) => {
        const cases = sum(counts[k]!)
        const positives = [cases >> 1, cases - (cases >> 1)]
        const others = labelled - cases
        const negatives = [others - (others >> 2), others >> 2]
        return { category, counts: { scores: [0.2, 0.8], positives, negatives } }
      }),
      rows: null,
    },
    { baseline: null, dataCutoff: null },
    { minimum: 30 },
  )
}

function reportOf(matrices: Matrix[], unlabelled = matrices.map(() => 0), unscored = 0) {
  const all = matrices[0]!.map((row, i) => row.map((_, j) => sum(matrices.map((m) => m[i]![j]!))))
  const overall = segmentOf('', all, sum(unlabelled))
  const report: MulticlassReport = {
    format: 'primum-multiclass/1',
    dataset: {
      name: 'a',
      rows: overall.n + unscored,
      unscored,
      unlabelled: sum(unlabelled),
      from: null,
      to: null,
      exact: true,
    },
    categories: categories.slice(0, all.length),
    overall,
    groups: matrices.map((matrix, g) => segmentOf(`w${g}`, matrix, unlabelled[g]!)),
    drift: null,
    notes:
      unscored === 0 ? [] : [`${unscored} rows lack a score of some class; they are left out.`],
    suppressedBelow: null,
  }
  return report
}

const isHidden = ({ reason }: Estimate) => reason?.startsWith('hidden') === true

/** All that a segment says of its cells; `cell` names the unknowns of row i, column j. */
function equationsOf(segment: MulticlassSegment, cell: (i: number, j: number) => string[]) {
  const places = segment.classes.map((_, k) => k)
  const row = (i: number) => places.flatMap((j) => cell(i, j))
  const column = (j: number) => places.flatMap((i) => cell(i, j))
  const diagonal = places.flatMap((i) => cell(i, i))
  const found: Equation[] = []
  const say = (names: string[], value: number) => found.push({ terms: sumOf(names), value })
  const rate = (estimate: Estimate, part: string[], whole: string[]) => {
    if (isHidden(estimate)) return
    say(whole, estimate.n)
    if (estimate.value !== null) say(part, estimate.value * estimate.n)
  }
  rate(segment.metrics.accuracy, diagonal, places.flatMap(row))
  if (segment.n > 0) say(places.flatMap(row), segment.labelled)
  segment.classes.forEach(({ cases, metrics }, k) => {
    if (segment.n > 0) say(row(k), cases)
    rate(metrics.sensitivity, cell(k, k), row(k))
    rate(metrics['positive-predictive-value'], cell(k, k), column(k))
    if (!isHidden(metrics.auroc)) say(row(k), metrics.auroc.positives ?? 0)
  })
  segment.confusionMatrix.counts?.forEach((line, i) =>
    line.forEach((value, j) => say(cell(i, j), value)),
  )
  return found
}

describe('suppressMulticlass', () => {
  test.each([2, 3])('no small cell of %i classes is shown or can be worked out', (size) => {
    const random = seededRandom(size)
    const seen = { hidden: 0, withoutMatrix: 0, whole: 0 }
    for (let round = 0; round < 80; round++) {
      const rare = [0.02, 0.1, 0.3][round % 3]!
      const cell = () =>
        random() < rare ? Math.floor(random() * 14) : 20 + Math.floor(random() * 60)
      const groups = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, g) => g)
      const places = Array.from({ length: size }, (_, k) => k)
      const shown = suppressMulticlass(
        reportOf(groups.map(() => places.map(() => places.map(cell)))),
      )
      const name = (g: number, i: number, j: number) => `${g}:${i}:${j}`
      const equations = [
        ...shown.groups.flatMap((each, g) => equationsOf(each, (i, j) => [name(g, i, j)])),
        ...equationsOf(shown.overall, (i, j) => groups.map((g) => name(g, i, j))),
      ]
      const targets = [groups, ...groups.map((g) => [g])].flatMap((some) =>
        places.flatMap((i) => {
          const of = (j: number) => some.map((g) => name(g, i, j))
          return [
            ...places.map((j) => sumOf(of(j))),
            sumOf(places.flatMap(of)),
            sumOf(places.filter((j) => j !== i).flatMap(of)),
          ]
        }),
      )
      const known = determined(equations, targets)
      expect(known.filter((value) => value !== null && isSmallCount(value))).toEqual([])
      for (const { n, confusionMatrix } of shown.groups) {
        if (n === 0) seen.hidden++
        else if (confusionMatrix.counts === null) seen.withoutMatrix++
        else seen.whole++
      }
    }
    expect(seen.hidden).toBeGreaterThan(15)
    expect(seen.whole).toBeGreaterThan(15)
    // With two classes the totals of a row tell its cells.
    if (size > 2) expect(seen.withoutMatrix).toBeGreaterThan(15)
    else expect(seen.withoutMatrix).toBe(0)
  })

  const large = [
    [60, 20, 30],
    [20, 70, 20],
    [30, 20, 80],
  ]
  const rareMistake = large.map((row, i) => row.map((each, j) => (i === 0 && j === 2 ? 3 : each)))
  const rareClass = large.map((row, i) => (i === 1 ? [2, 3, 4] : row))

  test('a rare mistake hides the matrix and the predictive values, a rare class everything', () => {
    const [first, second, third] = suppressMulticlass(reportOf([rareMistake, large, large])).groups
    for (const group of [first!, second!]) {
      expect(group.confusionMatrix.counts).toBeNull()
      expect(group.classes[0]!.metrics['positive-predictive-value'].value).toBeNull()
      expect(group.classes[0]!.metrics.sensitivity.value).toBeGreaterThan(0.5)
    }
    expect(third!.confusionMatrix.counts).toEqual(large)
    const hidden = suppressMulticlass(reportOf([rareClass, large, large])).groups[0]!
    expect(hidden).toMatchObject({ n: 0, labelled: 0, segment: { value: 'w0' } })
    expect(JSON.stringify(hidden)).not.toMatch(/"(value|n|cases|lower|positives)":0?\.?[1-9]/)
    expect(JSON.stringify(hidden)).not.toMatch(/at least \d+ needed/)
  })

  test('large groups are shown as they are', () => {
    const report = reportOf([large, large])
    const shown = suppressMulticlass(report)
    expect(shown.groups).toEqual(report.groups)
    expect(shown.overall).toEqual(report.overall)
    expect(shown.suppressedBelow).toBe(11)
    expect(shown.notes.at(-1)).toContain('Counts below 11 people are hidden')
  })

  test('1 to 10 rows without an outcome or a score are in no count, total or note', () => {
    const plain = suppressMulticlass(reportOf([large, large]))
    const few = suppressMulticlass(reportOf([large, large], [7, 0], 4))
    expect(few.dataset).toEqual(plain.dataset)
    expect(few.overall).toEqual(plain.overall)
    expect(few.groups).toEqual(plain.groups)
    expect(few.notes[0]).toBe('Fewer than 11 rows lack a score of some class; they are left out.')
    const many = suppressMulticlass(reportOf([large, large], [30, 0], 11))
    expect(many.dataset).toMatchObject({ rows: 741, unlabelled: 30, unscored: 11 })
    expect(many.groups[0]!.n).toBe(380)
  })
})
