import { afterEach, describe, expect, test } from 'vitest'
import { Context, systemActor } from '../src/context.ts'
import type { Services } from '../src/context.ts'
import { connect } from '../src/db/connect.ts'
import { postgresRows } from '../src/telemetry/postgres-rows.ts'
import { recomputeProfiles } from '../src/telemetry/recompute-profiles.ts'
import { aiSystemInput } from './harness.ts'
import { dayRows } from './monitoring-world.ts'
import {
  administrator,
  dataFolder,
  ownerUrlOf,
  postmasterPid,
  removeFolder,
  signIn,
  spawnPrimum,
} from './spawn-primum.ts'
import type { Session, SpawnedPrimum } from './spawn-primum.ts'

const folders: string[] = []
const started: SpawnedPrimum[] = []
const owner = { email: 'owner@hospital.example', password: administrator.password }

afterEach(async () => {
  for (const primum of started.splice(0)) {
    primum.child.kill('SIGTERM')
    await primum.ended
  }
  for (const folder of folders.splice(0)) await removeFolder(folder)
})

/** Batches of a replay: the predictions of one day each. */
const batches = Array.from({ length: 60 }, (_, day) => ({
  day,
  rows: dayRows(day, 200, '1.0.0', { flatten: 0 }),
}))

async function prepare(session: Session, asOwner: (url: string) => Promise<Session>, url: string) {
  const member = { name: 'Dana', ...owner, roles: ['model-owner'] }
  expect((await session('POST', '/members', member)).status).toBe(201)
  const call = await asOwner(url)
  const system = await call('POST', '/ai-systems', aiSystemInput({ outcomeHorizonDays: 2 }))
  const path = `/ai-systems/${system.body.id}`
  const features = [{ name: 'lactate', kind: 'numeric', unit: 'mmol/L' }]
  const baseline = await call('POST', `${path}/baselines`, {
    thresholds: [0.3],
    groups: ['sex'],
    features,
    rows: dayRows(0, 500, 'x', { flatten: 0 }).map(({ label, prediction }) => ({
      score: prediction.score,
      label,
      groups: prediction.groups,
      features: prediction.features,
    })),
  })
  const version = await call('POST', `${path}/versions`, {
    label: '1.0.0',
    artifactSha256: 'a'.repeat(64),
    threshold: 0.3,
    inputSchema: features,
    groupAttributes: ['sex'],
    baselineId: baseline.body.id,
    intendedUse: 'Flags patients at risk.',
  })
  expect(version.status).toBe(201)
  return { path, id: system.body.id as string, versionId: version.body.id as string }
}

const signInOwner = (url: string) => signIn(url, owner.email, owner.password)

/** Sends a day's predictions and then its outcomes; true only when both were acknowledged. */
async function sendDay(
  call: Session,
  path: string,
  batch: (typeof batches)[number],
): Promise<boolean> {
  try {
    const sent = await call('POST', `${path}/predictions`, {
      rows: batch.rows.map((row) => row.prediction),
    })
    if (sent.status !== 200) return false
    const outcomes = batch.rows.map(({ label, prediction }) => ({
      predictionId: prediction.id,
      label,
      observedAt: prediction.predictedAt,
    }))
    return (await call('POST', `${path}/outcomes`, { rows: outcomes })).status === 200
  } catch {
    return false
  }
}

/** Replays in three streams until the crash; answers the days that were acknowledged. */
async function replayUntil(
  crash: () => void,
  after: number,
  call: Session,
  path: string,
): Promise<Set<number>> {
  const acknowledged = new Set<number>()
  const queue = [...batches]
  let crashed = false
  const stream = async () => {
    for (let next = queue.shift(); next !== undefined && !crashed; next = queue.shift()) {
      if (await sendDay(call, path, next)) acknowledged.add(next.day)
      if (acknowledged.size >= after && !crashed) {
        crashed = true
        // Not at once: the other streams are then in the middle of theirs.
        setTimeout(crash, 3)
      }
    }
  }
  await Promise.all([stream(), stream(), stream()])
  return acknowledged
}

