import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

let server: TestServer
let world: ValidationWorld

beforeAll(async () => {
  server = await startTestServer()
  world = await validationWorld(server)
}, 60_000)
afterAll(() => server.close())

async function unvalidated(tier: number): Promise<string> {
  const systemId = await world.system({ tier })
  await world.version(systemId, '1.0.0', { validated: false })
  return systemId
}

/** What the gate into deployment says of the validation report. */
async function requirement(systemId: string) {
  const { body } = await world.owner.call('GET', `/ai-systems/${systemId}/gates/deployment`)
  return body.requirements.find(({ id }: { id: string }) => id === 'validation-report')
}

const unreachable = [{ metric: 'auroc', bound: 'value', operator: 'at-least', limit: 0.99 }]

test('the gate of tier 2 asks for a report that is signed and met', async () => {
  const systemId = await unvalidated(2)
  const missing = await requirement(systemId)
  expect(missing).toMatchObject({ met: false, reason: { code: 'validation-missing' } })
  expect(missing.reason.where).toBe(`/ai-systems/${systemId}/validation`)
  const run = await world.done(systemId)
  // Nobody has read it yet.
  expect(await requirement(systemId)).toMatchObject({ met: false })
  expect((await world.sign(run.id)).status).toBe(200)
  expect(await requirement(systemId)).toMatchObject({ met: true })
})

test('a report of another version does not count, and a new one makes signatures stale', async () => {
  const systemId = await unvalidated(2)
  await world.sign((await world.done(systemId)).id)
  await world.signGate(systemId)
  const gate = () => world.owner.call('GET', `/ai-systems/${systemId}/gates/deployment`)
  expect((await gate()).body.allowed).toBe(true)
  await world.sign((await world.done(systemId)).id)
  expect((await gate()).body.signOffs).toMatchObject({ present: [] })
  await world.version(systemId, '2.0.0', { validated: false })
  expect(await requirement(systemId)).toMatchObject({ met: false })
})

test('tier 3 may go without a report, but not past one that is signed and not met', async () => {
  const systemId = await unvalidated(3)
  expect(await requirement(systemId)).toMatchObject({ met: true })
  const more = { acceptanceCriteria: unreachable }
  const run = await world.done(systemId, { more })
  expect(run.verdict).toBe('not-met')
  await world.sign(run.id)
  expect(await requirement(systemId)).toMatchObject({ reason: { code: 'validation-not-met' } })
  await world.sign((await world.done(systemId)).id)
  expect(await requirement(systemId)).toMatchObject({ met: true })
})
