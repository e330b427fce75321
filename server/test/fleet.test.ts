import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { span } from './monitoring-world.ts'
import { rollbackWorld } from './rollback-world.ts'
import type { RollbackWorld } from './rollback-world.ts'

let server: TestServer
let world: RollbackWorld

beforeAll(async () => {
  server = await startTestServer()
  world = await rollbackWorld(server)
  await world.fail()
}, 60_000)
afterAll(() => server.close())

const fleet = (query = ''): Promise<Answer> => world.owner.call('GET', `/fleet${query}`)

describe('the fleet', () => {
  test('names what stands open on a system that fails', async () => {
    const { body, status } = await fleet()
    expect(status).toBe(200)
    expect(body.items).toHaveLength(1)
    const [system] = body.items
    expect(system).toMatchObject({
      id: world.id,
      clock: 'replay',
      stableVersion: { label: '2.0.0' },
      level: 'critical',
      openProposals: 1,
      openIncidents: 1,
      nextJudgingAt: null,
      silenceLimitHours: expect.any(Number),
    })
    const alarms = await world.owner.call('GET', `${world.path}/alarms`)
    const open = alarms.body.items.filter((item: { acknowledgedAt: null }) => !item.acknowledgedAt)
    expect(system.openAlarms).toBe(open.length)
    expect(system.verdicts.map((each: { severity: string }) => each.severity)).toEqual([
      'critical',
      'warning',
    ])
    expect(system.verdicts[0]).toMatchObject({ level: 'critical', reason: expect.any(String) })
    const monitors = (await world.owner.call('GET', `${world.path}/monitors`)).body.items
    const watched = system.verdicts.reduce(
      (n: number, each: { watched: number }) => n + each.watched,
      0,
    )
    expect(watched).toBe(monitors.filter((each: { enabled: boolean }) => each.enabled).length)
    // The clock stands one day after the last predictions of the day before.
    expect(system.silenceHours).toBeGreaterThan(22)
    expect(system.silenceHours).toBeLessThan(24)
  })

  test('leaves out what nobody watches and what other organizations have', async () => {
    await world.owner.call('POST', '/ai-systems', aiSystemInput())
    expect((await fleet()).body.items).toHaveLength(1)
  })

  test('is sorted by urgency, paged without loss and filtered', async () => {
    const calm = await rollbackWorld(server)
    await calm.live(span(1, 6), '1.0.0', { flatten: 0 })
    const bare = await rollbackWorld(server)
    const first = await fleet('?limit=1')
    expect(first.body.items[0].id).toBe(world.id)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Answer = await fleet(`?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)
      seen.push(...page.body.items.map(({ id }: { id: string }) => id))
      cursor = page.body.nextCursor
    }
    expect(seen).toHaveLength(3)
    expect(new Set(seen)).toEqual(new Set([world.id, calm.id, bare.id]))
    const ids = async (query: string) =>
      (await fleet(query)).body.items.map(({ id }: { id: string }) => id)
    expect(await ids('?sort=-urgency')).toEqual(seen.toReversed())
    expect(await ids('?level=critical')).toEqual([world.id])
    expect(await ids('?waiting=proposals')).toEqual([world.id])
    expect(await ids('?waiting=alarms')).toContain(world.id)
    expect(await ids('?sort=-alarms&limit=1')).toEqual([world.id])
    expect(await ids('?search=no%20such%25name')).toEqual([])
    for (const sort of ['name', '-name', 'silence', '-silence', 'alarms']) {
      const page = await fleet(`?sort=${sort}&limit=2`)
      const rest = await fleet(`?sort=${sort}&limit=2&cursor=${page.body.nextCursor}`)
      expect([...page.body.items, ...rest.body.items], sort).toHaveLength(3)
    }
  }, 60_000)

  test('refuses who may not see the monitoring', async () => {
    const { body } = await fleet('?sort=nothing')
    expect(body.status).toBe(400)
    expect((await server.inject({ method: 'GET', url: '/api/v1/fleet' })).status).toBe(401)
  })
})
