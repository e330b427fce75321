import { expect, test } from 'vitest'
import { defaultSmallCellPolicy } from '../fairness/small-cell-suppression.ts'
import { columnDrift } from './column-drift.ts'
import type { DriftReport } from './evaluation-report.ts'
import { stamp } from './provenance.ts'
import { driftWithoutRows, suppressDrift } from './suppress-drift.ts'
import { suppressNotes } from './suppress-segments.ts'

const shared = { baseline: 'b', dataCutoff: null }

/** Counts below and above one edge, of missing and of unreadable values. */
function driftOf(current: readonly number[]): DriftReport {
  const bins = { name: 'p', kind: 'numeric' as const, offset: 0, edges: [0], listed: [] }
  const column = columnDrift(bins, [500, 500, 0, 0], current, { minimum: 30, looks: 1 })
  const score = stamp(column, shared)
  return { baseline: 'b', score, features: [score], ranking: [], multivariate: null }
}

test('drift of all rows does not tell how many of them are in no count', () => {
  const drift = driftOf([400, 600, 4, 0])
  const shown = suppressDrift(driftWithoutRows(drift, 1000), defaultSmallCellPolicy, shared)!
  for (const { metrics } of [shown.score, ...shown.features]) {
    for (const { n } of Object.values(metrics)) expect(n).toBeLessThanOrEqual(1000)
    expect(metrics.missingness).toMatchObject({ value: null, n: 0 })
  }
  expect(Math.max(...Object.values(drift.score.metrics).map(({ n }) => n))).toBe(1004)
  const many = driftOf([400, 600, 40, 0])
  expect(suppressDrift(many, defaultSmallCellPolicy, shared)).toEqual(many)
  expect(driftWithoutRows(null, 10)).toBeNull()
})

test('notes say "fewer than 11" for a small count, and larger ones as they are', () => {
  const notes = [
    '3 rows have no time.',
    'In 10 rows a lower quantile lies above a higher one.',
    'Only 7 items were reviewed.',
    '11 rows have no time.',
    'Nobody has the class 3.',
  ]
  expect(suppressNotes(notes, defaultSmallCellPolicy)).toEqual([
    'Fewer than 11 rows have no time.',
    'In fewer than 11 rows a lower quantile lies above a higher one.',
    'Fewer than 11 items were reviewed.',
    '11 rows have no time.',
    'Nobody has the class 3.',
    'Counts below 11 people are hidden, and what would reveal them.',
  ])
})
