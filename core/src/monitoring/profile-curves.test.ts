import { describe, expect, test } from 'vitest'
import { isSmallCount } from '../fairness/small-cell-suppression.ts'
import { auroc } from '../statistics/auroc.ts'
import { exactCounts } from '../statistics/scored-counts.ts'
import type { BaselineRow } from './baseline.ts'
import { buildBaseline } from './baseline.ts'
import { curveSentences } from './curve-words.ts'
import { addPrediction, emptyProfile } from './profile.ts'
import { profileCurves } from './profile-curves.ts'
import { cohort, cohortSpec } from './test-cohort.ts'

const baseline = buildBaseline(cohort(4000, 21), cohortSpec)
const live = cohort(3000, 22)

function curvesOf(rows: readonly BaselineRow[]) {
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  const options = { labelPolicy: 'exclude-unlabelled', threshold: 0.3 } as const
  return profileCurves(profile, baseline.scoreEdges, options)
}

const count = (rows: readonly BaselineRow[], from: number, label: number) =>
  rows.filter((row) => row.score >= from && row.label === label).length

describe('the curves of a profile', () => {
  const curves = curvesOf(live)

  test('pass through points that the rows confirm', () => {
    const positives = count(live, 0, 1)
    const negatives = count(live, 0, 0)
    expect(curves).toMatchObject({ n: 3000, positives, negatives, hidden: null })
    for (const point of curves.roc) {
      if (point.threshold === null) continue
      expect(point.sensitivity).toBe(count(live, point.threshold, 1) / positives)
      expect(point.falsePositiveRate).toBe(count(live, point.threshold, 0) / negatives)
    }
    for (const { threshold, tp, fp } of curves.thresholds) {
      expect([tp, fp]).toEqual([count(live, threshold, 1), count(live, threshold, 0)])
    }
    expect(curves.operating).toMatchObject({ threshold: 0.3, tp: count(live, 0.3, 1) })
  })

  test('have the area of the rows, within what binning can change', () => {
    const labels = live.map((row) => row.label!)
    const exact = auroc(
      exactCounts(
        live.map((row) => row.score),
        labels,
      ),
    )
    expect(curves.auroc.value).toBeCloseTo(exact.value!, 2)
  })

  test('of calibrated scores lie on the line', () => {
    const off = curves.calibration.filter(
      ({ gapInterval }) => gapInterval!.lower! > 0 || gapInterval!.upper! < 0,
    )
    expect(curves.calibration.length).toBeGreaterThan(7)
    expect(off.length).toBeLessThan(2)
    expect(curves.observedExpected.interval!.lower).toBeLessThan(1)
  })

  test('net benefit is that of the matrix, and gains against both alternatives', () => {
    const { tp, fp } = curves.operating!
    const at = curves.decision.find(({ threshold }) => threshold === 0.3)!
    expect(at.netBenefit.value).toBeCloseTo(tp / 3000 - (fp / 3000) * (0.3 / 0.7), 12)
    expect(at.gain!.value).toBeCloseTo(at.netBenefit.value - Math.max(0, at.treatAll), 12)
  })

  test('hold no small count, alone or between two of their points', () => {
    for (const { positives, negatives } of curves.scores) {
      expect(isSmallCount(positives) || isSmallCount(negatives)).toBe(false)
    }
    const { positives, negatives, thresholds, roc } = curves
    const flagged = [
      thresholds.map(({ tp, fp }) => [tp, fp]),
      roc.map(({ sensitivity, falsePositiveRate }) => [
        Math.round(sensitivity * positives),
        Math.round(falsePositiveRate * negatives),
      ]),
    ]
    for (const points of flagged) {
      const all = [[0, 0], ...points.toSorted((x, y) => x[0]! - y[0]! || x[1]! - y[1]!)]
      all.push([positives, negatives])
      for (const [index, [tp, fp]] of all.slice(1).entries()) {
        const [before, wrongBefore] = all[index]!
        expect(isSmallCount(tp! - before!) || isSmallCount(fp! - wrongBefore!)).toBe(false)
      }
    }
    for (const { observed } of curves.calibration) {
      expect(isSmallCount(observed.positives!) || isSmallCount(observed.negatives!)).toBe(false)
    }
  })

  test('are said in sentences with interval and n', () => {
    const words = curveSentences(curves, curvesOf(cohort(4000, 21)), 0.3)
    expect(words.precisionRecall).toMatch(
      /^Of 10 patients flagged, about \d had the outcome \(95 % interval \d+ % to \d+ %, n = \d+ flagged\); at validation about \d\.$/,
    )
    expect(words.calibration).toMatch(/about as stated; \d of \d+ bands of risk/)
    expect(words.decision).toMatch(/^At the threshold of 0\.3, following the flags gains/)
    for (const sentence of Object.values(words)) expect(sentence).toMatch(/^[A-Z\d].{20,}\.$/)
  })
})

test('too few people are not shown, in numbers, areas or words', () => {
  const few = curvesOf([
    ...live.filter(({ label }) => label === 1).slice(0, 4),
    ...live.filter(({ label }) => label === 0).slice(0, 60),
  ])
  expect(few).toMatchObject({ n: 0, positives: 0, roc: [], scores: [], operating: null })
  expect(few.auroc).toMatchObject({ value: null, n: 0, state: 'insufficient' })
  const words = Object.values(curveSentences(few, null, 0.3)).join(' ')
  expect(words).toMatch(/^Not shown: fewer than 11 people\./)
  expect(words).not.toMatch(/\b(4|60|64)\b/)
})

test('a system that flags nobody says so', () => {
  const blind = curvesOf(live.map((row) => ({ ...row, score: row.score / 10 })))
  expect(blind.operating).toMatchObject({ tp: 0, fp: 0, sensitivity: { value: 0 } })
  const words = curveSentences(blind, null, 0.3)
  expect(words.thresholds).toMatch(/^Of 10 patients with the outcome, about 0 were flagged/)
  expect(words.precisionRecall).toBe('No patient was flagged (n = 3000).')
})

test('without predictions nothing is drawn and nothing is claimed', () => {
  const none = curvesOf([])
  expect(none).toMatchObject({ n: 0, roc: [], hidden: null })
  expect(curveSentences(none, null, 0.3).roc).toBe('No prediction has a known outcome yet.')
})
