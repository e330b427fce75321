import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let now = new Date('2026-11-22T10:00:00.000Z')
let server: TestServer
let lead: Person
let owner: Person
let clinician: Person

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  lead = await server.person('governance-lead')
  owner = await server.person('model-owner')
  clinician = await server.person('clinician')
  const sites = [
    { code: 'denver', name: 'Denver', country: 'US', state: 'CO' },
    { code: 'chicago', name: 'Chicago', country: 'US', state: 'IL' },
    { code: 'somewhere', name: 'Somewhere' },
  ]
  for (const site of sites) {
    await server.administrator.call('POST', '/sites', site)
  }
})
afterAll(() => server.close())

type Fact = { name: string; value: unknown; source: string | null; statedBy: string | null }
type Obligation = { id: string; state: string; why: string[]; exemptions: { because: string }[] }

async function register(more: object = {}): Promise<string> {
  const made = await owner.call('POST', '/ai-systems', { ...aiSystemInput(), ...more })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return `/ai-systems/${made.body.id}`
}

const state = (path: string, facts: object) => owner.call('PATCH', `${path}/law-facts`, { facts })
const factsOf = async (path: string) => {
  const { body } = await clinician.call('GET', `${path}/law-facts`)
  return new Map((body.items as Fact[]).map((fact) => [fact.name, fact]))
}
const lawOf = async (path: string) => {
  const { status, body } = await clinician.call('GET', `${path}/obligations`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { items: Obligation[]; prohibitions: string[]; questions: { fact: string }[] }
}
const statesOf = ({ items }: { items: Obligation[] }) =>
  new Map(items.map(({ id, state: each }) => [id, each]))

describe('facts', () => {
  test('are known from the record and the sites, and nobody says them twice', async () => {
    const path = await register({
      ...{ archetype: 'triage', usesPhi: true, vendor: 'Acme', fdaStatus: '510k-cleared' },
      siteCodes: ['denver', 'chicago'],
    })
    const facts = await factsOf(path)
    expect(facts.get('states')).toMatchObject({ value: ['CO', 'IL'], source: 'sites' })
    expect(facts.get('countries')).toMatchObject({ value: ['US'], source: 'sites' })
    expect(facts.get('processesPhi')).toMatchObject({ value: true, source: 'record' })
    expect(facts.get('fdaStatus')).toMatchObject({ value: '510k-cleared', source: 'record' })
    expect(facts.get('influencesDecisions')).toMatchObject({ value: null, source: null })
  })

  test('of a site that does not say where it is are open', async () => {
    const facts = await factsOf(await register({ siteCodes: ['denver', 'somewhere'] }))
    expect(facts.get('states')).toMatchObject({ value: null, source: null })
  })

  test('that a person states go before, with who and when, and can be taken back', async () => {
    const path = await register({ archetype: 'triage' })
    const stated = await state(path, { uses: ['diagnosis', 'triage'], states: ['CO'] })
    expect(stated.status).toBe(200)
    expect((await factsOf(path)).get('uses')).toMatchObject({
      ...{ value: ['diagnosis', 'triage'], source: 'stated', statedBy: expect.any(String) },
      statedAt: now.toISOString(),
    })
    await state(path, { uses: null })
    expect((await factsOf(path)).get('uses')).toMatchObject({ value: ['triage'], source: 'record' })
    expect((await factsOf(path)).get('states')).toMatchObject({ value: ['CO'] })
  })

  test('that are none are refused by name, and nothing of them is kept', async () => {
    const path = await register()
    const wrong = await state(path, { states: ['CO', 'Colorado'], generative: true })
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors).toMatchObject([{ path: 'facts.states.1' }])
    expect((await factsOf(path)).get('generative')).toMatchObject({ source: null })
    expect((await state(path, { colour: 'red' })).status).toBe(400)
    const ofSystem = await lead.call('PATCH', '/law-facts', { facts: { states: ['CO'] } })
    expect(ofSystem.status).toBe(400)
    expect(ofSystem.body.detail).toContain('a fact of each AI system')
  })

  test('are stated by those who may', async () => {
    const path = await register()
    const facts = { facts: { processesPhi: true } }
    expect((await clinician.call('PATCH', `${path}/law-facts`, facts)).status).toBe(403)
    const organization = { facts: { federalFunds: true } }
    expect((await owner.call('PATCH', '/law-facts', organization)).status).toBe(403)
    expect((await clinician.call('GET', '/law-facts')).status).toBe(200)
  })

  test('of another organization are not there', async () => {
    const { db } = server.services
    const other = randomUUID()
    await db
      .insertInto('organizations')
      .values({ id: other, name: 'Elsewhere', created_at: now })
      .execute()
    await lead.call('PATCH', '/law-facts', { facts: { medicareHospital: true } })
    const moved = await db
      .updateTable('law_facts')
      .set({ organization_id: other })
      .where('name', '=', 'medicareHospital')
      .executeTakeFirst()
    expect(moved.numUpdatedRows).toBe(1n)
    const { body } = await lead.call('GET', '/law-facts')
    const fact = (body.items as Fact[]).find(({ name }) => name === 'medicareHospital')
    expect(fact).toMatchObject({ value: null, source: null })
    const nowhere = `/ai-systems/${other}`
    expect((await lead.call('GET', `${nowhere}/law-facts`)).status).toBe(404)
    expect((await lead.call('GET', `${nowhere}/obligations`)).status).toBe(404)
    expect((await state(nowhere, { states: ['CO'] })).status).toBe(404)
  })
})

