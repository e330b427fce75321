import { describe, expect, test } from 'vitest'
import { cohortFigures } from './cohort-figures.ts'
import type { DatasetRow } from './dataset-row.ts'

function rowsOf(...pairs: [number, 0 | 1 | null][]): DatasetRow[] {
  return pairs.map(([score, label], index) => ({
    id: `e${index}`,
    index,
    time: null,
    patient: `p${index}`,
    score,
    label,
    outcomeDelayDays: null,
    site: null,
    groups: {},
    features: {},
  }))
}

describe('cohortFigures', () => {
  test('agrees with a count by hand, ties counted half', () => {
    const rows = rowsOf([0.9, 1], [0.5, 1], [0.5, 0], [0.1, 0], [0.2, 1], [0.7, null])
    const figures = cohortFigures(rows, 0.5)
    // Pairs won: .9 beats 2, .5 beats 1 and ties 1, .2 beats 1, of 3 × 2.
    expect(figures.auroc).toBeCloseTo(4.5 / 6, 12)
    expect(figures.sensitivity).toBeCloseTo(2 / 3, 12)
    expect(figures.observedToExpected).toBeCloseTo(3 / 2.2, 12)
    expect([figures.n, figures.positives]).toEqual([5, 3])
  })

  test('is null where nothing can be said', () => {
    expect(cohortFigures(rowsOf([0.3, 0]), 0.5)).toMatchObject({ auroc: null, sensitivity: null })
    expect(cohortFigures([], 0.5)).toMatchObject({ scoreMean: null, observedToExpected: null })
  })
})
