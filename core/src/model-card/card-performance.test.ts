import { describe, expect, test } from 'vitest'
import type { EvaluationReport, SegmentReport } from '../evaluation/evaluation-report.ts'
import { demographicParity } from '../fairness/demographic-parity.ts'
import { equalizedOdds } from '../fairness/equalized-odds.ts'
import { groupDifferences } from '../fairness/group-differences.ts'
import { groupRates } from '../fairness/group-rates.ts'
import { suppressEstimate } from '../fairness/small-cell-suppression.ts'
import { okEstimate } from '../statistics/estimate.ts'
import { cardFairness, cardSegments } from './card-performance.ts'

const estimate = okEstimate({ method: 'm', n: 100, positives: 20, negatives: 80 }, 0.8, {
  lower: 0.7,
  upper: 0.9,
  level: 0.95,
  method: 'i',
})
const hidden = suppressEstimate(estimate, 'hidden: fewer than 11 people')

function segment(attribute: string, value: string, one: typeof estimate): SegmentReport {
  // In the order in which PostgreSQL gives the keys of an object back: the shortest first.
  const metrics = { auroc: one, 'brier-score': one, 'calibration-in-the-large': one, unheard: one }
  const at = (threshold: number) => ({
    threshold,
    counts: { tp: 0, fp: 0, tn: 0, fn: 0 },
    metrics: { 'flag-rate': one, sensitivity: one, 'net-benefit': one },
  })
  const n = one.n
  return {
    ...{ segment: { attribute, value }, n, unlabelled: 0, positives: 0, negatives: 0 },
    metrics,
    atThresholds: [at(0.3), at(0.5)],
  } as unknown as SegmentReport
}

const counts = [
  { group: [{ attribute: 'sex', value: 'f' }], matrix: { tp: 90, fp: 10, tn: 90, fn: 10 } },
  { group: [{ attribute: 'sex', value: 'm' }], matrix: { tp: 50, fp: 10, tn: 90, fn: 50 } },
]
const rates = groupRates(counts)
const report = {
  overall: segment('', '', estimate),
  groups: [segment('sex', 'f', estimate), segment('sex', 'x', hidden)],
  suppressedBelow: 11,
  fairness: {
    attributes: [0.3, 0.5].map((threshold) => ({
      attribute: 'sex',
      threshold,
      groups: rates,
      equalizedOdds: equalizedOdds(rates),
      demographicParity: demographicParity(rates),
      differences: groupDifferences(counts, { reference: 'rest' }),
    })),
    intersections: [],
  },
} as unknown as EvaluationReport

describe('segments', () => {
  test('everyone has every known metric at every threshold, groups those of the version', () => {
    const [everyone, group] = cardSegments(report, 0.3)
    const names = (part: typeof everyone) =>
      part?.metrics.map(({ metric, threshold }) => `${metric}@${threshold}`)
    expect(everyone).toMatchObject({ attribute: '', value: '', n: 100 })
    expect(names(everyone)).toEqual([
      'auroc@null',
      'brier-score@null',
      'calibration-in-the-large@null',
      'sensitivity@0.3',
      'flag-rate@0.3',
      'net-benefit@0.3',
      'sensitivity@0.5',
      'flag-rate@0.5',
      'net-benefit@0.5',
    ])
    expect(names(group)).toEqual([
      'auroc@null',
      'brier-score@null',
      'sensitivity@0.3',
      'flag-rate@0.3',
    ])
    expect(group?.metrics[0]).toEqual({
      ...{ metric: 'auroc', threshold: null, value: 0.8, lower: 0.7, upper: 0.9, level: 0.95 },
      ...{ n: 100, state: 'ok', reason: null },
    })
  })

  test('a hidden group has no number, and nobody is not hidden', () => {
    const [, , few] = cardSegments(report, 0.3)
    expect(few?.n).toBeNull()
    expect(
      few?.metrics.every(({ value, lower, n }) => value === null && lower === null && n === 0),
    ).toBe(true)
    const shown = cardSegments({ ...report, suppressedBelow: null }, 0.3)
    expect(shown[2]?.n).toBe(0)
  })
})

test('gaps are those at the threshold of the version, the widest first', () => {
  const found = cardFairness(report, 0.5)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ attribute: 'sex', threshold: 0.5 })
  expect(found[0]?.equalizedOddsDifference).toBeCloseTo(0.4, 12)
  const sizes = found[0]!.gaps.map(({ difference }) => Math.abs(difference ?? 0))
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  expect(found[0]!.gaps[0]).toMatchObject({ rate: 'sensitivity', beyond: 'critical' })
  expect(cardFairness(report, 0.9)).toEqual([])
})
