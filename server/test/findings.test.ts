import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let lead: Person
let owner: Person
let clinician: Person
let auditor: Person

beforeAll(async () => {
  server = await startTestServer()
  lead = await server.person('governance-lead')
  owner = await server.person('model-owner')
  clinician = await server.person('clinician')
  auditor = await server.person('internal-auditor')
}, 60_000)
afterAll(() => server.close())

const about = { title: 'The leaflet is out of date', description: 'It names 1.0.0.' }
const open = async (more: object = {}, person = owner): Promise<Answer> =>
  person.call('POST', '/findings', { ...about, severity: 'major', ...more })
const opened = async (more: object = {}): Promise<Answer['body']> => {
  const { status, body } = await open(more)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const change = (person: Person, id: string, body: object, headers = {}) =>
  person.call('PATCH', `/findings/${id}`, body, headers)
const check = (person: Person, id: string, effective: boolean, reason = 'Seen in the log.') =>
  person.call('POST', `/findings/${id}/check`, { effective, reason })
const entries = async () => (await owner.call('GET', '/ledger?limit=1')).body.items[0].sequence
const codes = (answer: Answer): string[] =>
  answer.body.reasons.map((reason: { code: string }) => reason.code)
const memberOf = async (person: Person): Promise<string> => {
  const { body } = await server.administrator.call('GET', '/members')
  return body.items.find((member: { userId: string }) => member.userId === person.userId).id
}
const waiting = async (person: Person, id: string) =>
  (await person.call('GET', '/worklist')).body.items.find(
    (item: { id: string }) => item.id === `finding-${id}`,
  )

describe('a finding', () => {
  test('is opened by a person, of a system or of the programme, and due by its severity', async () => {
    const one = await opened()
    expect(one).toMatchObject({
      reference: `F-${one.number}`,
      aiSystem: null,
      source: { type: 'person' },
      requiredAction: 'correct',
      status: 'open',
      owner: null,
      overdue: false,
      resolvedBy: null,
      steps: [{ from: null, to: 'open', by: { name: owner.name } }],
    })
    expect(Date.parse(one.dueAt) - Date.parse(one.openedAt)).toBe(30 * 86_400_000)
    const system = await owner.call('POST', '/ai-systems', aiSystemInput())
    const two = await opened({
      aiSystemId: system.body.id,
      severity: 'critical',
      dueAt: '2026-12-24T12:00:00Z',
      ownerId: await memberOf(clinician),
      source: { type: 'audit', reference: 'Internal audit 2026, point 4' },
    })
    expect(two).toMatchObject({
      number: one.number + 1,
      aiSystem: { id: system.body.id },
      owner: { userId: clinician.userId, name: clinician.name },
      dueAt: '2026-12-24T12:00:00.000Z',
      source: { type: 'audit', reference: 'Internal audit 2026, point 4' },
    })
    const read = await auditor.call('GET', `/findings/${two.id}`)
    expect(read.headers['etag']).toBe('"1"')
    expect(read.body).toEqual(two)
    const notices = await clinician.call('GET', '/notifications')
    expect(notices.body.items[0]).toMatchObject({ kind: 'finding', path: `/findings/${two.id}` })
  })

  test('is refused with bad input, and then nothing is written', async () => {
    const outsider = await server.person('external-auditor')
    const before = await entries()
    const wrong = [
      {},
      { ...about },
      { ...about, severity: 'grave' },
      { ...about, severity: 'minor', requiredAction: 'dismiss' },
      { ...about, severity: 'minor', source: { type: 'monitor', alarmId: crypto.randomUUID() } },
      { ...about, severity: 'minor', ownerId: crypto.randomUUID() },
      { ...about, severity: 'minor', versionId: crypto.randomUUID() },
      { ...about, severity: 'minor', more: true },
    ]
    for (const body of wrong) {
      const { status } = await owner.call('POST', '/findings', body)
      expect(status, JSON.stringify(body)).toBe(400)
    }
    const nowhere = await open({ aiSystemId: crypto.randomUUID() })
    expect(nowhere.status).toBe(404)
    expect((await open({}, outsider)).status).toBe(403)
    expect(await entries()).toBe(before)
  })

  test('goes to verified by the work of one person and the check of another', async () => {
    const { id } = await opened({ ownerId: await memberOf(owner) })
    expect(await waiting(owner, id)).toMatchObject({
      kind: 'finding',
      action: expect.stringMatching(/Work/),
    })
    expect(await waiting(lead, id)).toBeUndefined()
    expect(codes(await change(owner, id, { status: 'resolved', reason: 'Done.' }))).toEqual([
      'step-not-possible',
    ])
    expect((await change(auditor, id, { status: 'in-progress' })).status).toBe(403)
    expect((await change(owner, id, { status: 'in-progress' })).status).toBe(200)
    expect(codes(await change(lead, id, { status: 'resolved' }))).toEqual(['reason-missing'])
    const stale = await change(lead, id, { severity: 'minor' }, { 'if-match': '"1"' })
    expect(codes(stale)).toEqual(['revision-changed'])
    const done = await change(lead, id, { status: 'resolved', reason: 'The leaflet is new.' })
    expect(done.body).toMatchObject({ status: 'resolved', resolvedBy: { name: lead.name } })
    expect(await waiting(owner, id)).toBeUndefined()
    expect(await waiting(lead, id)).toBeUndefined()
    expect(await waiting(auditor, id)).toMatchObject({
      action: expect.stringMatching(/Check/),
      dueAt: null,
    })

    const before = await entries()
    expect((await check(owner, id, true)).status).toBe(403)
    expect(codes(await check(lead, id, true))).toEqual(['same-person'])
    expect((await check(auditor, id, true, ' ')).status).toBe(400)
    expect(await entries()).toBe(before)
    const not = await check(auditor, id, false, 'The old one still lies in ward 3.')
    expect(not.body).toMatchObject({ status: 'reopened', closedAt: null })
    await change(owner, id, { status: 'in-progress' })
    await change(owner, id, { status: 'resolved', reason: 'Ward 3 too.' })
    const verified = await check(auditor, id, true)
    expect(verified.body).toMatchObject({ status: 'verified', overdue: false })
    expect(verified.body.closedAt).not.toBeNull()
    expect(verified.body.steps.map(({ to }: { to: string }) => to)).toEqual([
      ...['open', 'in-progress', 'resolved', 'reopened', 'in-progress', 'resolved', 'verified'],
    ])
    expect(codes(await change(owner, id, { severity: 'minor' }))).toEqual(['closed'])
    const ledger = await owner.call('GET', `/ledger?limit=100`)
    const actions = ledger.body.items
      .filter((entry: { subject: { id: string } }) => entry.subject.id === id)
      .map((entry: { action: string }) => entry.action)
      .toReversed()
    expect(actions).toEqual([
      ...['findings.open', 'findings.change', 'findings.change', 'findings.check'],
      ...['findings.change', 'findings.change', 'findings.check'],
    ])
    expect((await owner.call('GET', '/ledger/verify')).body.verified).toBe(true)
  })

  test('is listed newest first, by page and by filter', async () => {
    const system = await owner.call('POST', '/ai-systems', aiSystemInput())
    const aiSystemId = system.body.id
    const late = await opened({ aiSystemId, severity: 'minor', dueAt: '2020-01-01T00:00:00Z' })
    const own = await opened({ aiSystemId, ownerId: await memberOf(clinician) })
    const list = async (query: string, person = clinician) => {
      const { body } = await person.call('GET', `/findings?aiSystemId=${aiSystemId}&${query}`)
      return body.items.map(({ id }: { id: string }) => id)
    }
    expect(await list('')).toEqual([own.id, late.id])
    expect(await list('overdue=true')).toEqual([late.id])
    expect(await list('overdue=false')).toEqual([own.id])
    expect(await list('mine=true')).toEqual([own.id])
    expect(await list('mine=false')).toEqual([late.id])
    expect(await list('severity=minor')).toEqual([late.id])
    expect(await list('source=person&open=true&status=open&requiredAction=correct')).toHaveLength(2)
    expect(await list('source=monitor')).toEqual([])
    expect(await list('open=false')).toEqual([])
    const first = await clinician.call('GET', `/findings?aiSystemId=${aiSystemId}&limit=1`)
    expect(first.body.items).toMatchObject([{ id: own.id }])
    expect(await list(`limit=1&cursor=${first.body.nextCursor}`)).toEqual([late.id])
    expect(await waiting(clinician, late.id)).toMatchObject({ urgency: 'now', overdue: true })
  })
})

describe('a monitor that asks for a finding', () => {
  const sensitivity = (more: object) => ({
    ...{ key: 'sensitivity@0.3', metric: 'sensitivity', threshold: 0.3, windowDays: 30 },
    ...{ segment: { attribute: '', value: '' }, margin: 0.05, deltas: [0.05, 0.1, 0.2] },
    ...{ minimumSample: 30, severity: 'critical', averageRunLengthDays: 3650, enabled: true },
    ...{ explanation: 'Missed patients.', ...more },
  })

  async function failing(action: string) {
    const other = await monitoringWorld(server)
    await other.makeStable('1.0.0', 0)
    const body = sensitivity({ action })
    const made = await other.lead.call('POST', `${other.path}/monitors`, body)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const findings = async () =>
      (await other.lead.call('GET', `/findings?aiSystemId=${other.id}`)).body.items
    return { ...other, monitorId: made.body.id as string, findings }
  }

  test('opens one, graver as the evidence grows, and once again after it was closed', async () => {
    const world = await failing('finding')
    await world.live(span(0, 16), '1.0.0', { flatten: 0.95 })
    const [one, ...others] = await world.findings()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      severity: 'critical',
      requiredAction: 'correct',
      source: { type: 'monitor', monitorId: world.monitorId, monitorKey: 'sensitivity@0.3' },
      version: { label: '1.0.0' },
      openedBy: { kind: 'system' },
    })
    expect(one.title).toMatch(/1\.0\.0: Sensitivity at 0\.3 is to be put right$/)
    const alarms = (await world.lead.call('GET', `${world.path}/alarms`)).body.items
    expect(alarms.map(({ id }: { id: string }) => id)).toContain(one.source.alarmId)
    expect((await world.owner.call('GET', world.path)).body.suspendedAt).toBeNull()

    // In another epoch it fires again: what was resolved was not put right.
    await change(world.lead, one.id, { status: 'in-progress' })
    await change(world.lead, one.id, { status: 'resolved', reason: 'Thought so.' })
    await world.makeStable('2.0.0', 17)
    await world.makeStable('1.0.0', 17)
    await world.live(span(18, 30), '1.0.0', { flatten: 0.95 })
    const [again, ...more] = await world.findings()
    expect(more).toEqual([])
    expect(again).toMatchObject({ id: one.id, status: 'reopened' })
    const { steps } = (await world.lead.call('GET', `/findings/${one.id}`)).body
    expect(steps.at(-1)).toMatchObject({
      by: { kind: 'system' },
      reason: expect.stringMatching(/fired again/),
    })
  }, 60_000)

  test('for retraining names the version, and goes to its owner where the record names a member', async () => {
    const world = await failing('trigger-retraining')
    await world.owner.call('PATCH', world.path, { modelOwner: world.owner.name.toUpperCase() })
    await world.live(span(0, 9), '1.0.0', { flatten: 0.95 })
    const [one, ...others] = await world.findings()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      requiredAction: 'retrain',
      version: { id: world.versions['1.0.0'] },
      owner: { userId: world.owner.userId },
    })
    expect(one.description).toContain('Retrain version 1.0.0')
    expect(await waiting(world.owner, one.id)).toMatchObject({
      detail: 'Critical: retrain the version. It is yours.',
    })
  }, 60_000)
})

test('the days until a finding is due are a setting', () => {
  expect(readConfig({}).findingDueDays).toEqual({ critical: 7, major: 30, minor: 90 })
  const { findingDueDays } = readConfig({ PRIMUM_FINDING_DUE_DAYS: '2, 14,60' })
  expect(findingDueDays).toEqual({ critical: 2, major: 14, minor: 60 })
  for (const bad of ['7,30', 'a,b,c', '0,1,2', '1.5,2,3']) {
    expect(() => readConfig({ PRIMUM_FINDING_DUE_DAYS: bad })).toThrow(/PRIMUM_FINDING_DUE_DAYS/)
  }
})
