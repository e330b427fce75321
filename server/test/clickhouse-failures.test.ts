import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { connectClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { startDrain } from '../src/telemetry/clickhouse-drain.ts'
import { drainOutbox, queueLines } from '../src/telemetry/clickhouse-outbox.ts'
import { clickHouseRows } from '../src/telemetry/clickhouse-rows.ts'
import { openTelemetry } from '../src/telemetry/open-telemetry.ts'
import { postgresRows } from '../src/telemetry/postgres-rows.ts'
import type { ClickHouseServers } from './clickhouse-servers.ts'
import { countBy, startClickHouseWorld } from './clickhouse-world.ts'
import type { ClickHouseWorld } from './clickhouse-world.ts'
import type { Person, TestServer } from './harness.ts'
import { addVersion, bothProfiles, makePredictions, makeSubject } from './telemetry-fixture.ts'

let world: ClickHouseWorld | { reason: string }
let server: TestServer
let owner: Person
let servers: ClickHouseServers
let clickHouse: ClickHouse
let drain: ClickHouseWorld['drain']
let waiting: ClickHouseWorld['waiting']
let send: ClickHouseWorld['send']
let expectWhole: ClickHouseWorld['expectWhole']
let rowsOn: ClickHouseWorld['rowsOn']
let predictionsOf: ClickHouseWorld['predictionsOf']

beforeAll(async () => {
  world = await startClickHouseWorld({ shards: 2, replicas: 1 })
  if ('reason' in world) return
  void ({
    server,
    owner,
    servers,
    clickHouse,
    drain,
    waiting,
    send,
    expectWhole,
    rowsOn,
    predictionsOf,
  } = world)
}, 300_000)
afterAll(async () => {
  if (!('reason' in world)) await world.close()
})
beforeEach((context) => {
  if ('reason' in world) context.skip(world.reason)
  else countBy(world)
})

describe('a cluster that fails', () => {
  test('rows lie on both shards, and are counted as one', async () => {
    const subject = await makeSubject(owner)
    await send(subject, 1)
    await expectWhole(subject, 200)
    const [first, second] = [await rowsOn(0, subject), await rowsOn(1, subject)]
    expect(Math.min(first, second)).toBeGreaterThan(50)
    expect(first + second).toBe(300)
  })

  test('down during ingest: accepted and queued, later drained, counts equal', async () => {
    const subject = await makeSubject(owner)
    await Promise.all([servers.kill(0), servers.kill(1)])
    await send(subject, 2)
    await expect(drain()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await waiting(subject)).toBe(300)
    // What is sent again is known without ClickHouse.
    const again = await owner.call('POST', `${subject.path}/predictions`, {
      rows: makePredictions(200, 2),
    })
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 200 })
    await Promise.all([servers.start(0), servers.start(1)])
    await drain()
    expect(await waiting(subject)).toBe(0)
    await expectWhole(subject, 200)
  })

  test.each([0, 1])('shard %i down: accepts, and refuses to count a part', async (index) => {
    const subject = await makeSubject(owner)
    const { systemId, versionId } = subject
    await send(subject, 3)
    await expectWhole(subject, 200)
    await servers.kill(index)
    const counting = server.services.telemetry.daysOf(owner.ctx, systemId, versionId)
    await expect(counting).rejects.toMatchObject({
      code: 'unavailable',
      reasons: [{ code: 'clickhouse-unreachable', message: expect.stringMatching(/shard/) }],
    })
    const path = `${subject.path}/performance?versionId=${versionId}&from=2026-01-01&to=2026-01-31`
    const asked = await owner.call('GET', path)
    expect(asked).toMatchObject({
      status: 503,
      body: { code: 'unavailable', reasons: [{ code: 'clickhouse-unreachable' }] },
    })
    await send(subject, 4)
    await expect(drain()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await waiting(subject)).toBe(300)
    await servers.start(index)
    // The rows that reached the living shard at the first try are sent again.
    await expectWhole(subject, 400)
    expect((await owner.call('GET', path)).status).toBe(200)
  })

  test('two versions on the same patients: compared, and without ClickHouse as far as can be', async () => {
    const subject = await makeSubject(owner)
    const other = await addVersion(owner, subject.systemId, { label: '2.0.0' })
    const rows = makePredictions(300, 15).map((row, index) => ({ ...row, patient: `s-${index}` }))
    const beside = rows.map((row) => ({
      ...{ ...row, id: `${row.id}-beside`, version: '2.0.0', score: row.score / 2 + 0.1 },
    }))
    const posted = { rows: [...rows, ...beside] }
    const sent = await owner.call('POST', `${subject.path}/predictions`, posted)
    expect(sent.body).toMatchObject({ accepted: 600, rejected: 0 })
    const outcomes = rows.map(({ id }, index) => ({
      ...{ predictionId: id, label: index % 3 === 0 ? 1 : 0, observedAt: '2026-02-01T00:00:00Z' },
    }))
    await owner.call('POST', `${subject.path}/outcomes`, { rows: outcomes })
    const path = `${subject.path}/versions-compared?a=${subject.versionId}&b=${other}`
    const whole = await owner.call('GET', path)
    // The scores of both have one order, so the versions rank every patient alike.
    expect(whole.body.auroc.paired).toMatchObject({ patients: 300, difference: { value: 0 } })
    await servers.kill(1)
    const part = await owner.call('GET', path)
    await servers.start(1)
    expect(part).toMatchObject({ status: 200, body: { metrics: whole.body.metrics } })
    expect(part.body.auroc.paired).toBe(null)
    expect(part.body.auroc.pairing).toMatch(/^Pairs cannot be looked up now\. .*shard/)
  })

  test('killed between sending and forgetting: sent twice, counted once', async () => {
    const subject = await makeSubject(owner)
    await send(subject, 5)
    const cutOff: ClickHouse = {
      ...clickHouse,
      insert: async (table, lines) => {
        await clickHouse.insert(table, lines)
        await server.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction'`,
        )
      },
    }
    await expect(drainOutbox(server.services.db, cutOff)).rejects.toThrow(
      /connection|terminat|ECONNRESET/i,
    )
    expect(await waiting(subject)).toBe(300)
    expect((await rowsOn(0, subject)) + (await rowsOn(1, subject))).toBe(300)
    await drain()
    expect(await waiting(subject)).toBe(0)
    await expectWhole(subject, 200)
  })

  test('two processes drain at once while a third reads: nothing twice, nothing half', async () => {
    const subject = await makeSubject(owner)
    for (const seed of [6, 7, 8, 9]) await send(subject, seed, 100)
    const [, , ...counts] = await Promise.all([
      drain(),
      drain(),
      predictionsOf(subject),
      predictionsOf(subject),
    ])
    expect(counts).toEqual([400, 400])
    await expectWhole(subject, 400)
  })

  test('a batch that is refused holds up no other, and its content is told to nobody', async () => {
    const [sick, well] = [await makeSubject(owner), await makeSubject(owner)]
    await owner.ctx.transaction((tx) =>
      queueLines(tx, sick.systemId, ['{"id": "subject-of-care", "revision": "not a number"}']),
    )
    await send(well, 10)
    await drain()
    expect(await waiting(well)).toBe(0)
    expect(await waiting(sick)).toBe(1)
    const found = await server.owner.query(
      'select attempts, last_error, retry_at > now() as later from telemetry_outbox',
    )
    expect(found.rows).toMatchObject([{ attempts: 1, later: true }])
    expect(found.rows[0].last_error).toMatch(/refused .*error \d+/)
    expect(found.rows[0].last_error).not.toContain('subject-of-care')
    const counting = server.services.telemetry.daysOf(owner.ctx, sick.systemId, sick.versionId)
    await expect(counting).rejects.toMatchObject({ reasons: [{ code: 'clickhouse-refused' }] })
    await expectWhole(well, 200)
    await server.owner.query('delete from telemetry_outbox')
  })

  test('too much that waits is said, and not sent while somebody waits for an answer', async () => {
    const { systemId, versionId } = await makeSubject(owner)
    await owner.ctx.transaction((tx) => queueLines(tx, systemId, ['{}']))
    await server.owner.query('update telemetry_outbox set rows = 600000')
    const counting = server.services.telemetry.daysOf(owner.ctx, systemId, versionId)
    await expect(counting).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('600,000'),
      reasons: [{ code: 'telemetry-waiting' }],
    })
    await server.owner.query('delete from telemetry_outbox')
  })

  test('a wrong password is unavailable, and said without it', async () => {
    const password = 'not-the-right-one'
    const stranger = connectClickHouse({ ...servers.config, password })
    const asked: unknown = await stranger.query('SELECT 1').catch((error: unknown) => error)
    await stranger.close()
    expect(asked).toMatchObject({ code: 'unavailable', reasons: [{ code: 'clickhouse-refused' }] })
    expect(JSON.stringify(asked) + String(asked)).not.toContain(password)
  })
})

