import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DetectorState } from './e-detector.ts'
import {
  alarmThreshold,
  detectorValue,
  initialDetector,
  stepBernoulli,
  stepObservedExpected,
} from './e-detector.ts'
import { seededRandom } from './test-cohort.ts'

const deltas = [0.05, 0.1, 0.2]
const alternative = { p0: 0.85, deltas, direction: 'drop' as const }
const limit = Math.log(alarmThreshold({ averageRunLengthDays: 1825, detectors: 1 }))

/** Successes among `n` with probability `p`. */
function binomial(random: () => number, n: number, p: number): number {
  let x = 0
  for (let i = 0; i < n; i++) if (random() < p) x++
  return x
}

/** First day from `start` on which the detector alarms, or null within `days`. */
function alarmDay(days: number, step: (state: DetectorState, day: number) => DetectorState, k = 3) {
  let state = initialDetector(k)
  for (let day = 1; day <= days; day++) {
    state = step(state, day)
    if (detectorValue(state) >= limit) return day
  }
  return null
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

describe('simulated years, 30 positives a day, acceptance limit 0.85, A = 1825', () => {
  test('a false alarm within 365 days in fewer than 12 % of them', () => {
    const random = seededRandom(1)
    const alarms = Array.from({ length: 400 }, () =>
      alarmDay(365, (state) =>
        stepBernoulli(state, { x: binomial(random, 30, 0.85), n: 30 }, alternative),
      ),
    ).filter((day) => day !== null)
    expect(alarms.length / 400).toBeLessThan(0.12)
    // It is no detector that never fires: without any change some years do alarm.
    expect(alarms.length).toBeGreaterThan(0)
  })

  test('a fall to 0.75 is found after a median of 4 to 10 days', () => {
    const random = seededRandom(2)
    const delays: number[] = []
    for (let run = 0; run < 300; run++) {
      const day = alarmDay(400, (state, day) =>
        stepBernoulli(
          state,
          { x: binomial(random, 30, day > 100 ? 0.75 : 0.85), n: 30 },
          alternative,
        ),
      )
      if (day === null || day > 100) delays.push((day ?? 400) - 100)
    }
    expect(delays.length).toBeGreaterThan(270)
    expect(median(delays)).toBeGreaterThanOrEqual(4)
    expect(median(delays)).toBeLessThanOrEqual(10)
  })

  test('a better system than the limit hardly ever alarms', () => {
    const random = seededRandom(3)
    const alarms = Array.from({ length: 100 }, () =>
      alarmDay(365, (state) =>
        stepBernoulli(state, { x: binomial(random, 30, 0.9), n: 30 }, alternative),
      ),
    ).filter((day) => day !== null)
    expect(alarms.length).toBeLessThanOrEqual(2)
  })
})

describe('simulated years, 50 predictions a day, calibration', () => {
  const oddsRatios = [1.25, 1.5, 2]
  const k = 2 * oddsRatios.length
  const tenths = Array.from({ length: 10 }, (_, i) => (i + 0.5) / 20)

  function day(random: () => number, odds: number) {
    const counts = new Float64Array(10).fill(5)
    const expected = Float64Array.from(tenths, (p) => 5 * p)
    let observed = 0
    for (const p of tenths) observed += binomial(random, 5, (p * odds) / (1 + p * (odds - 1)))
    return { counts, expected, observed }
  }

  test('a false alarm within 365 days in fewer than 15 % of them', () => {
    const random = seededRandom(4)
    const alarms = Array.from({ length: 300 }, () =>
      alarmDay(365, (state) => stepObservedExpected(state, day(random, 1), { oddsRatios }), k),
    ).filter((found) => found !== null)
    expect(alarms.length / 300).toBeLessThan(0.15)
  })

  test.each([2, 0.5])('odds %d times those of the scores are found within weeks', (odds) => {
    const random = seededRandom(5)
    const delays = Array.from({ length: 100 }, () =>
      alarmDay(365, (state) => stepObservedExpected(state, day(random, odds), { oddsRatios }), k),
    ).map((found) => found ?? 365)
    expect(median(delays)).toBeLessThan(20)
  })

  test('a shift within the tolerance does not alarm', () => {
    const random = seededRandom(6)
    const accepted = { oddsRatios, tolerance: 1.25, center: 1.1 }
    const alarms = Array.from({ length: 100 }, () =>
      alarmDay(365, (state) => stepObservedExpected(state, day(random, 1.3), accepted), k),
    ).filter((found) => found !== null)
    expect(alarms.length).toBeLessThan(15)
  })
})

describe('laws', () => {
  const rate = fc.double({ min: 0.01, max: 0.99, noNaN: true })

  test('E(LR) is at most 1 for every rate on the good side of the limit', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const direction = fc.constantFrom<'drop' | 'rise'>('drop', 'rise')
    const delta = fc.double({ min: 0.001, max: 0.9, noNaN: true })
    fc.assert(
      fc.property(
        rate,
        share,
        delta,
        direction,
        fc.integer({ min: 1, max: 12 }),
        (p0, t, d, to, n) => {
          const p = to === 'drop' ? p0 + t * (1 - p0) : t * p0
          let expectation = 0
          let weight = (1 - p) ** n
          for (let x = 0; x <= n; x++) {
            const start = { days: 0, logM: [0] }
            const one = stepBernoulli(start, { x, n }, { p0, deltas: [d], direction: to })
            // M + 1 is 2 for log M = 0.
            expectation += weight * (Math.exp(one.logM[0]!) / 2)
            weight = p === 1 ? (x + 1 === n ? 1 : 0) : (weight * ((n - x) / (x + 1)) * p) / (1 - p)
          }
          expect(expectation).toBeLessThanOrEqual(1 + 1e-9)
        },
      ),
    )
  })

  test('E(LR) of a single calibrated prediction is 1, and at most 1 within the tolerance', () => {
    const factor = fc.double({ min: 1.01, max: 5, noNaN: true })
    fc.assert(
      fc.property(rate, factor, factor, (p, oddsRatio, tolerance) => {
        const expectation = (truth: number, accepted: number) =>
          [0, 1].map((y) => {
            const bins = {
              counts: Float64Array.of(1),
              expected: Float64Array.of(p),
              observed: y,
            }
            const setting = { oddsRatios: [oddsRatio], tolerance: accepted }
            const { logM } = stepObservedExpected({ days: 0, logM: [0, 0] }, bins, setting)
            return logM.map((log) => ((y === 1 ? truth : 1 - truth) * Math.exp(log)) / 2)
          })
        const exact = expectation(p, 1)
        expect(exact[0]![0]! + exact[1]![0]!).toBeCloseTo(1, 9)
        expect(exact[0]![1]! + exact[1]![1]!).toBeCloseTo(1, 9)
        const wide = expectation(p, tolerance)
        expect(wide[0]![0]! + wide[1]![0]!).toBeLessThanOrEqual(1 + 1e-9)
        expect(wide[0]![1]! + wide[1]![1]!).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })

  test('bin means are at most as eager as single scores', () => {
    const scores = fc.array(rate, { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(scores, fc.nat(20), (values, y) => {
        const observed = Math.min(y, values.length)
        const single = {
          counts: new Float64Array(values.length).fill(1),
          expected: Float64Array.from(values),
          observed,
        }
        const binned = {
          counts: Float64Array.of(values.length),
          expected: Float64Array.of(values.reduce((sum, p) => sum + p, 0)),
          observed,
        }
        const setting = { oddsRatios: [1.5] }
        const exact = stepObservedExpected(initialDetector(2), single, setting).logM
        const coarse = stepObservedExpected(initialDetector(2), binned, setting).logM
        expect(coarse[0]!).toBeLessThanOrEqual(exact[0]! + 1e-9)
        expect(coarse[1]!).toBeLessThanOrEqual(exact[1]! + 1e-9)
      }),
    )
  })

  test('the state survives JSON at every step and replays to the same bits', () => {
    const days = fc.array(
      fc.nat(40).chain((n) => fc.record({ n: fc.constant(n), x: fc.nat(n) })),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(days, (given) => {
        let live = initialDetector(3)
        let stored = initialDetector(3)
        for (const day of given) {
          live = stepBernoulli(live, day, alternative)
          stored = JSON.parse(JSON.stringify(stepBernoulli(stored, day, alternative)))
        }
        expect(stored).toEqual(live)
        expect(live.days).toBe(given.length)
      }),
    )
  })
})

describe('edges', () => {
  test('an empty day adds 1 to M', () => {
    let state = initialDetector(1)
    for (let day = 1; day <= 5; day++) {
      state = stepBernoulli(state, { x: 0, n: 0 }, { ...alternative, deltas: [0.1] })
      expect(Math.exp(detectorValue(state))).toBeCloseTo(day, 9)
    }
  })

  test('limits of 0 and 1 and huge days stay finite', () => {
    for (const p0 of [0, 1]) {
      for (const direction of ['drop', 'rise'] as const) {
        for (const x of [0, 1e6]) {
          const { logM } = stepBernoulli(
            initialDetector(3),
            { x, n: 1e6 },
            { p0, deltas, direction },
          )
          expect(logM.every(Number.isFinite)).toBe(true)
        }
      }
    }
  })

  test('scores of 0 and 1 stay finite', () => {
    const bins = {
      counts: Float64Array.of(10, 10),
      expected: Float64Array.of(0, 10),
      observed: 20,
    }
    const { logM } = stepObservedExpected(initialDetector(2), bins, { oddsRatios: [2] })
    expect(logM.every(Number.isFinite)).toBe(true)
  })

  test('more detectors share the false alarms', () => {
    expect(alarmThreshold({ averageRunLengthDays: 365, detectors: 4 })).toBe(1460)
    expect(alarmThreshold({ averageRunLengthDays: 365, detectors: 0 })).toBe(365)
  })

  test('refuses counts and settings that cannot be', () => {
    const state = initialDetector(3)
    expect(() => stepBernoulli(state, { x: 2, n: 1 }, alternative)).toThrow(RangeError)
    expect(() => stepBernoulli(state, { x: -1, n: 1 }, alternative)).toThrow(RangeError)
    expect(() => stepBernoulli(state, { x: 0, n: 1 }, { ...alternative, p0: Number.NaN })).toThrow(
      RangeError,
    )
    expect(() => stepBernoulli(initialDetector(1), { x: 0, n: 1 }, alternative)).toThrow(RangeError)
    const bins = { counts: Float64Array.of(1), expected: Float64Array.of(0.5), observed: 1 }
    expect(() => stepObservedExpected(state, bins, { oddsRatios: [1] })).toThrow(RangeError)
  })
})
