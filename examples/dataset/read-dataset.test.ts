import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFileDataset } from './dataset.ts'
import type { FileDataset } from './dataset.ts'
import { collectRows } from './dataset-row.ts'
import { DatasetError } from './dataset-error.ts'
import { parseDataset } from './parse-dataset.ts'
import { countDataset, readDataset } from './read-dataset.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'primum-dataset-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const byEvents =
  '{ events: { join: id, type: { column: kind, value: readmitted }, value: value, ' +
  'time: at, since: seen, absence: negative } }'
const header = 'id,seen,who,ward,risk,stay,drug,y\n'
const three =
  '100,2025-01-03T00:00:00Z,c,"North, 1",0.3,,nan,0\n' +
  '9,2025-01-01T00:00:00Z,a,South,0.1,3.5,"A ""b""",1\n' +
  '20,2025-01-02T00:00:00Z,b,?,0.25,-1,B,0\n'
const events =
  'id,kind,value,at\n' +
  '9,readmitted,1,2025-01-21T12:00:00Z\n9,readmitted,1,2025-01-11T12:00:00Z\n' +
  '20,readmitted,0,2025-01-09T00:00:00Z\n100,died,1,2025-01-04T00:00:00Z\n'

function mapping(
  predictions: string,
  changes: { label?: string; events?: string; order?: string } = {},
) {
  const dataset = parseDataset(`
name: ward-test
title: Three rows
synthetic: true
attribution: none
licence: Apache-2.0
files: { predictions: ${predictions}${changes.events ? `, events: ${changes.events}` : ''} }
columns:
  id: id
  ${changes.order ?? 'order: { column: id, as: numeric }'}
  patient: who
  score: risk
  label: ${changes.label ?? '{ column: y }'}
  site: { column: ward, values: { 'North, 1': North }, missing: ['?'] }
features:
  - { name: stay, kind: numeric, unit: days, missing: [-1] }
  - { name: medicine, column: drug, kind: categorical }
groups:
  - { attribute: ward, missing: ['?'] }
threshold: 0.2
horizonDays: 30
replay: { days: 365, start: 2025-01-01, outcomes: as-recorded, note: a replay }
baseline: { fraction: 0.1, note: the first tenth }
fault:
  version: 2.0.0
  title: t
  description: d
  feature: stay
  multiplyBy: 24
  when: { feature: medicine, equals: B }
  score: { shrinkLogitBy: 0.4, toward: 0.1, note: n }
`)
  if (!isFileDataset(dataset)) throw new Error('the mapping must name files')
  return dataset
}

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return name
}

const read = (dataset: FileDataset) => collectRows(readDataset(folder, dataset))

async function problemOf(dataset: FileDataset) {
  const error: unknown = await read(dataset).catch((reason: unknown) => reason)
  if (error instanceof DatasetError) return error.problems[0]
  throw new Error(`no DatasetError: ${String(error)}`)
}

