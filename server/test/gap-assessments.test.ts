import { afterAll, beforeAll, expect, test } from 'vitest'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'

type Body = Answer['body']

let server: TestServer
let world: ControlsWorld
let lead: Person
let privacy: Person
let id: string
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await controlsWorld(server)
  lead = world.lead
  privacy = await server.person('privacy-officer')
}, 60_000)
afterAll(() => server.close())

const policy = 'ISO42001:A.2.2'
const impact = 'ISO42001:A.5.2'
const supplier = 'ISO42001:A.10.3'
const open = (framework = 'ISO42001', who = lead) =>
  who.call('POST', '/gap-assessments', { framework })
const read = async (which = id): Promise<Body> =>
  world.done(lead.call('GET', `/gap-assessments/${which}`))
const line = (body: Body, requirementId: string): Body =>
  body.lines.find((each: Body) => each.requirementId === requirementId)
const judge = (requirementId: string, judgement: string, revision?: number, who = lead) =>
  who.call(
    'PUT',
    `/gap-assessments/${id}/requirements/${encodeURIComponent(requirementId)}`,
    { judgement, note: 'As we saw on the ward.' },
    revision === undefined ? {} : { 'if-match': `"${revision}"` },
  )
const plan = (requirementIds: string[], more: object = {}) =>
  lead.call('POST', `/gap-assessments/${id}/findings`, { requirementIds, ...more })
const codes = ({ body }: Answer): string[] => body.reasons.map((each: Body) => each.code)

test('a new organization has honest gaps: nothing is judged, and everything is missing', async () => {
  const opened = await open()
  expect(opened.status, JSON.stringify(opened.body)).toBe(201)
  id = opened.body.id
  const { lines, counts, areas } = opened.body
  expect(counts.missing).toBe(lines.length)
  expect(lines.filter((each: Body) => each.judgement !== null || each.finding !== null)).toEqual([])
  expect(line(opened.body, policy)).toMatchObject({ gap: 'missing', coverage: { state: 'open' } })
  const summed = areas.reduce((sum: number, area: Body) => sum + area.counts.missing, 0)
  expect(summed).toBe(lines.length)
  const headings: string[] = areas.map((area: Body) => area.id)
  expect(headings).toContain('ISO42001:A.5')
  const planning = headings.indexOf('ISO42001:6')
  expect(headings.slice(planning, planning + 2)).toEqual(['ISO42001:6', 'ISO42001:6.1'])

  const again = await open()
  expect(again.status).toBe(409)
  expect(codes(again)).toEqual(['gap-assessment-open'])
  expect((await open('ISO9999')).status).toBe(404)
  expect((await open('NIST-AI-RMF', world.files.clinician)).status).toBe(403)
  const { body } = await world.files.clinician.call('GET', '/gap-assessments')
  expect(body.items).toHaveLength(1)
})

test('what is said closes no gap; controls that operate do, and what is found against them stays', async () => {
  expect(line((await judge(policy, 'in-place')).body, policy)).toMatchObject({
    ...{ gap: 'unproven', judgement: 'in-place', revision: 1, judgedBy: lead.name },
  })
  await world.operating(impact)
  expect(line(await read(), impact)).toMatchObject({ gap: 'none', coverage: { state: 'met' } })
  expect(line((await judge(impact, 'missing')).body, impact).gap).toBe('contested')
  expect((await judge('ISO42001:A.5', 'missing')).status).toBe(404)
  expect((await judge('ISO27001:A.5.1', 'missing')).status).toBe(404)
  expect((await judge(policy, 'perfect')).status).toBe(400)
  expect((await judge(policy, 'partly', undefined, world.files.clinician)).status).toBe(403)
})

