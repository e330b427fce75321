import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Context, systemActor } from '../src/context.ts'
import { expireOverrides } from '../src/features/classifications/expire-overrides.ts'
import { aiSystemInput, password, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer
let owner: Person
let lead: Person
let auditor: Person
let now = new Date('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  owner = await server.person('model-owner')
  lead = await server.person('governance-lead')
  auditor = await server.person('internal-auditor')
})
afterAll(() => server.close())

const answers = {
  safety: 2,
  fundamentalRights: 2,
  economicHarm: 2,
  complexity: 3,
  dataSensitivity: 4,
  automation: 3,
}

async function register(more: Record<string, unknown> = {}): Promise<string> {
  const made = await owner.call('POST', '/ai-systems', aiSystemInput(more))
  expect(made.status).toBe(201)
  return `/ai-systems/${made.body.id}`
}

const entries = async () => (await owner.call('GET', '/ledger/verify')).body.entries as number

describe('classifying', () => {
  test('gives the tier with its reasons, from the answers and the facts of the record', async () => {
    const path = await register({ archetype: 'scheduling' })
    const made = await owner.call('POST', `${path}/classifications`, { answers })
    expect(made).toMatchObject({
      status: 201,
      body: {
        tier: 2,
        answers,
        override: null,
        result: {
          inherentScore: 6,
          tierByScore: 3,
          raisedBy: ['PHI floor'],
          facts: { archetype: 'scheduling', handlesPhi: true },
        },
      },
    })
    expect((await owner.call('GET', path)).body.tier).toBe(2)
    const list = await auditor.call('GET', `${path}/classifications`)
    expect(list.body).toMatchObject({ state: 'signed', changed: [], tier: 2 })
    const ledger = await owner.call('GET', `/ledger?subjectId=${made.body.id}`)
    expect(ledger.body.items).toMatchObject([{ action: 'classifications.classify' }])
  })

  test('refuses, naming the field, where the record lacks a fact', async () => {
    const path = await register({
      usesPhi: null,
      fdaStatus: 'unknown',
      euRole: null,
      euHighRisk: null,
    })
    const before = await entries()
    const refused = await owner.call('POST', `${path}/classifications`, { answers })
    expect(refused.status).toBe(412)
    const told = refused.body.reasons.map((reason: { message: string }) => reason.message).join()
    for (const field of ['usesPhi', 'fdaStatus', 'euHighRisk']) expect(told).toContain(`(${field})`)
    expect(await entries()).toBe(before)
  })

  test('is outdated as soon as one of its facts changes, and says which', async () => {
    const path = await register({ archetype: 'scheduling', usesPhi: false })
    await owner.call('POST', `${path}/classifications`, { answers })
    await owner.call('PATCH', path, { usesPhi: true })
    expect((await owner.call('GET', `${path}/classifications`)).body).toMatchObject({
      state: 'outdated',
      changed: ['usesPhi'],
    })
  })

  test('refuses who may not, and answers off the scale', async () => {
    const path = await register()
    expect((await auditor.call('POST', `${path}/classifications`, { answers })).status).toBe(403)
    const bad = { ...answers, safety: 6, complexity: 2.5 }
    const refused = await owner.call('POST', `${path}/classifications`, { answers: bad })
    expect(refused.body.errors.map((error: { path: string }) => error.path).toSorted()).toEqual([
      'answers.complexity',
      'answers.safety',
    ])
    const without = await owner.call('POST', `${path}/classifications`, { answers: { safety: 1 } })
    expect(without.status).toBe(400)
  })
})

describe('overriding the tier', () => {
  async function classified(): Promise<string> {
    const path = await register({ archetype: 'scheduling' })
    await owner.call('POST', `${path}/classifications`, { answers })
    return path
  }

  test('raises with a reason, signed', async () => {
    const path = await classified()
    const body = { tier: 1, reason: 'The theatre depends on it.', password }
    const made = await lead.call('POST', `${path}/tier-override`, body)
    expect(made).toMatchObject({
      status: 201,
      body: { tier: 1, override: { tier: 1, by: { name: lead.name } } },
    })
    expect((await owner.call('GET', path)).body.tier).toBe(1)
    const { rows } = await server.owner.query('select * from sign_offs where subject_id = $1', [
      made.body.id,
    ])
    expect(rows).toMatchObject([
      { meaning: 'override-tier', method: 'password', user_id: lead.userId },
    ])
  })

  test('refuses a wrong password, who may not, and an unclassified system; writes nothing', async () => {
    const path = await classified()
    const body = { tier: 1, reason: 'Because.', password }
    const before = await entries()
    const wrong = await lead.call('POST', `${path}/tier-override`, {
      ...body,
      password: 'not the password',
    })
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'password' }] } })
    expect((await owner.call('POST', `${path}/tier-override`, body)).status).toBe(403)
    const bare = await register()
    const count = await entries()
    expect(await lead.call('POST', `${bare}/tier-override`, body)).toMatchObject({
      status: 412,
      body: { reasons: [{ code: 'classification-missing' }] },
    })
    expect([count, await entries()]).toEqual([before + 1, before + 1])
  })

  test('lowers a floor by one step only, with council and end', async () => {
    const path = await classified()
    const lower = { tier: 3, reason: 'Only names of rooms.', expiresOn: '2027-03-01', password }
    expect(await lead.call('POST', `${path}/tier-override`, lower)).toMatchObject({
      status: 412,
      body: { reasons: [{ code: 'override-needs-council' }] },
    })
    const decided = { ...lower, councilDecision: 'Council minutes of 2026-11-20, item 4' }
    const far = await lead.call('POST', `${path}/tier-override`, {
      ...decided,
      expiresOn: '2028-01-01',
    })
    expect(far).toMatchObject({ status: 412, body: { reasons: [{ code: 'override-expiry' }] } })
    expect((await lead.call('POST', `${path}/tier-override`, decided)).body.tier).toBe(3)
  })

  test('an override that has ended counts no longer, and the system gets its tier back', async () => {
    const path = await classified()
    const made = await lead.call('POST', `${path}/tier-override`, {
      tier: 3,
      reason: 'Only names of rooms.',
      expiresOn: '2026-12-01',
      councilDecision: 'Minutes of 2026-11-20',
      password,
    })
    expect(made.status).toBe(201)
    now = new Date('2026-12-01T00:00:00Z')
    expect((await owner.call('GET', `${path}/classifications`)).body.tier).toBe(2)
    expect((await owner.call('GET', path)).body.tier).toBe(3)
    const { services, organizationId } = server
    const system = {
      services,
      organizationId,
      actor: systemActor,
      asker: { kind: 'system' as const },
    }
    const ids = await expireOverrides(new Context(system))
    expect(ids.map((id) => `/ai-systems/${id}`)).toEqual([path])
    expect(await expireOverrides(new Context(system))).toEqual([])
    expect((await owner.call('GET', path)).body.tier).toBe(2)
  })
})
