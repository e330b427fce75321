import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import { addDays } from './days.ts'
import type { IntakeDay, IntakeKind } from './intake-day.ts'
import {
  emptyIntake,
  inputFaults,
  intakeCount,
  intakeFaults,
  intakeKinds,
  mergeIntake,
  worseIntake,
} from './intake-day.ts'
import { computeIntake, failingInputs, faultWords } from './intake-metric.ts'

const start = '2026-01-01'
const of = (counts: Partial<IntakeDay>): IntakeDay => ({ ...emptyIntake(), ...counts })
const week = { from: start, to: addDays(start, 6) }
const measure = (days: IntakeDay[], minimum = 0) => {
  const byDay = new Map(days.map((day, at) => [addDays(start, at), day]))
  return computeIntake((day) => byDay.get(day) ?? null, week, minimum)
}

describe('the share of invalid data', () => {
  test('is of all that was received, with its Wilson interval', () => {
    const found = measure([of({ usable: 90, 'out-of-range': 6 }), of({ 'wrong-score': 4 })])
    expect(found).toMatchObject({ state: 'ok', value: 0.1, n: 100, baselineValue: null })
    expect(found.interval).toEqual(wilsonInterval(10, 100))
    expect(faultWords(found)).toBe(
      'most often numbers outside of the declared range, as from another unit',
    )
  })

  test('counts what was refused for other reasons as received, and not as invalid', () => {
    expect(measure([of({ usable: 50, 'refused-otherwise': 50 })])).toMatchObject({
      value: 0,
      n: 100,
    })
  })

  test('is insufficient below its minimum, and undefined where nothing arrived', () => {
    expect(measure([of({ 'wrong-score': 29 })], 30)).toMatchObject({ state: 'insufficient', n: 29 })
    const nothing = measure([])
    expect(nothing).toMatchObject({ state: 'undefined', value: null, n: 0 })
    expect(faultWords(nothing)).toBe('')
  })
})

const counts = fc.record(
  Object.fromEntries(intakeKinds.map((kind) => [kind, fc.nat(500)])),
) as fc.Arbitrary<IntakeDay>
const kind = fc.constantFrom<IntakeKind>(...intakeKinds)

describe('laws', () => {
  test('days add up in any order, and every row is counted once', () => {
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 7 }), (days) => {
        const sum = emptyIntake()
        for (const day of days) mergeIntake(sum, day)
        const backward = emptyIntake()
        for (const day of days.toReversed()) mergeIntake(backward, day)
        expect(backward).toEqual(sum)
        const found = measure(days)
        expect(found).toEqual(measure([sum]))
        expect(found).toEqual(measure(days.toReversed()))
        expect(found.n).toBe(days.reduce((total, day) => total + intakeCount(day), 0))
        const usable = sum.usable + sum['refused-otherwise']
        if (found.value !== null) expect(found.value * found.n).toBeCloseTo(found.n - usable, 6)
      }),
    )
  })

  test('more faults never make it smaller, more usable rows never larger', () => {
    fc.assert(
      fc.property(counts, kind, fc.integer({ min: 1, max: 50 }), (day, changed, more) => {
        const before = measure([of({ ...day, usable: day.usable + 1 })]).value!
        const after = measure([
          of({
            ...day,
            usable: day.usable + 1,
            [changed]: day[changed] + more + (changed === 'usable' ? 1 : 0),
          }),
        ]).value!
        if (intakeFaults.includes(changed)) expect(after).toBeGreaterThanOrEqual(before)
        else expect(after).toBeLessThanOrEqual(before)
      }),
    )
  })

  test('the worse of faults is one of them, whatever their order', () => {
    fc.assert(
      fc.property(kind, kind, kind, (a, b, c) => {
        expect([a, b]).toContain(worseIntake(a, b))
        expect(worseIntake(a, b)).toBe(worseIntake(b, a))
        expect(worseIntake(worseIntake(a, b), c)).toBe(worseIntake(a, worseIntake(b, c)))
        expect(worseIntake(a, 'usable')).toBe(a)
      }),
    )
  })
})

describe('whether the sender is at fault', () => {
  test('is a matter of inputs, not of scores', () => {
    expect(failingInputs(measure([of({ usable: 50, 'wrong-score': 50 })]), 0.01)).toBeNull()
    const unit = measure([of({ usable: 50, 'out-of-range': 50 })])
    expect(failingInputs(unit, 0.01)).toBe(
      'numbers outside of the declared range, as from another unit',
    )
    expect(failingInputs(measure([]), 0.01)).toBeNull()
  })

  test('is said only where inputs alone lie beyond the limit', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.001, max: 0.9, noNaN: true }), (day, limit) => {
        const inputs = intakeCount(day, inputFaults)
        const said = failingInputs(measure([day]), limit) !== null
        expect(said).toBe(inputs > limit * intakeCount(day))
      }),
    )
  })
})
