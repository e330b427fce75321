import { describe, expect, test } from 'vitest'
import { expit, logit } from './logit.ts'
import { recalibration } from './recalibration.ts'
import { recalibrated } from './recalibration-map.ts'
import reference from './reference/recalibration.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { type LocatedCounts, exactCounts } from './scored-counts.ts'

/** Even rows are one fold, odd rows the other. */
function folds(scores: number[], labels: number[]): [LocatedCounts, LocatedCounts] {
  const every = (rest: number) => {
    const take = (values: number[]) => values.filter((_, i) => i % 2 === rest)
    return exactCounts(take(scores), take(labels))
  }
  return [every(0), every(1)]
}

test('agrees with scikit-learn and statsmodels, cross-fitted row by row', () => {
  for (const { probabilities, labels, methods } of reference.cases) {
    const suggestion = recalibration({ folds: folds(probabilities, labels) })
    for (const option of suggestion.options) {
      const expected = methods[option.method]
      const { brierScore, observedExpectedRatio } = option.after!
      expect(relativeError(brierScore.value, expected.brier)).toBeLessThan(1e-9)
      expect(relativeError(observedExpectedRatio.value, expected.ratio)).toBeLessThan(1e-9)
      expect(Math.abs(option.gain.value! - expected.gain)).toBeLessThan(1e-12)
      expect(Math.abs(option.gain.interval!.lower! - expected.lower)).toBeLessThan(1e-12)
      expect(Math.abs(option.gain.interval!.upper! - expected.upper)).toBeLessThan(1e-12)
      const fall = suggestion.before.brierScore.value! - brierScore.value!
      expect(option.gain.value).toBeCloseTo(fall, 12)
    }
  }
})

function simulated(random: () => number, n: number, truth: (score: number) => number) {
  const scores = Array.from({ length: n }, () => 0.02 + 0.96 * random())
  return folds(
    scores,
    scores.map((score) => (random() < truth(score) ? 1 : 0)),
  )
}

const line = (intercept: number, slope: number) => (score: number) =>
  expit(intercept + slope * logit(score))

describe('recommendation', () => {
  test.each([
    ['a shift', 'intercept-only', line(1, 1)],
    ['overconfidence', 'logistic', line(0, 0.4)],
    [
      'steps no line can bend to',
      'isotonic',
      (score: number) => (score % 0.5 > 0.25 ? 0.8 : 0.1) * (score > 0.5 ? 1 : 0.4),
    ],
  ])('%s calls for %s', (_, method, truth) => {
    const suggestion = recalibration({ folds: simulated(seededRandom(23), 3000, truth) })
    expect(suggestion.recommended).toBe(method)
    expect(suggestion.reason).toMatch(new RegExp(`^${method} lowers the Brier score by .*sample`))
    const chosen = suggestion.options.find((option) => option.method === method)!
    expect(chosen.gain.interval!.lower).toBeGreaterThan(0)
    const ece = (of: typeof suggestion.before) => of.expectedCalibrationError.value!
    expect(ece(chosen.after!)).toBeLessThan(ece(suggestion.before))
  })

  test('a calibrated AI system is left as it is', () => {
    const random = seededRandom(29)
    const rounds = 150
    let changed = 0
    for (let round = 0; round < rounds; round++) {
      const suggestion = recalibration({ folds: simulated(random, 500, (score) => score) })
      if (suggestion.recommended !== null) changed++
      else expect(suggestion.reason).toMatch(/no method lowers/)
    }
    // Two methods, each wrong in at most 2.5 % of the cases.
    expect(changed / rounds).toBeLessThan(0.05)
  })

  test('nothing is recommended on a small sample, however large the gain', () => {
    const split = { folds: simulated(seededRandom(31), 180, line(3, 1)) }
    const suggestion = recalibration(split)
    expect(suggestion.recommended).toBeNull()
    expect(suggestion.reason).toMatch(/^\d+ in the smaller class .*at least 100 needed/)
    expect(suggestion.options[0]!.gain).toMatchObject({ state: 'insufficient' })
    expect(suggestion.options[0]!.gain.interval!.lower).toBeGreaterThan(0)
    expect(recalibration(split, { minimum: 10 }).recommended).toBe('intercept-only')
  })

  test('isotonic needs its own, larger sample', () => {
    const steps = (score: number) => (score % 0.5 > 0.25 ? 0.8 : 0.1)
    const split = { folds: simulated(seededRandom(37), 900, steps) }
    expect(recalibration(split).recommended).not.toBe('isotonic')
    expect(recalibration(split, { isotonicMinimum: 900 }).recommended).toBe('isotonic')
  })
})

test('the suggested map is fitted to all, the gain to what it did not see', () => {
  const [fit, evaluation] = simulated(seededRandom(41), 2000, line(0.8, 1))
  const crossed = recalibration({ folds: [fit, evaluation] })
  const separate = recalibration({ fit, evaluation })
  expect(separate.recommended).toBe('intercept-only')
  expect(separate.options[0]!.gain.n).toBe(1000)
  expect(crossed.options[0]!.gain.n).toBe(2000)
  expect(separate.options[0]!.map).not.toEqual(crossed.options[0]!.map)
  expect(recalibrated(crossed.options[0]!.map!, 0.5)).toBeCloseTo(expit(0.8), 1)
  // Swapping the folds changes only the order of adding.
  const swapped = recalibration({ folds: [evaluation, fit] })
  expect(swapped.options[2]!.gain.value).toBeCloseTo(crossed.options[2]!.gain.value!, 12)
  expect(swapped.recommended).toBe(crossed.recommended)
})

test('measured where it was fitted, isotonic would flatter itself', () => {
  const [half] = simulated(seededRandom(43), 800, (score) => score)
  const seen = recalibration({ fit: half, evaluation: half }).options[2]!.gain.value!
  const unseen = recalibration({ folds: simulated(seededRandom(43), 800, (s) => s) }).options[2]!
  expect(seen).toBeGreaterThan(0)
  expect(unseen.gain.value).toBeLessThan(0)
})

test('a method that cannot be fitted has its reason; no predictions are no failure', () => {
  const constant = { scores: [0.3], positives: [150], negatives: [150] }
  const { options, recommended } = recalibration({ folds: [constant, constant] })
  expect(recommended).toBe('intercept-only')
  expect(options[1]).toMatchObject({ map: null, after: null, gain: { state: 'undefined' } })
  expect(options[1]!.gain.reason).toBe('the predictions do not vary')
  const nothing = exactCounts([], [])
  const empty = recalibration({ folds: [nothing, nothing] })
  expect(empty).toMatchObject({ recommended: null, before: { brierScore: { state: 'undefined' } } })
  expect(empty.reason).toBe('0 in the smaller class (events or non-events), at least 100 needed')
})