test('two people who judge one requirement: the second is told, and nothing is lost', async () => {
  const both = await Promise.all([
    judge(supplier, 'missing', 0),
    judge(supplier, 'partly', 0, privacy),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(codes(both.find(({ status }) => status === 409)!)).toEqual(['revision-changed'])
  expect(line(await read(), supplier)).toMatchObject({ revision: 1 })
})

test('a plan opens a finding for each gap, with the owner that the statement names, or none', async () => {
  const ownerId = await world.memberId(privacy)
  const { body: statement } = await lead.call('POST', '/statements', {})
  await lead.call('PUT', `/statements/${statement.id}/items/${encodeURIComponent(policy)}`, {
    ...{ applicable: true, justification: 'We use AI every day.', ownerId },
  })
  await world.operating('ISO42001:A.5.3')
  const before = (await read()).lines.filter((each: Body) => each.finding !== null)
  expect(before).toEqual([])
  const refused = await plan([policy, 'ISO42001:A.5.3', 'ISO42001:A.99'])
  expect(refused.status).toBe(412)
  expect(codes(refused)).toEqual(['no-gap', 'no-requirement'])
  expect((await world.done(lead.call('GET', '/findings'))).items).toEqual([])

  const planned = await plan([policy, supplier, policy], { note: 'Write it.' })
  expect(planned.status, JSON.stringify(planned.body)).toBe(200)
  expect(line(planned.body, policy).finding).toMatchObject({
    ...{ status: 'open', severity: 'major', owner: privacy.name, overdue: false },
  })
  expect(line(planned.body, supplier).finding.owner).toBe(null)
  const { items } = await world.done(lead.call('GET', '/findings?source=gap-assessment'))
  expect(items).toHaveLength(2)
  const found = await world.done(
    lead.call('GET', `/findings/${line(planned.body, policy).finding.id}`),
  )
  expect(found).toMatchObject({
    title: expect.stringContaining(`${policy} `),
    description: expect.stringMatching(/^Said to be in place.*As we saw on the ward.*Write it/s),
    source: { type: 'gap-assessment', reference: 'ISO42001, gap assessment 1' },
  })
  expect(codes(await plan([policy]))).toEqual(['planned-already'])
  // A plan is no judgement.
  expect(line(planned.body, policy).revision).toBe(1)
  expect((await judge(policy, 'partly', 1)).status).toBe(200)
})

test('it is closed for good, filed as evidence, and exported', async () => {
  const closed = await lead.call('POST', `/gap-assessments/${id}/close`)
  expect(closed.status, JSON.stringify(closed.body)).toBe(200)
  expect(closed.body.digest).toMatch(/^[0-9a-f]{64}$/)
  await world.operating('ISO42001:A.6.2.4')
  expect(line(await read(), 'ISO42001:A.6.2.4').gap).toBe('missing')
  for (const late of [
    await judge(policy, 'missing'),
    await plan(['ISO42001:A.6.2.4']),
    await lead.call('POST', `/gap-assessments/${id}/close`),
  ]) {
    expect(codes(late)).toEqual(['gap-assessment-closed'])
  }
  const { body } = await lead.call('GET', '/evidence?search=gap')
  expect(body.items).toMatchObject([
    { title: 'Gap assessment 1 (ISO42001)', source: { type: 'gap-assessments', id } },
  ])
  const answer = await server.inject({
    method: 'GET',
    url: `/api/v1/gap-assessments/${id}/export`,
    headers: { cookie: lead.cookie },
  })
  expect(answer.headers['content-disposition']).toBe(
    'attachment; filename="gap-assessment-iso42001-1-closed.csv"',
  )
  expect(String(answer.body).split('\r\n')).toHaveLength(closed.body.lines.length + 2)
})

test('the next one carries over what was found and is still planned', async () => {
  const { finding } = line(await read(), supplier)
  for (const status of ['in-progress', 'resolved']) {
    const step = { status, reason: 'Done.' }
    await world.done(privacy.call('PATCH', `/findings/${finding.id}`, step))
  }
  await world.done(
    lead.call('POST', `/findings/${finding.id}/check`, { effective: true, reason: 'Seen.' }),
  )
  const next = await world.done(open())
  expect(next.number).toBe(2)
  expect(line(next, policy)).toMatchObject({
    ...{ judgement: 'partly', carriedFrom: 1, revision: 1, finding: { status: 'open' } },
  })
  expect(line(next, supplier)).toMatchObject({ carriedFrom: 1, finding: null })
  expect(line(next, 'ISO42001:A.6.2.4').gap).toBe('none')
  expect(line(await read(), supplier).finding.status).toBe('open')
})
