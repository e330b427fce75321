import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Content } from '../src/content.ts'
import { recordContent } from '../src/jobs/content-round.ts'
import { dutiesWorld } from './duties-world.ts'
import type { DutiesWorld } from './duties-world.ts'
import { startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { laterContent } from './other-content.ts'

type Body = Answer['body']

let server: TestServer
let world: DutiesWorld
let system: string
let later: Content
let time = Date.parse('2026-11-22T10:00:00Z')

const told = 'US-CO:CO-P1'

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await dutiesWorld(server)
  system = await world.register()
  // Decisions on employment are inside the law for hospitals, too.
  const uses = ['employment-decision']
  await world.state(system, { roles: ['deployer'], influencesDecisions: true, uses })
  await recordContent(server.services, new AbortController().signal, (error) => {
    throw error
  })
  later = await laterContent(server.services.content, {
    'rules/us-co.yaml': (file) => {
      file.rules.find(({ id }: Body) => id === 'US-CO:rule-deployer').effective = '2026-11-01'
    },
  })
}, 60_000)
afterAll(async () => {
  await server.close()
  await rm(later.folder, { recursive: true, force: true })
})

const dutyOf = (requirementId: string) => world.dutyOf(system, requirementId)

test('law that now begins earlier is shown for each system before it counts, and reopens duties', async () => {
  const before = await dutyOf(told)
  expect(before).toMatchObject({ state: 'coming', lookAgain: null })
  const { items } = await world.done(server.administrator.call('GET', '/members'))
  await world.done(world.files.lead.call('PATCH', `/duties/${before.id}`, { ownerId: items[0].id }))
  server.services.content = later
  const path = '/content-packs/framework/US-CO/release'
  const release: Body = await world.done(world.files.lead.call('GET', path))
  expect(release.changes).toMatchObject([
    {
      ...{ id: 'US-CO:rule-deployer', kind: 'rule', matters: true },
      fields: [{ field: 'effective', before: '2027-01-01', after: '2026-11-01' }],
    },
  ])
  expect(release.law).toContainEqual(
    expect.objectContaining({ requirementId: told, before: 'coming', after: 'applies' }),
  )
  expect(release.touched.duties).toContainEqual(
    expect.objectContaining({ id: before.id, requirementId: told }),
  )
  // Looking changes nothing.
  expect(await dutyOf(told)).toMatchObject({ state: 'coming', lookAgain: null })

  const body = { digest: release.to.digest, reason: 'Counsel has read it.' }
  await world.done(world.files.lead.call('POST', path, body))
  const after = await dutyOf(told)
  expect(after).toMatchObject({ id: before.id, state: 'applies', status: 'look-again' })
  expect(after.lookAgain!.because.join()).toContain('its rule US-CO:rule-deployer says otherwise')
  // Nobody had done anything for the others: they are simply there.
  expect(await dutyOf('US-CO:CO-P2')).toMatchObject({ state: 'applies', lookAgain: null })
})
