import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dutiesWorld } from './duties-world.ts'
import type { DutiesWorld } from './duties-world.ts'
import { startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

const start = new Date('2026-11-22T10:00:00.000Z')
let now = start
let server: TestServer
let world: DutiesWorld
let privacy: Person
let security: Person
const access = 'HIPAA:164.312(b)'

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await dutiesWorld(server)
  privacy = await server.person('privacy-officer')
  security = await server.person('security-officer')
}, 60_000)
beforeEach(() => (now = start))
afterAll(() => server.close())

describe('owner, day and note', () => {
  test('are said by a person, and taken back', async () => {
    const id = await world.register()
    const { id: dutyId } = await world.dutyOf(id, access)
    const path = `/duties/${dutyId}`
    const ownerId = world.memberId(security)
    const said = { ownerId, dueOn: '2026-12-01', note: 'Ask the vendor.' }
    const changed = await security.call('PATCH', path, said, { 'if-match': '"1"' })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(changed.headers['etag']).toBe('"2"')
    expect(changed.body).toMatchObject({
      ...{ dueOn: '2026-12-01', due: { on: '2026-12-01', agreed: true }, note: 'Ask the vendor.' },
      owner: { of: 'duty', name: security.name, member: { id: ownerId } },
    })
    const [entry] = await world.entriesOf('duties.change', dutyId)
    expect(entry!.details).toMatchObject({ requirementId: access, aiSystemId: id })

    const late = await world.lead.call('PATCH', path, { note: 'x' }, { 'if-match': '"1"' })
    expect(late.status).toBe(409)
    expect(late.body.reasons).toMatchObject([{ code: 'revision-changed' }])
    const back = await world.lead.call('PATCH', path, { ownerId: null, dueOn: null, note: '' })
    expect(back.body).toMatchObject({
      ...{ owner: { of: 'ai-system' }, due: { on: '2026-12-22', agreed: false }, note: '' },
    })
  })

  test('are given to many at once: all or none', async () => {
    const system = await world.register()
    const some = await world.duties(`aiSystemId=${system}&state=applies`)
    const ids = some.slice(0, 3).map(({ id }) => id)
    const ownerId = world.memberId(privacy)
    const request = { ids, ownerId, dueOn: '2027-03-01' }
    const missing = await world.lead.call('POST', '/duties/assign', {
      ...{ ...request, ids: [...ids, randomUUID()] },
    })
    expect(missing.status).toBe(404)
    expect(await world.duties(`ownerId=${ownerId}`)).toEqual([])
    const { items } = await world.done(world.lead.call('POST', '/duties/assign', request))
    expect(items.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted())
    const given = await world.duties(`ownerId=${ownerId}`)
    expect(given.map(({ dueOn }) => dueOn)).toEqual(ids.map(() => '2027-03-01'))
    expect(await world.entriesOf('duties.assign', ids[0]!)).toHaveLength(1)
    expect((await world.duties('mine=true', privacy)).map(({ id }) => id).toSorted()).toEqual(
      ids.toSorted(),
    )
  })

  test('come from the record where it names a member, and nobody is named twice', async () => {
    const named = await world.register({ modelOwner: `  ${world.owner.name.toUpperCase()} ` })
    const { owner, status } = await world.dutyOf(named, access)
    const member = { id: world.memberId(world.owner), userId: world.owner.userId }
    expect({ owner, status }).toMatchObject({ owner: { of: 'ai-system', member }, status: 'open' })
    const mine = await world.duties(`mine=true&aiSystemId=${named}`, world.owner)
    expect(mine.length).toBeGreaterThan(5)
    expect(await world.duties(`unowned=true&aiSystemId=${named}`)).toEqual([])
    expect(await world.duties(`mine=true&aiSystemId=${named}`, privacy)).toEqual([])
    const unnamed = await world.register({ modelOwner: 'Somebody else' })
    const all = await world.duties(`aiSystemId=${unnamed}`)
    expect(await world.duties(`unowned=true&aiSystemId=${unnamed}`)).toEqual(all)
    expect(await world.duties(`unowned=false&aiSystemId=${unnamed}`)).toEqual([])
  })

  test('are found by words of requirement, system and note', async () => {
    const id = await world.register({ name: 'Sepsis alert north' })
    const found = await world.duties('q=alert+sepsis')
    expect(found.length).toBeGreaterThan(5)
    expect(new Set(found.map(({ aiSystem }) => aiSystem.id))).toEqual(new Set([id]))
    const audit = await world.duties(`aiSystemId=${id}&q=${encodeURIComponent('164.312(b)')}`)
    expect(audit.map(({ requirement }) => requirement.id)).toEqual([access])
    expect(await world.duties('q=%25')).toEqual([])
  })
})

