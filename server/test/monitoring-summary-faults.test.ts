import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { advance, monitoringWorld, span } from './monitoring-world.ts'
import { contentOf, round, summariesOf, watch, watching } from './monitoring-summary-world.ts'

type Body = Answer['body']
type World = Awaited<ReturnType<typeof monitoringWorld>>

let server: TestServer
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
}, 60_000)
afterAll(() => server.close())

/** A system that has run since the first of January, its clock on the second of February. */
async function started(): Promise<World> {
  const world = await monitoringWorld(server)
  await watch(world.lead, world.path, watching('heartbeat'))
  await world.makeStable('1.0.0', 0)
  await advance(world.owner, world.path, 32)
  return world
}

describe('few people', () => {
  let content: Body
  let world: World
  let refused: number
  const sexes = ['female', 'male', 'other']

  /** A day of men and women, each half with the outcome, and of few others of whom some have it. */
  async function send(day: number, counts: Record<string, number>): Promise<void> {
    const at = `2026-01-${String(day).padStart(2, '0')}`
    const rows = Object.entries(counts).flatMap(([sex, count]) =>
      span(1, count).map((each) => ({
        ...{ id: `${at}-${sex}-${each}`, version: '1.0.0', predictedAt: `${at}T08:00:00Z` },
        ...{ score: each % 3 === 0 ? 0.1 : 0.6, groups: { sex }, features: { lactate: 2 } },
      })),
    )
    const sent = await world.owner.call('POST', `${world.path}/predictions`, { rows })
    expect(sent.body).toMatchObject({ accepted: rows.length, rejected: 0 })
    const outcomes = rows
      .filter((_, index) => index % 2 === 0)
      .map(({ id }) => ({ predictionId: id, label: 1, observedAt: `${at}T20:00:00Z` }))
    await world.owner.call('POST', `${world.path}/outcomes`, { rows: outcomes })
  }

  beforeAll(async () => {
    world = await monitoringWorld(server)
    const { lead, owner, path } = world
    await watch(lead, path, watching('sensitivity'))
    for (const sex of sexes) await watch(lead, path, watching('sensitivity', sex))
    await watch(lead, path, watching('invalid-data'))
    await world.makeStable('1.0.0', 0)
    await advance(owner, path, 32)
    await send(5, { female: 90, male: 60, other: 9 })
    await send(6, { female: 4, other: 3 })
    await send(7, { female: 50, male: 50 })
    // Three rows of a score that cannot be.
    const wrong = { version: '1.0.0', predictedAt: '2026-01-08T08:00:00Z', score: 7, groups: {} }
    const rows = span(1, 3).map((each) => ({ ...wrong, id: `wrong-${each}`, features: {} }))
    refused = (await owner.call('POST', `${path}/predictions`, { rows })).body.rejected
    await round(server)
    const [piece] = await summariesOf(world.clinician, world.id)
    content = await contentOf(world.clinician, piece.id)
  }, 60_000)

  const measured = (key: string) =>
    content.monitors.find((each: Body) => each.key === key).measurements[0]

  test('and what would tell them by subtraction are not shown', () => {
    expect(measured('sensitivity@0.3')).toMatchObject({ hidden: false, estimate: { state: 'ok' } })
    const hidden = sexes.filter((sex) => measured(`sensitivity@0.3:sex=${sex}`).hidden)
    expect(hidden).toContain('other')
    // Everyone less those that are shown would be the few.
    expect(hidden.length).toBeGreaterThan(1)
    for (const sex of hidden) {
      expect(measured(`sensitivity@0.3:sex=${sex}`).estimate).toMatchObject({
        ...{ value: null, interval: null, n: 0, positives: null, negatives: null },
        reason: 'Not shown: hidden: fewer than 11 people.',
      })
    }
    for (const { key, verdictAtEnd } of content.monitors) {
      if (hidden.includes(key.split('sex=')[1])) expect(verdictAtEnd.evidence).toBeNull()
    }
  })

  test('leave their days out of the totals', async () => {
    expect(refused).toBe(3)
    expect(content.received).toMatchObject({
      predictions: 159 + 100,
      daysOfFew: { predictions: 1 },
      unusable: null,
      unusableByKind: null,
    })
    expect(content.summary).toContain('259 predictions were received')
    expect(content.summary).toContain('1 day of few people not counted in')
    expect(measured('invalid-data')).toMatchObject({ hidden: true, estimate: { n: 0 } })
    // The same days as on the page beside it.
    const told = (await world.clinician.call('GET', `${world.path}/telemetry`)).body.days
    const shown = told.reduce((sum: number, day: Body) => sum + (day.predictions ?? 0), 0)
    expect(content.received.predictions).toBe(shown)
  })
})

