import { describe, expect, test } from 'vitest'
import { groupRates } from '../fairness/group-rates.ts'
import { isSmallCount } from '../fairness/small-cell-suppression.ts'
import { recoverableCells } from '../fairness/recoverable-cells.ts'
import { seededRandom } from '../monitoring/test-cohort.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import type { EvaluationReport } from './evaluation-report.ts'
import { curvesOf, results } from './evaluation-report.ts'
import { exactEvidence } from './exact-scores.ts'
import { attributeFairness, groupCountsAt } from './group-fairness.ts'
import { stamp } from './provenance.ts'
import type { SegmentEvidence } from './segment-evidence.ts'
import { scoreMetrics, thresholdMetrics } from './segment-metrics.ts'
import { suppressReport } from './suppress-report.ts'

const shared = { baseline: null, dataCutoff: null }
const cells = ['tp', 'fp', 'tn', 'fn'] as const

/** A report of groups with these matrices at 0.5. */
function reportOf(matrices: readonly ConfusionMatrix[]): EvaluationReport {
  const rows = matrices.flatMap(({ tp, fp, tn, fn }, group) => [
    ...Array.from({ length: tp }, () => [0.8, 1, group] as const),
    ...Array.from({ length: fp }, () => [0.8, 0, group] as const),
    ...Array.from({ length: tn }, () => [0.2, 0, group] as const),
    ...Array.from({ length: fn }, () => [0.2, 1, group] as const),
  ])
  const evidence = exactEvidence(
    {
      length: rows.length,
      scores: Float64Array.from(rows, ([score]) => score),
      labels: Uint8Array.from(rows, ([, label]) => label),
      groups: [Uint16Array.from(rows, ([, , group]) => group)],
      clusters: null,
    },
    [{ attribute: 'ward', values: matrices.map((_, group) => `w${group}`) }],
  )
  const all = matrices.reduce((sum, each) => add(sum, each))
  const [overall, ...groups] = [all, ...matrices].map((counts, index) =>
    segmentOf(evidence[index]!, counts),
  ) as [ReturnType<typeof segmentOf>, ...ReturnType<typeof segmentOf>[]]
  const counts = groupCountsAt(evidence.slice(1), 0.5)
  const { positives, negatives } = overall
  return {
    format: 'primum-evaluation/1',
    dataset: {
      name: 'a',
      rows: rows.length,
      unscored: 0,
      unlabelled: 0,
      positives,
      negatives,
      from: null,
      to: null,
      exact: true,
    },
    unit: { of: 'prediction', aggregation: 'none' },
    clusters: null,
    thresholds: [0.5],
    overall: {
      ...overall,
      curves: stamp(curvesOf(evidence[0]!, [0.5]), shared),
      recalibration: null,
    },
    estimated: null,
    groups,
    fairness: stamp(
      {
        attributes: [attributeFairness('ward', counts, 0.5)].filter((each) => each !== null),
        intersections: [
          { threshold: 0.5, groups: counts.flatMap((each) => groupRates([each])), leftOut: 0 },
        ],
      },
      shared,
    ),
    leadTime: null,
    drift: null,
    notes: [],
    suppressedBelow: null,
  }
}

function segmentOf(evidence: SegmentEvidence, counts: ConfusionMatrix) {
  const metrics = results(thresholdMetrics(counts, 0.5), shared)
  return {
    segment: evidence.segment,
    n: evidence.n,
    unlabelled: 0,
    positives: counts.tp + counts.fn,
    negatives: counts.fp + counts.tn,
    metrics: results(scoreMetrics(evidence), shared),
    atThresholds: [{ threshold: 0.5, counts, metrics }],
  }
}

function add(a: ConfusionMatrix, b: ConfusionMatrix): ConfusionMatrix {
  return { tp: a.tp + b.tp, fp: a.fp + b.fp, tn: a.tn + b.tn, fn: a.fn + b.fn }
}

