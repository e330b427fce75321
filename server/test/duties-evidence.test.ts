import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dutyProof } from '@primum/core/duties/duty-proof'
import { dutyStatus } from '@primum/core/duties/duty-status'
import { dutyStates } from '@primum/core/duties/duty'
import { selectDutyEvidence } from '../src/features/duties/duty-evidence.ts'
import { judgedDuties } from '../src/features/duties/judged-duties.ts'
import { dutiesWorld } from './duties-world.ts'
import type { DutiesWorld } from './duties-world.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { randomFrom } from './telemetry-fixture.ts'

const start = new Date('2026-11-22T10:00:00.000Z')
let now = start
let server: TestServer
let world: DutiesWorld
const access = 'HIPAA:164.312(b)'

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await dutiesWorld(server)
}, 60_000)
beforeEach(() => (now = start))
afterAll(() => server.close())

test('evidence meets a duty, and its end lapses it', async () => {
  const id = await world.register()
  const duty = await world.dutyOf(id, access)
  expect(duty).toMatchObject({ state: 'applies', status: 'open', dueOn: '2026-12-22' })
  const empty = await world.files.register()
  await world.link(empty, access, id)
  expect((await world.dutyOf(id, access)).status).toBe('open')

  // Linked later, and so listed first.
  now = new Date(start.getTime() + 60_000)
  const query = 'effectiveFrom=2026-11-01&effectiveUntil=2027-01-31'
  const pieceId = await world.proven(access, id, query)
  expect(await world.dutyOf(id, access)).toMatchObject({ status: 'met', dueOn: '2027-01-31' })
  now = new Date('2027-01-31T23:00:00.000Z')
  expect((await world.dutyOf(id, access)).status).toBe('met')
  now = new Date('2027-02-01T00:00:00.000Z')
  expect(await world.dutyOf(id, access)).toMatchObject({
    ...{ status: 'lapsed', dueOn: '2027-01-31', overdue: true },
  })
  const shown = await world.done(world.clinician.call('GET', `/duties/${duty.id}`))
  expect(shown.obligation).toMatchObject({ id: access, state: 'applies' })
  expect(shown.evidence).toMatchObject([
    { counts: false, reason: expect.stringContaining('2027-01-31'), ofOrganization: false },
    { counts: false, reason: 'No file was handed over yet.' },
  ])
  expect(shown.evidence[0].id).toBe(pieceId)
})

test('evidence of the whole organization counts for every system, that of one for it alone', async () => {
  const policy = 'HIPAA:164.308(a)(1)(ii)(B)'
  const [one, two] = [await world.register(), await world.register()]
  await world.proven(policy, one)
  expect((await world.dutyOf(one, policy)).status).toBe('met')
  expect((await world.dutyOf(two, policy)).status).toBe('open')
  const piece = await world.proven(policy, null)
  expect((await world.dutyOf(two, policy)).status).toBe('met')
  const { id } = await world.dutyOf(two, policy)
  const { evidence } = await world.done(world.lead.call('GET', `/duties/${id}`))
  expect(evidence).toMatchObject([{ id: piece, ofOrganization: true, counts: true }])
  const gone = await world.lead.call('POST', `/evidence/${piece}/withdraw`, { reason: 'Wrong.' })
  expect(gone.status, JSON.stringify(gone.body)).toBeLessThan(300)
  expect((await world.dutyOf(two, policy)).status).toBe('lapsed')
})

test('what comes back is met until it has to be done anew', async () => {
  const id = await world.register()
  const { id: dutyId } = await world.dutyOf(id, access)
  await server.services.db
    .updateTable('duties')
    .set({ every_months: 3 })
    .where('id', '=', dutyId)
    .execute()
  await world.proven(access, id, 'effectiveFrom=2026-08-31')
  const shown = () => world.done(world.lead.call('GET', `/duties/${dutyId}`))
  expect(await shown()).toMatchObject({ status: 'met', dueOn: '2026-11-30', everyMonths: 3 })
  now = new Date('2026-11-30T00:00:00.000Z')
  expect(await shown()).toMatchObject({ status: 'lapsed', overdue: false })
  now = new Date('2027-02-01T00:00:00.000Z')
  expect(await shown()).toMatchObject({ status: 'lapsed', dueOn: '2026-12-22', overdue: true })
})

