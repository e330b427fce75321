import { afterAll, beforeAll, expect, test } from 'vitest'
import { password, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer
let lead: Person
let privacy: Person
let clinician: Person

beforeAll(async () => {
  server = await startTestServer()
  lead = await server.person('governance-lead')
  privacy = await server.person('privacy-officer')
  clinician = await server.person('clinician')
})
afterAll(() => server.close())

type Line = {
  requirementId: string
  applicable: boolean | null
  justification: string
  revision: number
  carriedFrom: number | null
  state: string
  owner: { id: string; name: string } | null
}

const open = () => lead.call('POST', '/statements', {})
const read = async (id: string) => (await clinician.call('GET', `/statements/${id}`)).body
const lineOf = (body: { lines: Line[] }, id: string) =>
  body.lines.find(({ requirementId }) => requirementId === id)!
const decide = (who: Person, id: string, requirementId: string, more: object, revision?: number) =>
  who.call(
    'PUT',
    `/statements/${id}/items/${encodeURIComponent(requirementId)}`,
    { applicable: true, justification: 'We run AI in the care of patients.', ...more },
    revision === undefined ? {} : { 'if-match': `"${revision}"` },
  )

async function ownerId(): Promise<string> {
  const { body } = await lead.call('GET', '/members')
  return body.items[0].id as string
}

async function decideAll(id: string): Promise<void> {
  const owner = await ownerId()
  const { lines } = (await read(id)) as { lines: Line[] }
  for (const { requirementId } of lines) {
    const decided = await decide(lead, id, requirementId, { ownerId: owner })
    expect(decided.status, JSON.stringify(decided.body)).toBe(200)
  }
}

const policy = 'ISO42001:A.2.2'
let first = ''

test('a new statement says nothing of itself: 38 controls, none decided, all open', async () => {
  const made = await open()
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  first = made.body.id
  expect(made.body.lines).toHaveLength(38)
  expect(made.body.counts).toEqual({ applicable: 0, excluded: 0, undecided: 38, implemented: 0 })
  expect(lineOf(made.body, policy)).toMatchObject({
    ...{ applicable: null, justification: '', owner: null, revision: 0, state: 'open' },
    area: 'Policies related to AI',
  })
  expect(made.body.problems).toHaveLength(38)
  const again = await open()
  expect(again.status).toBe(409)
  expect(again.body.reasons).toMatchObject([{ code: 'draft-exists' }])
})

test('two people who decide on one control do not overwrite each other', async () => {
  const mine = await decide(lead, first, policy, {}, 0)
  expect(mine.status).toBe(200)
  expect(lineOf(mine.body, policy)).toMatchObject({ applicable: true, revision: 1 })
  const excluded = { applicable: false, justification: 'No AI is in use here.' }
  const late = await decide(privacy, first, policy, excluded, 0)
  expect(late.status).toBe(409)
  expect(late.body.reasons).toMatchObject([{ code: 'revision-changed' }])
  expect(lineOf(await read(first), policy)).toMatchObject({ applicable: true, revision: 1 })
  const both = await Promise.all([
    decide(lead, first, policy, { justification: 'We set the policy for all AI.' }, 1),
    decide(privacy, first, policy, excluded, 1),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('what is not applicable is excluded with its reason, and what is said badly is refused', async () => {
  const supplier = 'ISO42001:A.10.3'
  const out = await decide(lead, first, supplier, {
    ...{ applicable: false, justification: 'No AI system comes from a supplier.' },
  })
  expect(lineOf(out.body, supplier)).toMatchObject({
    ...{ state: 'excluded', reason: 'No AI system comes from a supplier.' },
  })
  expect((await decide(lead, first, supplier, { justification: ' ' })).status).toBe(400)
  expect((await decide(lead, first, 'ISO42001:4.1', {})).status).toBe(404)
  expect((await decide(lead, first, 'ISO27001:A.5.1', {})).status).toBe(404)
  const stranger = { ownerId: '6b1ffa3c-2f5b-4d5e-9c1f-0d8b8f0e7a11' }
  expect((await decide(lead, first, supplier, stranger)).status).toBe(400)
  expect((await decide(clinician, first, supplier, {})).status).toBe(403)
})

test('it is signed once everything is decided, kept for good, and filed as evidence', async () => {
  const early = await lead.call('POST', `/statements/${first}/sign`, { password })
  expect(early.status).toBe(412)
  expect(early.body.reasons.length).toBeGreaterThan(30)
  await decideAll(first)
  expect((await read(first)).problems).toEqual([])
  const wrong = await lead.call('POST', `/statements/${first}/sign`, { password: 'not mine' })
  expect(wrong.status).toBe(400)
  expect((await privacy.call('POST', `/statements/${first}/sign`, { password })).status).toBe(403)
  const signed = await lead.call('POST', `/statements/${first}/sign`, { password })
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  expect(signed.body).toMatchObject({ number: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(signed.body.counts).toMatchObject({ applicable: 38, undecided: 0, implemented: 0 })

  const changed = await decide(lead, first, policy, {})
  expect(changed.status).toBe(409)
  expect((await lead.call('POST', `/statements/${first}/sign`, { password })).status).toBe(409)
  const evidence = await lead.call('GET', '/evidence?search=applicability')
  expect(evidence.body.items).toMatchObject([
    { title: 'Statement of applicability 1 (ISO42001)', origin: 'primum' },
  ])
})

test('what the newest signed statement excludes is excluded from the coverage', async () => {
  const supplier = 'ISO42001:A.10.3'
  const covered = async () => {
    const { body } = await lead.call('GET', '/frameworks/ISO42001/coverage')
    return body.items.find(
      (each: { requirement: { id: string } }) => each.requirement.id === supplier,
    )
  }
  expect(await covered()).toMatchObject({ state: 'open' })
  const { body: next } = await open()
  await decide(lead, next.id, supplier, {
    ...{ applicable: false, justification: 'No AI system comes from a supplier.' },
  })
  // A draft says nothing yet.
  expect(await covered()).toMatchObject({ state: 'open' })
  await lead.call('POST', `/statements/${next.id}/sign`, { password })
  expect(await covered()).toMatchObject({
    state: 'excluded',
    reason: 'statement of applicability 2: No AI system comes from a supplier.',
  })
})

test('the next one carries over what was said, marked until somebody decides anew', async () => {
  const next = await open()
  expect(next.body).toMatchObject({ number: 3, signedAt: null })
  expect(lineOf(next.body, policy)).toMatchObject({ applicable: true, carriedFrom: 2 })
  const anew = await decide(lead, next.body.id, policy, { justification: 'Still our policy.' })
  expect(lineOf(anew.body, policy)).toMatchObject({ carriedFrom: null, revision: 2 })
  const before = lineOf(await read(first), policy)
  expect(before.justification).not.toBe('Still our policy.')
  const { body } = await clinician.call('GET', '/statements')
  expect(body.items.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1])
})

test('it is exported as a table that no spreadsheet takes for formulas', async () => {
  const { body: list } = await lead.call('GET', '/statements')
  const draft = list.items[0].id as string
  await decide(lead, draft, policy, { justification: '=HYPERLINK("http://evil.example")' })
  const answer = await server.inject({
    method: 'GET',
    url: `/api/v1/statements/${draft}/export`,
    headers: { cookie: lead.cookie },
  })
  expect(answer.headers['content-disposition']).toBe(
    'attachment; filename="statement-of-applicability-iso42001-3-draft.csv"',
  )
  const text = String(answer.body)
  expect(text.split('\r\n')).toHaveLength(40)
  expect(text).toContain(`'=HYPERLINK`)
})
