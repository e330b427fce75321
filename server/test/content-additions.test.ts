import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Content } from '../src/content.ts'
import { recordContent } from '../src/jobs/content-round.ts'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { laterContent } from './other-content.ts'

type Body = Answer['body']

let server: TestServer
let world: ControlsWorld
const later: Content[] = []

beforeAll(async () => {
  server = await startTestServer()
  world = await controlsWorld(server)
  await recordContent(server.services, new AbortController().signal, (error) => {
    throw error
  })
}, 60_000)
afterAll(async () => {
  await server.close()
  for (const { folder } of later) await rm(folder, { recursive: true, force: true })
})

/** As if the program had been updated. */
async function updateProgram(changes: Parameters<typeof laterContent>[1]): Promise<void> {
  const content = await laterContent(server.services.content, changes)
  later.push(content)
  server.services.content = content
}

const get = async (path: string): Promise<Body> => world.done(world.lead.call('GET', path))
const release = (id: string) => get(`/content-packs/framework/${id}/release`)
const take = async (id: string, digest: string): Promise<Body> => {
  const path = `/content-packs/framework/${id}/release`
  return world.done(world.lead.call('POST', path, { digest, reason: 'Read by counsel.' }))
}

/** The fields of a change by their names, as they were or are. */
const saidOf = ({ fields }: Body, side: 'before' | 'after') =>
  Object.fromEntries(fields.map((each: Body) => [each.field, each[side]]))

const impact = 'ISO42001:A.5.2'
const fresh = 'ISO42001:A.5.6'
const freshText = 'Review them when the system changes.'

test('what a release adds is read before it is taken, and what it takes away too', async () => {
  await updateProgram({
    'frameworks/iso42001.yaml': (file: Body) => {
      file.release = '2027.04.0'
      file.requirements.push({
        ...{ id: fresh, kind: 'control', title: 'Review', parent: 'ISO42001:A.5' },
        ...{ text: freshText, evidence: ['Minutes'], confidence: 'recalled' },
      })
    },
  })
  const added: Body = await release('ISO42001')
  expect(added.changes).toMatchObject([{ id: fresh, change: 'added', title: 'Review' }])
  expect(saidOf(added.changes[0], 'after')).toMatchObject({
    ...{ text: freshText, evidence: ['Minutes'], confidence: 'recalled', title: 'Review' },
  })
  expect(Object.values(saidOf(added.changes[0], 'before')).every((each) => each === null)).toBe(
    true,
  )
  const taken: Body = await take('ISO42001', added.to.digest)
  expect(taken.changes).toEqual(added.changes)
  expect(await get(`/content-adoptions/${taken.id}`)).toEqual(taken)
  // A list of steps names what came, and leaves its text to the step itself.
  expect((await get('/content-adoptions')).items[0]).toEqual({
    ...taken,
    changes: [{ ...added.changes[0], fields: [] }],
  })

  await updateProgram({
    'frameworks/iso42001.yaml': (file: Body) => {
      file.release = '2027.05.0'
      file.requirements = file.requirements.filter(({ id }: Body) => id !== fresh)
      file.requirements.find(({ id }: Body) => id === impact).text = 'Assess it each month.'
    },
  })
  const removed: Body = await release('ISO42001')
  expect(removed.changes).toMatchObject([
    { id: impact, change: 'changed' },
    { id: fresh, change: 'removed', title: 'Review' },
  ])
  expect(saidOf(removed.changes[1], 'before')).toMatchObject({ text: freshText })
  const step: Body = await take('ISO42001', removed.to.digest)
  const [first] = (await get('/content-adoptions?pack=ISO42001')).items
  expect(first.changes).toEqual([step.changes[0], { ...step.changes[1], fields: [] }])
})

const house = {
  ...{ id: 'HOUSE', title: 'House rules', release: '2027.04.0', kind: 'law', about: 'Of a house.' },
  ...{ source: ['ACT'], asOf: '2027-04-01', confidence: 'verified' },
  sources: { ACT: { title: 'The act' } },
  requirements: [
    { id: 'HOUSE:1', kind: 'duty', title: 'Tell people', text: 'Tell people before.' },
    { id: 'HOUSE:2', kind: 'duty', title: 'Keep records', confidence: 'recalled' },
  ],
  rules: [
    {
      ...{ id: 'HOUSE:rule', requirements: ['HOUSE:1'], effective: null },
      when: { fact: 'generative', is: true },
      cases: [
        { about: 'It writes', facts: { generative: true }, expect: 'applies' },
        { about: 'It scores', facts: { generative: false }, expect: 'not' },
      ],
    },
  ],
}

test('a framework that was not here before is read whole, and reopens nothing', async () => {
  await updateProgram({ 'frameworks/house.yaml': (file: Body) => Object.assign(file, house) })
  const waiting = await release('HOUSE')
  const named = waiting.changes.map(({ kind, change, id }: Body) => [kind, change, id])
  expect(named).toEqual([
    ['requirement', 'added', 'HOUSE:1'],
    ['requirement', 'added', 'HOUSE:2'],
    ['rule', 'added', 'HOUSE:rule'],
  ])
  expect(saidOf(waiting.changes[0], 'after')).toMatchObject({ text: 'Tell people before.' })
  expect(saidOf(waiting.changes[1], 'after')).toMatchObject({ confidence: 'recalled' })
  expect(saidOf(waiting.changes[2], 'after')).toMatchObject({ when: house.rules[0]!.when })
  expect(waiting.from).toBe(null)
  expect(Object.values(waiting.touched).flat()).toEqual([])

  const step: Body = await take('HOUSE', waiting.to.digest)
  expect(step.changes).toEqual(waiting.changes)
  expect(await get(`/content-adoptions/${step.id}`)).toEqual(step)
  expect((await get('/content-adoptions')).items[0]).toEqual({ ...step, changes: [] })
  const { rows } = await server.owner.query(
    "select details from ledger_entries where action = 'content-packs.adopt' order by sequence desc limit 1",
  )
  expect(rows[0].details).toMatchObject({ changes: [], reopened: { mappings: [], duties: [] } })
})

test('where what is in force cannot be read any more, the next is told whole and reopens nothing', async () => {
  const { id: controlId } = await world.operating('HOUSE:1')
  const gone = 'b'.repeat(64)
  await server.owner.query(
    'insert into content_snapshots (digest, content, kept_at) values ($1, $2, now())',
    [
      gone,
      {
        framework: { id: 'HOUSE', release: '2027.04.0', schema: 'of another program' },
        rules: null,
      },
    ],
  )
  await server.owner.query("update content_packs set digest = $1 where id = 'HOUSE'", [gone])
  await updateProgram({
    'frameworks/house.yaml': (file: Body) => {
      file.release = '2027.05.0'
      file.requirements[0].text = 'Tell people twice.'
    },
  })
  const waiting = await release('HOUSE')
  expect(waiting.from).toEqual({ release: '2027.04.0', digest: gone })
  expect(waiting.changes.map(({ change }: Body) => change)).toEqual(['added', 'added', 'added'])
  expect(saidOf(waiting.changes[0], 'after')).toMatchObject({ text: 'Tell people twice.' })
  expect(Object.values(waiting.touched).flat()).toEqual([])
  await take('HOUSE', waiting.to.digest)
  expect((await world.coverageOf('HOUSE:1')).state).toBe('met')
  expect((await world.read(controlId)).requirements[0].lookAgain).toBe(null)
})