describe('readDataset', () => {
  test('reads CSV in numeric order, recodes, and keeps missing apart from zero', async () => {
    const rows = await read(mapping(write('three.csv', header + three)))
    expect(rows.map((row) => [row.id, row.index])).toEqual([
      ['9', 0],
      ['20', 1],
      ['100', 2],
    ])
    expect(rows[0]).toEqual({
      id: '9',
      index: 0,
      time: null,
      patient: 'a',
      score: 0.1,
      label: 1,
      outcomeDelayDays: null,
      site: 'South',
      groups: { ward: 'South' },
      features: { stay: 3.5, medicine: 'A "b"' },
    })
    expect(rows.map((row) => row.site)).toEqual(['South', null, 'North'])
    expect(rows.map((row) => row.features.stay)).toEqual([3.5, null, null])
    expect(rows.map((row) => row.features.medicine)).toEqual(['A "b"', 'B', null])
  })

  test('orders as text where told so, and by time, which it keeps', async () => {
    const name = write('orders.csv', header + three)
    const text = await read(mapping(name, { order: 'order: { column: id, as: text }' }))
    expect(text.map((row) => row.id)).toEqual(['100', '20', '9'])
    const timed = await read(mapping(name, { order: 'time: seen' }))
    expect(timed.map((row) => row.time)).toEqual([
      '2025-01-01T00:00:00.000Z',
      '2025-01-02T00:00:00.000Z',
      '2025-01-03T00:00:00.000Z',
    ])
  })

  test('takes the first positive event of the type, its delay, and absence as told', async () => {
    const name = write('three.csv', header + three)
    const options = { label: byEvents, events: write('events.csv', events) }
    const rows = await read(mapping(name, options))
    expect(rows.map((row) => [row.label, row.outcomeDelayDays])).toEqual([
      [1, 10.5],
      [0, null],
      [0, null],
    ])
    const label = byEvents.replace('negative', 'unknown')
    const unknown = await read(mapping(name, { ...options, label }))
    expect(unknown.map((row) => row.label)).toEqual([1, 0, null])
  })

  test('does not count an event after the horizon', async () => {
    const late = 'id,kind,value,at\n9,readmitted,1,2025-02-15T00:00:00Z\n'
    const options = { label: byEvents, events: write('late.csv', late) }
    const rows = await read(mapping(write('three.csv', header + three), options))
    expect(rows.map((row) => row.label)).toEqual([0, 0, 0])
  })

  test('NDJSON and Parquet give the rows that CSV gives', async () => {
    const csv = write('three.csv', header + three)
    const path = (name: string) => `'${join(folder, name)}'`
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const typed = `SELECT * REPLACE (TRY_CAST(stay AS DOUBLE) AS stay, CAST(risk AS DOUBLE) AS risk)
      FROM read_csv(${path(csv)}, all_varchar = true)`
    await connection.run(`COPY (${typed}) TO ${path('three.parquet')}`)
    await connection.run(`COPY (${typed}) TO ${path('three.ndjson')} (FORMAT json)`)
    connection.closeSync()
    instance.closeSync()
    const expected = await read(mapping(csv))
    expect(await read(mapping('three.parquet'))).toEqual(expected)
    expect(await read(mapping('three.ndjson'))).toEqual(expected)
    expect(await countDataset(folder, mapping('three.ndjson'))).toBe(3)
  })

  test('a reader that stops early leaves nothing open', async () => {
    const rows = readDataset(folder, mapping(write('three.csv', header + three)))
    for await (const row of rows) {
      expect(row.id).toBe('9')
      break
    }
    expect(await rows.next()).toEqual({ done: true, value: undefined })
  })

  const good = '1,2025-01-01,a,S,0.1,3,A,1\n'
  test.each([
    ['a score above 1', '2,2025-01-01,b,S,1.4,3,A,0\n', 'columns.score', 2, '1.4 is no risk'],
    ['an empty score', '2,2025-01-01,b,S,,3,A,0\n', 'columns.score', 2, 'nothing is no risk'],
    [
      'a word for a score',
      '2,2025-01-01,b,S,high,3,A,0\n',
      'columns.score',
      2,
      '"high" is no number',
    ],
    [
      'an infinite feature',
      '2,2025-01-01,b,S,0.1,1e999,A,0\n',
      'features[0] (stay)',
      2,
      'no number',
    ],
    ['a label of 2', '2,2025-01-01,b,S,0.1,3,A,2\n', 'columns.label', 2, '"2" is neither 1 nor 0'],
    ['an empty id', ',2025-01-01,b,S,0.1,3,A,0\n', 'columns.id', 2, 'is empty'],
    ['an empty patient', '2,2025-01-01,,S,0.1,3,A,0\n', 'columns.patient', 2, 'is empty'],
    ['an order that is no number', 'x,2025-01-01,b,S,0.1,3,A,0\n', 'columns.order', 2, '"x" is no'],
    ['an id twice', good, 'columns.id', undefined, '"1" in id is the id of more than one row'],
  ])('names %s with its row', async (_, line, field, row, problem) => {
    const found = await problemOf(mapping(write('bad.csv', header + good + line)))
    expect([found?.field, found?.row]).toEqual([field, row])
    expect(found?.problem).toContain(problem)
    expect(found?.remedy).not.toBe('')
  })

  test('names a missing file, a missing column and an empty file', async () => {
    expect(await problemOf(mapping('absent.csv'))).toMatchObject({ field: 'files.predictions' })
    const column = await problemOf(
      mapping(write('short.csv', 'id,who,ward,stay,drug,y\n1,a,S,1,A,1\n')),
    )
    expect(column).toMatchObject({
      field: 'columns.score',
      remedy: 'Name one of id, who, ward, stay, drug, y',
    })
    const empty = await problemOf(mapping(write('empty.csv', header)))
    expect(empty).toMatchObject({ field: 'files.predictions', problem: 'has no rows' })
  })

  test.each([
    ['no match', '7,readmitted,1,2025-01-11', 'columns.label.events', 'belongs to any prediction'],
    ['an odd value', '9,readmitted,maybe,2025-01-11', 'columns.label.events.value', '"maybe"'],
    ['a time that is none', '9,readmitted,1,soon', 'columns.label.events.time', 'no readable time'],
    ['a time before', '9,readmitted,1,2024-12-31T00:00:00Z', 'columns.label', '1 days before'],
  ])('names events with %s', async (_, line, field, problem) => {
    const file = write('odd.csv', `id,kind,value,at\n${line}\n`)
    const dataset = mapping(write('three.csv', header + three), { label: byEvents, events: file })
    const found = await problemOf(dataset)
    expect(found?.field).toBe(field)
    expect(found?.problem).toContain(problem)
  })
})
