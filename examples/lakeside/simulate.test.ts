import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { cohortFigures, shareOf } from '../dataset/cohort-figures.ts'
import { collectRows } from '../dataset/dataset-row.ts'
import type { DatasetRow } from '../dataset/dataset-row.ts'
import { applyFault } from '../dataset/fault.ts'
import { openDataset } from '../dataset/open-dataset.ts'
import type { OpenedDataset } from '../dataset/open-dataset.ts'
import { simulateLakeside } from './simulate.ts'

function digestOf(rows: Iterable<DatasetRow>): string {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`)
  return hash.digest('hex')
}

describe('simulateLakeside', () => {
  test('the same seed gives the same rows, for good', () => {
    expect(digestOf(simulateLakeside({ seed: 1, encounters: 2_000 }))).toBe(
      '61726f27a3a6514a8febe7129570539d749f29f99f39303b9fc33eb118d7702e',
    )
    const [first] = simulateLakeside({ seed: 1, encounters: 2_000 })
    expect(first).toMatchInlineSnapshot(`
      {
        "features": {
          "admission_type": "Emergency",
          "age_band": "65-74",
          "creatinine": 80,
          "discharge_destination": "Home",
          "emergency_visits": 0,
          "haemoglobin": 142,
          "insulin": "None",
          "length_of_stay": 4,
          "medications": 14,
          "prior_admissions": 1,
        },
        "groups": {
          "age_band": "65-74",
          "ethnicity": "White",
          "sex": "Female",
        },
        "id": "lakeside-e-0000001",
        "index": 0,
        "label": 0,
        "outcomeDelayDays": null,
        "patient": "lakeside-p-000145",
        "score": 0.115414,
        "site": "Lakeside Community",
        "time": null,
      }
    `)
  })

  test('another seed gives other rows', () => {
    const other = digestOf(simulateLakeside({ seed: 2, encounters: 2_000 }))
    expect(other).not.toBe(digestOf(simulateLakeside({ seed: 1, encounters: 2_000 })))
  })
})

describe('the synthetic year of the example', () => {
  let opened: OpenedDataset
  let rows: DatasetRow[] = []
  let quarters: DatasetRow[][] = []
  beforeAll(async () => {
    opened = await openDataset(fileURLToPath(new URL('dataset.yaml', import.meta.url)))
    rows = await collectRows(opened.rows())
    quarters = [0, 1, 2, 3].map((at) =>
      rows.slice((at * rows.length) / 4, ((at + 1) * rows.length) / 4),
    )
  })

  test('has the size its mapping says, and the features and groups it declares', () => {
    const { dataset, total } = opened
    expect(rows).toHaveLength(total)
    expect(new Set(rows.map((row) => row.id)).size).toBe(total)
    for (const row of rows.slice(0, 100)) {
      expect(Object.keys(row.features)).toEqual(dataset.features.map((it) => it.name))
      expect(Object.keys(row.groups)).toEqual(dataset.groups.map((it) => it.attribute))
      expect(row.patient).toMatch(/^lakeside-p-\d{6}$/)
    }
  })

  test('keeps numbers within their declared ranges', () => {
    for (const { name, minimum = -Infinity, maximum = Infinity } of opened.dataset.features) {
      const numbers = rows.map((row) => row.features[name]).filter((it) => typeof it === 'number')
      expect(numbers.every((value) => value >= minimum && value <= maximum)).toBe(true)
    }
  })

  test('is as frequent, as discriminating and as calibrated as stated, in each quarter', () => {
    const whole = cohortFigures(rows, 0.15)
    expect(whole.positives / whole.n).toBeGreaterThan(0.11)
    expect(whole.positives / whole.n).toBeLessThan(0.12)
    for (const quarter of quarters) {
      const { auroc, observedToExpected, sensitivity } = cohortFigures(quarter, 0.15)
      expect(auroc).toBeGreaterThan(0.745)
      expect(auroc).toBeLessThan(0.785)
      expect(observedToExpected).toBeGreaterThan(0.94)
      expect(observedToExpected).toBeLessThan(1.06)
      expect(sensitivity).toBeGreaterThan(0.5)
    }
  })

  test('drifts in insulin and in age, from the first tenth to the last', () => {
    const tenth = rows.length / 10
    const [before, after] = [rows.slice(0, tenth), rows.slice(-tenth)]
    expect(shareOf(before, 'insulin', 'None')).toBeCloseTo(0.85, 1)
    expect(shareOf(after, 'insulin', 'None')).toBeLessThan(shareOf(before, 'insulin', 'None') - 0.1)
    expect(shareOf(after, 'age_band', '85+')).toBeGreaterThan(shareOf(before, 'age_band', '85+'))
  })

  test('has two sites, more emergencies in winter, and values missing as often as stated', () => {
    const general = rows.filter((row) => row.site === 'Lakeside General').length / rows.length
    expect(general).toBeCloseTo(0.68, 1)
    expect(new Set(rows.map((row) => row.site))).toEqual(
      new Set(['Lakeside General', 'Lakeside Community']),
    )
    const [first = [], second = []] = quarters
    const winter = shareOf(first, 'admission_type', 'Emergency')
    expect(winter).toBeGreaterThan(shareOf(second, 'admission_type', 'Emergency'))
    const missing = (name: string) =>
      rows.filter((row) => row.features[name] === null).length / rows.length
    expect(missing('creatinine')).toBeGreaterThan(0.05)
    expect(missing('creatinine')).toBeLessThan(0.09)
    expect(missing('discharge_destination')).toBeCloseTo(0.015, 2)
    expect(missing('length_of_stay')).toBe(0)
  })

  test('readmits within 1 to 30 days, early ones more often', () => {
    const delays = rows.flatMap((row) => (row.label === 1 ? [row.outcomeDelayDays ?? 0] : []))
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...delays)).toBeLessThanOrEqual(30)
    const early = delays.filter((days) => days < 15.5).length / delays.length
    expect(early).toBeGreaterThan(0.65)
    expect(rows.every((row) => row.label === 1 || row.outcomeDelayDays === null)).toBe(true)
  })

  test('the fault of 2.0.0 costs much of the sensitivity, and spares planned admissions', () => {
    const { fault, threshold } = opened.dataset
    const faulty = rows.map((row) => applyFault(row, fault))
    const before = cohortFigures(rows, threshold).sensitivity ?? 0
    const after = cohortFigures(faulty, threshold).sensitivity ?? 1
    expect(before - after).toBeGreaterThan(0.12)
    for (const row of rows.slice(0, 2_000)) {
      const emergency = row.features.admission_type === 'Emergency'
      const faultyRow = faulty[row.index]
      if (!emergency) expect(faultyRow).toBe(row)
      else expect(faultyRow?.features.length_of_stay).toBeGreaterThan(21)
    }
  })
})

test('in a larger year the model starts calibrated and ends overestimating a little', () => {
  const encounters = 400_000
  const observed = [0, 0, 0, 0]
  const expected = [0, 0, 0, 0]
  for (const { index, label, score } of simulateLakeside({ seed: 9, encounters })) {
    const quarter = Math.floor((4 * index) / encounters)
    observed[quarter] = (observed[quarter] ?? 0) + (label ?? 0)
    expected[quarter] = (expected[quarter] ?? 0) + score
  }
  const ratios = observed.map((count, quarter) => count / (expected[quarter] ?? 0))
  expect(Math.abs((ratios[0] ?? 0) - 1)).toBeLessThan(0.02)
  expect(ratios[3]).toBeLessThan(1)
  expect(ratios[3]).toBeGreaterThan(0.95)
})
