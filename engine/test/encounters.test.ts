import { describe, expect, test } from 'vitest'
import { seededRandom } from '@primum/core/monitoring/test-cohort'
import { auroc } from '@primum/core/statistics/auroc'
import { aggregateEncounters } from '@primum/core/statistics/encounter-aggregation'
import type { EncounterOutcome, ScoredRow } from '@primum/core/statistics/encounter-aggregation'
import { leadTime } from '@primum/core/statistics/lead-time'
import { countWords } from '@primum/core/shared/count-words'
import { exactCounts } from '@primum/core/statistics/scored-counts'
import type { Columns, Value } from './dataset-files.ts'
import { request, run, testFolder, toCsv, writeParquet, writeText } from './dataset-files.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 0, 1)

/** Encounters of several rows, some without score, time, rows before the event or event time. */
function stays(count: number, seed: number) {
  const random = seededRandom(seed)
  const rows: ScoredRow[] = []
  const outcomes: EncounterOutcome[] = []
  for (let e = 0; e < count; e++) {
    const event = random() < 0.35
    const eventTime = event && random() < 0.9 ? start + Math.floor(random() * 40) * hour : null
    outcomes.push({ encounter: `e${e}`, event, eventTime })
    for (let row = 0; row <= random() * 8; row++) {
      rows.push({
        encounter: `e${e}`,
        time: random() < 0.05 ? null : start + Math.floor(random() * 48) * hour,
        score: random() < 0.05 ? null : Math.round(random() * (event ? 10 : 8)) / 10,
      })
    }
  }
  return { rows, outcomes }
}

function columnsOf({ rows, outcomes }: ReturnType<typeof stays>): Columns {
  const byName = new Map(outcomes.map((outcome) => [outcome.encounter, outcome]))
  const iso = (time: number | null): Value => (time === null ? null : new Date(time).toISOString())
  return {
    encounter: rows.map(({ encounter }) => encounter),
    score: rows.map(({ score }, i) => (score === null && i % 2 === 0 ? 'NaN' : score)),
    time: rows.map(({ time }) => iso(time)),
    event: rows.map(({ encounter }) => iso(byName.get(encounter)!.eventTime)),
    label: rows.map(({ encounter }) => (byName.get(encounter)!.event ? 1 : 0)),
  }
}

const roles = { encounter: 'encounter', time: 'time', eventTime: 'event' }
const data = stays(3000, 31)

describe.each(['max', 'first', 'last', 'last-before-event'] as const)('%s', (aggregation) => {
  test.each(['csv', 'parquet'])('chooses the rows that core chooses (%s)', async (format) => {
    const folder = testFolder()
    const columns = columnsOf(data)
    const types = { score: 'DOUBLE', time: 'TIMESTAMP', event: 'TIMESTAMP' }
    const path =
      format === 'csv'
        ? writeText(folder, 'a.csv', toCsv(columns))
        : await writeParquet(`${folder}/a.parquet`, withoutNaN(columns), types)
    const expected = aggregateEncounters(data.rows, data.outcomes, { aggregation, threshold: 0.6 })
    const report = await run(request(path, { aggregation, thresholds: [0.6], roles }))
    const { encounters } = expected
    const counts = exactCounts(
      encounters.map(({ score }) => score),
      encounters.map(({ label }) => label),
    )
    expect(report.overall.n).toBe(encounters.length)
    expect(report.dataset.positives).toBe(encounters.filter(({ label }) => label === 1).length)
    expect(report.overall.metrics.auroc.value).toBe(auroc(counts).value)
    const matrix = report.overall.atThresholds[0]!.counts
    expect(matrix.tp + matrix.fp).toBe(encounters.filter(({ score }) => score >= 0.6).length)
    expect(report.unit).toEqual({ of: 'encounter', aggregation })
    const missing = data.outcomes.length - encounters.length
    expect(missing).toBeGreaterThan(0)
    expect(report.notes.join()).toContain(`${countWords(missing)} encounters have no row`)
  })
})

/** A column of doubles cannot hold the word. */
function withoutNaN(columns: Columns): Columns {
  return { ...columns, score: columns['score']!.map((value) => (value === 'NaN' ? null : value)) }
}

test('lead times run from the first alert to the event', async () => {
  const path = writeText(testFolder(), 'a.csv', toCsv(columnsOf(data)))
  const report = await run(request(path, { aggregation: 'max', thresholds: [0.6], roles }))
  const { encounters } = aggregateEncounters(data.rows, data.outcomes, {
    aggregation: 'max',
    threshold: 0.6,
  })
  const expected = leadTime(encounters.flatMap(({ leadHours }) => leadHours ?? []))
  expect(expected.n).toBeGreaterThan(100)
  expect(report.leadTime).toMatchObject({ n: expected.n, value: expected.value })
  expect(report.leadTime!.lowerQuartile).toBe(expected.lowerQuartile)
  expect(report.leadTime!.dataCutoff).toBe(report.dataset.to)
})

test('rows of one encounter that stand alone are counted, and the reader is told', async () => {
  const path = writeText(testFolder(), 'a.csv', toCsv(columnsOf(data)))
  const report = await run(request(path, { roles }))
  const repeated = data.rows.length - new Set(data.rows.map(({ encounter }) => encounter)).size
  expect(report.notes.join()).toContain(`${countWords(repeated)} rows repeat an encounter`)
  expect(report.unit).toEqual({ of: 'prediction', aggregation: 'none' })
})

test('rows that name no encounter are left out and counted', async () => {
  const columns = columnsOf(data)
  const encounter = columns['encounter']!.map((value, i) => (i % 100 === 0 ? null : value))
  const path = writeText(testFolder(), 'a.csv', toCsv({ ...columns, encounter }))
  const report = await run(request(path, { aggregation: 'max', roles: { encounter: 'encounter' } }))
  const left = encounter.filter((value) => value === null).length
  expect(report.notes.join()).toContain(`${countWords(left)} rows name no encounter`)
})

test('the row of an encounter is the same one each time, whatever else is in it', async () => {
  const columns = {
    encounter: Array.from({ length: 20_000 }, (_, i) => `e${i % 5000}`),
    score: Array.from({ length: 20_000 }, () => 0.5),
    label: Array.from({ length: 20_000 }, (_, i) => i % 2),
    ward: Array.from({ length: 20_000 }, (_, i) => `w${Math.floor(i / 5000)}`),
  }
  const path = writeText(testFolder(), 'a.csv', toCsv(columns))
  const what = { aggregation: 'max' as const, roles: { encounter: 'encounter', groups: ['ward'] } }
  const report = await run(request(path, what))
  // Of rows that are alike the first in the file stands for all.
  expect(report.groups.map(({ segment, n }) => [segment.value, n])).toEqual([['w0', 5000]])
})

test('no row before any event leaves an answer without a sample, not an error', async () => {
  const columns = {
    encounter: ['a', 'b'],
    score: [0.5, 0.6],
    label: [1, 1],
    time: ['2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z'],
    event: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  }
  const path = writeText(testFolder(), 'a.csv', toCsv(columns))
  const report = await run(request(path, { aggregation: 'last-before-event', roles }))
  expect(report.overall).toMatchObject({ n: 0, positives: 0 })
  expect(report.overall.metrics.auroc.state).toBe('undefined')
})
