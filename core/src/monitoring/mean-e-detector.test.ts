import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectorValue, initialDetector } from './e-detector.ts'
import { type MeanAlternative, stepMean } from './mean-e-detector.ts'
import { statedRunLength } from './stated-run-length.ts'
import { seededRandom } from './test-cohort.ts'

const runLength = 1825
const limit = Math.log(runLength)

/** Sums of a day of `n` draws. */
function dayOf(n: number, draw: () => number) {
  const day = { n, sum: 0, squareSum: 0 }
  for (let i = 0; i < n; i++) {
    const x = draw()
    day.sum += x
    day.squareSum += x * x
  }
  return day
}

/** Days until an alarm, or null; `draw` is told the day. */
function alarmDay(
  days: number,
  n: number,
  draw: (day: number) => number,
  alternative: MeanAlternative,
) {
  let state = initialDetector(alternative.deltas.length)
  for (let day = 1; day <= days; day++) {
    state = stepMean(
      state,
      dayOf(n, () => draw(day)),
      alternative,
    )
    if (detectorValue(state) >= limit) return day
  }
  return null
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Squared error of a prediction whose outcome has `odds` times the odds of its score. */
function squaredError(random: () => number, odds: number): number {
  const score = random() ** 2.5
  const chance = (score * odds) / (1 + score * (odds - 1))
  return (score - (random() < chance ? 1 : 0)) ** 2
}

describe('simulated years of a Brier score of 0.119, 50 predictions a day, A = 1825', () => {
  // Mean and variance of the squared error while calibrated: E(p(1−p)) and E(p(1−p)((1−p)³ + p³)) − mean².
  const brier = { limit: 0.11905, deltas: [0.02, 0.05, 0.1], direction: 'rise', variance: 0.038 }
  const alternative = brier as MeanAlternative

  test('false alarms stay below days over A, the stated limit', () => {
    const random = seededRandom(81)
    const runs = 150
    const found = Array.from({ length: runs }, () =>
      alarmDay(365, 50, () => squaredError(random, 1), alternative),
    ).filter((day) => day !== null)
    const stated = statedRunLength({ averageRunLengthDays: runLength, detectors: 1 })
    expect(found.length / runs).toBeLessThan(stated.monitorChance)
  })

  test('odds three times those of the scores, 0.161, are found after a median of 4 to 15 days', () => {
    const random = seededRandom(82)
    const delays = Array.from({ length: 60 }, () =>
      alarmDay(200, 50, (day) => squaredError(random, day > 50 ? 3 : 1), alternative),
    ).map((day) => (day ?? 200) - 50)
    expect(delays.filter((delay) => delay <= 0).length).toBeLessThanOrEqual(2)
    expect(median(delays)).toBeGreaterThanOrEqual(4)
    expect(median(delays)).toBeLessThanOrEqual(15)
  })
})

test('a rating that falls from 0.8 to 0.7 is found within weeks, one that rises never', () => {
  const random = seededRandom(83)
  const alternative = {
    limit: 0.8,
    deltas: [0.05, 0.1],
    direction: 'drop',
    variance: 0.06,
  } as const
  // Ratings of 1 to 5 scaled to 0 … 1: four independent chances of a quarter each.
  const rating = (mean: number) =>
    [1, 2, 3, 4].reduce((sum) => sum + (random() < mean ? 0.25 : 0), 0)
  const runs = (mean: number) =>
    Array.from({ length: 40 }, () => alarmDay(200, 20, () => rating(mean), alternative))
  expect(median(runs(0.7).map((day) => day ?? 200))).toBeLessThan(20)
  expect(runs(0.85).every((day) => day === null)).toBe(true)
})

describe('laws', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  const chance = fc.double({ min: 0.01, max: 1, noNaN: true })
  const distribution = fc.array(fc.tuple(unit, chance), { minLength: 1, maxLength: 5 })
  const delta = fc.double({ min: 0.001, max: 1, noNaN: true })
  const direction = fc.constantFrom<'drop' | 'rise'>('drop', 'rise')

  test('E(LR) is at most 1 for every distribution with its mean on the good side', () => {
    fc.assert(
      fc.property(
        distribution,
        unit,
        delta,
        unit,
        direction,
        fc.boolean(),
        (points, t, effect, variance, to, squares) => {
          const weight = points.reduce((sum, [, w]) => sum + w, 0)
          const mean = Math.min(
            1,
            points.reduce((sum, [x, w]) => sum + (x * w) / weight, 0),
          )
          const accepted = to === 'rise' ? mean + t * (1 - mean) : mean - t * mean
          const alternative = { limit: accepted, deltas: [effect], direction: to, variance }
          let expectation = 0
          for (const [x, w] of points) {
            const day = { n: 1, sum: x, squareSum: squares ? x * x : null }
            // M + 1 is 2 for log M = 0.
            const { logM } = stepMean({ days: 0, logM: [0] }, day, alternative)
            expectation += ((w / weight) * Math.exp(logM[0]!)) / 2
          }
          expect(expectation).toBeLessThanOrEqual(1 + 1e-6)
        },
      ),
      { numRuns: 500 },
    )
  })

  const values = fc.array(unit, { minLength: 1, maxLength: 20 })
  const setting = { limit: 0.3, deltas: [0.1], direction: 'rise', variance: 0.05 } as const
  const sums = (xs: readonly number[]) => {
    let i = 0
    return dayOf(xs.length, () => xs[i++]!)
  }
  /** log LR of a day. */
  const evidence = (day: Parameters<typeof stepMean>[1], alternative: MeanAlternative = setting) =>
    stepMean({ days: 0, logM: [0] }, day, alternative).logM[0]! - Math.LN2

  test('a day is worth what its values are worth one by one', () => {
    fc.assert(
      fc.property(values, (xs) => {
        const single = xs.reduce((sum, x) => sum + evidence(sums([x])), 0)
        expect(evidence(sums(xs))).toBeCloseTo(single, 9)
      }),
    )
  })

  test('without the squares it is never more eager', () => {
    fc.assert(
      fc.property(values, (xs) => {
        const day = sums(xs)
        const without = evidence({ ...day, squareSum: null })
        expect(without).toBeLessThanOrEqual(evidence(day) + 1e-9)
      }),
    )
  })

  test('a drop is a rise of what is missing to 1', () => {
    fc.assert(
      fc.property(values, (xs) => {
        const drop = { ...setting, limit: 0.7, direction: 'drop' as const }
        const mirrored = evidence(sums(xs.map((x) => 1 - x)), drop)
        expect(mirrored).toBeCloseTo(evidence(sums(xs)), 9)
      }),
    )
  })
})

