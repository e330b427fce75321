import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resumePath } from '../src/telemetry/resume-file.ts'
import { startCli } from './run-cli.ts'
import { startWorld, versionOf } from './world.ts'
import type { World } from './world.ts'

let world: World
let systemId = ''
beforeAll(async () => {
  world = await startWorld()
  systemId = (await world.register('sent')).id
  await world.people.owner.post(`/ai-systems/${systemId}/versions`, versionOf('1.0.0'))
})
afterAll(() => world?.stop())

const predictedAt = '2026-01-05T08:00:00Z'

function prediction(id: string, more: object = {}) {
  const features = { age: 71, ward: 'medicine' }
  return { id, predictedAt, score: 0.2, groups: { sex: 'female' }, features, ...more }
}

async function lines(name: string, rows: readonly unknown[]): Promise<string> {
  const path = join(world.folder, name)
  await writeFile(path, rows.map((row) => JSON.stringify(row)).join('\n'))
  return path
}

const send = (file: string, ...more: string[]) =>
  world.cli('predictions', 'send', file, '--system', 'sent', '--version', '1.0.0', ...more)

async function stored(): Promise<{
  predictions: number
  outcomes: number
  daysNotCounted: { outcomes: number }
}> {
  return world.people.owner.get(`/ai-systems/${systemId}/telemetry`)
}

describe('predictions send', () => {
  test('takes good rows, names bad ones by their line, and says 1', async () => {
    const rows = [prediction('a-1'), prediction('a-2', { score: 7 }), prediction('a-3')]
    const file = await lines('three.ndjson', rows)
    const ran = await send(file, '--json')
    expect(ran.code).toBe(1)
    const receipt = JSON.parse(ran.stdout)
    expect(receipt).toMatchObject({ accepted: 2, duplicates: 0, rejected: 1 })
    expect(receipt.errors[0]).toMatchObject({ row: 2, id: 'a-2', path: 'score' })
    const again = await send(file)
    expect(again.stdout).toContain('0 predictions accepted, 2 duplicates, 1 rejected')
    expect(existsSync(resumePath(file))).toBe(false)
  })

  test('a line that is not JSON stops with its number', async () => {
    const path = join(world.folder, 'broken.ndjson')
    await writeFile(path, `${JSON.stringify(prediction('b-1'))}\n{"id": \n`)
    const ran = await send(path)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('Line 2')
  })

  test('reads CSV and Parquet by the names of their columns', async () => {
    const head = 'id,predictedAt,score,groups.sex,features.age,features.ward'
    const csv = join(world.folder, 'rows.csv')
    await writeFile(
      csv,
      `${head}\nc-1,${predictedAt},0.4,male,66,surgery\nc-2,${predictedAt},0.1,,,12\n`,
    )
    const fromCsv = await send(csv, '--json')
    expect(JSON.parse(fromCsv.stdout)).toMatchObject({ accepted: 2, rejected: 0 })
    const parquet = join(world.folder, 'rows.parquet')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(`COPY (SELECT 'p-' || i AS id, TIMESTAMP '2026-01-05 08:00:00' AS "predictedAt",
      0.3 AS score, 60 + i AS "features.age" FROM range(6000) r(i)) TO '${parquet}' (FORMAT parquet)`)
    connection.closeSync()
    instance.closeSync()
    const fromParquet = await send(parquet, '--json')
    expect(JSON.parse(fromParquet.stdout)).toMatchObject({ accepted: 6000, rejected: 0 })
    await writeFile(csv, `${head},weight\nc-3,${predictedAt},0.4,male,66,surgery,80\n`)
    const strange = await send(csv)
    expect(strange.code).toBe(2)
    expect(strange.stderr).toContain('"weight"')
  })

  test('goes on where an interrupted sending stopped', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => prediction(`r-${at}`))
    const file = await lines('many.ndjson', rows)
    const before = (await stored()).predictions
    const args = ['predictions', 'send', file, '--system', 'sent', '--version', '1.0.0']
    const first = startCli(args, world.env)
    while (!existsSync(resumePath(file))) await sleep(10)
    first.child.kill('SIGKILL')
    await first.ended
    const saved = JSON.parse(await readFile(resumePath(file), 'utf8')).rows
    expect(saved).toBeGreaterThan(0)
    expect(saved).toBeLessThan(60_000)
    const second = await send(file, '--json')
    expect(second.code).toBe(0)
    expect(JSON.parse(second.stdout).sentBefore).toBe(saved)
    expect((await stored()).predictions - before).toBe(60_000)
    expect(existsSync(resumePath(file))).toBe(false)
  })

  test('another file under the same name starts anew', async () => {
    const file = await lines('changed.ndjson', [prediction('n-1')])
    await writeFile(resumePath(file), JSON.stringify({ kind: 'predictions', rows: 1 }))
    const ran = await send(file, '--json')
    expect(JSON.parse(ran.stdout)).toMatchObject({ accepted: 1, sentBefore: 0 })
  })

  test('waits for a server that is away for a moment, and gives up on one that stays away', async () => {
    let refusals = 0
    const door = createServer(async (request, response) => {
      const bytes: Buffer[] = []
      for await (const part of request) bytes.push(part as Buffer)
      if (request.method === 'POST' && refusals < 2) {
        refusals += 1
        response.writeHead(503).end('restarting')
        return
      }
      const headers = new Headers()
      for (const name of ['authorization', 'content-type', 'content-encoding']) {
        const value = request.headers[name]
        if (typeof value === 'string') headers.set(name, value)
      }
      const body = request.method === 'POST' ? { body: new Uint8Array(Buffer.concat(bytes)) } : {}
      const method = request.method ?? 'GET'
      const answer = await fetch(`${world.url}${request.url}`, { method, headers, ...body })
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(await answer.text())
    })
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
    const { port } = door.address() as AddressInfo
    const server = ['--server', `http://127.0.0.1:${port}`]
    try {
      const file = await lines('away.ndjson', [prediction('w-1')])
      const impatient = await send(file, ...server, '--retries', '1')
      expect([impatient.code, refusals]).toEqual([2, 2])
      refusals = 0
      const patient = await send(file, ...server, '--json')
      expect([patient.code, refusals]).toEqual([0, 2])
      expect(JSON.parse(patient.stdout).accepted).toBe(1)
    } finally {
      door.closeAllConnections()
      door.close()
    }
  })
})