test('a rollback stands in the summary with its incident and who has taken note', async () => {
  const world = await monitoringWorld(server)
  const { owner, lead, clinician, path } = world
  await watch(
    lead,
    path,
    watching('sensitivity', '', { severity: 'critical', action: 'roll-back' }),
  )
  await world.automatic()
  await world.makeStable('1.0.0', 0)
  await world.live(span(1, 4), '1.0.0', { flatten: 0 })
  await world.makeStable('2.0.0', 6)
  const incidentId = (await world.live(span(6, 25), '2.0.0', { flatten: 0.95 })).at(-1)!.incidentId
  const [alarm] = (await clinician.call('GET', `${path}/alarms`)).body.items
  expect((await clinician.call('POST', `/alarms/${alarm.id}/acknowledge`)).status).toBe(200)
  await advance(owner, path, 32)
  expect(await round(server)).toEqual([])
  const [piece] = await summariesOf(clinician, world.id)
  const content = await contentOf(clinician, piece.id)
  expect(content.alarms).toContainEqual(
    expect.objectContaining({
      ...{ id: alarm.id, level: 'critical', confirmed: true, version: '2.0.0' },
      acknowledgedBy: expect.objectContaining({ name: clinician.name }),
      incident: { id: incidentId, number: expect.any(Number) },
    }),
  )
  expect(content.incidents).toMatchObject([
    { id: incidentId, severity: 'critical', closedAt: null },
  ])
  expect(content.moves.at(-1)).toMatchObject({ from: '2.0.0', to: '1.0.0', cause: 'rollback' })
  // It was stable twice, and each time is measured by itself.
  const labels = content.versions.map(({ label }: Body) => label)
  expect(labels).toEqual(['1.0.0', '2.0.0', '1.0.0'])
  expect(content.summary).toMatch(/1 incident, 1 rollback\.$/)
  const { items } = (await clinician.call('GET', `/evidence/${piece.id}/links`)).body
  expect(items.map(({ target }: Body) => target)).toContainEqual({
    type: 'incident',
    id: incidentId,
  })
})

test('a system that fails keeps no other back, and leaves nothing half-written', async () => {
  const broken = await started()
  const whole = await started()
  const { rows } = await server.owner.query(
    `insert into profiles (ai_system_id, organization_id, version_id, day, attribute, value, body)
      values ($1, $2, $3, '2026-01-05', '', '', '\\x00') returning day`,
    [broken.id, server.organizationId, broken.versions['1.0.0']],
  )
  expect(rows).toHaveLength(1)
  expect(await round(server)).toHaveLength(1)
  expect(await summariesOf(broken.clinician, broken.id)).toEqual([])
  expect(await summariesOf(whole.clinician, whole.id)).toHaveLength(1)

  await server.owner.query(`delete from profiles where ai_system_id = $1`, [broken.id])
  expect(await round(server)).toEqual([])
  expect(await summariesOf(broken.clinician, broken.id)).toHaveLength(1)
})

test('a file that cannot be kept leaves no record of it, and is written when it can', async () => {
  const { clinician, id } = await started()
  const { store } = server.services.files
  const before = await server.services.db.selectFrom('ledger_entries').select('sequence').execute()
  const full = { ...store, put: () => Promise.reject(new Error('the disk is full')) }
  server.services.files.store = full
  try {
    expect(await round(server)).toEqual(['Error: the disk is full'])
  } finally {
    server.services.files.store = store
  }
  expect(await summariesOf(clinician, id)).toEqual([])
  const after = await server.services.db.selectFrom('ledger_entries').select('sequence').execute()
  expect(after).toHaveLength(before.length)
  expect(await round(server)).toEqual([])
  expect(await summariesOf(clinician, id)).toHaveLength(1)
})

test('nothing is said where no monitor is on, and where nothing ran or arrived', async () => {
  const off = await monitoringWorld(server)
  await off.makeStable('1.0.0', 0)
  await watch(off.lead, off.path, watching('heartbeat', '', { enabled: false }))
  await advance(off.owner, off.path, 32)
  const idle = await monitoringWorld(server)
  await watch(idle.lead, idle.path, watching('heartbeat'))
  await advance(idle.owner, idle.path, 32)
  expect(await round(server)).toEqual([])
  expect(await summariesOf(off.clinician, off.id)).toEqual([])
  expect(await summariesOf(idle.clinician, idle.id)).toEqual([])
})

test('a live system has months by the clock on the wall, from its first monitor on', async () => {
  const { clinician, id, owner } = await started()
  expect(await round(server)).toEqual([])
  await server.services.db
    .updateTable('ai_systems')
    .set({ clock: 'live', replay_now: null })
    .where('id', '=', id)
    .execute()
  const names = async () =>
    (await summariesOf(clinician, id)).map(({ source }: Body) => source.id.split('/')[1])
  expect(await names()).toEqual(['2026-01'])
  time = Date.parse('2026-12-01T23:59:00Z')
  expect(await round(server)).toEqual([])
  // It was stable in September and October too, and nobody watched.
  expect(await names()).toEqual(['2026-01'])
  time = Date.parse('2026-12-02T00:00:00Z')
  expect(await round(server)).toEqual([])
  expect((await names()).toSorted()).toEqual(['2026-01', '2026-11'])
  expect((await owner.call('GET', '/ledger/verify')).body.verified).toBe(true)
})