test('a Colorado hospital sees what SB 26-189 asks of it, and from what it is exempt', async () => {
  await lead.call('PATCH', '/law-facts', {
    facts: { hipaaCoveredEntity: true, hipaaBusinessAssociate: false, healthPlan: false },
  })
  const path = await register({ archetype: 'triage', siteCodes: ['denver'], vendor: 'Acme' })
  await state(path, { roles: ['deployer'], influencesDecisions: true })
  await owner.call('PATCH', path, { fdaStatus: 'not-a-device' })
  const law = await lawOf(path)
  const states = statesOf(law)
  expect(states.get('US-CO:CO-H2')).toBe('coming')
  expect(states.get('US-CO:CO-P2')).toBe('exempt')
  const exempt = law.items.find(({ id }) => id === 'US-CO:CO-P2')!
  expect(exempt.exemptions).toMatchObject([
    { because: expect.stringContaining('HIPAA covered entities'), requirement: 'US-CO:CO-H1' },
  ])
  expect(states.has('US-CO:CO-H3')).toBe(false)
  expect(law.prohibitions).toEqual([])

  const tried = await clinician.call('POST', `${path}/obligations/what-if`, {
    facts: { uses: ['employment-decision'] },
  })
  expect(tried.body.changes).toContainEqual({
    ...{ id: 'US-CO:CO-P2', title: expect.any(String), before: 'exempt', after: 'coming' },
  })
  const later = await clinician.call('POST', `${path}/obligations/what-if`, {
    ...{ facts: {}, today: '2027-01-01' },
  })
  expect(later.body.changes).toContainEqual(
    expect.objectContaining({ id: 'US-CO:CO-H2', before: 'coming', after: 'applies' }),
  )
  // Nothing of what was tried is kept.
  expect(statesOf(await lawOf(path))).toEqual(states)

  const calendar = await clinician.call('GET', '/law-calendar')
  const day = calendar.body.days.find((each: { day: string }) => each.day === '2027-01-01')
  const coming = day.obligations.find(({ id }: { id: string }) => id === 'US-CO:CO-H2')
  expect(coming.systems.map(({ id }: { id: string }) => `/ai-systems/${id}`)).toContain(path)
})

