import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evidenceWorld } from './evidence-world.ts'
import type { EvidenceWorld } from './evidence-world.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer
let world: EvidenceWorld
let systemId: string
let now = new Date('2026-06-15T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await evidenceWorld(server)
  systemId = (await world.owner.call('POST', '/ai-systems', aiSystemInput())).body.id as string
}, 60_000)
afterAll(() => server.close())

function ask(more: Record<string, unknown> = {}, by: Person = world.auditor) {
  return by.call('POST', '/evidence-requests', {
    title: 'Training records',
    description: 'Who was trained on the sepsis alert, and when.',
    askedOf: { role: 'model-owner' },
    dueOn: '2026-06-30',
    ...more,
  })
}

async function waiting(person: Person) {
  const { body } = await person.call('GET', '/worklist')
  return body.items.filter((item: { kind: string }) => item.kind === 'evidence-request')
}

async function told(person: Person): Promise<string[]> {
  const { body } = await person.call('GET', '/notifications')
  return body.items.map((item: { title: string }) => item.title)
}

describe('a request for evidence', () => {
  test('waits for who is asked, is answered with evidence, and links it', async () => {
    const target = { type: 'gate', id: 'deployment', aiSystemId: systemId }
    const { status, body } = await ask({ target })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({
      state: 'open',
      overdue: false,
      target: { type: 'gate', id: 'deployment' },
      aiSystem: { id: systemId },
      askedOf: { member: null, role: 'model-owner' },
    })
    expect(await waiting(world.owner)).toEqual([
      expect.objectContaining({
        id: `evidence-request-${body.id}`,
        path: `/evidence-requests/${body.id}`,
        dueAt: '2026-06-30T23:59:59.999Z',
        urgency: 'later',
      }),
    ])
    expect(await waiting(world.lead)).toEqual([])
    expect(await waiting(world.clinician)).toEqual([])
    expect(await told(world.owner)).toContain('Evidence is wanted by 2026-06-30: Training records')

    const evidenceId = await world.register({ kind: 'training-record' })
    const path = `/evidence-requests/${body.id}`
    const empty = await world.owner.call('POST', `${path}/fulfil`, { evidenceId })
    expect(empty.status).toBe(412)
    expect(empty.body.reasons[0].code).toBe('evidence-empty')
    // Nothing of a refused answer stays.
    const links = () => world.owner.call('GET', `/evidence/${evidenceId}/links`)
    expect((await links()).body.items).toEqual([])
    await world.upload(evidenceId, 'Ada: 1 June', { name: 'training.txt' })
    const done = await world.owner.call('POST', `${path}/fulfil`, { evidenceId })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    expect(done.body).toMatchObject({ state: 'fulfilled', evidence: { id: evidenceId } })
    expect((await links()).body.items).toEqual([
      expect.objectContaining({ target: { type: 'gate', id: 'deployment' } }),
    ])
    expect(await waiting(world.owner)).toEqual([])
    expect(await told(world.auditor)).toContain('Evidence was filed: Training records')
    const again = await world.owner.call('POST', `${path}/fulfil`, { evidenceId })
    expect(again.body.reasons[0].code).toBe('request-closed')
    const late = await world.auditor.call('POST', `${path}/cancel`, { reason: 'x' })
    expect(late.status).toBe(409)
  })

  test('asked of one person waits for that one alone, until it is taken back', async () => {
    const other = await server.person('model-owner')
    const { body } = await ask({
      askedOf: { memberId: other.ctx.actor.memberId },
      title: 'Minutes',
    })
    expect(body.askedOf.member.userId).toBe(other.userId)
    expect(await waiting(other)).toHaveLength(1)
    expect(await waiting(world.owner)).toEqual([])
    now = new Date('2026-07-01T00:00:00Z')
    expect((await waiting(other))[0]).toMatchObject({ overdue: true, urgency: 'now' })
    const overdue = await other.call('GET', '/evidence-requests?overdue=true&mine=true')
    expect(overdue.body.items.map((item: { id: string }) => item.id)).toEqual([body.id])
    now = new Date('2026-06-15T10:00:00Z')
    const path = `/evidence-requests/${body.id}`
    const gone = await world.auditor.call('POST', `${path}/cancel`, { reason: 'Found elsewhere.' })
    expect(gone.body).toMatchObject({ state: 'cancelled', cancellationReason: 'Found elsewhere.' })
    expect(await waiting(other)).toEqual([])
    expect(await told(other)).toContain('Evidence is no longer wanted: Minutes')
  })

  test('is refused where it cannot be answered, or from who may not ask', async () => {
    const before = await world.entries()
    const clinician = await ask({ askedOf: { role: 'clinician' } })
    expect(clinician.status).toBe(400)
    expect(clinician.body.errors[0].message).toBe('Who is asked cannot file evidence.')
    for (const bad of [
      { dueOn: '2026-06-14' },
      { dueOn: 'soon' },
      { askedOf: {} },
      { askedOf: { memberId: '00000000-0000-4000-8000-000000000000' } },
      { askedOf: { memberId: world.clinician.ctx.actor.memberId } },
      { target: { type: 'gate', id: 'nowhere', aiSystemId: systemId } },
    ]) {
      expect((await ask(bad)).status, JSON.stringify(bad)).toBe(400)
    }
    expect((await ask({}, world.owner)).status).toBe(403)
    expect(await world.entries()).toBe(before)
  })

  test('stands in pages by its day', async () => {
    for (const dueOn of ['2026-09-03', '2026-09-01', '2026-09-02']) await ask({ dueOn })
    const days: string[] = []
    let cursor = ''
    do {
      const query = `limit=1&state=open${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { body } = await world.owner.call('GET', `/evidence-requests?${query}`)
      days.push(...body.items.map((item: { dueOn: string }) => item.dueOn))
      cursor = body.nextCursor ?? ''
    } while (cursor !== '')
    expect(days.slice(-3)).toEqual(['2026-09-01', '2026-09-02', '2026-09-03'])
    expect(days).toEqual(days.toSorted())
    const ofSystem = await world.owner.call('GET', `/evidence-requests?aiSystemId=${systemId}`)
    expect(ofSystem.body.items).toHaveLength(1)
    const damaged = await world.owner.call('GET', '/evidence-requests?cursor=bm8')
    expect(damaged.status).toBe(400)
  })
})
