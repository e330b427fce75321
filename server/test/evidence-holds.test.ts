import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evidenceWorld } from './evidence-world.ts'
import type { EvidenceWorld } from './evidence-world.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

let server: TestServer
let world: EvidenceWorld
let now = new Date('2026-06-15T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await evidenceWorld(server)
}, 60_000)
afterAll(() => server.close())

describe('what is held or retained stays', () => {
  test('a hold for the law stops withdrawing and unlinking, and adding goes on', async () => {
    const id = await world.filed({ links: [{ type: 'requirement', id: 'ISO42001:A.2.2' }] })
    const path = `/evidence/${id}`
    const reason = 'Claim 2026/17.'
    expect((await world.owner.call('POST', `${path}/hold`, { reason })).status).toBe(403)
    const held = await world.lead.call('POST', `${path}/hold`, { reason })
    expect(held.body.hold).toMatchObject({ reason, by: { name: world.lead.name } })
    expect((await world.lead.call('POST', `${path}/hold`, { reason })).status).toBe(409)
    const withdrawn = await world.lead.call('POST', `${path}/withdraw`, { reason: 'Old.' })
    expect(withdrawn.status).toBe(412)
    expect(withdrawn.body.reasons[0]).toMatchObject({ code: 'on-hold', who: 'Governance lead' })
    expect(withdrawn.body.detail).toContain(reason)
    const links = await world.owner.call('GET', `${path}/links`)
    const off = await world.owner.call('DELETE', `${path}/links/${links.body.items[0].id}`)
    expect(off.body.reasons[0].code).toBe('on-hold')
    expect((await world.upload(id, 'more', { name: 'more.txt' })).status).toBe(201)
    const listed = await world.auditor.call('GET', '/evidence?hold=true')
    expect(listed.body.items.map((each: { id: string }) => each.id)).toEqual([id])
    const released = await world.lead.call('POST', `${path}/release`, { reason: 'Settled.' })
    expect(released.body.hold).toBe(null)
    expect((await world.lead.call('POST', `${path}/release`, { reason: 'x' })).status).toBe(409)
    const gone = await world.lead.call('POST', `${path}/withdraw`, { reason: 'Old.' })
    expect(gone.body.freshness).toMatchObject({ state: 'withdrawn' })
  })

  test('nothing is withdrawn before its day, and a withdrawn piece takes nothing more', async () => {
    const id = await world.filed()
    const path = `/evidence/${id}`
    const kept = { retentionUntil: '2026-06-16', reason: 'Ten years, shortened for this test.' }
    expect((await world.lead.call('PUT', `${path}/retention`, kept)).body.retentionUntil).toBe(
      '2026-06-16',
    )
    const early = await world.lead.call('POST', `${path}/withdraw`, { reason: 'Wrong file.' })
    expect(early.status).toBe(412)
    expect(early.body.reasons[0]).toMatchObject({ code: 'retained' })
    now = new Date('2026-06-16T00:00:00Z')
    expect(
      (await world.lead.call('POST', `${path}/withdraw`, { reason: 'Wrong file.' })).status,
    ).toBe(200)
    now = new Date('2026-06-15T10:00:00Z')
    expect((await world.lead.call('POST', `${path}/withdraw`, { reason: 'x' })).status).toBe(409)
    for (const answer of [
      await world.upload(id, 'more', { name: 'late.txt' }),
      await world.owner.call('PATCH', path, { title: 'Late' }),
      await world.owner.call('POST', `${path}/links`, {
        type: 'requirement',
        id: 'ISO42001:A.2.2',
      }),
    ]) {
      expect(answer.status).toBe(412)
      expect(answer.body.reasons[0].code).toBe('withdrawn')
    }
    // Its record and its file stay to be seen.
    expect((await world.auditor.call('GET', `${path}/versions/1/content`)).status).toBe(200)
  })
})