test('the database judges every duty as core does, and pages through them in one order', async () => {
  const random = randomFrom(11)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const dayFrom = (offset: number) =>
    new Date(start.getTime() + offset * 86_400_000).toISOString().slice(0, 10)
  const pieces: string[] = []
  for (let piece = 0; piece < 40; piece += 1) {
    now = new Date(start.getTime() - pick([1, 5, 10]) * 86_400_000)
    const id = await world.files.register({ reviewMonths: pick([null, null, 1, 3]) })
    for (let version = pick([0, 1, 1, 2]); version > 0; version -= 1) {
      const from = pick([-400, -366, -365, -92, -91, -31, -30, -1, 0, 1, 20])
      const length = pick([null, null, 0, 1, 30, 31, 90, 365, 366])
      const until = length === null ? '' : `&effectiveUntil=${dayFrom(from + length)}`
      const query = `effectiveFrom=${dayFrom(from)}${until}`
      await world.done(world.files.upload(id, `${piece} ${version}`, { name: 'a.txt', query }))
    }
    if (random() < 0.15) {
      now = new Date(start.getTime() - pick([0, 1]) * 86_400_000)
      await world.done(world.lead.call('POST', `/evidence/${id}/withdraw`, { reason: 'x' }))
    }
    pieces.push(id)
  }
  now = start
  const { db } = server.services
  const organization_id = server.organizationId
  const systems = [await world.register(), await world.register()]
  await world.duties()
  const stamp = JSON.stringify({ kind: 'person', id: 'x', name: 'x' })
  const at = (days: number) => new Date(start.getTime() - days * 86_400_000)
  for (let made = 0; made < 300; made += 1) {
    const id = randomUUID()
    const requirement_id = `TEST:${Math.floor(made / 2)}`
    const ai_system_id = systems[made % 2]!
    const lookAgain = JSON.stringify({ because: ['x'], at: at(pick([1, 5, 6, 60])).toISOString() })
    const setAside = JSON.stringify({ reason: 'x', by: JSON.parse(stamp), at: start.toISOString() })
    await db
      .insertInto('duties')
      .values({
        ...{ id, organization_id, ai_system_id, requirement_id, framework: 'TEST', rule: 'r' },
        state: pick(['applies', 'applies', 'applies', ...dutyStates]),
        ...{ prohibits: false, effective: null, every_months: pick([null, null, 1, 3, 12]) },
        ...{ arisen_at: start, state_since: start, due_on: dayFrom(pick([-60, -1, 0, 1, 60])) },
        look_again: random() < 0.25 ? lookAgain : null,
        set_aside: random() < 0.1 ? setAside : null,
      })
      .execute()
    for (let links = pick([0, 1, 1, 2, 3]); links > 0; links -= 1) {
      await db
        .insertInto('evidence_links')
        .values({
          ...{ id: randomUUID(), organization_id, evidence_id: pick(pieces) },
          ...{ target_type: 'obligation', target_id: requirement_id, created_by: stamp },
          ai_system_id: random() < 0.4 ? null : ai_system_id,
          created_at: at(pick([0, 1, 5, 40])),
        })
        .onConflict((clash) => clash.doNothing())
        .execute()
    }
  }
  const today = dayFrom(0)
  const scope = sql`d.framework = 'TEST'`
  const { rows } = await sql<{
    id: string
    requirement_id: string
    ai_system_id: string
    status: string
    due: string | null
  }>`select * from ${judgedDuties(world.system, today, scope)} as judged`.execute(db)
  expect(rows).toHaveLength(300)
  const stored = await db.selectFrom('duties').selectAll().where('framework', '=', 'TEST').execute()
  const seen = new Map<string, number>()
  for (const row of rows) {
    const duty = stored.find(({ id }) => id === row.id)!
    const lookAgain = duty.look_again as unknown as { because: string[]; at: string } | null
    const evidence = await selectDutyEvidence(world.system, row, today)
    const proof = dutyProof(
      evidence.map(({ facts }) => facts),
      { everyMonths: duty.every_months, lookAgainAt: lookAgain?.at ?? null, today },
    )
    const facts = {
      ...{ state: duty.state as (typeof dutyStates)[number], effective: null, lookAgain },
      ...{ everyMonths: duty.every_months, dueOn: duty.due_on },
      setAside: duty.set_aside as unknown as { reason: string } | null,
    }
    const judged = dutyStatus(facts, proof, today)
    expect({ status: row.status, dueOn: row.due }, JSON.stringify({ duty, evidence })).toEqual({
      ...{ status: judged.status, dueOn: judged.dueOn },
    })
    seen.set(row.status, (seen.get(row.status) ?? 0) + 1)
  }
  expect(seen.size).toBe(8)

  const listed = await world.duties('framework=TEST', world.lead, 7)
  const orderly = listed.map(({ dueOn, id }) => `${dueOn ?? '9999-12-31'} ${id}`)
  expect(orderly).toEqual(orderly.toSorted())
  const hidden = ['ended', 'exempt', 'undecided'].map((each) => seen.get(each) ?? 0)
  expect(listed).toHaveLength(300 - hidden.reduce((sum, each) => sum + each, 0))
  for (const [status, count] of seen) {
    expect(await world.duties(`framework=TEST&status=${status}`)).toHaveLength(count)
  }
  const waiting = ['open', 'lapsed', 'look-again'].map((each) => seen.get(each) ?? 0)
  expect(await world.duties('framework=TEST&status=waiting', world.lead, 7)).toHaveLength(
    waiting.reduce((sum, each) => sum + each, 0),
  )
  const late = await world.duties('framework=TEST&overdue=true')
  expect(late.every(({ overdue }) => overdue)).toBe(true)
  expect(late).toHaveLength(listed.filter(({ overdue }) => overdue).length)

  const { items } = await world.done(world.lead.call('GET', '/duties/overview'))
  const ofTest = items.filter((each: { framework: { id: string } }) => each.framework.id === 'TEST')
  const sum = (status: string) =>
    ofTest.reduce(
      (all: number, each: { systems: Record<string, number> }) => all + each.systems[status]!,
      0,
    )
  for (const [status, count] of seen) expect(sum(status)).toBe(status === 'ended' ? 0 : count)
})
