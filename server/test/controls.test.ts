import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Context, systemActor } from '../src/context.ts'
import { createControl } from '../src/features/controls/create-control.ts'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'

type Body = Answer['body']

let server: TestServer
let world: ControlsWorld
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await controlsWorld(server)
}, 60_000)
afterAll(() => server.close())

const codes = ({ body }: Answer): string[] =>
  (body.reasons ?? []).map(({ code }: { code: string }) => code)
const errorsOf = ({ body }: Answer): string[] =>
  (body.errors ?? []).map(({ path, message }: Body) => `${path}: ${message}`)
const coverage = (framework: string): Promise<Answer> =>
  world.lead.call('GET', `/frameworks/${framework}/coverage`)

describe('a new organization', () => {
  test('has no control, and every requirement is open', async () => {
    expect((await world.lead.call('GET', '/controls')).body).toEqual({
      items: [],
      nextCursor: null,
    })
    const { status, body } = await coverage('ISO42001')
    expect(status).toBe(200)
    expect(body.items.length).toBeGreaterThan(60)
    const { open, ...rest } = body.counts
    expect(open).toBe(body.items.length)
    expect(new Set(Object.values(rest))).toEqual(new Set([0]))
    expect(body.items[0]).toMatchObject({
      state: 'open',
      reason: 'no control of yours is for it',
      contributions: [],
      hints: [],
    })
    expect((await coverage('ISO1')).status).toBe(404)
  })
})