describe('a therapy chatbot in Illinois', () => {
  const gateOf = async (path: string) => {
    const { body } = await lead.call('GET', `${path}/gates/deployment`)
    const { met, reason } = body.requirements.find(
      ({ id }: { id: string }) => id === 'not-forbidden',
    )
    return { met, message: (reason?.message ?? '') as string }
  }

  test('is refused at its gate with the reason of the law', async () => {
    const path = await register({
      ...{ archetype: 'patient-chat', traits: ['generative'], siteCodes: ['chicago'] },
    })
    // Nobody has said what the chat is for: it cannot be ruled out.
    const open = await gateOf(path)
    expect(open.met).toBe(false)
    expect(open.message).toMatch(/may forbid this .*not known: What is it used for\?/)

    await state(path, { uses: ['therapy'] })
    const refused = await gateOf(path)
    expect(refused.met).toBe(false)
    expect(refused.message).toBe(
      'Illinois: AI in health care forbids this (US-IL:IL-1: No therapy by AI) because it is used in Illinois; it is used for therapy or psychotherapy; patients interact with it themselves',
    )
    expect((await lawOf(path)).prohibitions).toEqual(['US-IL:IL-1'])
    const moved = await lead.call('POST', `${path}/stage`, { to: 'deployment' })
    expect(moved.status).toBe(412)

    await state(path, { uses: ['administration'] })
    expect(await gateOf(path)).toMatchObject({ met: true })
  })

  test('is not held up where it books appointments in Denver', async () => {
    const path = await register({ archetype: 'patient-chat', siteCodes: ['denver'] })
    await state(path, { uses: ['administration'] })
    expect(await gateOf(path)).toMatchObject({ met: true })
  })
})

describe('frameworks', () => {
  test('are listed with where they come from, and read one by one', async () => {
    const { body } = await clinician.call('GET', '/frameworks')
    const iso = body.items.find(({ id }: { id: string }) => id === 'ISO42001')
    expect(iso).toMatchObject({ certifiable: true, asOf: expect.any(String) })
    const { body: one } = await clinician.call('GET', '/frameworks/ISO42001')
    const control = one.requirements.find(({ id }: { id: string }) => id === 'ISO42001:A.6.2.4')
    expect(control).toMatchObject({ role: 'requirement', kind: 'control', confidence: 'verified' })
    expect((await clinician.call('GET', '/frameworks/NONE')).status).toBe(404)
  })

  test('lie to each other by mappings, or nobody mapped them', async () => {
    const { body } = await clinician.call('GET', '/frameworks/HIPAA/crosswalk/ISO42001')
    expect(body.mappings.length).toBeGreaterThan(80)
    expect(body.mappings[0]).toMatchObject({ from: expect.stringMatching(/^HIPAA:/) })
    const far = await clinician.call('GET', '/frameworks/HIPAA/crosswalk/NIST-AI-RMF')
    expect(far.body).toMatchObject({ mappings: [], distant: expect.arrayContaining([]) })
    expect(far.body.distant.length).toBeGreaterThan(100)
  })
})

test('the calendar moves on with the days', async () => {
  const path = await register({ archetype: 'triage', siteCodes: ['denver'] })
  await state(path, { roles: ['deployer'], influencesDecisions: true, fdaStatus: 'not-a-device' })
  now = new Date('2027-01-01T00:00:00.000Z')
  const { body } = await clinician.call('GET', '/law-calendar')
  expect(body.days.map(({ day }: { day: string }) => day)).not.toContain('2027-01-01')
  expect(statesOf(await lawOf(path)).get('US-CO:CO-H2')).toBe('applies')
})

test('facts alone tell what the law would ask, before anything is registered', async () => {
  const therapy = { states: ['IL'], uses: ['therapy'], patientFacing: true }
  const { status, body } = await clinician.call('POST', '/law', { facts: therapy })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.prohibitions.filter((id: string) => id.startsWith('US-IL:')).length).toBeGreaterThan(
    0,
  )
  const elsewhere = await clinician.call('POST', '/law', { facts: { ...therapy, states: ['WI'] } })
  expect(elsewhere.body.items.filter(({ id }: { id: string }) => id.startsWith('US-IL:'))).toEqual(
    [],
  )
  const wrong = await clinician.call('POST', '/law', { facts: { states: ['Illinois'] } })
  expect(wrong.status).toBe(400)
  expect(wrong.body.errors[0].path).toContain('facts.states')
})