async function inspect(folder: string, world: { id: string; versionId: string }) {
  const connection = connect(await ownerUrlOf(folder), 4)
  try {
    const { db } = connection
    const system = await db
      .selectFrom('ai_systems')
      .select('organization_id')
      .where('id', '=', world.id)
      .executeTakeFirstOrThrow()
    const ctx = new Context({
      services: { db, clock: () => new Date(), telemetry: postgresRows } as unknown as Services,
      organizationId: system.organization_id,
      actor: systemActor,
      asker: { kind: 'system' },
    })
    const rows = await db
      .selectFrom('predictions')
      .select('id')
      .where('ai_system_id', '=', world.id)
      .execute()
    const outcomes = await db
      .selectFrom('outcomes')
      .select('prediction_id')
      .where('ai_system_id', '=', world.id)
      .execute()
    const stored = await db
      .selectFrom('profiles')
      .select(['day', 'attribute', 'value', 'body'])
      .where('version_id', '=', world.versionId)
      .execute()
    const text = (each: { day: string; attribute: string; value: string; body: Uint8Array }) =>
      `${each.day} ${each.attribute}=${each.value} ${Buffer.from(each.body).toString('hex')}`
    return {
      predictions: rows.map((row) => row.id),
      outcomes: outcomes.map((row) => row.prediction_id),
      stored: stored.map(text).sort(),
      recomputed: (await recomputeProfiles(ctx, world.versionId)).map(text).sort(),
    }
  } finally {
    await connection.db.destroy()
  }
}

function countsByDay(ids: string[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const id of ids) {
    const day = Number(id.split('-')[1])
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return counts
}

async function expectWhole(
  folder: string,
  world: { id: string; versionId: string },
  acknowledged: Set<number>,
) {
  const found = await inspect(folder, world)
  expect(new Set(found.predictions).size).toBe(found.predictions.length)
  const byDay = countsByDay(found.predictions)
  for (const day of acknowledged) expect(byDay.get(day), `acknowledged day ${day}`).toBe(200)
  for (const count of byDay.values()) expect(count, 'a batch is whole or absent').toBe(200)
  const outcomesByDay = countsByDay(found.outcomes)
  for (const day of acknowledged) expect(outcomesByDay.get(day)).toBe(200)
  for (const count of outcomesByDay.values()) expect(count).toBe(200)
  expect(found.stored).toEqual(found.recomputed)
  return found
}

async function finish(url: string, path: string): Promise<Session> {
  const call = await signInOwner(url)
  for (const batch of batches) expect(await sendDay(call, path, batch)).toBe(true)
  return call
}

describe('kill -9 in the middle of a replay', () => {
  test('of the server: every acknowledged row is there exactly once', async () => {
    const folder = await dataFolder()
    folders.push(folder)
    const first = await spawnPrimum(folder)
    started.push(first)
    const admin = await signIn(first.url, administrator.email, administrator.password)
    const world = await prepare(admin, signInOwner, first.url)
    const call = await signInOwner(first.url)
    const acknowledged = await replayUntil(() => first.child.kill('SIGKILL'), 12, call, world.path)
    await first.ended
    expect(acknowledged.size).toBeGreaterThanOrEqual(12)
    expect(acknowledged.size).toBeLessThan(batches.length)

    const second = await spawnPrimum(folder)
    started.push(second)
    await expectWhole(folder, world, acknowledged)
    const again = await finish(second.url, world.path)
    expect((await again('GET', '/ledger/verify')).body).toMatchObject({ verified: true })
    const found = await expectWhole(folder, world, new Set(batches.map((batch) => batch.day)))
    expect(found.predictions).toHaveLength(60 * 200)
  }, 180_000)

  test('of PostgreSQL: the program recovers with a restart, and nothing is lost or doubled', async () => {
    const folder = await dataFolder()
    folders.push(folder)
    const first = await spawnPrimum(folder)
    started.push(first)
    const admin = await signIn(first.url, administrator.email, administrator.password)
    const world = await prepare(admin, signInOwner, first.url)
    const call = await signInOwner(first.url)
    const database = await postmasterPid(folder)
    const acknowledged = await replayUntil(
      () => process.kill(database, 'SIGKILL'),
      12,
      call,
      world.path,
    )
    expect(acknowledged.size).toBeLessThan(batches.length)
    // Without its database the program says so and ends, for its supervisor to start it again.
    expect(await first.ended).toBe(1)
    expect(first.output()).toContain('PostgreSQL stopped unexpectedly')

    const second = await spawnPrimum(folder)
    started.push(second)
    await expectWhole(folder, world, acknowledged)
    const again = await finish(second.url, world.path)
    expect((await again('GET', '/ledger/verify')).body).toMatchObject({ verified: true })
    await expectWhole(folder, world, new Set(batches.map((batch) => batch.day)))
  }, 180_000)
})
