import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { failLeftoverLoads, holdLoad } from '../src/jobs/example-player.ts'
import { startTestServer } from './harness.ts'
import { administrator, cookieOf, dataFolder, removeFolder, spawnPrimum } from './spawn-primum.ts'
import type { SpawnedPrimum } from './spawn-primum.ts'

const name = `first_${randomUUID().replaceAll('-', '')}`
const urlOf = (base: string) => base.replace(/\/primum$/, `/${name}`)
const running: SpawnedPrimum[] = []
let folder: string
let admin: pg.Client

beforeAll(async () => {
  folder = await dataFolder()
  const ownerUrl = inject('databaseOwnerUrl')
  admin = new pg.Client({ connectionString: ownerUrl.replace(/\/primum$/, '/postgres') })
  await admin.connect()
  await admin.query(`create database ${name}`)
})
afterEach(async () => {
  for (const { child } of running) child.kill('SIGTERM')
  for (const { ended } of running.splice(0)) await ended
})
afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
  await removeFolder(folder)
})

async function migrate(): Promise<{ code: number | null; output: string }> {
  const path = new URL('../src/migrate.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [path], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: urlOf(inject('databaseAppUrl')),
      DATABASE_OWNER_URL: urlOf(inject('databaseOwnerUrl')),
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, output }
}

test('several migrations at once apply each step once, and end', async () => {
  const both = await Promise.all([migrate(), migrate()])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const applied = both.flatMap(({ output }) => output.match(/^applied .*$/gm) ?? [])
  expect(applied.length).toBeGreaterThan(5)
  expect(new Set(applied).size).toBe(applied.length)
  expect((await migrate()).output).toBe('The database is up to date.\n')
}, 60_000)

test('processes that cannot change the schema then start at once and share one set-up', async () => {
  const env = {
    DATABASE_URL: urlOf(inject('databaseAppUrl')),
    PRIMUM_ADMIN_EMAIL: '',
    PRIMUM_ADMIN_PASSWORD: '',
  }
  running.push(...(await Promise.all([spawnPrimum(folder, env), spawnPrimum(folder, env)])))
  const [first, second] = running as [SpawnedPrimum, SpawnedPrimum]
  await expect.poll(second.output).toContain('setup?token=')
  const token = /setup\?token=(\S+)/.exec(second.output())?.[1]
  const setUp = () =>
    fetch(`${first.url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, organization: 'H', name: 'Ada', ...administrator }),
    })
  expect((await setUp()).status).toBe(201)
  expect((await setUp()).status).toBe(409)
  for (const { url } of running) {
    const state = await fetch(`${url}/api/v1/setup`)
    expect(await state.json()).toEqual({ needed: false })
  }
  // A session of one process is known to the other: they found one secret in their folder.
  const cookie = await cookieOf(first.url, administrator.email, administrator.password)
  const answer = await fetch(`${second.url}/api/v1/ledger/verify`, { headers: { cookie } })
  expect(await answer.json()).toMatchObject({ verified: true })
}, 120_000)

test('a load of the worked example is given up only once its process is gone', async () => {
  const server = await startTestServer()
  try {
    const { db } = server.services
    const id = randomUUID()
    const letGo = await holdLoad(server.services, id)
    const { organizationId } = server
    const row = { id, organization_id: organizationId, step: 'starting', progress: 0 }
    await db
      .insertInto('example_loads')
      .values({ ...row, status: 'running', started_at: new Date() })
      .execute()
    const status = async () => {
      await failLeftoverLoads(server.services)
      return (await db.selectFrom('example_loads').select('status').executeTakeFirst())?.status
    }
    expect(await status()).toBe('running')
    letGo()
    await expect.poll(status).toBe('failed')
  } finally {
    await server.close()
  }
})