describe('suppressReport', () => {
  test('shows no small cell of a group and lets none be worked out, whatever the counts', () => {
    const random = seededRandom(7)
    const count = () =>
      random() < 0.3 ? Math.floor(random() * 14) : 20 + Math.floor(random() * 60)
    let hiddenOnes = 0
    let shownOnes = 0
    for (let round = 0; round < 60; round++) {
      const groups = 2 + Math.floor(random() * 4)
      const matrices = Array.from({ length: groups }, () => ({
        tp: count(),
        fp: count(),
        tn: count(),
        fn: count(),
      }))
      const report = reportOf(matrices)
      const shown = suppressReport(report)
      const isHidden = shown.groups.map(({ n }, i) => n === 0 && report.groups[i]!.n > 0)
      const overallHidden = shown.overall.n === 0
      hiddenOnes += isHidden.filter(Boolean).length
      shownOnes += isHidden.filter((hidden) => !hidden).length
      for (const cell of cells) {
        const line = shown.groups.map(({ atThresholds }, i) =>
          isHidden[i] ? null : atThresholds[0]!.counts[cell],
        )
        const total = overallHidden ? null : shown.overall.atThresholds[0]!.counts[cell]
        for (const value of [...line, total]) expect(isSmallCount(value ?? 0)).toBe(false)
        // A hidden total is the sum of what is shown only where nothing else is hidden.
        const found = recoverableCells([[...line, total]])
        expect(found.filter(({ value }) => isSmallCount(value))).toEqual([])
      }
    }
    expect(hiddenOnes).toBeGreaterThan(20)
    expect(shownOnes).toBeGreaterThan(20)
  })

  test('leaves no number of a hidden group, in no part of the report', () => {
    const small = { tp: 4, fp: 20, tn: 31, fn: 12 }
    const large = { tp: 60, fp: 70, tn: 80, fn: 90 }
    const shown = suppressReport(reportOf([small, large, large, large]))
    expect(shown.groups.map(({ n }) => n)).toEqual([0, 0, 300, 300])
    const hidden = [
      shown.groups[0],
      shown.fairness.attributes[0]!.groups[0],
      shown.fairness.intersections[0]!.groups[0],
    ]
    for (const part of hidden)
      expect(JSON.stringify(part)).not.toMatch(/"(value|n|tp|lower)":0?\.?[1-9]/)
    const { differences, equalizedOdds } = shown.fairness.attributes[0]!
    expect(differences.every(({ estimate }) => estimate.value === null)).toBe(true)
    expect(equalizedOdds.sensitivity?.groups ?? 0).toBeLessThanOrEqual(2)
  })

  test('a small cell of everybody hides everything that is counted', () => {
    const shown = suppressReport(
      reportOf([
        { tp: 2, fp: 50, tn: 60, fn: 3 },
        { tp: 2, fp: 50, tn: 60, fn: 3 },
      ]),
    )
    expect(shown.overall).toMatchObject({ n: 0, positives: 0, recalibration: null })
    expect(shown.overall.curves.roc.points).toEqual([])
    expect(shown.dataset).toMatchObject({ positives: 0, negatives: 0 })
    expect(shown.groups.every(({ n }) => n === 0)).toBe(true)
  })

  test('large groups are shown as they are, and the report says what was done', () => {
    const large = { tp: 60, fp: 70, tn: 80, fn: 90 }
    const report = reportOf([large, large])
    const shown = suppressReport(report)
    expect(shown.groups).toEqual(report.groups)
    expect(shown.fairness).toEqual(report.fairness)
    expect(shown.suppressedBelow).toBe(11)
    expect(shown.notes.at(-1)).toContain('Counts below 11 people are hidden')
  })

  test('tells no 1 to 10 rows without an outcome or a score, by no total either', () => {
    const matrices = [
      { tp: 40, fp: 30, tn: 50, fn: 20 },
      { tp: 41, fp: 31, tn: 51, fn: 21 },
    ]
    const plain = reportOf(matrices)
    const lacking = (unlabelled: number, unscored: number): EvaluationReport => {
      const { dataset, overall, groups } = plain
      const rows = dataset.rows + unlabelled + unscored
      const [first, ...others] = groups
      const more = { unlabelled, n: first!.n + unlabelled }
      return {
        ...plain,
        dataset: { ...dataset, rows, unlabelled, unscored },
        overall: { ...overall, unlabelled, n: overall.n + unlabelled },
        groups: [{ ...first!, ...more }, ...others],
      }
    }
    const few = suppressReport(lacking(7, 4))
    expect(few.dataset).toEqual(suppressReport(plain).dataset)
    expect(few.overall).toEqual(suppressReport(plain).overall)
    expect(few.groups).toEqual(suppressReport(plain).groups)
    const one = suppressReport(lacking(30, 4))
    const { rows, unlabelled, unscored, positives, negatives } = one.dataset
    expect([unlabelled, unscored]).toEqual([30, 0])
    expect(rows - positives - negatives).toBe(30)
    expect(one.groups[0]!.unlabelled).toBe(30)
    expect(suppressReport(lacking(30, 11)).dataset).toEqual(lacking(30, 11).dataset)
  })
})