describe('sending in the background', () => {
  test('begins by itself, survives an outage, and says so once', async () => {
    const subject = await makeSubject(owner)
    await Promise.all([servers.kill(0), servers.kill(1)])
    const errors: string[] = []
    const background = startDrain(server.services.db, clickHouse, (error) =>
      errors.push((error as Error).message),
    )
    server.services.telemetry = clickHouseRows(clickHouse, background.soon)
    await send(subject, 11)
    await expect.poll(() => errors.length, { timeout: 5000 }).toBe(1)
    expect(errors[0]).toMatch(/does not answer/)
    await Promise.all([servers.start(0), servers.start(1)])
    await expect.poll(() => waiting(subject), { timeout: 15_000 }).toBe(0)
    await send(subject, 12)
    await expect.poll(() => waiting(subject), { timeout: 5000 }).toBe(0)
    await background.stop()
    expect(errors.length).toBe(1)
    await expectWhole(subject, 400)
  })
})

describe('an installation that has grown', () => {
  test('moves its rows to ClickHouse at the first start, and never starts without it again', async () => {
    const subject = await makeSubject(owner)
    server.services.telemetry = postgresRows
    await send(subject, 13)
    const before = await bothProfiles(server, owner, subject.versionId)
    const { db } = server.services
    const told: string[] = []
    const tell = { progress: (words: string) => told.push(words), onError: () => undefined }
    const inPostgres = await openTelemetry(db, null, tell)
    expect(inPostgres.rows).toBe(postgresRows)
    const opened = await openTelemetry(db, servers.config, tell)
    server.services.telemetry = opened.rows
    expect(told[1]).toMatch(/^200 predictions/)
    await send(subject, 14)
    await expectWhole(subject, 400)
    await opened.stop()
    const kept = await server.owner.query(
      `select count(*)::int as n, count(features)::int as features, count(patient)::int as patients
      from predictions where ai_system_id = $1`,
      [subject.systemId],
    )
    expect(kept.rows).toEqual([{ n: 400, features: 0, patients: 0 }])
    expect(before.recomputed).toEqual(before.stored)
    await expect(openTelemetry(db, null, tell)).rejects.toThrow(/PRIMUM_CLICKHOUSE_URL/)
    const later = await openTelemetry(db, servers.config, tell)
    await later.stop()
    expect(told.length).toBe(2)
  })
})