describe('what is set aside', () => {
  test('waits for nobody, until it is taken up again', async () => {
    const id = await world.register()
    const { id: dutyId } = await world.dutyOf(id, access)
    const path = `/duties/${dutyId}/set-aside`
    const reason = 'The module is switched off.'
    const none = await world.lead.call('DELETE', path)
    expect(none.status).toBe(412)
    const aside = await privacy.call('POST', path, { reason })
    expect(aside.body).toMatchObject({
      ...{ status: 'set-aside', dueOn: null, overdue: false },
      setAside: { reason, by: { name: privacy.name } },
    })
    expect((await privacy.call('POST', path, { reason })).status).toBe(412)
    expect((await privacy.call('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(409)
    expect((await privacy.call('DELETE', path)).body).toMatchObject({ status: 'open' })
    expect(await world.entriesOf('duties.take-up', dutyId)).toHaveLength(1)
  })

  test('is no prohibition', async () => {
    const id = await world.register({ archetype: 'patient-chat', siteCodes: ['chicago'] })
    await world.state(id, { uses: ['therapy'] })
    const ban = await world.dutyOf(id, 'US-IL:IL-1')
    expect(ban.prohibits).toBe(true)
    const refused = await world.lead.call('POST', `/duties/${ban.id}/set-aside`, { reason: 'x' })
    expect(refused.status).toBe(412)
    expect(refused.body.reasons).toMatchObject([{ code: 'prohibition' }])
  })
})

test('who may not is refused, and an API key sets nothing aside', async () => {
  const id = await world.register()
  const { id: dutyId } = await world.dutyOf(id, access)
  const path = `/duties/${dutyId}`
  expect((await world.auditor.call('GET', path)).status).toBe(200)
  expect((await world.clinician.call('GET', '/duties/overview')).status).toBe(200)
  const reason = { reason: 'Because.' }
  expect((await world.clinician.call('PATCH', path, { note: 'x' })).status).toBe(403)
  expect((await world.auditor.call('POST', '/duties/assign', { ids: [dutyId] })).status).toBe(403)
  expect((await world.clinician.call('POST', `${path}/confirm`, reason)).status).toBe(403)
  for (const person of [world.owner, security]) {
    expect((await person.call('POST', `${path}/set-aside`, reason)).status).toBe(403)
    expect((await person.call('DELETE', `${path}/set-aside`)).status).toBe(403)
  }
  const key = await server.administrator.call('POST', '/keys', {
    ...{ name: 'k', scopes: ['duties.set-aside'] },
  })
  expect(key.status).toBeGreaterThanOrEqual(400)
})

test('bad input is refused by name, and nothing of it is kept', async () => {
  const id = await world.register()
  const { id: dutyId, revision } = await world.dutyOf(id, access)
  const path = `/duties/${dutyId}`
  const lead = (method: string, where: string, body?: object) =>
    world.lead.call(method, where, body)
  for (const body of [
    { dueOn: '2026-02-30' },
    { dueOn: '9999-01-01' },
    { ownerId: randomUUID() },
    { ownerId: 'me' },
    { note: 'x'.repeat(4001) },
    { state: 'exempt' },
  ]) {
    expect((await lead('PATCH', path, body)).status, JSON.stringify(body)).toBe(400)
  }
  expect((await lead('POST', `${path}/set-aside`, { reason: ' ' })).status).toBe(400)
  expect((await lead('POST', `${path}/confirm`, {})).status).toBe(400)
  expect((await lead('POST', '/duties/assign', { ids: [dutyId] })).status).toBe(400)
  expect((await lead('POST', '/duties/assign', { ids: [], ownerId: null })).status).toBe(400)
  const many = Array.from({ length: 201 }, () => randomUUID())
  expect((await lead('POST', '/duties/assign', { ids: many, ownerId: null })).status).toBe(400)
  for (const query of ['status=done', 'cursor=abc', 'limit=0', 'aiSystemId=1', 'overdue=maybe']) {
    expect((await lead('GET', `/duties?${query}`)).status, query).toBe(400)
  }
  expect((await lead('GET', `/duties/${randomUUID()}`)).status).toBe(404)
  expect((await lead('GET', '/duties/nothing')).status).toBe(400)
  expect((await world.dutyOf(id, access)).revision).toBe(revision)
})

test('duties of another organization are not there', async () => {
  const id = await world.register()
  const { id: dutyId } = await world.dutyOf(id, access)
  const other = randomUUID()
  const { db } = server.services
  await db.insertInto('organizations').values({ id: other, name: 'X', created_at: now }).execute()
  await db.updateTable('duties').set({ organization_id: other }).where('id', '=', dutyId).execute()
  const path = `/duties/${dutyId}`
  expect((await world.lead.call('GET', path)).status).toBe(404)
  expect((await world.lead.call('PATCH', path, { note: 'x' })).status).toBe(404)
  expect((await world.lead.call('POST', `${path}/set-aside`, { reason: 'x' })).status).toBe(404)
  const assign = { ids: [dutyId], ownerId: null }
  expect((await world.lead.call('POST', '/duties/assign', assign)).status).toBe(404)
  expect((await world.dutiesOf(id)).has(access)).toBe(false)
  expect(JSON.stringify(await world.duties(`requirement=${access}`))).not.toContain(dutyId)
})

test('the worklist tells whose duties are due, and who gives owners how many have none', async () => {
  const of = async (person: Person) => {
    const { items } = await world.done(person.call('GET', '/worklist'))
    return (items as { id: string; kind: string; path: string }[]).filter(
      ({ kind }) => kind === 'duty',
    )
  }
  const officer = await server.person('security-officer')
  expect(await of(officer)).toEqual([])
  const id = await world.register({ modelOwner: 'Nobody here' })
  const duty = await world.dutyOf(id, access)
  await world.done(
    world.lead.call('PATCH', `/duties/${duty.id}`, { ownerId: world.memberId(officer) }),
  )
  expect(await of(officer)).toMatchObject([
    {
      ...{ path: `/obligations/${duty.id}`, action: 'Link evidence of it', overdue: false },
      dueAt: '2026-12-22T23:59:59.999Z',
    },
  ])
  const counted = (await of(world.lead)).find(({ id: each }) => each === 'duties-unowned')
  expect(counted).toMatchObject({ path: '/obligations?unowned=true&status=waiting' })
  const unseen = await world.duties('unowned=true&status=waiting')
  expect(counted).toMatchObject({ title: `${unseen.length} duties have no owner` })
  await world.proven(unseen[0]!.requirement.id, unseen[0]!.aiSystem.id)
  const fewer = (await of(world.lead)).find(({ id: each }) => each === 'duties-unowned')
  expect(fewer).toMatchObject({ title: `${unseen.length - 1} duties have no owner` })
  expect(await world.duties('unowned=true&status=waiting')).toHaveLength(unseen.length - 1)
  expect(await of(world.clinician)).toEqual([])
  await world.proven(access, id)
  expect(await of(officer)).toEqual([])
  const far = { dueOn: '2028-01-01' }
  const another = await world.register({ modelOwner: officer.email })
  const open = await world.duties(`aiSystemId=${another}&status=open`)
  await world.done(
    world.lead.call('POST', '/duties/assign', { ids: open.map((each) => each.id), ...far }),
  )
  expect(await of(officer)).toEqual([])
  now = new Date('2028-01-02T00:00:00.000Z')
  expect(await of(officer)).toHaveLength(Math.min(open.length, 100))
})
