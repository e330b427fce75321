import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deriveStale } from '../src/features/duties/derive-stale.ts'
import { reopenDuties } from '../src/features/duties/reopen-duties.ts'
import { deriveAll } from '../src/jobs/duty-round.ts'
import { dutiesWorld } from './duties-world.ts'
import type { Duty, DutiesWorld } from './duties-world.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

const start = new Date('2026-11-22T10:00:00.000Z')
let now = start
let server: TestServer
let world: DutiesWorld

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await dutiesWorld(server)
}, 60_000)
beforeEach(() => (now = start))
afterAll(() => server.close())

/** Coming for a deployer in Colorado, from 2027-01-01. */
const notice = 'US-CO:CO-H2'
const stated = { roles: ['deployer'], influencesDecisions: true, fdaStatus: 'not-a-device' }
const derivations = async (id: string) => (await world.entriesOf('duties.derive', id)).length
const statesOf = (duties: Map<string, Duty>) =>
  [...duties.values()].map(({ requirement, state }) => [requirement.id, state]).toSorted()
const live = (duties: Map<string, Duty>) =>
  statesOf(duties).filter(([, state]) => state !== 'ended')
const obligationsOf = async (id: string) => {
  const { items } = await world.done(world.lead.call('GET', `/ai-systems/${id}/obligations`))
  return (items as { id: string; state: string }[]).map((each) => [each.id, each.state]).toSorted()
}

describe('duties are what the law asks', () => {
  test('of a system that is registered, with one entry by Primum itself', async () => {
    const id = await world.register()
    const duties = await world.dutiesOf(id)
    expect(duties.size).toBeGreaterThan(20)
    expect(statesOf(duties)).toEqual(await obligationsOf(id))
    const [entry, ...more] = await world.entriesOf('duties.derive', id)
    expect(more).toEqual([])
    expect(entry!.actor).toMatchObject({ kind: 'system' })
    expect((entry!.details as { changes: object[] }).changes).toHaveLength(duties.size)
  })

  test('when facts are stated, of it or of the organization, and when they are taken back', async () => {
    const id = await world.register()
    const before = statesOf(await world.dutiesOf(id))
    await world.state(id, stated)
    const after = await world.dutiesOf(id)
    expect(live(after)).toEqual(await obligationsOf(id))
    expect(after.get(notice)).toMatchObject({
      ...{ state: 'coming', status: 'open', dueOn: '2027-01-01', overdue: false },
      ...{ due: { on: '2027-01-01', agreed: false }, owner: { of: 'ai-system', member: null } },
    })
    await world.done(world.lead.call('PATCH', '/law-facts', { facts: { federalFunds: true } }))
    expect(live(await world.dutiesOf(id))).toEqual(await obligationsOf(id))
    expect(await derivations(id)).toBe(3)
    await world.done(world.lead.call('PATCH', '/law-facts', { facts: { federalFunds: null } }))
    await world.state(id, { roles: null, influencesDecisions: null, fdaStatus: null })
    const back = await world.dutiesOf(id)
    expect(live(back)).toEqual(before)
  })

  test('when a record or its sites change, and not when what the law does not ask for does', async () => {
    const id = await world.register()
    await world.state(id, stated)
    await world.duties()
    const before = await derivations(id)
    const path = `/ai-systems/${id}`
    await world.done(world.owner.call('PATCH', path, { businessPurpose: 'Another one.' }))
    await world.duties()
    expect(await derivations(id)).toBe(before)
    await world.done(world.owner.call('PATCH', path, { siteCodes: ['chicago'] }))
    const moved = await world.dutiesOf(id)
    expect(moved.get(notice)).toMatchObject({ state: 'ended', status: 'ended', dueOn: null })
    expect(live(moved)).toEqual(await obligationsOf(id))
    await world.done(world.owner.call('PATCH', path, { usesPhi: false }))
    expect(live(await world.dutiesOf(id))).toEqual(await obligationsOf(id))
  })

  test('until a system is retired: then they end, and the calendar forgets it', async () => {
    const id = await world.register()
    await world.state(id, stated)
    await world.duties()
    await server.services.db
      .updateTable('ai_systems')
      .set({ stage: 'retirement' })
      .where('id', '=', id)
      .execute()
    const duties = await world.dutiesOf(id)
    expect(new Set([...duties.values()].map(({ status }) => status))).toEqual(new Set(['ended']))
    const calendar = await world.done(world.lead.call('GET', '/law-calendar'))
    expect(JSON.stringify(calendar)).not.toContain(id)
    expect(calendar.deriving).toBe(0)
  })

  test('and a day that comes makes what was coming apply', async () => {
    const id = await world.register()
    await world.state(id, stated)
    await world.duties()
    now = new Date('2026-12-31T23:59:59.999Z')
    expect((await world.dutyOf(id, notice)).state).toBe('coming')
    now = new Date('2027-01-01T00:00:00.000Z')
    expect(await world.dutyOf(id, notice)).toMatchObject({
      ...{ state: 'applies', dueOn: '2027-01-01', overdue: false },
    })
    now = new Date('2027-01-02T00:00:00.000Z')
    expect(await world.dutyOf(id, notice)).toMatchObject({ status: 'open', overdue: true })
  })

  test('once only, where two derive at once', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => world.register()))
    await Promise.all([1, 2, 3, 4].map(() => deriveStale(world.system)))
    expect((await deriveStale(world.system)).remaining).toBe(0)
    expect(await Promise.all(ids.map(derivations))).toEqual([1, 1, 1, 1])
  })

  test('in the background too, and a list says how much is still to come', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => world.register()))
    const { remaining, errors } = await deriveStale(world.system, 1)
    expect({ remaining, errors }).toEqual({ remaining: 2, errors: [] })
    const failures: unknown[] = []
    const { signal } = new AbortController()
    await deriveAll(server.services, signal, (error) => failures.push(error))
    expect(failures).toEqual([])
    expect(await Promise.all(ids.map(derivations))).toEqual([1, 1, 1])
  })

  test('of no example', async () => {
    const id = await world.register()
    await server.services.db
      .updateTable('ai_systems')
      .set({ clock: 'replay', replay_now: now })
      .where('id', '=', id)
      .execute()
    expect((await world.dutiesOf(id)).size).toBe(0)
  })
})

