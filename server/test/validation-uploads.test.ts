import { randomUUID } from 'node:crypto'
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

  test('is read back by whoever may read validations, as it was answered once', async () => {
    now = new Date(now.getTime() + 1000)
    const { body } = await world.upload(protocolId, csvRows(120), { name: 'again.csv' })
    expect(body.expiresAt).toBe(new Date(now.getTime() + 24 * 3_600_000).toISOString())
    for (const by of [world.owner, world.auditor]) {
      const read = await by.call('GET', `/validation-uploads/${body.id}`)
      expect(read).toMatchObject({ status: 200, body })
      // No value of a person: neither a key nor a row of text.
      expect(JSON.stringify(read.body)).not.toMatch(/P\d+|female|male/)
    }
    const list = await world.auditor.call('GET', `/validation-protocols/${protocolId}/uploads`)
    expect(list.body.items[0]).toEqual(body)
    const page = (query: string) =>
      world.owner.call('GET', `/validation-protocols/${protocolId}/uploads?${query}`)
    const first = await page('limit=1')
    expect(first.body.items).toEqual([body])
    const next = await page(`limit=1&cursor=${first.body.nextCursor}`)
    expect(next.body.items).toEqual([list.body.items[1]])
  })

  test('of another organization, or of none, is not found', async () => {
    const id = await world.uploaded(protocolId, csvRows(30))
    const { db } = server.services
    const other = randomUUID()
    await db
      .insertInto('organizations')
      .values({ id: other, name: 'Elsewhere', created_at: now })
      .execute()
    const own = { organization_id: server.organizationId }
    await db
      .updateTable('dataset_uploads')
      .set({ organization_id: other })
      .where('id', '=', id)
      .execute()
    const path = `/validation-uploads/${id}`
    expect((await world.owner.call('GET', path)).status).toBe(404)
    const listed = await world.owner.call('GET', `/validation-protocols/${protocolId}/uploads`)
    expect(listed.body.items.map((each: { id: string }) => each.id)).not.toContain(id)
    await db.updateTable('dataset_uploads').set(own).where('id', '=', id).execute()
    expect((await world.owner.call('GET', path)).status).toBe(200)
    expect((await world.owner.call('GET', `/validation-uploads/${other}`)).status).toBe(404)
    const nowhere = await world.owner.call('GET', `/validation-protocols/${other}/uploads`)
    expect(nowhere.status).toBe(404)
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
    const { body: gone } = await world.owner.call('GET', `/validation-uploads/${id}`)
    expect(gone).toMatchObject({
      state: 'removed',
      expiresAt: null,
      removedReason: 'a day has passed',
    })
    const ready = await world.owner.call(
      'GET',
      `/validation-protocols/${protocolId}/uploads?state=ready`,
    )
    expect(ready.body.items).toEqual([])
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
    ['too large', 'x.csv', Buffer.alloc(limit + 1, 'a'), 413, /larger than the 1,000,000 bytes/],
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

describe('over a connection', () => {
  beforeAll(async () => {
    for (const path of await files()) await rm(path)
    await server.app.listen({ port: 0, host: '127.0.0.1' })
  })

  /** A request that has begun; the test sends what it wants to. */
  function begin(headers: Record<string, string | number>) {
    const { port } = server.app.server.address() as AddressInfo
    const sending = request({
      method: 'POST',
      port,
      path: `/api/v1/validation-protocols/${protocolId}/uploads`,
      headers: {
        cookie: world.owner.cookie,
        'content-type': 'application/octet-stream',
        'x-file-name': 'cohort.csv',
        ...headers,
      },
    })
    sending.on('error', () => undefined)
    const answered = new Promise<{ status: number; text: string }>((resolve) => {
      sending.on('response', (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
    })
    const closed = new Promise<void>((resolve) => sending.on('close', resolve))
    return { sending, answered, closed }
  }

  async function until(wanted: number): Promise<string[]> {
    for (let i = 0; i < 100 && (await files()).length !== wanted; i++) await sleep(20)
    return files()
  }

  test('a size that is too large is refused before a byte was sent', async () => {
    const before = await world.entries()
    const { sending, answered, closed } = begin({ 'content-length': 5 * 1024 ** 3 })
    sending.flushHeaders()
    const { status, text } = await answered
    expect(status).toBe(413)
    expect(JSON.parse(text).reasons[0]).toMatchObject({ code: 'upload-too-large' })
    // Who goes on sending all the same is hung up on.
    const sender = setInterval(() => sending.write(Buffer.alloc(10_000)), 50)
    await closed
    clearInterval(sender)
    expect(await files()).toEqual([])
    expect(await world.entries()).toBe(before)
  })

  test('without a size it is refused once the limit is passed', async () => {
    const { sending, answered, closed } = begin({ 'transfer-encoding': 'chunked' })
    sending.write(csvRows(200))
    expect(await until(1)).toHaveLength(1)
    sending.write(Buffer.alloc(limit, 'a'))
    expect((await answered).status).toBe(413)
    expect(await until(0)).toEqual([])
    await closed
  })

  test('an upload that is cut off leaves nothing', async () => {
    const before = await world.entries()
    const { sending } = begin({ 'content-length': 500_000 })
    sending.write(csvRows(200))
    expect(await until(1)).toHaveLength(1)
    sending.destroy()
    expect(await until(0)).toEqual([])
    expect(await world.entries()).toBe(before)
  })
})
