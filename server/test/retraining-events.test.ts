import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'
import { readEvents } from './read-events.ts'

let server: TestServer
let url = ''

beforeAll(async () => {
  server = await startTestServer()
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}/api/v1`
}, 60_000)
afterAll(() => server.close())

type World = Awaited<ReturnType<typeof monitoringWorld>>
type Told = { id: number; event: string; data: Record<string, unknown> }

/** A training pipeline: it leaves, comes back, and says what it has seen last. */
function pipeline(world: World) {
  const told: Told[] = []
  let last = '0'
  let leaving = new AbortController()
  const read = (signal: AbortSignal) => {
    const headers = { cookie: world.owner.cookie, 'last-event-id': last }
    return readEvents(`${url}${world.path}/events`, { headers, signal }, ({ id, event, data }) => {
      last = id ?? last
      if (data !== undefined) told.push({ id: Number(last), event, data: JSON.parse(data) })
    })
  }
  return {
    told,
    of: (...events: string[]) => told.filter(({ event }) => events.includes(event)),
    come: () => {
      leaving = new AbortController()
      // To be cut off is what the test is about.
      void read(leaving.signal).catch(() => undefined)
    },
    leave: () => leaving.abort(),
  }
}

const watch = async (world: World, key: string, more: object) => {
  const made = await world.lead.call('POST', `${world.path}/monitors`, {
    ...{ key, metric: 'sensitivity', segment: { attribute: '', value: '' }, threshold: 0.3 },
    ...{ windowDays: 30, margin: 0.05, minimumSample: 1, deltas: [0.3], severity: 'critical' },
    ...{ averageRunLengthDays: 2, enabled: true, explanation: 'Missed patients.', ...more },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id as string
}

test('a pipeline is told to retrain once for each need, beside the moves, with nothing lost or doubled', async () => {
  const world = await monitoringWorld(server)
  const monitorId = await watch(world, 'sensitivity@0.3', { action: 'trigger-retraining' })
  const follower = pipeline(world)
  follower.come()
  await world.makeStable('1.0.0', 0)
  await expect.poll(() => follower.of('alias').length).toBeGreaterThan(0)
  follower.leave()

  // It is away while the version fails, which is told by an event among the moves of aliases.
  await world.live(span(0, 9), '1.0.0', { flatten: 0.95 })
  await world.makeStable('2.0.0', 10)
  follower.come()
  await expect.poll(() => follower.of('retraining').length).toBe(1)
  const [request] = follower.of('retraining')
  const { items } = (await world.lead.call('GET', `/findings?aiSystemId=${world.id}`)).body
  expect(request!.data).toEqual({
    monitor: { id: monitorId, key: 'sensitivity@0.3' },
    version: { id: world.versions['1.0.0'], label: '1.0.0' },
    level: expect.stringMatching(/^(warning|critical)$/),
    reason: expect.stringMatching(/Sensitivity/),
    alarmId: expect.any(String),
    findingId: items[0].id,
    at: expect.stringMatching(/^2026-01-/),
    sequence: request!.id,
  })
  expect(items).toHaveLength(1)

  // The monitor fires again in another epoch: the finding stands open, so nobody is told twice.
  await world.makeStable('1.0.0', 11)
  await world.live(span(12, 22), '1.0.0', { flatten: 0.95 })
  follower.leave()
  for (const step of [
    { status: 'in-progress' },
    { status: 'resolved', reason: 'Trained on newer data.' },
  ]) {
    const { revision } = (await world.lead.call('GET', `/findings/${items[0].id}`)).body
    const ifMatch = { 'if-match': `"${revision}"` }
    const changed = await world.lead.call('PATCH', `/findings/${items[0].id}`, step, ifMatch)
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  }
  expect(follower.of('retraining')).toHaveLength(1)
  // Retraining did not help: that is another need.
  await world.makeStable('2.0.0', 23)
  await world.makeStable('1.0.0', 23)
  await world.live(span(24, 34), '1.0.0', { flatten: 0.95 })
  follower.come()
  await expect.poll(() => follower.of('retraining').length).toBe(2)

  const ids = follower.told.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
  const { rows } = await server.owner.query<{ sequence: string }>(
    `select sequence from alias_events where ai_system_id = $1
     union select sequence from alarm_requests where ai_system_id = $1 order by sequence`,
    [world.id],
  )
  expect(ids).toEqual(rows.map(({ sequence }) => Number(sequence)))
  follower.leave()

  // Who follows only moves, as before there was anything else, still gets each of them once.
  const moves = (await world.owner.call('GET', `${world.path}/alias-events?limit=100`)).body.items
  expect(follower.of('alias').map(({ data }) => data['sequence'])).toEqual(
    moves.map(({ sequence }: { sequence: number }) => sequence).toReversed(),
  )
  const entries = (await world.lead.call('GET', '/ledger?limit=200')).body.items
  const asked = entries.filter(({ action }: { action: string }) => action === 'alarms.request')
  expect(asked).toHaveLength(2)
}, 60_000)

test('a new evaluation is asked for alike, and by nothing that only tells people', async () => {
  const world = await monitoringWorld(server)
  await watch(world, 'sensitivity@0.3', { action: 'trigger-re-evaluation' })
  await watch(world, 'sensitivity@0.3:sex=female', {
    ...{ action: 'notify', segment: { attribute: 'sex', value: 'female' } },
  })
  await world.makeStable('1.0.0', 0)
  await world.live(span(0, 9), '1.0.0', { flatten: 0.95 })
  const follower = pipeline(world)
  follower.come()
  await expect.poll(() => follower.of('re-evaluation').length).toBeGreaterThan(0)
  const alarms = (await world.lead.call('GET', `${world.path}/alarms`)).body.items
  const asking = alarms.filter(
    ({ monitor }: { monitor: { key: string } }) => monitor.key === 'sensitivity@0.3',
  )
  expect(asking.length).toBeLessThan(alarms.length)
  expect(
    follower
      .of('re-evaluation')
      .map(({ data }) => data['alarmId'])
      .toSorted(),
  ).toEqual(asking.map(({ id }: { id: string }) => id).toSorted())
  expect(follower.of('retraining')).toEqual([])
  follower.leave()
}, 60_000)