test('a duty that ends and comes back keeps owner and note, and is looked at again', async () => {
  const id = await world.register()
  await world.state(id, stated)
  const duty = await world.dutyOf(id, notice)
  const ownerId = world.memberId(world.owner)
  const said = { ownerId, note: 'With counsel.', dueOn: '2026-12-24' }
  await world.done(world.lead.call('PATCH', `/duties/${duty.id}`, said))
  await world.proven(notice, id)
  expect(await world.dutyOf(id, notice)).toMatchObject({ status: 'met' })
  const path = `/ai-systems/${id}`
  await world.done(world.owner.call('PATCH', path, { siteCodes: ['chicago'] }))
  expect(await world.dutyOf(id, notice)).toMatchObject({ status: 'ended', note: 'With counsel.' })
  now = new Date('2026-11-23T10:00:00.000Z')
  await world.done(world.owner.call('PATCH', path, { siteCodes: ['denver'] }))
  const back = await world.dutyOf(id, notice)
  expect(back).toMatchObject({
    ...{ id: duty.id, status: 'look-again', note: 'With counsel.', due: { on: '2026-12-24' } },
    ...{ owner: { of: 'duty', member: { id: ownerId } } },
    lookAgain: { because: ['It had ended, and is asked for again.'] },
  })
  await world.done(world.lead.call('POST', `/duties/${duty.id}/confirm`, { reason: 'Same text.' }))
  expect(await world.dutyOf(id, notice)).toMatchObject({ status: 'met', lookAgain: null })
  const nothing = await world.lead.call('POST', `/duties/${duty.id}/confirm`, { reason: 'Again.' })
  expect(nothing.status).toBe(412)
})

test('what a requirement asks anew reopens the duties that somebody has touched, and no other', async () => {
  const [one, two] = [await world.register(), await world.register()]
  for (const id of [one, two]) await world.state(id, stated)
  const duty = await world.dutyOf(one, notice)
  await world.proven(notice, one)
  now = new Date('2026-11-22T11:00:00.000Z')
  const reopen = (because: string) =>
    world.lead.ctx.transaction((tx) => reopenDuties(tx, [notice, 'US-CO:CO-P2'], because))
  const reopened = await reopen('Its text changed.')
  expect(reopened).toContainEqual({ id: duty.id, aiSystemId: one, requirementId: notice })
  expect(reopened.some(({ aiSystemId }) => aiSystemId === two)).toBe(false)
  await reopen('Its text changed.')
  await reopen('Its day moved.')
  expect(await world.dutyOf(one, notice)).toMatchObject({
    status: 'look-again',
    lookAgain: { because: ['Its text changed.', 'Its day moved.'] },
  })
  expect((await world.dutyOf(two, notice)).status).toBe('open')
  now = new Date('2026-11-22T11:00:00.001Z')
  await world.proven(notice, one)
  expect(await world.dutyOf(one, notice)).toMatchObject({ status: 'met' })
})
