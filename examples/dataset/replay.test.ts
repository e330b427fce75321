import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { DatasetRow } from './dataset-row.ts'
import { parseDataset } from './parse-dataset.ts'
import { baselineSize, outcomeKnownAt, predictedAt } from './replay.ts'

const source = (name: string) =>
  readFileSync(new URL(`../${name}/dataset.yaml`, import.meta.url), 'utf8')
const diabetes = parseDataset(source('diabetes-readmission'))
const lakeside = parseDataset(source('lakeside'))

const row: DatasetRow = {
  id: 'e1',
  index: 50,
  time: '2024-06-01T10:00:00.000Z',
  patient: 'p1',
  score: 0.2,
  label: 1,
  outcomeDelayDays: 2.5,
  site: null,
  groups: {},
  features: {},
}
const predicted = new Date('2025-03-01T00:00:00Z')

describe('the replayed clock', () => {
  test('spreads rows evenly over the period', () => {
    expect(predictedAt({ ...row, index: 0 }, 100, diabetes).toISOString()).toBe(
      '2025-01-01T00:00:00.000Z',
    )
    expect(predictedAt(row, 100, diabetes).toISOString()).toBe('2025-06-30T00:00:00.000Z')
    expect(predictedAt({ ...row, index: 99 }, 100, diabetes) < new Date('2026-01-01')).toBe(true)
  })

  test('keeps recorded times where there is no replay', () => {
    const { replay: _, ...timed } = diabetes
    expect(predictedAt(row, 100, timed).toISOString()).toBe(row.time)
    expect(() => predictedAt({ ...row, time: null }, 100, timed)).toThrow('e1')
  })

  test('a positive is known when it happens, where delays are real', () => {
    expect(outcomeKnownAt(row, predicted, lakeside)?.toISOString()).toBe('2025-03-03T12:00:00.000Z')
    expect(outcomeKnownAt(row, predicted, diabetes)?.toISOString()).toBe('2025-03-31T00:00:00.000Z')
  })

  test('a negative is known at the horizon, an unknown never', () => {
    const negative = { ...row, label: 0 as const, outcomeDelayDays: null }
    expect(outcomeKnownAt(negative, predicted, lakeside)?.toISOString()).toBe(
      '2025-03-31T00:00:00.000Z',
    )
    expect(outcomeKnownAt({ ...row, label: null }, predicted, lakeside)).toBeNull()
  })
})

test('baselineSize is the stated fraction, and never empty', () => {
  expect(baselineSize(99_340, diabetes)).toBe(9_934)
  expect(baselineSize(3, diabetes)).toBe(1)
})
