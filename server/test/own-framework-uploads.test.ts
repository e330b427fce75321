import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { ownWorld } from './own-world.ts'

const mebibyte = 1024 * 1024

let server: TestServer
let world: Awaited<ReturnType<typeof ownWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await ownWorld(server)
  await server.app.listen({ port: 0, host: '127.0.0.1' })
}, 60_000)
afterAll(() => server.close())

/** A request that has begun; the test sends what it wants to. */
function begin(headers: Record<string, string | number>) {
  const { port } = server.app.server.address() as AddressInfo
  const sending = request({
    method: 'POST',
    // Connections that were hung up on are not used again.
    agent: false,
    ...{ port, path: '/api/v1/content-packs/own?reason=Asked%20for' },
    headers: {
      ...{ cookie: world.lead.cookie, 'content-type': 'application/octet-stream' },
      ...{ 'x-file-name': 'big.xlsx', ...headers },
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

function* mebibytes(count: number) {
  const chunk = Buffer.alloc(mebibyte, 'PK')
  for (let sent = 0; sent < count; sent++) yield chunk
}

test('200 MB are refused by their length before a byte was sent', async () => {
  const before = await world.kept()
  const { sending, answered, closed } = begin({ 'content-length': 200 * mebibyte })
  sending.flushHeaders()
  const { status, text } = await answered
  expect(status).toBe(413)
  expect(JSON.parse(text)).toMatchObject({
    reasons: [
      {
        code: 'file-too-large',
        message: 'The file is larger than the 5,242,880 bytes of a framework.',
        remedy: 'Hand over its rows alone, without pictures and other sheets.',
      },
    ],
  })
  sending.destroy()
  await closed
  expect(await world.kept()).toEqual(before)
})

test('and past the limit where nobody said their length; nothing of them is kept', async () => {
  const before = await world.kept()
  const start = process.memoryUsage().rss
  const { sending, answered, closed } = begin({ 'transfer-encoding': 'chunked' })
  // Past the limit, and with more to come: the answer does not wait for the rest of it.
  for (const piece of mebibytes(6)) sending.write(piece)
  expect((await answered).status).toBe(413)
  // The server throws away what still comes, and hangs up on who goes on for long.
  await pipeline(Readable.from(mebibytes(194)), sending).catch(() => undefined)
  expect((process.memoryUsage().rss - start) / mebibyte).toBeLessThan(180)
  await closed
  expect(await world.kept()).toEqual(before)
}, 60_000)

test('another content type, and an upload that is cut off', async () => {
  const before = await world.kept()
  const other = await server.inject({
    method: 'POST',
    url: '/api/v1/content-packs/own?reason=x',
    headers: { cookie: world.lead.cookie, 'content-type': 'text/csv', 'x-file-name': 'a.csv' },
    payload: 'id,title\n1,One\n',
  })
  expect([other.status, other.body.errors[0].path]).toEqual([400, 'content-type'])
  const { sending, closed } = begin({ 'content-length': mebibyte })
  sending.write('PK')
  await new Promise((resolve) => setTimeout(resolve, 100))
  sending.destroy()
  await closed
  expect(await world.kept()).toEqual(before)
})
