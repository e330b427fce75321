import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { registryWorld } from './registry-world.ts'
import type { RegistryWorld } from './registry-world.ts'

let server: TestServer
let world: RegistryWorld
let now = Date.parse('2026-01-01T00:00:00Z')

/** A clock that never stands still, as approvals and moves are told apart by time. */
const clock = () => new Date((now += 1))
type Deployment = { site: { code: string } | null; version: { label: string } | null }

const day = 24 * 60 * 60 * 1000

beforeAll(async () => {
  server = await startTestServer({ clock })
  world = await registryWorld(server)
  for (const code of ['north', 'south']) {
    await server.administrator.call('POST', '/sites', { code, name: code })
  }
})
afterAll(() => server.close())

describe('what ran at a time at a site', () => {
  test('follows every move', async () => {
    const id = await world.system({ siteCodes: ['north', 'south'] })
    const [one, two] = [await world.version(id, '1.0.0'), await world.version(id, '2.0.0')] as const
    const times = [new Date(now).toISOString()]
    const step = async (act: () => Promise<unknown>) => {
      now += day
      await act()
      times.push(new Date(now + day / 2).toISOString())
    }
    await step(() => world.promote(id, one))
    await step(() => world.promote(id, two))
    await step(() => world.rollBack(id, one.id))
    await step(() => world.move(id, 'stable', null))
    await step(() => world.promote(id, two))
    now += day
    const ran = async (at: string, site: string) => {
      const query = `at=${at}&site=${site}`
      const { body } = await world.auditor.call('GET', `/ai-systems/${id}/deployments?${query}`)
      expect(body.items.length).toBeLessThanOrEqual(1)
      return body.items[0] === undefined ? 'unset' : (body.items[0].version?.label ?? 'none')
    }
    const labels = await Promise.all(times.map((at) => ran(at, 'north')))
    expect(labels).toEqual(['unset', '1.0.0', '2.0.0', '1.0.0', 'none', '2.0.0'])
    expect(await Promise.all(times.map((at) => ran(at, 'south')))).toEqual(labels)
    const history = await world.auditor.call('GET', `/ai-systems/${id}/deployments?limit=3`)
    expect(history.body.items).toHaveLength(3)
    const rest = await world.auditor.call(
      'GET',
      `/ai-systems/${id}/deployments?cursor=${history.body.nextCursor}`,
    )
    expect(rest.body.items).toHaveLength(7)
    expect(
      await world.auditor.call('GET', `/ai-systems/${id}/deployments?site=west`),
    ).toMatchObject({
      status: 404,
    })
    const version = await world.auditor.call('GET', `/versions/${one.id}`)
    expect(version.body.deployments).toHaveLength(4)
  })

  test('stops at a site that the system left, and starts at one it came to', async () => {
    const id = await world.system()
    const [one, two] = [await world.version(id, '1.0.0'), await world.version(id, '2.0.0')] as const
    await world.promote(id, one)
    const everywhere = new Date(now).toISOString()
    await world.owner.call('PATCH', `/ai-systems/${id}`, { siteCodes: ['north'] })
    await world.assess(id)
    expect((await world.promote(id, two)).status).toBe(200)
    const ran = async (query: string) => {
      const { body } = await world.auditor.call('GET', `/ai-systems/${id}/deployments?${query}`)
      return body.items.map((item: Deployment) => [
        item.site?.code ?? null,
        item.version?.label ?? null,
      ])
    }
    expect(await ran(`at=${everywhere}&site=north`)).toEqual([[null, '1.0.0']])
    const later = await ran(`at=${new Date(now).toISOString()}`)
    expect(later).toHaveLength(2)
    expect(later).toEqual(
      expect.arrayContaining([
        ['north', '2.0.0'],
        [null, null],
      ]),
    )
  })
})
