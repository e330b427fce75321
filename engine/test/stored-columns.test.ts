import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { FeatureBins } from '@primum/core/monitoring/binning'
import { resolveRoles } from '../src/column-roles.ts'
import { type Database, openDatabase, sqlText } from '../src/database.ts'
import { type Dataset, openDataset } from '../src/dataset.ts'
import { groupValues, listedCategories } from '../src/group-values.ts'
import { prepareBaseline } from '../src/prepare-baseline.ts'
import { type ScoreMode, scanPlan } from '../src/scan-plan.ts'
import { type Scanned, scanRows } from '../src/scan.ts'
import { startScanners } from '../src/scanners.ts'
import { codeOfText } from '../src/stored-codes.ts'
import { closeStored, eachPage, openStored } from '../src/stored-pages.ts'
import { request, run, testFolder } from './dataset-files.ts'

/** Every kind of column that may stand in a file, with values that are missing or unusual. */
const columns = `
  CASE WHEN i % 97 = 0 THEN NULL WHEN i % 101 = 0 THEN 'nan'::DOUBLE ELSE (hash(i) % 1000003) / 1000003 END AS score,
  CASE WHEN i % 89 = 0 THEN NULL ELSE CAST(hash(i + 7) % 10 = 0 AS INTEGER) END AS label,
  CASE WHEN i % 83 = 0 THEN NULL ELSE hash(i + 7) % 10 = 0 END AS truth,
  CAST(hash(i + 1) % 256 AS UTINYINT) AS small_count,
  CAST(hash(i + 2) % 60000 AS USMALLINT) AS count,
  CAST(hash(i + 3) % 4294967296 AS UINTEGER) AS large_count,
  CAST(hash(i + 4) % 200 AS INTEGER) - 100 AS whole,
  CAST(hash(i + 5) AS UBIGINT) AS huge,
  CAST(CAST(hash(i + 5) % 18446744073709551615 AS HUGEINT) - 9223372036854775807 AS BIGINT) AS long,
  CAST((hash(i + 6) % 1000) / 7 AS FLOAT) AS single,
  CASE WHEN i % 3 = 0 THEN NULL WHEN i % 1009 = 0 THEN 'inf'::DOUBLE ELSE ln(1 + hash(i) % 5000) END AS often_missing,
  CAST(NULL AS DOUBLE) AS never,
  CAST(4.5 AS DOUBLE) AS always,
  CAST((hash(i) % 500) / 10 AS DECIMAL(9, 1)) AS amount,
  DATE '2026-01-01' + CAST(i % 300 AS INTEGER) AS day,
  CASE WHEN i % 11 = 0 THEN ' A ' WHEN i % 13 = 0 THEN 'NA' WHEN i % 17 = 0 THEN chr(160) || 'Ä' || chr(160)
    WHEN i % 19 = 0 THEN NULL WHEN i % 23 = 0 THEN chr(9) || 'A' WHEN i % 29 = 0 THEN '' ELSE chr(CAST(65 + hash(i) % 4 AS INTEGER)) END AS ward,
  'text ' || CAST(hash(i + 8) % 40000 AS VARCHAR) AS note`

async function database(): Promise<Database> {
  const opened = await openDatabase({ threads: 2, memoryMegabytes: 1000 })
  onTestFinished(() => opened.close())
  return opened
}

async function written(opened: Database, options: string, rows = 9000): Promise<string> {
  const path = join(testFolder(), 'predictions.parquet')
  await opened.connection.run(
    `COPY (SELECT ${columns} FROM range(${rows}) t(i)) TO ${sqlText(path)} (FORMAT parquet, ${options})`,
  )
  return path
}

const numeric = [
  'score',
  'small_count',
  'count',
  'large_count',
  'whole',
  'huge',
  'long',
  'single',
  'often_missing',
  'never',
  'always',
  'amount',
]

