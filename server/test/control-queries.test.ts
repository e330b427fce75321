import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { controlQueries } from '../src/control-queries/registry.ts'
import { fileSummaries } from '../src/features/monitoring-summaries/file-summaries.ts'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { putValidated } from './validated.ts'

type Body = Answer['body']

const day = 86_400_000
let server: TestServer
let world: ControlsWorld
let time = Date.parse('2026-11-22T10:00:00Z')
let controlId: string
const asked = new Set<string>()

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await controlsWorld(server)
  controlId = (await world.control()).id
}, 60_000)
afterAll(() => server.close())

/** What a query answers now: its result, and for each subject whether it is as it should be. */
async function ask(query: string, parameters: object = {}) {
  asked.add(query)
  const { id } = await world.automatic(controlId, query, { parameters })
  const run = await world.done(world.run(id))
  const subjects: Record<string, boolean | null> = {}
  const reasons: Record<string, string> = {}
  for (const { subject, ok, reason } of run.sample) {
    const name = subject.label.split(' (')[0]
    subjects[name] = ok
    reasons[name] = reason
  }
  return { result: run.result as string, note: run.note as string | null, subjects, reasons }
}

const register = async (name: string, more: object = {}): Promise<string> =>
  (await world.done(world.owner.call('POST', '/ai-systems', aiSystemInput({ name, ...more })))).id

const set = (id: string, values: object) =>
  server.services.db.updateTable('ai_systems').set(values).where('id', '=', id).execute()

const running = { stage: 'operation-and-monitoring' }

describe('before anything is registered', () => {
  test.each(
    [...controlQueries.values()]
      .filter(({ id }) => /systems|assessments/.test(id))
      .map(({ id }) => id),
  )('%s cannot be decided', async (id) => {
    expect(await ask(id)).toMatchObject({
      result: 'not-decidable',
      note: 'There was nothing to look at.',
      subjects: {},
    })
  })

  test.each(['findings-not-overdue', 'critical-incidents-closed'])(
    '%s passes: it forbids something, and nothing is there',
    async (id) => {
      expect((await ask(id)).result).toBe('passed')
    },
  )
})

