import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rollBackStable } from '../src/features/aliases/roll-back-stable.ts'
import { password, startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { registryWorld } from './registry-world.ts'
import type { RegistryWorld } from './registry-world.ts'

let server: TestServer
let world: RegistryWorld
let now = Date.parse('2026-01-01T00:00:00Z')

/** A clock that never stands still, as approvals and moves are told apart by time. */
const clock = () => new Date((now += 1))

beforeAll(async () => {
  server = await startTestServer({ clock })
  world = await registryWorld(server)
})
afterAll(() => server.close())

const codes = ({ body }: Pick<Answer, 'body'>): string[] =>
  body.reasons.map(({ code }: { code: string }) => code)

describe('promotion', () => {
  test('moves stable, brings previous along and leaves its ledger entry', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    const first = await world.promote(id, one)
    expect(first).toMatchObject({
      status: 200,
      body: { alias: 'stable', version: { label: '1.0.0' } },
    })
    expect(first.headers['etag']).toBe(`"${first.body.sequence}"`)
    const two = await world.version(id, '2.0.0')
    expect((await world.promote(id, two)).status).toBe(200)
    const { body } = await world.auditor.call('GET', `/ai-systems/${id}/aliases`)
    expect(body.items).toMatchObject([
      { alias: 'candidate', version: { label: '2.0.0' } },
      { alias: 'stable', version: { label: '2.0.0' } },
      { alias: 'previous', version: { label: '1.0.0' } },
    ])
    const ledger = await world.owner.call(
      'GET',
      `/ledger?subjectId=${id}&action=aliases.move&limit=1`,
    )
    const { events } = ledger.body.items[0].details
    expect(events).toMatchObject([
      { alias: 'stable', from: { id: one.id }, to: { id: two.id }, cause: 'promotion' },
      { alias: 'previous', from: null, to: { id: one.id }, cause: 'promotion' },
    ])
    expect(events[0].evidence.approvals).toHaveLength(2)
    await world.entries()
  })

  test('refuses with every reason at once, and writes nothing', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.version(id, '2.0.0')
    await world.owner.call('POST', `/ai-systems/${id}/suspend`, { reason: 'Harm suspected.' })
    const before = await world.entries()
    const refused = await world.move(id, 'stable', one.id)
    expect(refused.status).toBe(412)
    expect(codes(refused)).toEqual(
      expect.arrayContaining([
        'system-suspended',
        'not-the-candidate',
        'sign-off-missing',
        'approvals-missing',
      ]),
    )
    expect(new Set(codes(refused)).size).toBe(codes(refused).length)
    expect(refused.body.reasons[0].where).toBe(`/ai-systems/${id}`)
    expect(await world.entries()).toBe(before)
  })

  test('taking stable off needs no approval; coming back does, and previous is never stable', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.promote(id, one)
    expect((await world.move(id, 'stable', null)).body).toMatchObject({ version: null })
    expect((await world.alias(id, 'previous')).body.version.label).toBe('1.0.0')
    const events = await world.owner.call(
      'GET',
      `/ai-systems/${id}/alias-events?alias=stable&limit=1`,
    )
    expect(events.body.items).toMatchObject([{ cause: 'retirement', to: null }])
    expect(codes(await world.move(id, 'stable', one.id))).toEqual(['approvals-missing'])
    expect((await world.promote(id, one)).status).toBe(200)
    expect((await world.alias(id, 'previous')).body.version).toBeNull()
  })

  test('refuses a stage before production', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.signGate(id)
    await world.approve(id, one)
    await setStage(id, 'verification-and-validation')
    expect(codes(await world.move(id, 'stable', one.id))).toEqual(['stage-before-production'])
    await setStage(id, 'deployment')
    expect((await world.move(id, 'stable', one.id)).status).toBe(200)
  })

  test('refuses a withdrawn version, one of another system, and where it stands already', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.owner.call('POST', `/versions/${one.id}/withdraw`, { reason: 'Wrong labels.' })
    expect(codes(await world.move(id, 'candidate', one.id))).toEqual(['version-withdrawn'])
    expect(codes(await world.move(id, 'stable', one.id))).toEqual(['version-withdrawn'])
    expect(
      await world.owner.call('POST', `/versions/${one.id}/approvals`, { password }),
    ).toMatchObject({
      status: 403,
    })
    expect(
      await world.lead.call('POST', `/versions/${one.id}/approvals`, { password }),
    ).toMatchObject({
      status: 412,
    })
    const other = await world.version(await world.system(), '1.0.0')
    expect(await world.move(id, 'candidate', other.id)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'versionId' }] },
    })
    const two = await world.version(id, '2.0.0')
    expect(codes(await world.move(id, 'candidate', two.id))).toEqual(['alias-unchanged'])
    expect(codes(await world.move(id, 'previous', two.id))).toEqual(['previous-follows'])
  })

  test('refuses who may not', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    for (const by of [world.lead, world.clinician, world.auditor]) {
      expect(await world.move(id, 'stable', one.id, { by })).toMatchObject({
        status: 403,
        body: { reasons: [{ code: 'role-missing', who: 'Model owner' }] },
      })
    }
    await expect(
      rollBackStable(world.clinician.ctx, {
        aiSystemId: id,
        targetVersionId: null,
        reason: 'x',
        evidence: {},
      }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('approvals', () => {
  test('two different people in tiers 1 and 2, one below; each person once', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.signGate(id)
    const path = `/versions/${one.id}/approvals`
    expect(await world.lead.call('POST', path, { password: 'wrong password' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'password' }] },
    })
    const first = await world.lead.call('POST', path, { password, statement: 'Reviewed.' })
    expect(first).toMatchObject({
      status: 201,
      body: { required: 2, missing: 1, items: [{ userName: world.lead.name, method: 'password' }] },
    })
    const ledger = await world.owner.call('GET', '/ledger?limit=1')
    expect(ledger.body.items[0]).toMatchObject({
      action: 'sign-offs.record',
      details: { meaning: 'approve-promotion', digest: one.digest },
    })
    expect(codes(await world.lead.call('POST', path, { password }))).toEqual(['already-approved'])
    expect(codes(await world.move(id, 'stable', one.id))).toEqual(['approvals-missing'])
    expect(await world.auditor.call('POST', path, { password })).toMatchObject({ status: 403 })
    const second = await world.clinician.call('POST', path, { password })
    expect(second.body).toMatchObject({ missing: 0 })
    expect((await world.move(id, 'stable', one.id)).status).toBe(200)
    const lower = await world.system({ tier: 3 })
    const small = await world.version(lower, '1.0.0')
    await world.signGate(lower)
    await world.approve(lower, small, [world.lead])
    expect((await world.move(lower, 'stable', small.id)).status).toBe(200)
  })

  test('a version that was rolled back from needs two new ones, whatever the tier', async () => {
    const id = await world.system({ tier: 4 })
    const one = await world.version(id, '1.0.0')
    await world.promote(id, one)
    const two = await world.version(id, '2.0.0')
    await world.signGate(id)
    await world.approve(id, two)
    expect((await world.move(id, 'stable', two.id)).status).toBe(200)
    // Given while it served: what it then did is not what this person approved.
    await world.approve(id, two, [world.member])
    await world.rollBack(id, one.id)
    const { body } = await world.owner.call('GET', `/versions/${two.id}`)
    expect(body.approvals).toEqual({ required: 2, missing: 2, rolledBackFrom: true, items: [] })
    expect(codes(await world.move(id, 'stable', two.id))).toEqual(['approvals-missing'])
    await world.approve(id, two, [world.lead])
    expect(codes(await world.move(id, 'stable', two.id))).toEqual(['approvals-missing'])
    await world.approve(id, two, [world.member])
    expect((await world.move(id, 'stable', two.id)).status).toBe(200)
  })
})