async function scanned(
  opened: Database,
  dataset: Dataset,
  label: string,
  scores: ScoreMode,
): Promise<Scanned> {
  const roles = { score: 'score', label, groups: ['ward'], features: [] }
  const named = resolveRoles(dataset, { ...roles, features: [...numeric, 'note'] })
  const features: FeatureBins[] = numeric.map((name, index) => ({
    name,
    kind: 'numeric',
    offset: 0,
    edges: Array.from({ length: 40 + index }, (_, k) => (k - 10) * 1.7 ** (index / 2)),
    listed: [],
  }))
  for (const name of ['ward', 'note']) {
    const listed = await listedCategories(opened, dataset.relation, named.get(name)!)
    features.push({ name, kind: 'categorical', offset: 0, edges: [], listed })
  }
  const attributes = await groupValues(opened, dataset.relation, [named.get('ward')!])
  const plan = scanPlan(dataset, roles, named, { attributes, features, scores, clusters: false })
  const [answer] = await opened.ask<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${dataset.relation}`,
  )
  const range = { from: 0, to: answer!.rows }
  const share = { index: 0, of: 1 }
  const limits = { threads: 1, memoryMegabytes: 200 }
  const found = await scanRows(plan, range, share, limits, () => undefined)
  // Scratch, whose length is that of the longest piece.
  if (found.bins !== null) found.bins.bins = new Uint16Array(0)
  return found
}

const byTheReader = (dataset: Dataset): Dataset => ({ ...dataset, stored: new Map() })
const bins: ScoreMode = { kind: 'bins', edges: Array.from({ length: 99 }, (_, k) => (k + 1) / 100) }

describe('what is counted as it lies in the file is what the reader counts', () => {
  test.each([
    'COMPRESSION uncompressed',
    'COMPRESSION uncompressed, PARQUET_VERSION V2',
    'COMPRESSION snappy, ROW_GROUP_SIZE 2048',
    'COMPRESSION gzip, PARQUET_VERSION V2',
    'COMPRESSION zstd, ROW_GROUP_SIZE 6144',
    'COMPRESSION zstd, PARQUET_VERSION V2, ROW_GROUP_SIZE 4096',
    'COMPRESSION brotli, DICTIONARY_SIZE_LIMIT 1',
    'COMPRESSION snappy, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1',
    'COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 100000, STRING_DICTIONARY_PAGE_SIZE_LIMIT 10000000',
  ])('%s', async (options) => {
    const opened = await database()
    const dataset = await openDataset(opened, await written(opened, options))
    for (const label of ['label', 'truth']) {
      for (const scores of [{ kind: 'exact' } as const, bins]) {
        const own = await scanned(opened, dataset, label, scores)
        const reader = await scanned(opened, byTheReader(dataset), label, scores)
        expect(own).toEqual(reader)
        expect(own.rows).toBe(9000)
      }
    }
    expect([...dataset.stored.keys()]).toEqual([
      'score',
      'label',
      'truth',
      'small_count',
      'count',
      'whole',
      'long',
      'single',
      'often_missing',
      'never',
      'always',
      'ward',
      'note',
    ])
  })

  test('cells of a baseline too, kept between sampling and counting or read twice', async () => {
    const opened = await database()
    const path = await written(opened, 'COMPRESSION zstd', 250_000)
    const dataset = await openDataset(opened, path)
    const roles = {
      score: 'score',
      label: 'label',
      groups: [],
      features: [...numeric.slice(1), 'ward'],
    }
    const scanners = startScanners({ workers: 2, memoryMegabytes: 200 })
    onTestFinished(() => scanners.close())
    const settings = { numeric: new Set(numeric), scanners, name: 'before' }
    const own = await prepareBaseline(opened, dataset, roles, settings)
    const reader = await prepareBaseline(opened, byTheReader(dataset), roles, settings)
    expect(own).toEqual(reader)
  })
})

describe('what is left to the reader', () => {
  test.each([
    ['a codec that is not known here', 'SELECT 0.5 AS score, 1 AS label', 'COMPRESSION lz4'],
    ['nested columns', "SELECT 0.5 AS score, 1 AS label, {'a': 1} AS nested", 'COMPRESSION zstd'],
  ])('%s', async (_, query, options) => {
    const opened = await database()
    const path = join(testFolder(), 'a.parquet')
    await opened.connection.run(
      `COPY (${query} FROM range(100)) TO ${sqlText(path)} (FORMAT parquet, ${options})`,
    )
    const { stored, columns: found } = await openDataset(opened, path)
    expect(stored.size).toBe(0)
    expect(found.map(({ name }) => name)).toContain('score')
  })
})

describe('a file that is broken inside', () => {
  /** The file with some bytes of its first pages changed; the footer is as it was. */
  function damaged(path: string, at: number, bytes: readonly number[]): string {
    const content = readFileSync(path)
    Buffer.from(bytes).copy(content, at)
    const found = path.replace('.parquet', '-damaged.parquet')
    writeFileSync(found, content)
    return found
  }

  test.each([
    ['in the header of a page', 5, [255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
    ['in what is packed', 60, Array.from({ length: 400 }, (_, k) => (k * 37) % 256)],
  ])('%s is refused as unreadable and ends no process', async (_, at, bytes) => {
    const opened = await database()
    const path = damaged(await written(opened, 'COMPRESSION zstd'), at, bytes)
    const dataset = await openDataset(opened, path)
    await expect(scanned(opened, dataset, 'label', bins)).rejects.toThrow('cannot be read')
    await expect(run(request(path))).rejects.toThrow('cannot be read')
  })

  test('a page that says it unpacks to more than may be held is refused before it is', () => {
    // Type, unpacked and packed size, then one value in plain encoding, all of it as Thrift has it.
    const unpacked = [0x80, 0x90, 0xdf, 0xc0, 0x02]
    const header = [0x15, 0x00, 0x15, ...unpacked, 0x15, 0x08, 0x2c, 0x15, 0x02, 0x15, 0x00, 0x15]
    const bytes = [...header, 0x06, 0x15, 0x06, 0x00, 0x00, 1, 2, 3, 4]
    const path = join(testFolder(), 'page')
    writeFileSync(path, Buffer.from(bytes))
    const file = openStored(path)
    onTestFinished(() => closeStored(file))
    const chunk = { codec: 'ZSTD' as const, at: 0, bytes: bytes.length, firstRow: 0, rows: 1 }
    expect(() => eachPage(file, chunk, false, () => undefined)).toThrow('longer than its column')
  })

  test('text that is no UTF-8 is refused as the reader refuses it', async () => {
    const opened = await database()
    const path = await written(opened, 'COMPRESSION uncompressed')
    const content = readFileSync(path)
    const place = content.indexOf(Buffer.from('text '))
    content[place] = 0xff
    writeFileSync(path, content)
    const dataset = await openDataset(opened, path)
    await expect(scanned(opened, dataset, 'label', bins)).rejects.toThrow(
      'cannot be read: Invalid string encoding: a value is not valid UTF8!',
    )
    const codeOf = codeOfText({ known: ['A'], other: 1, missing: 2 })
    expect(() => codeOf(Uint8Array.of(0xff, 0x65))).toThrow('not valid')
  })
})