describe('a control', () => {
  test('comes to operate by owner, evidence and a test, and then meets its requirement', async () => {
    const { id, implementation } = await world.control()
    expect(implementation).toEqual({
      state: 'not-started',
      reasons: ['it has no evidence', 'nobody is named as its owner'],
    })
    const mapped = await world.map(id, 'ISO42001:6.1.4')
    expect(mapped.body.requirements).toMatchObject([
      { requirementId: 'ISO42001:6.1.4', reach: 'whole', title: expect.any(String) },
    ])
    expect(await world.coverageOf('ISO42001:6.1.4')).toMatchObject({
      state: 'planned',
      reason: 'AIC-01 is not operating yet',
      contributions: [{ control: { id }, implementation: 'not-started', via: null }],
    })
    const ownerId = await world.memberId(world.lead)
    await world.done(world.lead.call('PATCH', `/controls/${id}`, { ownerId }))
    await world.evidence(id)
    expect((await world.read(id)).implementation.state).toBe('operating')
    expect((await world.coverageOf('ISO42001:6.1.4')).state).toBe('met')

    const asked = await world.automatic(id, 'ledger-verifies')
    expect(asked).toMatchObject({ lastRun: null, dueOn: null, parameters: {} })
    expect((await world.read(id)).implementation).toEqual({
      state: 'in-progress',
      reasons: ['its test "ledger-verifies" has never run'],
    })
    await world.round()
    const tested = await world.read(id)
    expect(tested.implementation).toEqual({ state: 'operating', reasons: [] })
    expect(tested.tests[0]).toMatchObject({
      dueOn: '2027-02-22',
      lastRun: { result: 'passed', ranBy: { kind: 'system' }, counts: { ok: 1, notOk: 0 } },
    })
    const { body } = await coverage('ISO42001')
    expect(body.counts).toMatchObject({ met: 1, planned: 0 })
  })

  test('no longer counts once its evidence is withdrawn, or its period has ended', async () => {
    const { id, reference } = await world.operating('ISO42001:9.2.1')
    const [piece] = (await world.read(id)).evidence
    expect(piece).toMatchObject({ title: 'Monitoring procedure', valid: true })
    expect((await world.coverageOf('ISO42001:9.2.1')).state).toBe('met')
    const reason = { reason: 'Replaced.' }
    await world.done(world.lead.call('POST', `/evidence/${piece.id}/withdraw`, reason))
    const { implementation } = await world.read(id)
    expect(implementation.state).toBe('stale')
    expect(implementation.reasons).toEqual([
      'its evidence "Monitoring procedure" does not count: it was withdrawn on 2026-11-22',
    ])
    expect(await world.coverageOf('ISO42001:9.2.1')).toMatchObject({
      state: 'failing',
      reason: `${reference} no longer counts`,
    })
    await world.evidence(id, 'effectiveFrom=2026-01-01&effectiveUntil=2026-11-21')
    const lapsed = await world.read(id)
    expect(lapsed.evidence.map(({ valid }: Body) => valid)).toEqual([false, false])
    expect(lapsed.implementation.reasons.join('; ')).toContain('its period ended on 2026-11-21')
    await world.evidence(id)
    expect((await world.read(id)).implementation.state).toBe('operating')
  })

  test('has nobody to answer for it once its owner has left', async () => {
    const leaving = await server.person('security-officer')
    const ownerId = await world.memberId(leaving)
    const { id } = await world.control({ ownerId })
    await world.evidence(id)
    expect((await world.read(id)).implementation.state).toBe('operating')
    await world.done(server.administrator.call('DELETE', `/members/${ownerId}`))
    expect(await world.read(id)).toMatchObject({
      owner: { name: leaving.name, left: true },
      implementation: { state: 'in-progress', reasons: ['nobody is named as its owner'] },
    })
    const again = await world.lead.call('PATCH', `/controls/${id}`, { ownerId })
    expect(errorsOf(again)).toEqual(['ownerId: There is no such member here.'])
  })

  test('that is retired counts for nothing and changes no more', async () => {
    const { id } = await world.operating('ISO42001:9.3.1')
    const { id: testId } = await world.manual(id)
    const reason = { reason: 'Replaced by another one.' }
    const retired = await world.done(world.lead.call('POST', `/controls/${id}/retire`, reason))
    expect(retired).toMatchObject({ implementation: null, retirementReason: reason.reason })
    expect((await world.coverageOf('ISO42001:9.3.1')).state).toBe('open')
    const refused = [
      await world.lead.call('PATCH', `/controls/${id}`, { title: 'Again' }),
      await world.lead.call('POST', `/controls/${id}/retire`, reason),
      await world.map(id, 'ISO42001:9.3.2'),
      await world.lead.call('DELETE', world.requirementPath(id, 'ISO42001:9.3.1')),
      await world.lead.call('POST', `/controls/${id}/tests`, {
        ...{ kind: 'manual', title: 'Late', procedure: 'Look.' },
      }),
      await world.lead.call('PATCH', `/control-tests/${testId}`, { title: 'Late' }),
      await world.run(testId, { result: 'passed', note: 'Seen.' }),
    ]
    for (const answer of refused) expect(codes(answer)).toEqual(['control-retired'])
    const listed = await world.lead.call('GET', '/controls?retired=true')
    expect(listed.body.items.map((each: Body) => each.id)).toEqual([id])
  })

  test('that two people edit keeps the change of the first', async () => {
    const { id } = await world.control()
    const read = await world.lead.call('GET', `/controls/${id}`)
    const match = { 'if-match': String(read.headers['etag']) }
    const path = `/controls/${id}`
    const first = await world.lead.call('PATCH', path, { title: 'By the lead' }, match)
    expect(first.status).toBe(200)
    const second = await world.owner.call('PATCH', path, { title: 'By the owner' }, match)
    expect(second.status).toBe(409)
    expect(codes(second)).toEqual(['revision-changed'])
    const body = { reach: 'part', rationale: 'Some.' }
    const third = await world.owner.call(
      'PUT',
      world.requirementPath(id, 'ISO42001:4.1'),
      body,
      match,
    )
    expect(codes(third)).toEqual(['revision-changed'])
    expect(await world.read(id)).toMatchObject({ title: 'By the lead', requirements: [] })

    const both = await Promise.all(
      ['Lead', 'Owner'].map((title, index) =>
        (index === 0 ? world.lead : world.owner).call(
          'PATCH',
          path,
          { title },
          { 'if-match': '"2"' },
        ),
      ),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const parts = await Promise.all([
      world.map(id, 'ISO42001:4.1', 'part'),
      world.map(id, 'ISO42001:4.2', 'part', world.owner),
    ])
    expect(parts.map(({ status }) => status)).toEqual([200, 200])
    expect((await world.read(id)).requirements).toHaveLength(2)
  })

  test('refuses bad input, and then nothing is written', async () => {
    const { id, reference } = await world.control()
    const before = await world.entries()
    const said = { reference: 'AIC-X', title: 'T', description: 'D' }
    const wrong = [
      {},
      { ...said, reference: 'with blank' },
      { ...said, reference: '' },
      { ...said, title: ' ' },
      { ...said, description: 'NUL\u0000' },
      { ...said, ownerId: crypto.randomUUID() },
      { ...said, state: 'operating' },
    ]
    for (const body of wrong) {
      const { status } = await world.lead.call('POST', '/controls', body)
      expect(status, JSON.stringify(body)).toBe(400)
    }
    const taken = await world.lead.call('POST', '/controls', {
      ...said,
      reference: reference.toLowerCase(),
    })
    expect(codes(taken)).toEqual(['control-reference-taken'])
    const other = await world.control()
    const renamed = await world.lead.call('PATCH', `/controls/${other.id}`, { reference })
    expect(codes(renamed)).toEqual(['control-reference-taken'])
    expect(errorsOf(await world.lead.call('PATCH', `/controls/${id}`, {}))).toHaveLength(1)
    const reasons = {
      'ISO42001:6.1': /is a heading/,
      'ISO42001:note-control-split': /is a note/,
      'ISO42001:99': /There is no requirement/,
      'no id at all': /There is no requirement/,
    }
    for (const [requirementId, reason] of Object.entries(reasons)) {
      const answer = await world.map(id, requirementId)
      expect(answer.status).toBe(400)
      expect(errorsOf(answer).join()).toMatch(reason)
    }
    expect((await world.map(id, 'ISO42001:6.1.4', 'all')).status).toBe(400)
    const path = world.requirementPath(id, 'ISO42001:6.1.4')
    expect((await world.lead.call('PUT', path, { reach: 'whole' })).status).toBe(400)
    expect((await world.lead.call('DELETE', path)).status).toBe(404)
    expect((await world.map(crypto.randomUUID(), 'ISO42001:6.1.4')).status).toBe(404)
    // The second control that this test made itself is the only entry.
    expect(await world.entries()).toBe(before + 1)
  })

  test('is found by what it is for, its state, its owner and its words', async () => {
    const owner = await server.person('privacy-officer')
    const ownerId = await world.memberId(owner)
    const made = []
    for (const title of ['Zeta 100%', 'Eta']) made.push(await world.control({ title, ownerId }))
    await world.done(world.map(made[0].id, 'EU-AI-ACT:Art.9', 'part'))
    const ids = async (query: string): Promise<string[]> => {
      const { items } = await world.done(world.lead.call('GET', `/controls?${query}`))
      return items.map((each: Body) => each.id)
    }
    expect(await ids(`owner=${ownerId}`)).toEqual(made.map((each) => each.id))
    expect(await ids('framework=EU-AI-ACT')).toEqual([made[0].id])
    expect(await ids('framework=EU')).toEqual([])
    expect(await ids('requirement=EU-AI-ACT:Art.9')).toEqual([made[0].id])
    expect(await ids(`search=100%25&owner=${ownerId}`)).toEqual([made[0].id])
    expect(await ids('search=_eta')).toEqual([])
    expect(await ids(`owner=${ownerId}&state=in-progress`)).toHaveLength(2)
    expect(await ids(`owner=${ownerId}&state=operating`)).toEqual([])
    const all = await ids('limit=200')
    expect(all.length).toBeGreaterThan(6)
    for (const filter of ['', '&state=in-progress']) {
      const paged: string[] = []
      let cursor = ''
      for (;;) {
        const path = `/controls?limit=2${filter}${cursor}`
        const page = await world.done(world.lead.call('GET', path))
        expect(page.items.length).toBeLessThanOrEqual(2)
        paged.push(...page.items.map((each: Body) => each.id))
        if (page.nextCursor === null) break
        cursor = `&cursor=${page.nextCursor}`
      }
      expect(paged).toEqual(await ids(`limit=200${filter}`))
    }
    expect((await world.lead.call('GET', '/controls?cursor=nonsense')).status).toBe(400)
  })

  test('of another organization does not exist here', async () => {
    const organizationId = crypto.randomUUID()
    const { services } = server
    const organization = { id: organizationId, name: 'Other', created_at: new Date() }
    await services.db.insertInto('organizations').values(organization).execute()
    const ctx = new Context({
      services,
      organizationId,
      actor: systemActor,
      asker: { kind: 'system' },
    })
    const other = await createControl(ctx, { reference: 'AIC-01', title: 'T', description: 'D' })
    for (const answer of [
      await world.lead.call('GET', `/controls/${other.id}`),
      await world.lead.call('PATCH', `/controls/${other.id}`, { title: 'Mine' }),
      await world.map(other.id, 'ISO42001:6.1.4'),
    ]) {
      expect(answer.status).toBe(404)
    }
    const { items } = await world.done(world.lead.call('GET', '/controls?limit=200'))
    expect(items.map((each: Body) => each.id)).not.toContain(other.id)
  })
})