describe('outcomes send', () => {
  test('labels what was predicted, and rejects what was not', async () => {
    const observedAt = '2026-02-01T00:00:00Z'
    const file = await lines('outcomes.ndjson', [
      { predictionId: 'a-1', label: 1, observedAt },
      { predictionId: 'nobody', label: 0, observedAt },
    ])
    expect(await stored()).toMatchObject({ outcomes: 0, daysNotCounted: { outcomes: 0 } })
    const ran = await world.cli('outcomes', 'send', file, '--system', 'sent')
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain('1 outcomes accepted')
    expect(ran.stdout).toContain('nobody')
    // One outcome of a day is too few to be told, so that its day is in no total.
    expect(await stored()).toMatchObject({ outcomes: 0, daysNotCounted: { outcomes: 1 } })
  })

  test('reads a mapped file with its events', async () => {
    const mapping = join(world.folder, 'dataset.yaml')
    await writeFile(mapping, mappingYaml)
    const csv = join(world.folder, 'mapped.csv')
    const row = (id: string, hit: number) =>
      `${id},2026-01-05T08:00:00Z,p-${id},0.4,66,medicine,F,${hit}`
    await writeFile(
      csv,
      ['enc,at,pat,risk,Age,ward,sex,back', row('m1', 1), row('m2', 0)].join('\n'),
    )
    const sent = await send(csv, '--map', mapping, '--json')
    expect(JSON.parse(sent.stdout)).toMatchObject({ accepted: 2, rejected: 0 })
    const labelled = ['outcomes', 'send', csv, '--system', 'sent', '--map', mapping, '--json']
    expect(JSON.parse((await world.cli(...labelled)).stdout)).toMatchObject({ accepted: 2 })
  })
})

const mappingYaml = `
name: ward-export
title: A ward's export
synthetic: true
attribution: Made up for a test
licence: none
files: { predictions: other.csv }
columns:
  id: enc
  time: at
  patient: pat
  score: risk
  label: { column: back }
features:
  - { name: Age, kind: numeric, unit: a }
  - { name: ward, kind: categorical }
groups:
  - { attribute: sex }
threshold: 0.3
horizonDays: 30
baseline: { fraction: 0.5, note: half }
fault:
  version: 2.0.0
  title: none
  description: none
  feature: Age
  multiplyBy: 2
  when: { feature: ward, equals: medicine }
  score: { shrinkLogitBy: 0.5, toward: 0.1, note: none }
`
