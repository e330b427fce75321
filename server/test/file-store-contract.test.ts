import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openVerified } from '../src/files/open-verified.ts'
import { receiveFile } from '../src/files/receive-file.ts'
import { evidenceWorld } from './evidence-world.ts'
import { fileStores } from './file-stores.ts'
import type { OpenedStore } from './file-stores.ts'
import { startTestServer } from './harness.ts'
import { pdf } from './zip-fixture.ts'

const organizationId = randomUUID()
let incomingFolder: string

beforeAll(async () => {
  incomingFolder = await mkdtemp(join(tmpdir(), 'primum-incoming-'))
})
afterAll(() => rm(incomingFolder, { recursive: true, force: true }))

describe.each(Object.entries(fileStores))('%s', (_, start) => {
  let opened: OpenedStore

  beforeAll(async () => {
    opened = await start()
  }, 400_000)
  afterAll(async () => {
    if ('stop' in opened) await opened.stop()
  })

  /** The store, or the end of the test where this machine has none. */
  function ready(ctx: { skip: (condition: boolean, reason: string) => void }) {
    if ('reason' in opened) {
      ctx.skip(true, opened.reason)
      throw new Error('skipped')
    }
    return opened
  }

  async function keep(content: Buffer, organization = organizationId) {
    const { store } = opened as Exclude<OpenedStore, { reason: string }>
    const files = { store, incomingFolder, limitBytes: 1e9 }
    const received = await receiveFile(files, Readable.from([content]))
    const key = { organizationId: organization, sha256: received.sha256 }
    await store.put(key, received)
    await rm(received.path, { force: true })
    return { key, size: received.size }
  }

  async function read(stream: Readable | Buffer | null): Promise<Buffer> {
    if (stream === null) throw new Error('no content')
    if (Buffer.isBuffer(stream)) return stream
    return Buffer.concat((await stream.toArray()) as Buffer[])
  }

  test('gives back what was put, and knows what is there', async (ctx) => {
    const { store } = ready(ctx)
    const content = randomBytes(100_000)
    const key = { organizationId, sha256: createHash('sha256').update(content).digest('hex') }
    expect(await store.has(key)).toBe(false)
    expect(await store.open(key)).toBe(null)
    expect((await keep(content)).key).toEqual(key)
    expect(await store.has(key)).toBe(true)
    expect((await read(await store.open(key))).equals(content)).toBe(true)
  })

  test('the same content again is the same one, and renews what was damaged', async (ctx) => {
    const { store, folder } = ready(ctx)
    const content = randomBytes(5000)
    const { key, size } = await keep(content)
    await damage(folder, key.sha256)
    await expect(openVerified(store, key, size)).rejects.toThrow('was changed')
    await keep(content)
    expect((await read(await openVerified(store, key, size))).equals(content)).toBe(true)
  })

  test('changed or missing content is never handed on, small or large', async (ctx) => {
    const { store, folder } = ready(ctx)
    for (const bytes of [100, 9_000_000]) {
      const { key, size } = await keep(randomBytes(bytes))
      expect((await read(await openVerified(store, key, size))).length).toBe(bytes)
      await damage(folder, key.sha256)
      await expect(openVerified(store, key, size)).rejects.toThrow(/SHA-256.*backup/)
      await store.remove(key)
      await expect(openVerified(store, key, size)).rejects.toThrow('is missing')
    }
  })

  test('another organization does not see it, though it be the same content', async (ctx) => {
    const { store } = ready(ctx)
    const content = randomBytes(300)
    const { key } = await keep(content)
    const elsewhere = { ...key, organizationId: randomUUID() }
    expect(await store.has(elsewhere)).toBe(false)
    expect(await store.open(elsewhere)).toBe(null)
    await keep(content, elsewhere.organizationId)
    await store.remove(key)
    expect(await store.has(elsewhere)).toBe(true)
  })

  test('removing is final, and what is gone can be removed again', async (ctx) => {
    const { store } = ready(ctx)
    const { key } = await keep(randomBytes(300))
    await store.remove(key)
    await store.remove(key)
    expect(await store.has(key)).toBe(false)
  })

  test('a name that is no SHA-256 reaches no place', async (ctx) => {
    const { store } = ready(ctx)
    for (const sha256 of ['../../etc/passwd', '', 'A'.repeat(64), 'a'.repeat(63)]) {
      await expect(store.has({ organizationId, sha256 })).rejects.toThrow('Not a SHA-256')
    }
    const sha256 = 'a'.repeat(64)
    await expect(store.has({ organizationId: '..', sha256 })).rejects.toThrow('Not the id')
  })
})

test('a bucket refuses other bytes than those of the name', async (ctx) => {
  const opened = await fileStores['a bucket of an S3-compatible server']!()
  if ('reason' in opened) {
    ctx.skip(true, opened.reason)
    return
  }
  const path = join(incomingFolder, 'other')
  await writeFile(path, 'not what was said')
  const key = { organizationId, sha256: 'a'.repeat(64) }
  await expect(opened.store.put(key, { path, size: 17 })).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(await opened.store.has(key)).toBe(false)
  await opened.stop()
  const silent = opened.store.put(key, { path, size: 17 })
  await expect(silent).rejects.toMatchObject({ code: 'unavailable' })
}, 400_000)

test('evidence is kept in a bucket as in a folder, and a silent bucket loses nothing', async (ctx) => {
  const opened = await fileStores['a bucket of an S3-compatible server']!()
  if ('reason' in opened) {
    ctx.skip(true, opened.reason)
    return
  }
  const server = await startTestServer()
  server.services.files = { ...server.services.files, store: opened.store }
  const world = await evidenceWorld(server)
  const id = await world.filed()
  const path = `/evidence/${id}/versions/1/content`
  expect((await world.auditor.call('GET', path)).body).toBe(pdf.toString())
  expect(await world.files()).toEqual([])
  await opened.stop()
  const before = await world.entries()
  const silent = await world.upload(id, 'more', { name: 'more.txt' })
  expect(silent.status).toBe(503)
  expect(silent.body.reasons[0].code).toBe('files-unavailable')
  expect((await world.auditor.call('GET', path)).status).toBe(503)
  expect(await world.entries()).toBe(before)
  expect((await world.auditor.call('GET', `/evidence/${id}`)).body.versionCount).toBe(1)
  expect(await world.files()).toEqual([])
  await server.close()
}, 400_000)

/** Changes one byte where it lies. */
async function damage(folder: string, sha256: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const entry = entries.find((each) => each.isFile() && each.name === sha256)
  const path = join(entry?.parentPath ?? '', sha256)
  const bytes = await readFile(path)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  await writeFile(path, bytes)
}