describe('of AI systems', () => {
  let good: string
  beforeAll(async () => {
    good = await world.system({ more: { name: 'Good' } })
    const stable = await world.version(good, '1.0.0')
    await world.done(world.promote(good, stable))
    const versionId = stable.id
    await world.done(
      world.lead.call('POST', `/ai-systems/${good}/monitors/defaults`, { versionId }),
    )

    // In operation, and nothing was done for it.
    await set(await register('Bare', { technicalOwner: null }), running)

    // It was in order once: since then its use, its policy and its validation changed.
    const changed = await world.system({ tier: 1, more: { name: 'Changed' } })
    const version = await world.version(changed, '1.0.0')
    await world.done(world.promote(changed, version))
    await putValidated(world.owner.ctx, changed, version.id, 'not-met')
    const off = { ...defaultRollbackPolicy, mode: 'off' }
    await world.done(world.lead.call('PUT', `/ai-systems/${changed}/rollback-policy`, off))
    const otherUse = { intendedUse: 'Flags children, too.' }
    await world.done(world.owner.call('PATCH', `/ai-systems/${changed}`, otherUse))

    // Of a low tier, examples and what is over: none of these is asked about by default.
    await set(await register('Low'), { ...running, tier: 4 })
    await set(await register('Made up', { synthetic: true }), running)
    await set(await register('Replayed', { clock: 'replay' }), running)
    await set(await register('Retired'), { stage: 'retirement' })
    await register('Idea')
  }, 60_000)

  test('impact assessments are young, and of the system as it is', async () => {
    const { result, subjects, reasons } = await ask('impact-assessments-in-time')
    expect(result).toBe('failed')
    expect(subjects).toEqual({ Good: true, Bare: false, Changed: false })
    expect(reasons).toEqual({
      Good: 'its AI impact assessment was signed on 2026-11-22',
      Bare: 'it has no signed AI impact assessment',
      Changed: 'its AI impact assessment was signed on 2026-11-22, and changed since: intendedUse',
    })
    expect((await ask('impact-assessments-in-time', { tiers: [2] })).result).toBe('passed')
    expect((await ask('impact-assessments-in-time', { tiers: [4] })).subjects).toEqual({
      Low: false,
    })
  })

  test('organisational risk assessments are young', async () => {
    const { subjects, reasons } = await ask('risk-assessments-in-time')
    expect(subjects).toEqual({ Good: true, Bare: false, Changed: false })
    expect(reasons['Bare']).toBe('it has no signed organisational risk assessment')
  })

  test('an assessment is too old from the day on which its months are over', async () => {
    const now = time
    time = Date.parse('2027-02-22T00:00:00Z')
    expect((await ask('risk-assessments-in-time', { tiers: [2], months: 3 })).result).toBe('passed')
    time = Date.parse('2027-02-22T23:59:59Z')
    expect((await ask('risk-assessments-in-time', { tiers: [2], months: 3 })).result).toBe('failed')
    time = now
  })

  test('every one is classified', async () => {
    const { result, subjects } = await ask('ai-systems-classified')
    expect(result).toBe('failed')
    expect(subjects).toEqual({ Good: true, Changed: true, Low: true, Bare: false, Idea: false })
  })

  test('every one has its owners named', async () => {
    const { subjects, reasons } = await ask('ai-systems-have-owners')
    expect(subjects).toEqual({ Good: true, Changed: true, Low: true, Bare: false, Idea: true })
    expect(reasons['Bare']).toBe('it lacks technicalOwner')
  })

  test('those in production are watched', async () => {
    const { subjects, reasons } = await ask('production-systems-watched')
    expect(subjects).toEqual({ Good: true, Bare: false, Changed: false })
    expect(reasons['Bare']).toBe('it lacks a heartbeat and a monitor of its performance')
    await server.services.db
      .updateTable('monitors')
      .set({ enabled: false })
      .where('key', 'like', 'heartbeat%')
      .execute()
    const without = await ask('production-systems-watched', { tiers: [2] })
    expect(without.reasons['Good']).toBe('it lacks a heartbeat')
  })

  test('those in production have a monitoring summary of the last month', async () => {
    const now = time
    // None was stable in October, so that nothing is missing.
    const nobody = { Good: null, Bare: null, Changed: null }
    expect((await ask('production-systems-summarised')).subjects).toEqual(nobody)
    time = Date.parse('2026-12-02T23:50:00Z')
    expect((await ask('production-systems-summarised')).subjects).toEqual(nobody)
    time = Date.parse('2026-12-03T00:00:00Z')
    const { result, subjects, reasons } = await ask('production-systems-summarised')
    expect(result).toBe('failed')
    expect(subjects).toEqual({ Good: false, Bare: null, Changed: false })
    expect(reasons['Good']).toBe('it ran in 2026-11, and has no monitoring summary of it')
    expect(await fileSummaries(world.lead.ctx, good)).toEqual(['2026-11'])
    const filed = await ask('production-systems-summarised', { tiers: [2] })
    expect(filed).toMatchObject({ result: 'passed', subjects: { Good: true } })
    const path = `/evidence?kind=monitoring-summary&aiSystemId=${good}`
    const [{ id }] = (await world.lead.call('GET', path)).body.items
    const reason = { reason: 'It speaks for a rehearsal.' }
    await world.done(world.lead.call('POST', `/evidence/${id}/withdraw`, reason))
    const withdrawn = await ask('production-systems-summarised', { tiers: [2] })
    expect(withdrawn.reasons['Good']).toBe('the summary of 2026-11 was withdrawn')
    time = now
  })

  test('those in production have a rollback policy that is on', async () => {
    const { subjects, reasons } = await ask('production-systems-roll-back')
    expect(subjects).toEqual({ Good: true, Bare: false, Changed: false })
    expect(reasons['Bare']).toBe('nobody has set its policy')
    expect(reasons['Changed']).toBe('its policy is switched off')
  })

  test('stable versions met their validation; without one it cannot be said', async () => {
    const { result, subjects, reasons } = await ask('production-systems-validated')
    expect(result).toBe('failed')
    expect(subjects).toEqual({ Good: true, Bare: null, Changed: false })
    expect(reasons['Changed']).toBe('the report of version 1.0.0 did not meet its criteria')
    expect((await ask('production-systems-validated', { tiers: [2] })).result).toBe('passed')
  })
})

