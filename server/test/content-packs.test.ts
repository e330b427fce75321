import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Content } from '../src/content.ts'
import { recordContent } from '../src/jobs/content-round.ts'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { laterContent } from './other-content.ts'

type Body = Answer['body']

let server: TestServer
let world: ControlsWorld
let first: Content
const later: Content[] = []
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await controlsWorld(server)
  first = server.services.content
}, 60_000)
afterAll(async () => {
  await server.close()
  for (const { folder } of later) await rm(folder, { recursive: true, force: true })
})

const impact = 'ISO42001:A.5.2'
const policy = 'ISO42001:A.2.2'
const said = { reason: 'Read by counsel and the committee.' }

/** As if the program had been updated. */
async function updateProgram(changes: Parameters<typeof laterContent>[1]): Promise<void> {
  const content = await laterContent(server.services.content, changes)
  later.push(content)
  server.services.content = content
}

const rephrase = (release: string, text: string) => (file: Body) => {
  file.release = release
  file.requirements.find(({ id }: Body) => id === impact).text = text
}

const get = async (path: string): Promise<Body> => world.done(world.lead.call('GET', path))
const packOf = async (id: string): Promise<Body> =>
  (await get('/content-packs')).items.find((each: Body) => each.id === id)
const release = (kind = 'framework', id = 'ISO42001') =>
  world.lead.call('GET', `/content-packs/${kind}/${id}/release`)
const take = (digest: string, id = 'ISO42001', who = world.lead, kind = 'framework') =>
  who.call('POST', `/content-packs/${kind}/${id}/release`, { digest, ...said })
const codes = ({ body }: Answer): string[] => body.reasons.map((each: Body) => each.code)
const record = () =>
  recordContent(server.services, new AbortController().signal, (error) => {
    throw error
  })

test('who has taken nothing has what the program comes with, without a word of anybody', async () => {
  const { items } = await get('/content-packs')
  expect(items.length).toBeGreaterThan(30)
  expect(items.filter((each: Body) => each.waiting !== null || each.adoptedBy !== null)).toEqual([])
  expect((await release()).status).toBe(409)
  await record()
  await record()
  const { rows } = await server.owner.query(
    "select count(*)::int as n from ledger_entries where action = 'content-packs.record'",
  )
  expect(rows[0].n).toBe(1)
  expect(await packOf('ISO42001')).toMatchObject({
    ...{ origin: 'program', waiting: null, adoptedBy: { kind: 'system' }, revision: 1 },
  })
})

test('a new release waits: what it changes and touches is seen before it counts', async () => {
  const { id: controlId } = await world.operating(impact)
  await world.operating(policy)
  expect((await world.coverageOf(impact)).state).toBe('met')
  await updateProgram({
    'frameworks/iso42001.yaml': rephrase('2027.01.0', 'Assess it twice a year.'),
  })
  expect(await packOf('ISO42001')).toMatchObject({ waiting: { release: '2027.01.0' } })
  expect((await get('/frameworks/ISO42001')).release).not.toBe('2027.01.0')
  expect((await world.coverageOf(impact)).state).toBe('met')

  const { status, body } = await release()
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.changes).toEqual([
    {
      ...{ id: impact, kind: 'requirement', change: 'changed', matters: true },
      title: expect.any(String),
      fields: [{ field: 'text', before: expect.any(String), after: 'Assess it twice a year.' }],
    },
  ])
  expect(body.touched.controls.map((each: Body) => each.id)).toEqual([controlId])
  expect(body).toMatchObject({ to: { release: '2027.01.0' }, law: [] })
  const worklist: Body = await get('/worklist')
  expect(worklist.items).toContainEqual(
    expect.objectContaining({ kind: 'content-release', detail: 'ISO42001 2027.01.0' }),
  )
})

