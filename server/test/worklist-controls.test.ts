import { afterAll, beforeAll, expect, test } from 'vitest'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'

let server: TestServer
let world: ControlsWorld
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await controlsWorld(server)
}, 60_000)
afterAll(() => server.close())

async function waiting(person: Person, kind: string): Promise<Answer['body'][]> {
  const { items } = await world.done(person.call('GET', '/worklist'))
  return items.filter((each: { kind: string }) => each.kind === kind)
}

test('a manual test waits for who owns its control until it is performed, and again when due', async () => {
  const ownerId = await world.memberId(world.lead)
  const { id } = await world.control({ ownerId })
  const asked = await world.manual(id, { everyMonths: 6 })
  expect(await waiting(world.lead, 'control-test')).toMatchObject([
    {
      title: 'Test of control AIC-01: Sample of minutes',
      path: `/controls/${id}`,
      dueAt: null,
      urgency: 'soon',
    },
  ])
  // Not theirs, or none of their business.
  expect(await waiting(world.files.auditor, 'control-test')).toEqual([])
  expect(await waiting(world.files.clinician, 'control-test')).toEqual([])

  const sample = [{ label: 'Minutes of May', ok: true, reason: 'as seen' }]
  await world.done(world.run(asked.id, { result: 'passed', sample }, world.lead))
  expect(await waiting(world.lead, 'control-test')).toEqual([])
  time = Date.parse('2027-05-15T10:00:00Z')
  expect(await waiting(world.lead, 'control-test')).toMatchObject([
    { dueAt: '2027-05-22T23:59:59.999Z', overdue: false },
  ])
  time = Date.parse('2027-05-23T10:00:00Z')
  expect(await waiting(world.lead, 'control-test')).toMatchObject([
    { overdue: true, urgency: 'now' },
  ])
})

test('evidence that soon will not count waits for its owner, and goes with a new version', async () => {
  const { files } = world
  const ownerId = await world.memberId(files.owner)
  const day = (days: number) => new Date(time + days * 86_400_000).toISOString().slice(0, 10)
  const id = await files.filed({ ownerId }, `effectiveFrom=${day(-90)}&effectiveUntil=${day(10)}`)
  expect(await waiting(files.owner, 'evidence-renewal')).toMatchObject([
    {
      title: 'Evidence will soon not count: Monitoring procedure',
      path: `/evidence/${id}`,
      dueAt: `${day(10)}T23:59:59.999Z`,
      overdue: false,
    },
  ])
  expect(await waiting(world.lead, 'evidence-renewal')).toEqual([])
  time += 11 * 86_400_000
  expect(await waiting(files.owner, 'evidence-renewal')).toMatchObject([
    { overdue: true, urgency: 'now', detail: expect.stringContaining('Its period ended') },
  ])
  const next = await files.upload(id, undefined, { query: `effectiveFrom=${day(0)}` })
  expect(next.status, JSON.stringify(next.body)).toBe(201)
  expect(await waiting(files.owner, 'evidence-renewal')).toEqual([])
})
