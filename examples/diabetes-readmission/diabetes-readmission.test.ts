import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { cohortFigures, shareOf } from '../dataset/cohort-figures.ts'
import { collectRows } from '../dataset/dataset-row.ts'
import type { DatasetRow } from '../dataset/dataset-row.ts'
import { applyFault } from '../dataset/fault.ts'
import { openDataset } from '../dataset/open-dataset.ts'
import type { OpenedDataset } from '../dataset/open-dataset.ts'
import { baselineSize } from '../dataset/replay.ts'

const mapping = fileURLToPath(new URL('dataset.yaml', import.meta.url))
const folder = fileURLToPath(new URL('../../../shared/data/diabetes-readmission', import.meta.url))
const absent = !existsSync(folder)
// Skipped where the data is absent: it is not part of the repository (see README.md).
describe.skipIf(absent)(
  'the diabetes readmissions (needs ../shared/data/diabetes-readmission)',
  () => {
    let opened: OpenedDataset
    let rows: DatasetRow[] = []
    beforeAll(async () => {
      opened = await openDataset(mapping, { folder })
      rows = await collectRows(opened.rows())
    }, 60_000)

    test('are all there, in the order of their numbers', () => {
      expect([rows.length, opened.total]).toEqual([99_340, 99_340])
      expect(rows.every((row, index) => row.index === index)).toBe(true)
      const ids = rows.map((row) => Number(row.id))
      expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id))).toBe(true)
      expect(new Set(rows.map((row) => row.patient)).size).toBe(69_987)
    })

    test('give the figures scikit-learn gives', () => {
      const figures = cohortFigures(rows, 0.15)
      expect(figures.positives).toBe(11_314)
      expect(Math.abs((figures.scoreMean ?? 0) - 0.11401742782806022)).toBeLessThan(1e-9)
      expect(figures.auroc).toBeCloseTo(0.7617950867490213, 12)
      const of = (gender: string) => rows.filter((row) => row.groups.gender === gender)
      expect(cohortFigures(of('Female'), 0.15).sensitivity).toBeCloseTo(0.5477, 4)
      expect(cohortFigures(of('Male'), 0.15).sensitivity).toBeCloseTo(0.5262, 4)
    })

    test('say "not known" as null and nothing else', () => {
      const nulls = (values: (number | string | null | undefined)[]) =>
        values.filter((it) => it === null)
      expect(nulls(rows.map((row) => row.groups.race ?? null))).toHaveLength(2_232)
      expect(nulls(rows.map((row) => row.features.admission_type ?? null))).toHaveLength(10_144)
      expect(shareOf(rows, 'A1Cresult', 'Not measured')).toBeCloseTo(82_506 / 99_340, 12)
      const stays = rows.map((row) => row.features.time_in_hospital)
      expect(stays.every((days) => typeof days === 'number' && days >= 1 && days <= 14)).toBe(true)
    })

    test('drift: insulin "No" falls from the first tenth to the last', () => {
      const tenth = baselineSize(rows.length, opened.dataset)
      expect(shareOf(rows.slice(0, tenth), 'insulin', 'No')).toBeCloseTo(0.5357, 3)
      expect(shareOf(rows.slice(-tenth), 'insulin', 'No')).toBeCloseTo(0.3982, 3)
    })

    test('recorded delays are an artefact of one moment of scoring', () => {
      const delays = rows.filter((row) => row.label === 1).map((row) => row.outcomeDelayDays ?? -1)
      expect(Math.min(...delays)).toBeGreaterThan(0)
      expect(Math.max(...delays)).toBeLessThan(1.01)
      expect(opened.dataset.replay?.outcomes).toBe('at-horizon')
    })

    test('the fault of 2.0.0 costs a third of the sensitivity, and spares planned admissions', () => {
      const { fault, threshold } = opened.dataset
      const faulty = rows.map((row) => applyFault(row, fault))
      expect(cohortFigures(rows, threshold).sensitivity).toBeCloseTo(0.53783, 4)
      expect(cohortFigures(faulty, threshold).sensitivity).toBeCloseTo(0.34859, 4)
      const spared = rows.filter((row) => row.features.admission_type !== 'Emergency')
      expect(spared).toHaveLength(99_340 - 70_501)
      expect(spared.every((row) => faulty[row.index] === row)).toBe(true)
      const stays = faulty.map((row) => Number(row.features.time_in_hospital))
      expect(stays.filter((days) => days > 14)).toHaveLength(70_501)
    })
  },
)
