import { describe, expect, test } from 'vitest'
import { calibrationInTheLarge } from './calibration-in-the-large.ts'
import { calibrationSlope } from './calibration-slope.ts'
import { expit, logit } from './logit.ts'
import reference from './reference/calibration-models.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { type LocatedCounts, exactCounts } from './scored-counts.ts'

test('value and interval agree with statsmodels', () => {
  for (const { probabilities, labels, slope } of reference.cases) {
    const estimate = calibrationSlope(exactCounts(probabilities, labels), { minimum: 0 })
    expect(estimate.state).toBe('ok')
    expect(relativeError(estimate.value, slope.value)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.lower, slope.lower)).toBeLessThan(1e-9)
    expect(relativeError(estimate.interval!.upper, slope.upper)).toBeLessThan(1e-9)
  }
})

function simulated(random: () => number, n: number, line = { intercept: 0, slope: 1 }) {
  const scores = Array.from({ length: n }, () => 0.01 + 0.98 * random() ** 2)
  const labels = scores.map((score) =>
    random() < expit(line.intercept + line.slope * logit(score)) ? 1 : 0,
  )
  return { scores, labels, counts: exactCounts(scores, labels) }
}

test('covers the true slope about as often as it says', () => {
  const random = seededRandom(7)
  const rounds = 500
  for (const slope of [1, 0.5]) {
    let covered = 0
    for (let round = 0; round < rounds; round++) {
      const { counts } = simulated(random, 350, { intercept: 0.3, slope })
      const { lower, upper } = calibrationSlope(counts, { minimum: 0 }).interval!
      if (lower! <= slope && slope <= upper!) covered++
    }
    expect(covered / rounds, `slope ${slope}`).toBeGreaterThan(0.92)
    expect(covered / rounds, `slope ${slope}`).toBeLessThan(0.98)
  }
})

test('1024 bins at their mean scores change next to nothing', () => {
  const { scores, labels, counts } = simulated(seededRandom(3), 40_000, {
    intercept: 0,
    slope: 0.8,
  })
  const bins = equalMassBins(scores, labels, 1024)
  const exact = calibrationSlope(counts)
  const binned = calibrationSlope(bins)
  expect(binned.state).toBe('ok')
  expect(Math.abs(binned.value! - exact.value!)).toBeLessThan(1e-4)
  const shift = calibrationInTheLarge(bins).value! - calibrationInTheLarge(counts).value!
  expect(Math.abs(shift)).toBeLessThan(1e-4)
})

function equalMassBins(scores: number[], labels: number[], bins: number): LocatedCounts {
  const order = scores.map((_, i) => i).sort((left, right) => scores[left]! - scores[right]!)
  const size = scores.length / bins
  const parts = Array.from({ length: bins }, (_, bin) =>
    order.slice(Math.round(bin * size), Math.round((bin + 1) * size)),
  )
  const events = (part: number[]) => part.reduce((sum, i) => sum + labels[i]!, 0)
  return {
    scores: parts.map((part) => part.reduce((sum, i) => sum + scores[i]!, 0) / part.length),
    positives: parts.map(events),
    negatives: parts.map((part) => part.length - events(part)),
  }
}

test('groups emptied by taking predictions out again change nothing', () => {
  const { counts } = simulated(seededRandom(1), 300)
  const insert = (values: ArrayLike<number>, value: number) => [value, ...Array.from(values), value]
  const emptied = {
    scores: [0, ...counts.scores, 1],
    positives: insert(counts.positives, 0),
    negatives: insert(counts.negatives, 0),
  }
  expect(calibrationSlope(emptied)).toEqual(calibrationSlope(counts))
  expect(calibrationInTheLarge(emptied)).toEqual(calibrationInTheLarge(counts))
})

test('predictions twice as extreme on the log-odds scale have half the slope', () => {
  const { counts } = simulated(seededRandom(2), 400)
  const extreme = { ...counts, scores: counts.scores.map((score) => expit(2 * logit(score))) }
  const slope = calibrationSlope(counts, { minimum: 0 }).value!
  expect(calibrationSlope(extreme, { minimum: 0 }).value).toBeCloseTo(slope / 2, 9)
})

describe('states', () => {
  test.each([
    ['separated classes', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], /separates events/],
    ['constant predictions', [0.5, 0.5, 0.5], [0, 1, 1], /do not vary/],
    ['no non-events', [0.1, 0.2], [1, 1], /0 non-events/],
    ['no predictions', [], [], /^no predictions$/],
  ])('%s are undefined', (_, scores, labels, reason) => {
    const estimate = calibrationSlope(exactCounts(scores, labels))
    expect(estimate).toMatchObject({ value: null, interval: null, state: 'undefined' })
    expect(estimate.reason).toMatch(reason)
  })

  test('fewer than 100 events or non-events are insufficient, with the interval', () => {
    const few = { scores: [0.2, 0.6], positives: [30, 69], negatives: [200, 100] }
    const enough = { ...few, positives: [30, 70] }
    expect(calibrationSlope(few)).toMatchObject({
      state: 'insufficient',
      reason: '99 events, at least 100 needed',
    })
    expect(calibrationSlope(few).interval).not.toBeNull()
    expect(calibrationSlope(enough)).toMatchObject({ state: 'ok', reason: null })
    const turned = { scores: [0.2, 0.6], positives: [200, 300], negatives: [59, 40] }
    expect(calibrationSlope(turned).reason).toBe('99 non-events, at least 100 needed')
    expect(calibrationSlope(few, { minimum: 99 }).state).toBe('ok')
  })
})
