import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PrimumError } from '../src/errors.ts'
import { connectClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { startDrain } from '../src/telemetry/clickhouse-drain.ts'
import { drainOutbox } from '../src/telemetry/clickhouse-outbox.ts'
import { clickHouseRows } from '../src/telemetry/clickhouse-rows.ts'
import { countBy, startClickHouseWorld } from './clickhouse-world.ts'
import type { ClickHouseWorld } from './clickhouse-world.ts'
import { makeSubject } from './telemetry-fixture.ts'
import type { Subject } from './telemetry-fixture.ts'
import { sessionMilliseconds } from './zookeeper.ts'

const unavailable = { code: 'unavailable', reasons: [{ code: 'clickhouse-unreachable' }] }

/** Asks these servers alone, in this order, while `work` goes on. */
async function through<T>(
  { server, servers }: ClickHouseWorld,
  indexes: number[],
  work: () => Promise<T>,
): Promise<T> {
  const urls = indexes.map((index) => servers.config.urls[index]!)
  const some = connectClickHouse({ ...servers.config, urls })
  const before = server.services.telemetry
  server.services.telemetry = clickHouseRows(some, () => undefined)
  try {
    return await work()
  } finally {
    server.services.telemetry = before
    await some.close()
  }
}

/**
 * What is read for as long as the servers say that they cannot tell. A quorum has each row, which
 * leaves one of three replicas free to be behind, and any of them may lose its Keeper for a moment:
 * asked then it says so. What must never come is a part, and that ends the patience.
 */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  const isBehind = (error: unknown) =>
    error instanceof PrimumError && error.reasons[0]?.code === 'clickhouse-unreachable'
  for (const end = Date.now() + 20_000; ;) {
    try {
      return await read()
    } catch (error) {
      if (!isBehind(error) || Date.now() > end) throw error
      await sleep(50)
    }
  }
}

function expectWholeOn(
  world: ClickHouseWorld,
  index: number,
  subject: Subject,
  predictions: number,
) {
  return patiently(() => through(world, [index], () => world.expectWhole(subject, predictions)))
}

async function expectWholeOnEach(world: ClickHouseWorld, subject: Subject, predictions: number) {
  for (const index of world.servers.config.urls.keys()) {
    await expectWholeOn(world, index, subject, predictions)
  }
}

/** What a server answers from the moment it is back, until it counts everything. */
async function countsUntilWhole(
  world: ClickHouseWorld,
  index: number,
  subject: Subject,
  predictions: number,
) {
  const counts: number[] = []
  for (const end = Date.now() + 20_000; Date.now() < end && counts.at(-1) !== predictions;) {
    const count = await through(world, [index], () => world.predictionsOf(subject)).catch(
      (error: unknown) => {
        expect(error).toMatchObject(unavailable)
        return null
      },
    )
    if (count !== null) counts.push(count)
    else await sleep(20)
  }
  return counts
}

