import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startClickHouseServers } from './clickhouse-servers.ts'
import type { ClickHouseServers } from './clickhouse-servers.ts'
import { administrator, dataFolder, removeFolder, signIn, spawnPrimum } from './spawn-primum.ts'
import type { SpawnedPrimum } from './spawn-primum.ts'
import { makePredictions, makeSubject } from './telemetry-fixture.ts'

const owner = { email: 'owner@hospital.example', password: administrator.password }
const batchRows = 1000

let servers: ClickHouseServers | null = null
let why = ''
let folder: string
let primum: SpawnedPrimum | null = null

beforeAll(async () => {
  folder = await dataFolder()
  const started = await startClickHouseServers({ shards: 2, replicas: 1 })
  if ('reason' in started) why = started.reason
  else servers = started
}, 300_000)
afterAll(async () => {
  primum?.child.kill('SIGTERM')
  await primum?.ended
  await servers?.stop()
  await removeFolder(folder)
})
beforeEach((context) => context.skip(servers === null, why))

async function start() {
  const { urls, user, password } = servers!.config
  primum = await spawnPrimum(folder, {
    PRIMUM_CLICKHOUSE_URL: urls.join(','),
    PRIMUM_CLICKHOUSE_CLUSTER: servers!.config.cluster!,
    PRIMUM_CLICKHOUSE_USER: user,
    PRIMUM_CLICKHOUSE_PASSWORD: password,
  })
  return primum
}

async function kill() {
  primum!.child.kill('SIGKILL')
  await primum!.ended
}

test('killed while ClickHouse is down, and again while it sends: nothing is lost or counted twice', async () => {
  const first = await start()
  const admin = await signIn(first.url, administrator.email, administrator.password)
  await admin('POST', '/members', { name: 'Dana', ...owner, roles: ['model-owner'] })
  for (const code of ['north', 'south']) await admin('POST', '/sites', { code, name: code })
  const call = await signIn(first.url, owner.email, owner.password)
  const subject = await makeSubject({ call }, { baseline: false })
  const send = async (session: typeof call, seed: number) => {
    const rows = makePredictions(batchRows, seed)
    return (await session('POST', `${subject.path}/predictions`, { rows })).body
  }
  await Promise.all([servers!.kill(0), servers!.kill(1)])
  expect(await send(call, 1)).toMatchObject({ accepted: batchRows })
  // Without a baseline there are no profiles: what has arrived is counted from the rows.
  const asked = await call('GET', `${subject.path}/telemetry`)
  expect(asked).toMatchObject({
    status: 503,
    body: { reasons: [{ code: 'clickhouse-unreachable' }] },
  })
  await expect.poll(first.output, { timeout: 5000 }).toContain('ClickHouse does not answer')
  await kill()
  expect(first.output()).not.toContain(servers!.config.password)
  await Promise.all([servers!.start(0), servers!.start(1)])

  const second = await start()
  const again = await signIn(second.url, owner.email, owner.password)
  for (const seed of [2, 3, 4, 5]) {
    expect(await send(again, seed)).toMatchObject({ accepted: batchRows })
  }
  // Sending begins a fifth of a second after the first of these.
  await kill()

  const third = await start()
  const last = await signIn(third.url, owner.email, owner.password)
  const told = await last('GET', `${subject.path}/telemetry`)
  expect(told).toMatchObject({ status: 200, body: { predictions: 5 * batchRows } })
  expect(await send(last, 3)).toMatchObject({ accepted: 0, duplicates: batchRows })
}, 120_000)
