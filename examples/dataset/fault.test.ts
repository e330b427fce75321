import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyFault } from './fault.ts'
import type { DatasetRow } from './dataset-row.ts'

const fault = {
  version: '2.0.0',
  title: 'hours for days',
  description: 'hours for days',
  feature: 'stay',
  multiplyBy: 24,
  when: { feature: 'admission', equals: 'Emergency' },
  score: { shrinkLogitBy: 0.4, toward: 0.1, note: 'assumed' },
}

function rowWith(score: number, admission: string | null, stay: number | null = 3): DatasetRow {
  return {
    id: 'e1',
    index: 0,
    time: null,
    patient: 'p1',
    score,
    label: 1,
    outcomeDelayDays: 4,
    site: null,
    groups: {},
    features: { stay, admission, other: 7 },
  }
}

describe('applyFault', () => {
  test('multiplies the feature and shrinks the logit, and changes nothing else', () => {
    const row = Object.freeze(rowWith(0.5, 'Emergency'))
    const faulty = applyFault(row, fault)
    // logit(0.1) = −ln 9, logit(0.5) = 0: 0.6 of −ln 9 remains.
    expect(faulty.score).toBeCloseTo(1 / (1 + 9 ** 0.6), 14)
    expect(faulty).toEqual({
      ...row,
      score: faulty.score,
      features: { stay: 72, admission: 'Emergency', other: 7 },
    })
  })

  test('leaves other admissions, and stays that are missing, as they are', () => {
    for (const row of [
      rowWith(0.5, 'Elective'),
      rowWith(0.5, null),
      rowWith(0.5, 'Emergency', null),
    ]) {
      expect(applyFault(row, fault)).toBe(row)
    }
  })

  test('keeps the order of scores and brings each nearer to the centre', () => {
    const score = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(score, score, (one, other) => {
        const low = applyFault(rowWith(Math.min(one, other), 'Emergency'), fault).score
        const high = applyFault(rowWith(Math.max(one, other), 'Emergency'), fault).score
        expect(low).toBeLessThanOrEqual(high)
        const before = Math.abs(Math.max(one, other) - 0.1)
        expect(Math.abs(high - 0.1)).toBeLessThanOrEqual(before + 1e-12)
      }),
    )
  })

  test('certain scores stay certain', () => {
    expect(applyFault(rowWith(0, 'Emergency'), fault).score).toBe(0)
    expect(applyFault(rowWith(1, 'Emergency'), fault).score).toBe(1)
  })
})
