/** Errors seen in other monitoring tools, each reproduced here beside the right answer. */
import { describe, expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import { averagePrecision } from './average-precision.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { decisionCurve } from './decision-curve.ts'
import { negativePredictiveValue } from './negative-predictive-value.ts'
import { numberNeededToEvaluate } from './number-needed-to-evaluate.ts'
import { positivePredictiveValue } from './positive-predictive-value.ts'
import { precisionRecallCurve } from './precision-recall-curve.ts'
import { prevalence } from './prevalence.ts'
import { exactCounts } from './scored-counts.ts'
import { thresholdCurve } from './threshold-curve.ts'

describe('a threshold turned into a whole percent by truncation', () => {
  const percents = Array.from({ length: 101 }, (_, i) => i / 100)
  const counts = exactCounts(
    percents,
    percents.map((_, i) => i % 2),
  )

  test.each([
    [0.29, 28],
    [0.57, 56],
    [0.58, 57],
  ])('%s would be read at row %i', (threshold, truncated) => {
    expect(Math.trunc(threshold * 100)).toBe(truncated)
    const flagged = 101 - Math.round(threshold * 100)
    const { tp, fp } = confusionMatrix(counts, threshold)
    expect(tp + fp).toBe(flagged)
    const [point] = thresholdCurve(counts, { thresholds: [threshold] }).points
    expect(point).toMatchObject({ threshold, tp, fp })
    const curve = decisionCurve(counts, { from: 0, to: 0.6, step: 0.01 })
    const odds = threshold / (1 - threshold)
    const { netBenefit } = curve.points.find((candidate) => candidate.threshold === threshold)!
    expect(netBenefit!.value).toBeCloseTo((tp - fp * odds) / 101, 12)
  })
})

test('a positive predictive value of 1 when nothing is flagged', () => {
  const counts = exactCounts([0.1, 0.2, 0.3], [0, 1, 0])
  const silent = confusionMatrix(counts, 0.9)
  expect(silent).toEqual({ tp: 0, fp: 0, tn: 2, fn: 1 })
  const estimate = positivePredictiveValue(silent)
  expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
  expect(estimate.reason).toContain('the denominator is zero')
  expect(numberNeededToEvaluate(silent)).toMatchObject({ value: null, state: 'undefined' })
  const [point] = thresholdCurve(counts, { thresholds: [0.9] }).points
  expect(point).toMatchObject({ positivePredictiveValue: null, numberNeededToEvaluate: null })
})

test('a negative predictive value of 1 when everything is flagged', () => {
  const counts = exactCounts([0.1, 0.2, 0.3], [0, 1, 0])
  const loud = confusionMatrix(counts, 0)
  expect(loud).toEqual({ tp: 1, fp: 2, tn: 0, fn: 0 })
  const estimate = negativePredictiveValue(loud)
  expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
  const [point] = thresholdCurve(counts, { thresholds: [0] }).points
  expect(point!.negativePredictiveValue).toBeNull()
})

test('an area under the precision–recall curve by trapezoids from a made-up point (0, 1)', () => {
  const counts = exactCounts([0.9, 0.8, 0.5, 0.5, 0.5, 0.5], [0, 1, 0, 0, 0, 1])
  const { points } = precisionRecallCurve(counts)
  const joined = [{ sensitivity: 0, positivePredictiveValue: 1 }, ...points]
  let trapezoids = 0
  for (let i = 1; i < joined.length; i++) {
    const [left, right] = [joined[i - 1]!, joined[i]!]
    const height = (left.positivePredictiveValue + right.positivePredictiveValue) / 2
    trapezoids += (right.sensitivity - left.sensitivity) * height
  }
  // Steps: half of the positives at a precision of 1/2, the other half at 2/6.
  const steps = 0.5 * (1 / 2) + 0.5 * (2 / 6)
  expect(averagePrecision(counts).value).toBeCloseTo(steps, 12)
  expect(precisionRecallCurve(counts).area.value).toBeCloseTo(steps, 12)
  expect(Math.abs(trapezoids - steps)).toBeGreaterThan(0.01)
})

test('a prevalence whose denominator counts the predictions without a known outcome', () => {
  const labels = [1, 0, 0, 1, null, null, null, null, null, null]
  const count = (wanted: number | null) => labels.filter((label) => label === wanted).length
  const outcomes = { positives: count(1), negatives: count(0), unknown: count(null) }
  const estimate = prevalence(outcomes)
  expect(outcomes.positives / labels.length).toBe(0.2)
  expect(estimate).toMatchObject({ value: 0.5, n: 4, unknown: 6, state: 'ok' })
})

test('an area under the ROC curve from scores cut to whole percents', () => {
  const scores = [0.291, 0.292, 0.293, 0.294]
  const labels = [0, 1, 0, 1]
  const cut = exactCounts(
    scores.map((score) => Math.trunc(score * 100)),
    labels,
  )
  expect(auroc(cut).value).toBe(0.5)
  expect(auroc(exactCounts(scores, labels)).value).toBe(0.75)
  // Where binning cannot be avoided, the answer says how far off it can be.
  expect(auroc(cut).certifiedBound).toBe(0.5)
})