describe.each([2, 3])('a shard of %i replicas', (replicas) => {
  let started: ClickHouseWorld | { reason: string }
  let world: ClickHouseWorld

  beforeAll(async () => {
    started = await startClickHouseWorld({ shards: 1, replicas })
    if (!('reason' in started)) world = started
  }, 300_000)
  afterAll(() => world?.close())
  beforeEach((context) => {
    if ('reason' in started) context.skip(started.reason)
    else countBy(started)
  })

  test('has each row on every replica, once, and any of them counts it', async () => {
    const subject = await makeSubject(world.owner)
    await world.send(subject, 1)
    // Whoever knows the addresses of all servers makes their tables.
    await world.drain()
    await expectWholeOnEach(world, subject, 200)
    const { urls } = world.servers.config
    const held = await Promise.all(urls.map((_, index) => world.rowsOn(index, subject)))
    expect(held).toEqual(urls.map(() => 300))
  })

  test('what is sent again is not kept again', async () => {
    const subject = await makeSubject(world.owner)
    await world.send(subject, 2)
    const forgetful = {
      ...world.clickHouse,
      insert: async (table: string, lines: Buffer) => {
        await world.clickHouse.insert(table, lines)
        throw new Error('the sender is gone')
      },
    }
    const { db } = world.server.services
    await expect(drainOutbox(db, forgetful)).rejects.toThrow('the sender is gone')
    expect(await world.waiting(subject)).toBe(300)
    await world.drain()
    expect(await world.waiting(subject)).toBe(0)
    expect(await world.rowsOn(0, subject)).toBe(300)
    await expectWholeOnEach(world, subject, 200)
  })

  test('several send at once, each through another server: each write has its turn', async () => {
    const subjects = await Promise.all([1, 2, 3, 4, 5, 6].map(() => makeSubject(world.owner)))
    for (const [index, subject] of subjects.entries()) await world.send(subject, 10 + index, 100)
    // Each reading sends what waits of its own AI system.
    const counts = await Promise.all(subjects.map((subject) => world.predictionsOf(subject)))
    expect(counts).toEqual(subjects.map(() => 100))
    for (const [index, subject] of subjects.entries()) await world.send(subject, 20 + index, 100)
    const { urls } = world.servers.config
    const { db } = world.server.services
    const senders = urls.map((url) => connectClickHouse({ ...world.servers.config, urls: [url] }))
    await Promise.all([
      ...senders.map((sender) => drainOutbox(db, sender)),
      ...subjects.map((subject) => world.predictionsOf(subject)),
    ])
    await Promise.all(senders.map((sender) => sender.close()))
    const { rows } = await world.server.owner.query('select id, last_error from telemetry_outbox')
    expect(rows).toEqual([])
    for (const subject of subjects) await expectWholeOnEach(world, subject, 200)
  })

  const victims = replicas === 2 ? [0, 1] : [0]
  test.each(victims)(
    'replica %i killed in the middle of an intake: nothing is lost or counted twice',
    async (index) => {
      const { servers, owner, send, waiting, predictionsOf } = world
      const [subject, quiet] = [await makeSubject(owner), await makeSubject(owner)]
      await send(quiet, 7)
      await world.drain()
      const errors: unknown[] = []
      const { db } = world.server.services
      const background = startDrain(db, world.clickHouse, (error) => errors.push(error))
      world.server.services.telemetry = clickHouseRows(world.clickHouse, background.soon)
      let killed: Promise<void> | null = null
      for (let seed = 20; seed < 30; seed += 1) {
        await send(subject, seed, 100)
        // While rows are on their way: sending begins a fifth of a second after the first of them.
        if (seed === 24) killed = servers.kill(index)
      }
      await killed
      // From here on the others know it, and more is sent that it has not seen.
      await sleep(sessionMilliseconds + 1000)
      for (const seed of [30, 31, 32]) await send(subject, seed, 100)
      const living = [...servers.config.urls.keys()].filter((each) => each !== index)
      for (const each of living) await expectWholeOn(world, each, quiet, 200)
      if (replicas === 2) {
        expect(await waiting(subject)).toBeGreaterThan(0)
        await expect(predictionsOf(subject)).rejects.toMatchObject({
          reasons: [
            { code: 'clickhouse-unreachable', message: expect.stringMatching(/^Too few replicas/) },
          ],
        })
      } else {
        await expect.poll(() => waiting(subject), { timeout: 30_000 }).toBe(0)
        for (const each of living) await expectWholeOn(world, each, subject, 1300)
      }
      await servers.start(index)
      if (replicas === 3) {
        // Asked first, the one that is behind is passed over.
        const inOrder = [index, ...living]
        const count = await patiently(() => through(world, inOrder, () => predictionsOf(subject)))
        expect(count).toBe(1300)
      }
      // Behind the others it says so, and never counts a part.
      const counts = await countsUntilWhole(world, index, subject, 1300)
      expect(counts).toEqual([1300])
      await expect.poll(() => waiting(subject), { timeout: 30_000 }).toBe(0)
      await background.stop()
      expect(errors.length).toBeLessThanOrEqual(1)
      await expectWholeOnEach(world, subject, 1300)
      await expectWholeOnEach(world, quiet, 200)
    },
    120_000,
  )

  if (replicas === 3) return

  test('without ZooKeeper rows are accepted and wait, and nothing is counted in part', async () => {
    const { servers, send, waiting, predictionsOf } = world
    const subject = await makeSubject(world.owner)
    await send(subject, 40)
    await world.expectWhole(subject, 200)
    await servers.zooKeeper!.kill()
    await send(subject, 41)
    await expect(world.drain()).rejects.toMatchObject(unavailable)
    expect(await waiting(subject)).toBe(300)
    await expect(predictionsOf(subject)).rejects.toMatchObject(unavailable)
    await servers.zooKeeper!.start()
    const sent = () => world.drain().catch(() => null)
    await expect.poll(sent, { timeout: 40_000, interval: 200 }).toBe(false)
    await expectWholeOnEach(world, subject, 400)
  }, 60_000)
})
