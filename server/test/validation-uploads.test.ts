import { readdir, rm, stat } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tidyUploads } from '../src/jobs/tidy-uploads.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { csvRows, validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

const limit = 1_000_000
let server: TestServer
let world: ValidationWorld
let systemId: string
let protocolId: string
let now = new Date('2026-03-01T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ uploadLimitBytes: limit, clock: () => now })
  world = await validationWorld(server)
  systemId = await world.system()
  protocolId = await world.protocol(systemId)
}, 60_000)
afterAll(() => server.close())

async function files(): Promise<string[]> {
  const folder = server.services.validation.uploadsFolder
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
}

describe('a file', () => {
  test('is taken over and its columns described, without values of people', async () => {
    const { status, body } = await world.upload(protocolId, csvRows(300), { name: 'Kohorte ä.csv' })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({ fileName: 'Kohorte ä.csv', format: 'csv', describedRows: 300 })
    const column = (name: string) =>
      body.columns.find((each: { name: string }) => each.name === name)
    expect(column('risk')).toMatchObject({ kind: 'number', missingShare: 0, identifier: null })
    expect(column('risk').maximum).toBeLessThanOrEqual(1)
    expect(column('sex')).toMatchObject({ kind: 'text', distinct: 2, minimum: null })
    expect(column('patient_id')).toMatchObject({ identifier: 'a medical record number' })
    expect(body.suggestedRoles).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ role: 'score', column: 'risk' }),
        expect.objectContaining({ role: 'label', column: 'readmitted' }),
        expect.objectContaining({ role: 'groups', column: 'sex' }),
      ]),
    )
    const [path = ''] = await files()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(path).toContain(`${server.organizationId}/${body.id}.csv`)
  })

  test('is removed after a day, and its record says so', async () => {
    const id = await world.uploaded(protocolId, csvRows(50))
    expect((await files()).length).toBeGreaterThan(0)
    now = new Date(now.getTime() + 25 * 3_600_000)
    await tidyUploads(server.services, (error) => {
      throw error
    })
    expect(await files()).toEqual([])
    const body = { uploadId: id, roles: { score: 'risk', label: 'readmitted', groups: ['sex'] } }
    const refused = await world.start(protocolId, body)
    expect(refused.status).toBe(409)
    expect(refused.body.reasons[0].code).toBe('upload-removed')
  })

  test('is refused before the protocol is locked, with the reason', async () => {
    const draft = await world.protocol(systemId, { locked: false })
    const { status, body } = await world.upload(draft, csvRows(50))
    expect(status).toBe(412)
    expect(body.reasons[0]).toMatchObject({ code: 'protocol-not-locked', who: 'Model owner' })
    expect(await files()).toEqual([])
  })

  test('is refused to who may not write validations', async () => {
    expect((await world.upload(protocolId, 'a,b\n1,2\n', { by: world.auditor })).status).toBe(403)
  })
})

describe('bad input leaves nothing', () => {
  const cases: [string, string, Buffer | string, number, RegExp][] = [
    ['no table', 'x.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 400, /is not Parquet, CSV/],
    ['a program', 'run.csv', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 400, /is not Parquet/],
    ['another format than its name', 'x.parquet', 'a,b\n1,2\n', 400, /named as Parquet/],
    ['a Parquet file cut off', 'x.parquet', 'PAR1 and no end', 400, /cut off/],
    ['an empty file', 'x.csv', '', 400, /is empty/],
    ['too large', 'x.csv', Buffer.alloc(limit + 1, 'a'), 413, /larger than the 1000000 bytes/],
  ]
  test.each(cases)('%s', async (_, name, content, status, words) => {
    const before = await world.entries()
    const answer = await world.upload(protocolId, content, { name })
    expect(answer.status).toBe(status)
    expect(answer.body.detail).toMatch(words)
    expect(answer.body.detail).not.toContain(server.services.validation.uploadsFolder)
    expect(await files()).toEqual([])
    expect(await world.entries()).toBe(before)
  })

  test('another content type, no name, a name that is not encoded', async () => {
    const json = await world.upload(protocolId, '{}', {
      headers: { 'content-type': 'application/json' },
    })
    expect(json.status).toBe(400)
    const nameless = await world.upload(protocolId, 'a\n1\n', { headers: { 'x-file-name': '' } })
    expect(nameless.status).toBe(400)
    const bad = await world.upload(protocolId, 'a\n1\n', { headers: { 'x-file-name': '%E4%' } })
    expect(bad.status).toBe(400)
  })

  test('a folder in the name is not taken over', async () => {
    const { body } = await world.upload(protocolId, csvRows(30), { name: '../../etc/cohort.csv' })
    expect(body.fileName).toBe('cohort.csv')
    const [path = ''] = await files()
    expect(path.startsWith(server.services.validation.uploadsFolder)).toBe(true)
    await world.owner.ctx.services.db.deleteFrom('dataset_uploads').execute()
  })
})

test('an upload that is cut off leaves nothing', async () => {
  for (const path of await files()) await rm(path)
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as AddressInfo
  const before = await world.entries()
  const sending = request({
    method: 'POST',
    port,
    path: `/api/v1/validation-protocols/${protocolId}/uploads`,
    headers: {
      cookie: world.owner.cookie,
      'content-type': 'application/octet-stream',
      'content-length': 500_000,
      'x-file-name': 'cohort.csv',
    },
  })
  sending.on('error', () => undefined)
  sending.write(csvRows(200))
  const until = async (wanted: number) => {
    for (let i = 0; i < 100 && (await files()).length !== wanted; i++) await sleep(20)
    return files()
  }
  expect(await until(1)).toHaveLength(1)
  sending.destroy()
  expect(await until(0)).toEqual([])
  expect(await world.entries()).toBe(before)
})