describe('rolling back', () => {
  test('returns to the earlier version and empties previous', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    const two = await world.version(id, '2.0.0')
    await world.promote(id, one)
    await world.promote(id, two)
    const event = await world.rollBack(id, one.id)
    const { body } = await world.owner.call('GET', `/ai-systems/${id}/aliases`)
    expect(body.items).toMatchObject([
      { alias: 'candidate', version: { label: '2.0.0' } },
      { alias: 'stable', version: { label: '1.0.0' }, sequence: event?.sequence },
      { alias: 'previous', version: null },
    ])
    const events = await world.owner.call(
      'GET',
      `/ai-systems/${id}/alias-events?alias=stable&limit=1`,
    )
    expect(events.body.items).toMatchObject([
      { cause: 'rollback', actor: { kind: 'system' }, evidence: { monitor: 'sensitivity@0.3' } },
    ])
    const ledger = await world.owner.call('GET', `/ledger?subjectId=${id}&limit=1`)
    expect(ledger.body.items).toMatchObject([{ action: 'aliases.roll-back' }])
  })

  test('to none takes stable off every version, and is done once', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.promote(id, one)
    expect(await world.rollBack(id, null)).toMatchObject({ cause: 'suspension', to: null })
    expect((await world.alias(id, 'stable')).body.version).toBeNull()
    const before = await world.entries()
    expect(await world.rollBack(id, null)).toBeNull()
    expect(await world.entries()).toBe(before)
  })

  test('refuses a version that never served, is withdrawn, or is stable; stays where it is', async () => {
    const id = await world.system()
    const [one, two, three] = [
      await world.version(id, '1.0.0'),
      await world.version(id, '2.0.0'),
      await world.version(id, '3.0.0'),
    ] as const
    await world.promote(id, one)
    await world.promote(id, two)
    await world.owner.call('POST', `/versions/${one.id}/withdraw`, { reason: 'Wrong labels.' })
    expect((await world.alias(id, 'previous')).body.version).toBeNull()
    const before = await world.entries()
    for (const [target, code] of [
      [one.id, 'version-withdrawn'],
      [two.id, 'target-is-stable'],
      [three.id, 'never-stable'],
    ] as const) {
      await expect(world.rollBack(id, target)).rejects.toMatchObject({ reasons: [{ code }] })
    }
    expect(await world.entries()).toBe(before)
    expect((await world.alias(id, 'stable')).body.version.label).toBe('2.0.0')
    const withdrawn = await world.owner.call('POST', `/versions/${two.id}/withdraw`, {
      reason: 'x',
    })
    expect(withdrawn).toMatchObject({
      status: 412,
      body: { reasons: [{ code: 'version-is-stable' }] },
    })
  })
})

