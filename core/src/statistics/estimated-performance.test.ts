import { describe, expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { estimatedPerformance } from './estimated-performance.ts'
import { isotonicRegression, isotonicValue } from './isotonic-regression.ts'
import cbpe from './reference/cbpe.json' with { type: 'json' }
import reference from './reference/estimated-performance.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts, totals } from './scored-counts.ts'
import { sensitivity } from './sensitivity.ts'

function counted(values: number[]) {
  const { scores, negatives } = exactCounts(
    values,
    values.map(() => 0),
  )
  return { scores, counts: negatives }
}

function estimate(sample: {
  scores: number[]
  labels: number[]
  later: number[]
  threshold: number
}) {
  const blocks = isotonicRegression(exactCounts(sample.scores, sample.labels))
  return estimatedPerformance(
    counted(sample.later),
    (score) => isotonicValue(blocks, score),
    sample.threshold,
  )
}

const metricNames = [
  'sensitivity',
  'specificity',
  'positivePredictiveValue',
  'negativePredictiveValue',
  'accuracy',
  'auroc',
] as const

test('values and intervals agree with the formulas of CBPE, pair by pair in NumPy', () => {
  for (const sample of reference.cases) {
    const performance = estimate(sample)
    for (const cell of ['tp', 'fp', 'tn', 'fn'] as const) {
      expect(relativeError(performance.matrix[cell], sample.matrix[cell])).toBeLessThan(1e-9)
    }
    for (const name of metricNames) {
      const { value, interval } = performance[name]
      const expected = sample.metrics[name]
      expect(relativeError(value, expected.value), name).toBeLessThan(1e-9)
      expect(relativeError(interval!.lower, expected.lower), name).toBeLessThan(1e-9)
      expect(relativeError(interval!.upper, expected.upper), name).toBeLessThan(1e-9)
    }
  }
})

test('agrees with CBPE of NannyML', () => {
  for (const sample of cbpe.cases) {
    const performance = estimate(sample)
    const { auroc: area, ...rates } = sample.metrics
    for (const name of Object.keys(rates) as (keyof typeof rates)[]) {
      expect(relativeError(performance[name].value, rates[name]), name).toBeLessThan(1e-9)
    }
    // NannyML rounds the sums of its curve to five decimals.
    expect(Math.abs(performance.auroc.value! - area)).toBeLessThan(1e-5)
  }
})

test('where every outcome is certain it is the measured performance', () => {
  const random = seededRandom(47)
  const scores = Array.from({ length: 200 }, () => Math.round(random() * 40) / 40)
  const truth = (score: number) => (Math.round(score * 40) % 3 === 0 ? 1 : 0)
  const counts = exactCounts(scores, scores.map(truth))
  const performance = estimatedPerformance(counted(scores), truth, 0.5)
  expect(performance.matrix).toEqual(confusionMatrix(counts, 0.5))
  expect(performance.auroc.value).toBeCloseTo(auroc(counts).value!, 12)
  const measured = sensitivity(confusionMatrix(counts, 0.5)).value
  expect(performance.sensitivity).toMatchObject({ value: measured, interval: null })
})

test('the measured value lies in the interval about as often as it says, if the map holds', () => {
  const random = seededRandom(53)
  const rounds = 400
  const truth = (score: number) => 0.05 + 0.8 * score * score
  const scores = Array.from({ length: 200 }, () => random())
  const performance = estimatedPerformance(counted(scores), truth, 0.6)
  const covered = {
    sensitivity: 0,
    specificity: 0,
    positivePredictiveValue: 0,
    negativePredictiveValue: 0,
    accuracy: 0,
    auroc: 0,
  }
  for (let round = 0; round < rounds; round++) {
    const counts = exactCounts(
      scores,
      scores.map((score) => (random() < truth(score) ? 1 : 0)),
    )
    const { tp, fp, tn, fn } = confusionMatrix(counts, 0.6)
    const measured = {
      sensitivity: tp / (tp + fn),
      specificity: tn / (tn + fp),
      positivePredictiveValue: tp / (tp + fp),
      negativePredictiveValue: tn / (tn + fn),
      accuracy: (tp + tn) / totalOf(counts),
      auroc: auroc(counts).value!,
    }
    for (const name of metricNames) {
      const { lower, upper } = performance[name].interval!
      if (lower! <= measured[name] && measured[name] <= upper!) covered[name]++
    }
  }
  for (const name of metricNames) {
    expect(covered[name] / rounds, name).toBeGreaterThan(0.92)
    expect(covered[name] / rounds, name).toBeLessThan(0.985)
  }
})

function totalOf(counts: ReturnType<typeof exactCounts>) {
  const { positives, negatives } = totals(counts)
  return positives + negatives
}

test('concept drift goes unseen, which is why it never counts as a measurement', () => {
  const scores = counted([0.1, 0.2, 0.6, 0.9])
  const before = estimatedPerformance(scores, (score) => score, 0.5)
  expect(before.accuracy.value).toBeCloseTo((0.9 + 0.8 + 0.6 + 0.9) / 4, 12)
  for (const name of metricNames) {
    expect(before[name].estimated).toBe(true)
    expect(before[name].reason).toContain('estimated without outcomes; assumes no concept drift')
    expect(before[name]).toMatchObject({ positives: null, negatives: null })
  }
})

test('groups emptied by taking predictions out again change nothing', () => {
  const full = { scores: [0.2, 0.6, 0.9], counts: [5, 7, 2] }
  const emptied = { scores: [0.1, 0.2, 0.5, 0.6, 0.9], counts: [0, 5, 0, 7, 2] }
  const identity = (score: number) => score
  expect(estimatedPerformance(emptied, identity, 0.5)).toEqual(
    estimatedPerformance(full, identity, 0.5),
  )
})

describe('states', () => {
  const groups = { scores: [0.2, 0.6], counts: [30, 10] }

  test('zero denominators are undefined', () => {
    const none = estimatedPerformance({ scores: [], counts: [] }, () => 0.5, 0.5)
    for (const name of metricNames) {
      expect(none[name]).toMatchObject({ value: null, interval: null, state: 'undefined' })
    }
    const unflagged = estimatedPerformance(groups, (score) => score, 0.7)
    expect(unflagged.positivePredictiveValue).toMatchObject({
      value: null,
      state: 'undefined',
      n: 0,
    })
    expect(unflagged.positivePredictiveValue.reason).toContain('no flagged predictions')
    expect(unflagged.sensitivity).toMatchObject({ value: 0, interval: null })
    const eventless = estimatedPerformance(groups, () => 0, 0.5)
    expect(eventless.sensitivity).toMatchObject({ value: null, state: 'undefined' })
    expect(eventless.auroc).toMatchObject({ value: null, state: 'undefined' })
    expect(eventless.accuracy).toMatchObject({ value: 0.75, interval: null, state: 'ok' })
    expect(eventless.accuracy.reason).toContain('no outcome is in doubt')
  })

  test('the minimum counts each denominator', () => {
    const found = estimatedPerformance(groups, (score) => score, 0.5, { minimum: 20 })
    expect(found.sensitivity).toMatchObject({ state: 'insufficient', n: 40 })
    expect(found.sensitivity.reason).toContain('12 expected positives, at least 20 needed')
    expect(found.positivePredictiveValue).toMatchObject({ state: 'insufficient', n: 10 })
    expect(found.negativePredictiveValue).toMatchObject({ state: 'ok', n: 30 })
    expect(found.auroc.state).toBe('insufficient')
    expect(found.accuracy.state).toBe('ok')
  })
})

test('impossible input is refused', () => {
  const groups = { scores: [0.2, 0.6], counts: [30, 10] }
  const identity = (score: number) => score
  expect(() => estimatedPerformance(groups, identity, NaN)).toThrow(/threshold/)
  expect(() => estimatedPerformance(groups, () => 1.1, 0.5)).toThrow(/calibrated to 1.1/)
  expect(() => estimatedPerformance(groups, () => NaN, 0.5)).toThrow(/calibrated to NaN/)
  expect(() => estimatedPerformance({ ...groups, counts: [1] }, identity, 0.5)).toThrow(/groups/)
  expect(() => estimatedPerformance({ ...groups, counts: [1, 0.5] }, identity, 0.5)).toThrow(
    /index 1/,
  )
  expect(() => estimatedPerformance({ ...groups, scores: [0.6, 0.6] }, identity, 0.5)).toThrow(
    /ascend/,
  )
})
