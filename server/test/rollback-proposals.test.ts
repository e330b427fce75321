import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeAll } from '../src/jobs/judge-queue.ts'
import { password, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import { advance } from './monitoring-world.ts'
import { rollbackWorld } from './rollback-world.ts'
import type { RollbackWorld } from './rollback-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const approve = (person: Person, id: string, body: object = { password }) =>
  person.call('POST', `/rollback-proposals/${id}/approvals`, body)
const reject = (person: Person, id: string, body: object = { password, reason: 'A data fault.' }) =>
  person.call('POST', `/rollback-proposals/${id}/rejection`, body)
const waiting = async (person: Person, id: string) =>
  (await person.call('GET', '/worklist')).body.items.find(
    (item: { id: string }) => item.id === `approval-${id}`,
  )

async function proposed(world: RollbackWorld): Promise<{ id: string; day: number }> {
  const day = await world.fail()
  const [proposal] = await world.proposals()
  return { id: proposal.id as string, day }
}

describe('a proposed rollback', () => {
  test('waits as a record, and two different people carry it out', async () => {
    const world = await rollbackWorld(server)
    const { lead, clinician, owner } = world
    const { id, day } = await proposed(world)
    expect(await world.stable()).toBe('2.0.0')
    await advance(owner, world.path, day)
    const [one, ...others] = await world.proposals()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      state: 'open',
      version: { label: '2.0.0' },
      target: { label: '1.0.0' },
      approvalsRequired: 2,
      approvals: [],
      dueAt: null,
      evidence: { version: { label: '2.0.0' } },
    })
    expect(one.reasons.some(({ code }: { code: string }) => code.startsWith('monitor-'))).toBe(true)
    const incident = await owner.call('GET', `/incidents/${one.incidentId}`)
    expect(incident.body).toMatchObject({ severity: 'major', status: 'open' })
    expect(await waiting(clinician, id)).toMatchObject({ kind: 'approval', urgency: 'now' })
    expect(await waiting(owner, id)).toBeUndefined()

    expect((await approve(owner, id)).status).toBe(403)
    expect((await approve(lead, id, { password: 'a wrong password' })).status).toBe(400)
    const first = await approve(lead, id, { password, statement: 'The evidence is clear.' })
    expect(first).toMatchObject({
      status: 201,
      body: { state: 'open', approvals: [{ userName: lead.name }] },
    })
    expect(await world.stable()).toBe('2.0.0')
    expect(await waiting(lead, id)).toBeUndefined()
    expect(await approve(lead, id)).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'already-approved' }] },
    })

    const second = await approve(clinician, id)
    expect(second).toMatchObject({ status: 201, body: { state: 'approved' } })
    expect(second.body.closedBy).toMatchObject({ kind: 'person', name: clinician.name })
    expect(await world.stable()).toBe('1.0.0')
    expect(await waiting(clinician, id)).toBeUndefined()
    const { body } = await owner.call('GET', `${world.path}/alias-events?alias=stable`)
    expect(body.items[0]).toMatchObject({
      cause: 'rollback',
      sequence: second.body.aliasSequence,
      evidence: { proposalId: id, approvals: [{}, {}] },
    })
    expect(await approve(await server.person('clinician'), id)).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'proposal-closed' }] },
    })
    expect(await world.actions()).toEqual(
      expect.arrayContaining([
        'rollback-proposals.open',
        'sign-offs.record',
        'rollback-proposals.close',
        'aliases.roll-back',
        'notifications.send',
      ]),
    )
    expect((await owner.call('GET', '/ledger/verify')).body.verified).toBe(true)
  }, 60_000)

  test('that is rejected does not ask again on the same evidence, nor is it overruled', async () => {
    const world = await rollbackWorld(server)
    const { id, day } = await proposed(world)
    expect((await reject(world.clinician, id, { password, reason: '' })).status).toBe(400)
    const answer = await reject(world.clinician, id)
    expect(answer).toMatchObject({ status: 201, body: { state: 'rejected', approvals: [] } })
    expect(answer.body.closedReason).toContain('A data fault.')
    expect((await reject(world.lead, id)).status).toBe(409)
    await world.setPolicy({ mode: 'automatic', cooldownHours: 0 })
    expect(await advance(world.owner, world.path, day)).toMatchObject({ action: 'propose' })
    expect(await world.proposals()).toMatchObject([{ state: 'rejected' }])
    expect(await world.stable()).toBe('2.0.0')
  }, 60_000)

  test('is refused where the target was withdrawn, and then another is proposed', async () => {
    const world = await rollbackWorld(server)
    const { id, day } = await proposed(world)
    expect((await approve(world.lead, id)).status).toBe(201)
    const target = world.versions['1.0.0']
    await world.owner.call('POST', `/versions/${target}/withdraw`, { reason: 'Wrong labels.' })
    const refused = await approve(world.clinician, id)
    expect(refused).toMatchObject({
      status: 412,
      body: { reasons: [{ code: 'version-withdrawn' }] },
    })
    expect((await world.proposals())[0]).toMatchObject({ state: 'open', approvals: [{}] })
    await advance(world.owner, world.path, day)
    const [now, before] = await world.proposals()
    expect(before).toMatchObject({ id, state: 'superseded' })
    expect(now).toMatchObject({ state: 'open', target: null, approvals: [] })
    expect(now.incidentId).toBe(before.incidentId)
    await approve(world.lead, now.id)
    expect(await approve(world.clinician, now.id)).toMatchObject({
      status: 201,
      body: { state: 'approved' },
    })
    const system = await world.owner.call('GET', world.path)
    expect(system.body).toMatchObject({ stableVersion: null })
    expect(system.body.suspendedAt).not.toBeNull()
  }, 60_000)

  test('ends when its version leaves production another way', async () => {
    const world = await rollbackWorld(server)
    const { id } = await proposed(world)
    const { lead, clinician, path } = world
    await approve(lead, id)
    expect((await clinician.call('POST', `${path}/suspend`, { reason: 'Harm.' })).status).toBe(200)
    expect(await approve(clinician, id)).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'proposal-superseded' }] },
    })
    // The round of the job looks at it though nothing is in production.
    await server.services.db
      .updateTable('ai_systems')
      .set({ clock: 'live', replay_now: null })
      .where('id', '=', world.id)
      .execute()
    await judgeAll(server.services, (error) => {
      throw error
    })
    expect(await world.proposals()).toMatchObject([{ id, state: 'superseded' }])
  }, 60_000)

  test('cannot be rewritten, not even by the program itself', async () => {
    const world = await rollbackWorld(server)
    const { id } = await proposed(world)
    const change = (set: object) =>
      server.services.db.updateTable('rollback_proposals').set(set).where('id', '=', id).execute()
    await expect(change({ target_version_id: null })).rejects.toThrow('does not change')
    await reject(world.lead, id)
    await expect(change({ closed_reason: 'Nobody asked.' })).rejects.toThrow('does not change')
    const gone = server.services.db.deleteFrom('rollback_proposals').where('id', '=', id).execute()
    await expect(gone).rejects.toThrow('permanent')
  }, 60_000)
})

