import { request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aliasListener } from '../src/registry/alias-listener.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import { versionInput } from './registry-rows.ts'

let server: TestServer
let owner: Person
let port: number

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(() => server.close())

type Move = {
  alias: string
  sequence: number
  from: { label: string } | null
  to: { label: string } | null
}
type Block = { id?: string; event?: string; data?: Move; retry?: string }
type Follower = {
  response: IncomingMessage
  /** The next block of the stream, or null at its end. */
  next: () => Promise<Block | null>
  leave: () => void
}

/** A client on a real connection, as a model server would be. */
async function follow(
  systemId: string,
  headers: Record<string, string> = {},
  query = '',
): Promise<Follower> {
  const path = `/api/v1/ai-systems/${systemId}/events${query}`
  const client: ClientRequest = request({
    port,
    host: '127.0.0.1',
    path,
    headers: { cookie: owner.cookie, ...headers },
  })
  client.on('error', () => undefined)
  client.end()
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    client.once('response', resolve)
    client.once('error', reject)
  })
  response.setEncoding('utf8')
  const blocks = blocksOf(response)
  return {
    response,
    next: async () => {
      const { value, done } = await blocks.next()
      return done ? null : (value as Block)
    },
    leave: () => client.destroy(),
  }
}

async function* blocksOf(response: IncomingMessage): AsyncGenerator<Block> {
  let text = ''
  for await (const chunk of response) {
    text += chunk as string
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) yield toBlock(part)
  }
}

const labelOf = (block: Block | null) => block?.data?.to?.label ?? ''

function toBlock(part: string): Block {
  const block: Record<string, string> = {}
  for (const line of part.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon > 0) block[line.slice(0, colon)] = line.slice(colon + 2)
  }
  return block['data'] === undefined ? block : { ...block, data: JSON.parse(block['data']) as Move }
}

async function registerSystem(): Promise<string> {
  const made = await owner.call('POST', '/ai-systems', aiSystemInput())
  return made.body.id as string
}

let patch = 0
async function registerVersion(systemId: string): Promise<string> {
  patch += 1
  const label = `1.0.${patch}`
  const made = await owner.call(
    'POST',
    `/ai-systems/${systemId}/versions`,
    versionInput(null, { label }),
  )
  expect(made.status).toBe(201)
  return label
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + 5000
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('it did not come to hold within 5 seconds')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const followers = () => aliasListener(server.services).followers()

describe('following a system', () => {
  test('tells every follower of each move as it is committed, and nobody else', async () => {
    const [systemId, otherId] = [await registerSystem(), await registerSystem()]
    const two = [await follow(systemId), await follow(systemId)] as const
    const other = await follow(otherId)
    expect(two[0].response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    for (const follower of [...two, other]) {
      expect(await follower.next()).toEqual({ retry: '2000', id: '0' })
    }
    const started = performance.now()
    const label = await registerVersion(systemId)
    for (const follower of two) {
      const block = await follower.next()
      expect(block).toMatchObject({
        event: 'alias',
        data: { alias: 'candidate', from: null, to: { label }, cause: 'registration' },
      })
      expect(block?.id).toBe(String(block?.data?.sequence))
      expect(Object.keys(block?.data ?? {}).toSorted()).toEqual([
        'alias',
        'at',
        'cause',
        'from',
        'reason',
        'sequence',
        'to',
      ])
    }
    expect(performance.now() - started).toBeLessThan(1000)
    await registerVersion(otherId)
    expect((await other.next())?.data).toMatchObject({ alias: 'candidate', from: null })
    for (const follower of [...two, other]) follower.leave()
    await eventually(() => followers() === 0)
  })

  test('resumes behind Last-Event-ID, without a gap and without a repeat', async () => {
    const systemId = await registerSystem()
    const first = await follow(systemId)
    await first.next()
    await registerVersion(systemId)
    const seen = await first.next()
    first.leave()
    const missed = [await registerVersion(systemId), await registerVersion(systemId)]
    const again = await follow(systemId, { 'last-event-id': String(seen?.id) })
    await again.next()
    const later = await registerVersion(systemId)
    const labels: string[] = []
    for (let index = 0; index < 3; index += 1) labels.push(labelOf(await again.next()))
    expect(labels).toEqual([...missed, later])
    again.leave()
    const asked = await follow(systemId, {}, '?after=0')
    await asked.next()
    expect((await asked.next())?.data?.from).toBeNull()
    asked.leave()
  })

  test('hands over a history longer than one look at the database takes', async () => {
    const systemId = await registerSystem()
    const row = await server.services.db
      .selectFrom('ai_systems')
      .select('organization_id')
      .where('id', '=', systemId)
      .executeTakeFirstOrThrow()
    await server.owner.query(
      `insert into alias_events (organization_id, ai_system_id, alias, cause, reason, actor, effective_at, created_at)
       select $1, $2, 'candidate', 'manual', repeat('x', 2000), '{}', now(), now() from generate_series(1, 350)`,
      [row.organization_id, systemId],
    )
    const follower = await follow(systemId, {}, '?after=0')
    await follower.next()
    const sequences: number[] = []
    for (let index = 0; index < 350; index += 1) {
      sequences.push((await follower.next())?.data?.sequence ?? 0)
    }
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
    expect(new Set(sequences).size).toBe(350)
    follower.leave()
  })

  test('loses nothing when the database drops the connection that listens', async () => {
    const systemId = await registerSystem()
    const follower = await follow(systemId)
    await follower.next()
    await eventually(async () => (await listening()).length === 1)
    await server.owner.query('select pg_terminate_backend($1)', [(await listening())[0]])
    const labels = [await registerVersion(systemId)]
    expect(labelOf(await follower.next())).toBe(labels[0])
    await eventually(async () => (await listening()).length === 1)
    labels.push(await registerVersion(systemId))
    expect(labelOf(await follower.next())).toBe(labels[1])
    follower.leave()
  })

  test('refuses who may not read it, and what was never its id', async () => {
    const systemId = await registerSystem()
    const answers = await Promise.all([
      server.inject({ url: `/api/v1/ai-systems/${systemId}/events` }),
      owner.call('GET', '/ai-systems/00000000-0000-4000-8000-000000000000/events'),
      owner.call('GET', `/ai-systems/${systemId}/events`, undefined, { 'last-event-id': 'x' }),
      owner.call('GET', `/ai-systems/${systemId}/events?after=-1`),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 400, 400])
  })
})

describe('leaving', () => {
  test('one connection listens however many follow, and each who leaves frees its place', async () => {
    const systemId = await registerSystem()
    const many = await Promise.all(Array.from({ length: 20 }, () => follow(systemId)))
    expect(followers()).toBe(20)
    expect(await listening()).toHaveLength(1)
    for (const follower of many) follower.leave()
    await eventually(() => followers() === 0)
  })

  test('the server ends the streams and stops at once', async () => {
    const systemId = await registerSystem()
    const two = [await follow(systemId), await follow(systemId)]
    for (const follower of two) await follower.next()
    const started = performance.now()
    await server.app.close()
    expect(performance.now() - started).toBeLessThan(2000)
    for (const follower of two) expect(await follower.next()).toBeNull()
    expect(followers()).toBe(0)
    await eventually(async () => (await listening()).length === 0)
  })
})

/** The database's processes of this server that only listen. */
async function listening(): Promise<number[]> {
  const { rows } = await server.owner.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and application_name = 'primum alias events'`,
  )
  return rows.map(({ pid }) => pid)
}
