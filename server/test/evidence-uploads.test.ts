import { randomUUID } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tidyIncoming } from '../src/files/receive-file.ts'
import { evidenceWorld } from './evidence-world.ts'
import type { EvidenceWorld } from './evidence-world.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { pdf } from './zip-fixture.ts'

const mebibyte = 1024 * 1024
const limit = 200 * mebibyte
let server: TestServer
let world: EvidenceWorld
let id: string

beforeAll(async () => {
  server = await startTestServer()
  world = await evidenceWorld(server)
  id = await world.register()
  await server.app.listen({ port: 0, host: '127.0.0.1' })
}, 60_000)
afterAll(() => server.close())

function address(path: string) {
  const { port } = server.app.server.address() as AddressInfo
  return { port, path: `/api/v1${path}` }
}

/** A request that has begun; the test sends what it wants to. */
function begin(headers: Record<string, string | number>) {
  const sending = request({
    method: 'POST',
    // Connections that were hung up on are not used again.
    agent: false,
    ...address(`/evidence/${id}/versions`),
    headers: {
      cookie: world.owner.cookie,
      'content-type': 'application/octet-stream',
      'x-file-name': 'big.txt',
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

const chunk = Buffer.alloc(mebibyte, 'a')

function* mebibytes(count: number) {
  for (let sent = 0; sent < count; sent++) yield chunk
}

/** How much more memory than before a piece of work needed at most, in MiB. */
async function growth(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5)
  await work()
  clearInterval(watch)
  return (most - before) / mebibyte
}

async function until(wanted: number): Promise<string[]> {
  for (let i = 0; i < 200 && (await world.files()).length !== wanted; i++) await sleep(20)
  return world.files()
}

describe('what is handed over', () => {
  test('is refused by its length before a byte was sent, with the limit', async () => {
    const before = await world.entries()
    const { sending, answered, closed } = begin({ 'content-length': 201 * mebibyte })
    sending.flushHeaders()
    const { status, text } = await answered
    expect(status).toBe(413)
    expect(JSON.parse(text).reasons[0]).toMatchObject({ code: 'file-too-large' })
    expect(JSON.parse(text).detail).toContain('209,715,200 bytes')
    sending.destroy()
    await closed
    expect(await world.files()).toEqual([])
    expect(await world.entries()).toBe(before)
  })

  test('is refused past the limit where nobody said its length, and is not held in memory', async () => {
    const { sending, answered, closed } = begin({ 'transfer-encoding': 'chunked' })
    const grown = await growth(async () => {
      // The server hangs up on who goes on sending.
      await pipeline(Readable.from(mebibytes(201)), sending).catch(() => undefined)
      expect((await answered).status).toBe(413)
    })
    expect(grown).toBeLessThan(180)
    await closed
    expect(await until(0)).toEqual([])
  }, 60_000)

  test('of exactly the limit is kept and comes back, both streamed', async () => {
    const grown = await growth(async () => {
      const { sending, answered } = begin({ 'content-length': limit })
      await pipeline(Readable.from(mebibytes(200)), sending)
      const { status, text } = await answered
      expect(status, text).toBe(201)
      expect(JSON.parse(text).versions[0]).toMatchObject({ size: limit, mediaType: 'text/plain' })
      expect(await download(`/evidence/${id}/versions/1/content`)).toBe(limit)
    })
    expect(grown).toBeLessThan(180)
  }, 60_000)

  test('and cut off leaves nothing', async () => {
    const files = (await world.files()).length
    const before = await world.entries()
    const { sending } = begin({ 'content-length': 50 * mebibyte })
    sending.write(chunk)
    expect(await until(files + 1)).toHaveLength(files + 1)
    sending.destroy()
    expect(await until(files)).toHaveLength(files)
    expect(await world.entries()).toBe(before)
  })
})

describe('bad input leaves nothing', () => {
  test.each<[string, Buffer | string, string, number, RegExp]>([
    ['an empty file', '', 'a.txt', 400, /is empty/],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'a.pdf', 400, /x-elf/],
    ['a script', '#!/bin/sh\n', 'a.txt', 400, /script/],
    ['a web page', '<!doctype html>', 'a.txt', 400, /Print it to PDF/],
    ['another type than the name', pdf, 'a.png', 400, /PNG picture.*PDF/],
  ])('%s', async (_, content, name, status, words) => {
    const files = await world.files()
    const before = await world.entries()
    const answer = await world.upload(id, content, { name })
    expect(answer.status).toBe(status)
    expect(answer.body.detail).toMatch(words)
    expect(answer.body.reasons?.[0] ?? answer.body.errors[0]).toHaveProperty('remedy')
    expect(await world.files()).toEqual(files)
    expect(await world.entries()).toBe(before)
  })

  test('no name, another content type, a piece that is not there', async () => {
    const files = await world.files()
    expect((await world.upload(id, pdf, { headers: { 'x-file-name': '' } })).status).toBe(400)
    const json = { 'content-type': 'application/json' }
    expect((await world.upload(id, '{}', { headers: json })).status).toBe(400)
    expect((await world.upload(randomUUID(), pdf)).status).toBe(404)
    expect((await world.upload(id, pdf, { by: world.clinician })).status).toBe(403)
    expect(await world.files()).toEqual(files)
  })

  test('a record that cannot be written drops the file that was kept for it', async () => {
    const files = await world.files()
    await server.owner.query(
      'alter table evidence_versions add constraint no_more check (false) not valid',
    )
    const answer = await world.upload(id, 'of no use', { name: 'a.txt' })
    await server.owner.query('alter table evidence_versions drop constraint no_more')
    expect(answer.status).toBe(500)
    expect((await world.files()).toSorted()).toEqual(files.toSorted())
    // One that another version names stays, whoever fails.
    await world.upload(id, 'of use', { name: 'a.txt' })
    const kept = await world.files()
    const stale = await world.upload(id, 'of use', {
      name: 'b.txt',
      headers: { 'if-match': '"1"' },
    })
    expect(stale.status).toBe(409)
    expect((await world.files()).toSorted()).toEqual(kept.toSorted())
  })
})

test('what a crash left in between goes after a day, and what still comes stays', async () => {
  const { incomingFolder } = server.services.files
  await mkdir(incomingFolder, { recursive: true })
  const [old, fresh] = [join(incomingFolder, 'old'), join(incomingFolder, 'fresh')]
  for (const path of [old, fresh]) await writeFile(path, 'half')
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  await utimes(old, yesterday, yesterday)
  await tidyIncoming(incomingFolder)
  expect(await world.files()).toContain('fresh')
  expect(await world.files()).not.toContain('old')
})

/** How many bytes came. */
async function download(path: string): Promise<number> {
  let size = 0
  await new Promise<void>((resolve, reject) => {
    const asking = request(
      { ...address(path), headers: { cookie: world.owner.cookie } },
      (answer) => {
        const count = new Writable({
          write(bytes: Buffer, _encoding, done) {
            size += bytes.length
            done()
          },
        })
        pipeline(answer, count).then(resolve, reject)
      },
    )
    asking.on('error', reject)
    asking.end()
  })
  return size
}