describe('the timer', () => {
  test('carries it out when nobody answers, at its time and not before', async () => {
    const world = await rollbackWorld(server, { autoAfterHours: 48 })
    const { id, day } = await proposed(world)
    const [{ dueAt }] = await world.proposals()
    expect(Date.parse(dueAt)).toBe(Date.UTC(2026, 0, 1) + (day + 2) * 86_400_000)
    // By the clock of the system it is not due, though the wall's clock is long past that time.
    const clockNow = new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString()
    const due = { dueAt, clockNow, overdue: false }
    expect(await waiting(world.clinician, id)).toMatchObject(due)
    expect((await advance(world.owner, world.path, day + 1)).action).toBe('propose')
    const last = await advance(world.owner, world.path, day + 2)
    expect(last).toMatchObject({ action: 'rollback', targetVersionId: world.versions['1.0.0'] })
    expect(await world.stable()).toBe('1.0.0')
    const [proposal] = await world.proposals()
    expect(proposal).toMatchObject({ state: 'acted', closedBy: { kind: 'system' } })
    const incident = await world.owner.call('GET', `/incidents/${proposal.incidentId}`)
    expect(incident.body.severity).toBe('critical')
    expect(last.incidentId).toBe(proposal.incidentId)
  }, 60_000)

  test('suspends where the target is no longer valid then', async () => {
    const world = await rollbackWorld(server, { autoAfterHours: 24 })
    const { day } = await proposed(world)
    const target = world.versions['1.0.0']
    await world.owner.call('POST', `/versions/${target}/withdraw`, { reason: 'Wrong labels.' })
    expect(await advance(world.owner, world.path, day + 1)).toMatchObject({
      action: 'suspend',
      targetVersionId: null,
    })
    expect(await world.proposals()).toMatchObject([{ state: 'acted' }])
    const system = await world.owner.call('GET', world.path)
    expect(system.body.suspendedAt).not.toBeNull()
  }, 60_000)
})
