import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { followAliases } from './alias-follower.ts'
import type { AliasFollower } from './alias-follower.ts'
import { daysAgo, failingBatches, failingVersion } from './failing-version.ts'
import type { Batch } from './failing-version.ts'
import { password, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import {
  cookieOf,
  dataFolder,
  removeFolder,
  signIn,
  spawnPrimum,
  spawnWorker,
} from './spawn-primum.ts'
import type { Session, SpawnedPrimum } from './spawn-primum.ts'
import { bothProfiles, countRows } from './telemetry-fixture.ts'

let server: TestServer
let owner: Person
let lead: Person
let folder: string
let clock = daysAgo(12)
const running: SpawnedPrimum[] = []
const followers: AliasFollower[] = []

beforeAll(async () => {
  folder = await dataFolder()
  server = await startTestServer({ clock: () => clock })
  owner = await server.person('model-owner')
  lead = await server.person('governance-lead')
})
afterEach(async () => {
  for (const follower of followers.splice(0)) follower.stop()
  for (const { child } of running) child.kill('SIGTERM')
  for (const { ended } of running.splice(0)) await ended
})
afterAll(async () => {
  await server.close()
  await removeFolder(folder)
})

/** What every process on this database is told; none has a secret of its own in the data folder. */
function env(more: Record<string, string> = {}): Record<string, string> {
  const name = new URL(server.services.databaseUrl).pathname
  return {
    DATABASE_URL: server.services.databaseUrl,
    DATABASE_OWNER_URL: inject('databaseOwnerUrl').replace(/\/primum$/, name),
    PRIMUM_ADMIN_EMAIL: '',
    PRIMUM_ADMIN_PASSWORD: '',
    ...more,
  }
}

/** All at once, as after a power failure. */
async function start(...kinds: ('main' | 'main without jobs' | 'worker')[]) {
  const started = await Promise.all(
    kinds.map((kind) => {
      if (kind === 'worker') return spawnWorker(folder, env())
      return spawnPrimum(folder, env(kind === 'main' ? {} : { PRIMUM_JOBS: 'off' }))
    }),
  )
  running.push(...started)
  return started
}

async function kill(primum: SpawnedPrimum): Promise<void> {
  primum.child.kill('SIGKILL')
  await primum.ended
}

/** Sends a batch as senders do: until someone has answered, and anyone will do. */
async function deliver(sessions: Session[], path: string, { kind, rows }: Batch, first: number) {
  for (let attempt = first; ; attempt += 1) {
    const session = sessions[attempt % sessions.length]!
    const answer = await session('POST', `${path}/${kind}`, { rows }).catch(() => null)
    if (answer === null) continue
    expect(answer).toMatchObject({ status: 200, body: { rejected: 0 } })
    const { accepted, duplicates } = answer.body
    expect(accepted + duplicates).toBe(rows.length)
    return
  }
}

/** Holds a system as a judging does, so that every other judging of it waits in the middle. */
async function holdSystem(id: string) {
  const holder = new pg.Client({ connectionString: server.services.databaseUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query('select id from ai_systems where id = $1 for no key update', [id])
  return {
    waiting: async () => {
      const { rows } = await server.owner.query(
        `select pid from pg_stat_activity where datname = current_database()
          and application_name = 'primum' and wait_event_type = 'Lock'`,
      )
      return rows.length
    },
    release: () => holder.end(),
  }
}

const rollbacks = ({ moves }: AliasFollower) => moves.filter(({ cause }) => cause === 'rollback')

async function expectOnce(system: { id: string; path: string; versions: Record<string, string> }) {
  clock = new Date()
  const total = failingBatches()
    .filter(({ kind }) => kind === 'predictions')
    .flatMap(({ rows }) => rows).length
  for (const table of ['predictions', 'outcomes']) {
    expect(await countRows(server, table, system.id)).toBe(total)
  }
  const { stored, recomputed } = await bothProfiles(server, owner, system.versions['2.0.0']!)
  expect(stored.length).toBeGreaterThan(0)
  expect(stored).toEqual(recomputed)
  const { body: alarms } = await owner.call('GET', `${system.path}/alarms`)
  expect(alarms.items).toMatchObject([{ level: 'critical' }])
  const { body: incidents } = await owner.call('GET', `/incidents?aiSystemId=${system.id}`)
  expect(incidents.items).toMatchObject([{ status: 'open', version: { label: '2.0.0' } }])
  const { body: moves } = await owner.call('GET', `${system.path}/alias-events`)
  const causes = moves.items.map((each: { cause: string }) => each.cause)
  expect(causes.filter((cause: string) => cause === 'rollback')).toHaveLength(1)
  const { body: stable } = await owner.call('GET', `${system.path}/aliases/stable`)
  expect(stable.version.label).toBe('1.0.0')
  const path = `/incidents/${incidents.items[0].id}`
  for (const person of [owner, lead]) {
    const { body: notices } = await person.call('GET', '/notifications')
    const own = notices.items.filter((each: { path: string }) => each.path === path)
    expect(own).toMatchObject([{ kind: 'rollback' }])
  }
  const { body: ledger } = await owner.call('GET', '/ledger/verify')
  expect(ledger).toMatchObject({ verified: true })
}

describe('three processes on one database', () => {
  test.each(['the worker', 'an API process'])(
    '%s is killed in the middle of judging a breach: nothing is lost or doubled',
    async (victim) => {
      clock = daysAgo(12)
      const system = await failingVersion(owner, lead)
      const [first, second, worker] = await start('main', 'main without jobs', 'worker')
      const cookie = await cookieOf(second!.url, owner.email, password)
      const clients = [first!, second!].map(({ url }) => followAliases(url, system.path, cookie))
      followers.push(...clients)
      const sessions = await Promise.all(
        [first!, second!].map(({ url }) => signIn(url, owner.email, password)),
      )
      const batches = failingBatches()
      const half = batches.length / 2
      const hold = await holdSystem(system.id)
      for (const [index, batch] of batches.slice(0, half).entries()) {
        await deliver(sessions, system.path, batch, index)
      }
      await expect.poll(hold.waiting, { timeout: 20_000 }).toBe(2)
      // One batch is under way to the process that is killed, if that takes any.
      const underWay = deliver(sessions, system.path, batches[half]!, 0)
      await kill(victim === 'the worker' ? worker! : first!)
      if (victim !== 'the worker') {
        clients[0]!.moveTo(second!.url)
        sessions.shift()
      }
      await underWay
      for (const [index, batch] of batches.slice(half + 1).entries()) {
        await deliver(sessions, system.path, batch, index)
      }
      await hold.release()
      for (const client of clients) {
        await expect.poll(() => rollbacks(client).length, { timeout: 100_000 }).toBe(1)
      }
      // Whoever judges once more finds nothing left to do: a repeated batch asks for it.
      await deliver(sessions, system.path, batches.at(-1)!, 0)
      await sleep(1500)
      for (const client of clients) expect(rollbacks(client)).toHaveLength(1)
      await expectOnce(system)
    },
    180_000,
  )

  test('the only one that judges is killed: its successor finds what it had taken', async () => {
    clock = daysAgo(12)
    const system = await failingVersion(owner, lead)
    const [api, worker] = await start('main without jobs', 'worker')
    const cookie = await cookieOf(api!.url, owner.email, password)
    const client = followAliases(api!.url, system.path, cookie)
    followers.push(client)
    const session = await signIn(api!.url, owner.email, password)
    const hold = await holdSystem(system.id)
    for (const batch of failingBatches()) await deliver([session], system.path, batch, 0)
    await expect.poll(hold.waiting, { timeout: 20_000 }).toBe(1)
    // The request that waits behind the one in hand is taken away: nobody asks any more.
    await server.owner.query(
      "delete from pgboss.job where name = 'judge-ai-system' and state = 'created'",
    )
    await kill(worker!)
    await hold.release()
    expect(rollbacks(client)).toHaveLength(0)
    await start('worker')
    await expect.poll(() => rollbacks(client).length, { timeout: 60_000 }).toBe(1)
    await expectOnce(system)
  }, 120_000)

  test('guessing a password gains nothing by asking another process', async () => {
    const [first, second] = await start('main', 'main without jobs')
    const person = await server.person('clinician')
    const guess = async (url: string, guessed: string) => {
      const body = JSON.stringify({ email: person.email, password: guessed })
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body })).status
    }
    clock = new Date()
    const both = [first!.url, second!.url]
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => guess(both[index % 2]!, `wrong password ${index}`)),
    )
    expect(answers.toSorted()).toEqual([...Array(8).fill(401), ...Array(4).fill(429)])
    for (const url of both) expect(await guess(url, password)).toBe(429)
  }, 120_000)

  test('a worker says that it is well, and stops when told', async () => {
    const [worker] = await start('worker')
    const answer = await fetch(worker!.url)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
    worker!.child.kill('SIGTERM')
    expect(await worker!.ended).toBe(0)
    expect(worker!.output()).not.toContain('failed')
  }, 60_000)

  test('a worker without a database to share is refused', async () => {
    await expect(spawnWorker(folder)).rejects.toThrow('A worker needs DATABASE_URL')
    await expect(spawnPrimum(folder, { PRIMUM_JOBS: 'off' })).rejects.toThrow(
      'PRIMUM_JOBS=off needs DATABASE_URL',
    )
  }, 60_000)
})