test('findings are not overdue by more than the days given', async () => {
  const made = (title: string, dueAt: string, more: object = {}): Promise<Body> => {
    const said = { title, description: 'It is so.', severity: 'minor', dueAt }
    return world.done(world.owner.call('POST', '/findings', { ...said, ...more }))
  }
  const title = (name: string) => expect.stringMatching(new RegExp(`^F-\\d+ ${name}$`))
  await made('Late', '2026-11-12T10:00:00Z')
  await made('Early', '2026-12-12T10:00:00Z')
  const resolved = await made('Resolved', '2026-11-01T10:00:00Z')
  for (const body of [{ status: 'in-progress' }, { status: 'resolved', reason: 'Done.' }]) {
    await world.done(world.owner.call('PATCH', `/findings/${resolved.id}`, body))
  }
  const aiSystemId = await register('Made up again', { synthetic: true })
  await made('Example', '2026-11-01T10:00:00Z', { aiSystemId })
  const { result, subjects } = await ask('findings-not-overdue')
  const named = Object.entries(subjects).filter(([name]) => !name.includes('a test failed'))
  expect(named).toEqual([
    [title('Late'), false],
    [title('Early'), true],
  ])
  expect(result).toBe('failed')
  expect((await ask('findings-not-overdue', { days: 9 })).result).toBe('failed')
  expect((await ask('findings-not-overdue', { days: 11 })).result).toBe('passed')
})

test('critical incidents are closed within the days given', async () => {
  const open = async (title: string, severity: string, more: object = {}): Promise<Body> => {
    const id = await register(title, more)
    const body = { title, description: 'It is so.', severity }
    return world.done(world.clinician.call('POST', `/ai-systems/${id}/incidents`, body))
  }
  await open('Old', 'critical')
  await open('Minor', 'minor')
  await open('Example', 'critical', { synthetic: true })
  const closed = await open('Closed', 'critical')
  const over = { status: 'closed', resolution: 'Mended.' }
  await world.done(world.lead.call('PATCH', `/incidents/${closed.id}`, over))
  const resolved = await open('Resolved', 'critical')
  const mended = { status: 'resolved', resolution: 'Mended.' }
  await world.done(world.lead.call('PATCH', `/incidents/${resolved.id}`, mended))
  time += 20 * day
  await open('New', 'critical')
  const names = (subjects: object) =>
    Object.entries(subjects).map(([label, ok]) => [label.split(' ').at(-1), ok])
  const { result, subjects } = await ask('critical-incidents-closed', { days: 19 })
  expect(result).toBe('failed')
  expect(names(subjects)).toEqual([
    ['Old', false],
    ['Resolved', false],
    ['New', true],
  ])
  expect((await ask('critical-incidents-closed')).result).toBe('passed')
})

test('members who sign have a second factor', async () => {
  const off = await ask('signers-have-second-factor')
  expect(off.result).toBe('failed')
  expect(Object.keys(off.subjects)).toContain(world.lead.name)
  expect(Object.keys(off.subjects)).not.toContain(world.auditor.name)
  expect(Object.keys(off.subjects)).not.toContain(world.owner.name)
  const turnOn = (ids: string[]) =>
    server.services.db
      .updateTable('user')
      .set({ twoFactorEnabled: true })
      .where('id', 'in', ids)
      .execute()
  await turnOn([world.lead.userId])
  expect((await ask('signers-have-second-factor')).subjects).toMatchObject({
    [world.lead.name]: true,
    [world.clinician.name]: false,
  })
  const { items } = await world.done(server.administrator.call('GET', '/members'))
  await turnOn(items.map(({ userId }: Body) => userId))
  expect((await ask('signers-have-second-factor')).result).toBe('passed')
})

test('the ledger verifies, and fails where an entry was altered', async () => {
  expect(await ask('ledger-verifies')).toMatchObject({
    result: 'passed',
    subjects: { 'The ledger': true },
  })
  await server.owner.query('alter table ledger_entries disable trigger ledger_entries_permanent')
  const forged = `update ledger_entries set details = '{"forged": true}' where sequence = 3`
  await server.owner.query(forged)
  const { result, reasons } = await ask('ledger-verifies')
  expect(result).toBe('failed')
  expect(reasons['The ledger']).toMatch(/\b3\b/)
})

test('every query is asked here', () => {
  expect([...asked].toSorted()).toEqual([...controlQueries.keys()].toSorted())
})