describe('edges', () => {
  const alternative = { limit: 0.3, deltas: [0.1, 0.3], direction: 'rise', variance: 0.1 } as const
  const start = initialDetector(2)

  test('an empty day adds 1 to M', () => {
    let state = start
    for (let day = 1; day <= 5; day++) {
      state = stepMean(state, { n: 0, sum: 0, squareSum: 0 }, alternative)
      expect(Math.exp(detectorValue(state))).toBeCloseTo(day, 9)
    }
  })

  test('limits of 0 and 1, no variance and huge days stay finite', () => {
    for (const accepted of [0, 1]) {
      for (const direction of ['drop', 'rise'] as const) {
        for (const sum of [0, 1e6]) {
          const day = { n: 1e6, sum, squareSum: sum }
          const extreme = { limit: accepted, deltas: [0.1, 1], direction, variance: 0 }
          expect(stepMean(start, day, extreme).logM.every(Number.isFinite)).toBe(true)
        }
      }
    }
  })

  test('refuses sums and settings that cannot be', () => {
    for (const day of [
      { n: -1, sum: 0, squareSum: 0 },
      { n: 1.5, sum: 0, squareSum: 0 },
      { n: 2, sum: 3, squareSum: 3 },
      { n: 2, sum: NaN, squareSum: 0 },
      { n: 2, sum: 1, squareSum: 1.5 },
      { n: 2, sum: 1, squareSum: 0.1 },
      { n: 2, sum: 1, squareSum: NaN },
      { n: 0, sum: 1, squareSum: null },
    ]) {
      expect(() => stepMean(start, day, alternative)).toThrow(RangeError)
    }
    const day = { n: 2, sum: 1, squareSum: 1 }
    for (const wrong of [
      { limit: NaN },
      { limit: 1.1 },
      { variance: NaN },
      { deltas: [0, 0.1] },
      { deltas: [0.1] },
    ]) {
      expect(() => stepMean(start, day, { ...alternative, ...wrong })).toThrow(RangeError)
    }
  })
})