test('it is taken by who may, as it was looked at, and reopens what it touches', async () => {
  const { digest } = (await release()).body.to
  const clinician = world.files.clinician
  expect((await take(digest, 'ISO42001', clinician)).status).toBe(403)
  expect(codes(await take('0'.repeat(64)))).toEqual(['release-changed'])
  expect((await take(digest, 'ISO9999')).status).toBe(404)
  const [one, two] = await Promise.all([take(digest), take(digest)])
  expect([one.status, two.status].toSorted()).toEqual([201, 409])
  expect((await packOf('ISO42001')).waiting).toBe(null)
  expect((await get('/frameworks/ISO42001')).release).toBe('2027.01.0')

  const found = await world.coverageOf(impact)
  expect(found.state).toBe('partly')
  expect(found.contributions[0].reason).toContain('ISO42001 2027.01.0: it says otherwise (text)')
  expect((await world.coverageOf(policy)).state).toBe('met')
  const { id, requirements } = await world.read(found.contributions[0].control.id)
  expect(requirements[0].lookAgain).toContain('it says otherwise')
  const { items } = await get('/worklist')
  expect(items.filter((each: Body) => each.kind === 'control-mapping')).toHaveLength(1)

  await world.done(world.map(id, impact))
  expect((await world.coverageOf(impact)).state).toBe('met')
  const after: Body = await get('/worklist')
  expect(after.items.filter((each: Body) => each.kind === 'control-mapping')).toEqual([])
  const page: Body = await get('/content-adoptions')
  expect(page.items).toHaveLength(1)
  expect(page.items[0]).toMatchObject({ pack: 'ISO42001', reason: said.reason })
  expect(await get(`/content-adoptions/${page.items[0].id}`)).toEqual(page.items[0])
  expect(page.items[0].touched.controls[0].id).toBe(id)
})

test('other sources change nothing that is asked, and reopen nothing', async () => {
  await updateProgram({
    'frameworks/iso42001.yaml': (file: Body) => {
      file.release = '2027.02.0'
      file.requirements.find(({ id }: Body) => id === impact).asOf = '2027-02-01'
    },
  })
  const { body } = await release()
  expect(body.changes).toMatchObject([{ id: impact, matters: false }])
  expect(body.touched.controls).toEqual([])
  expect((await take(body.to.digest)).status).toBe(201)
  expect((await world.coverageOf(impact)).state).toBe('met')
})

test('a mapping that says otherwise is told, and what was adopted of it no longer counts', async () => {
  const crosswalk: Body = (await get('/frameworks/ISO42001/crosswalk/NIST-AI-RMF')).mappings[0]
  const { from, to } = crosswalk
  await world.done(world.lead.call('POST', '/adopted-mappings', { from, to, reason: 'It holds.' }))
  await updateProgram({
    'crosswalks/iso42001.yaml': (file: Body) => {
      file.release = '2027.03.0'
      const found = file.mappings.find((each: Body) => each.from === from && each.to === to)
      found.relation = found.relation === 'intersects-with' ? 'equal' : 'intersects-with'
    },
  })
  const { id } = (await get('/content-packs')).items.find((each: Body) => each.waiting !== null)
  const { body } = await release('crosswalk', id)
  expect(body.touched.adoptedMappings).toEqual([{ from, to }])
  expect((await take(body.to.digest, id, world.lead, 'crosswalk')).status).toBe(201)
  const adopted: Body = await get('/adopted-mappings')
  expect(adopted.items).toMatchObject([{ from, to, counts: false }])
})

test('a law that may bind stays on; what shows by facts not to bind, and a standard, go', async () => {
  await world.done(world.owner.call('POST', '/ai-systems', aiSystemInput()))
  const off = (id: string, more: object = {}, headers = {}) =>
    world.lead.call(
      'PUT',
      `/content-packs/framework/${id}/switch`,
      { on: false, reason: 'It is not ours.', ...more },
      headers,
    )
  const refused = await off('HIPAA')
  expect(codes(refused)).toEqual(['law-binds'])
  expect(refused.body.reasons[0].message).toContain('binds, or may bind')
  expect((await off('ISO13485', {}, { 'if-match': '"7"' })).status).toBe(409)
  expect((await off('ISO13485')).body).toMatchObject({
    switchedOff: { reason: 'It is not ours.', by: { name: world.lead.name } },
    revision: 2,
  })
  expect((await world.lead.call('GET', '/frameworks/ISO13485')).status).toBe(404)
  expect((await get('/frameworks')).items.map((each: Body) => each.id)).not.toContain('ISO13485')
  expect(codes(await off('ISO13485'))).toEqual(['switched-already'])
  expect((await off('ISO13485', { on: true })).body.switchedOff).toBe(null)
  expect((await get('/frameworks/ISO13485')).id).toBe('ISO13485')
})

test('another program, another organization: nobody sees what is not theirs', async () => {
  expect((await world.files.clinician.call('GET', '/content-packs')).status).toBe(200)
  expect((await server.inject({ method: 'GET', url: '/api/v1/content-packs' })).status).toBe(401)
  const back: Body = await packOf('ISO42001')
  server.services.content = first
  // An older program: what was taken stays in force, and what it has is only offered.
  expect(await packOf('ISO42001')).toMatchObject({ release: back.release })
  expect((await get('/frameworks/ISO42001')).release).toBe(back.release)
})