describe('compare and set', () => {
  test('asks for If-Match, and for the right one', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    const path = `/ai-systems/${id}/aliases/stable`
    const body = { versionId: one.id, reason: 'x' }
    expect(codes(await world.owner.call('PUT', path, body))).toEqual(['if-match-missing'])
    expect((await world.owner.call('PUT', path, body)).status).toBe(412)
    const late = await world.move(id, 'candidate', null, { sequence: 0 })
    expect(late).toMatchObject({ status: 409, body: { reasons: [{ code: 'alias-moved' }] } })
    expect(await world.owner.call('PUT', path, body, { 'if-match': 'x' })).toMatchObject({
      status: 400,
    })
  })

  test.each([1, 2, 3, 4, 5])('of two promotions at once one wins (%i)', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.signGate(id)
    await world.approve(id, one)
    const answers = await Promise.all([
      world.move(id, 'stable', one.id, { sequence: 0 }),
      world.move(id, 'stable', one.id, { sequence: 0 }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.filter(({ status }) => status === 409).map(codes)).toEqual([['alias-moved']])
    const events = await world.owner.call('GET', `/ai-systems/${id}/alias-events?alias=stable`)
    expect(events.body.items).toHaveLength(1)
    await world.entries()
  })

  test('a retry with the same Idempotency-Key moves once', async () => {
    const id = await world.system()
    const one = await world.version(id, '1.0.0')
    await world.signGate(id)
    await world.approve(id, one)
    const body = { versionId: one.id, reason: 'x' }
    const headers = { 'if-match': '"0"', 'idempotency-key': `key-${id}` }
    const path = `/ai-systems/${id}/aliases/stable`
    const first = await world.owner.call('PUT', path, body, headers)
    const again = await world.owner.call('PUT', path, body, headers)
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.body).toEqual(first.body)
  })

  test('reading with the ETag known costs no body', async () => {
    const id = await world.system()
    const unset = await world.alias(id, 'stable')
    expect(unset).toMatchObject({ status: 200, body: { version: null, sequence: 0, since: null } })
    expect(unset.headers['etag']).toBe('"0"')
    await world.version(id, '1.0.0')
    const path = `/ai-systems/${id}/aliases/candidate`
    const { headers } = await world.alias(id, 'candidate')
    const known = await world.owner.call('GET', path, undefined, {
      'if-none-match': String(headers['etag']),
    })
    expect(known).toMatchObject({ status: 304, body: '' })
    expect(known.headers['etag']).toBe(headers['etag'])
    await world.version(id, '2.0.0')
    const moved = await world.owner.call('GET', path, undefined, {
      'if-none-match': String(headers['etag']),
    })
    expect(moved).toMatchObject({ status: 200, body: { version: { label: '2.0.0' } } })
  })
})

describe('permanence', () => {
  test('the program itself can change neither an event nor a deployment', async () => {
    const id = await world.system()
    await world.promote(id, await world.version(id, '1.0.0'))
    const { db } = server.services
    const attempts = [
      db.updateTable('alias_events').set({ reason: 'other' }).where('ai_system_id', '=', id),
      db.deleteFrom('alias_events').where('ai_system_id', '=', id),
      db.updateTable('deployments').set({ version_id: null }).where('ai_system_id', '=', id),
      db.deleteFrom('deployments').where('ai_system_id', '=', id),
    ]
    for (const attempt of attempts) {
      await expect(attempt.execute()).rejects.toMatchObject({ code: '42501' })
    }
  })
})

async function setStage(id: string, stage: string): Promise<void> {
  await server.services.db.updateTable('ai_systems').set({ stage }).where('id', '=', id).execute()
}
