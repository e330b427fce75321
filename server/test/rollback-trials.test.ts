import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { rollbackWorld } from './rollback-world.ts'
import type { RollbackWorld } from './rollback-world.ts'

let server: TestServer
let world: RollbackWorld

beforeAll(async () => {
  server = await startTestServer()
  world = await rollbackWorld(server, { mode: 'off' })
  await world.failUnanswered()
}, 60_000)
afterAll(() => server.close())

const soak = { days: 5, maturedOutcomes: 400 }
const trial = async (change: Partial<RollbackPolicy>, more: object = {}): Promise<Answer> =>
  world.clinician.call('POST', `${world.path}/rollback-policy/trial`, {
    policy: { ...defaultRollbackPolicy, soak, ...change },
    changeAt: '2026-01-07',
    ...more,
  })
const tried = async (change: Partial<RollbackPolicy>, more: object = {}) => {
  const { status, body } = await trial(change, more)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

describe('a trial of a rollback policy on history', () => {
  test('says when it would have rolled back, to which version, how late, and writes nothing', async () => {
    const before = (await world.owner.call('GET', '/ledger?limit=1')).body.items[0].sequence
    const body = await tried({ mode: 'automatic' })
    expect(body).toMatchObject({
      from: '2026-01-01',
      to: '2026-01-15',
      notJudged: [],
      events: [
        {
          action: 'rollback',
          version: { label: '2.0.0' },
          target: { id: world.versions['1.0.0'], label: '1.0.0' },
          carriesOut: false,
        },
      ],
      falseAlarmsPerYear: { counted: null, stableDays: 6 },
    })
    expect(body.delayDays).toBeGreaterThan(1)
    expect(body.sentence).toMatch(/^Would have rolled back from 2\.0\.0 to 1\.0\.0 on 2026-01-/)
    expect((await world.owner.call('GET', '/ledger?limit=1')).body.items[0].sequence).toBe(before)
    expect(await world.stable()).toBe('2.0.0')
    expect(await world.proposals()).toEqual([])
  })

  test('answers on the very day on which the live policy acts', async () => {
    const live = await rollbackWorld(server, { mode: 'automatic' })
    const day = await live.fail()
    const { events } = await tried({ mode: 'automatic' })
    // What is judged at the midnight that begins a day was there at the end of the day before.
    const acted = new Date(Date.UTC(2026, 0, 1) + (day - 1) * 86_400_000).toISOString()
    expect(events[0].day).toBe(acted.slice(0, 10))
  }, 60_000)

  test('proposes, calls people or suspends as the policy and the targets of then have it', async () => {
    const proposed = await tried({ mode: 'propose', autoAfterHours: 24 })
    expect(proposed.events).toMatchObject([
      { action: 'propose', target: { label: '1.0.0' }, dueAt: expect.any(String) },
      { action: 'rollback', carriesOut: true },
    ])
    expect((await tried({ mode: 'off' })).events).toMatchObject([{ action: 'page', target: null }])
    const unproven = await tried({ mode: 'automatic', soak: { days: 7, maturedOutcomes: 0 } })
    expect(unproven.events).toMatchObject([{ action: 'suspend', target: null }])
    const [{ reasons }] = unproven.events
    expect(reasons.map(({ code }: { code: string }) => code)).toContain('target-not-soaked')
    // Nearly everyone was missed, so that the few who were not are not counted to anybody.
    expect(reasons[0].message).toMatch(/hidden: fewer than 11 people; the evidence confirms/)
  })

  test('counts what a version showed before the days that are replayed as its proof', async () => {
    const later = await tried({ mode: 'automatic' }, { from: '2026-01-08' })
    expect(later.events).toMatchObject([{ action: 'rollback', target: { label: '1.0.0' } }])
    expect(later.days).toBeLessThan(9)
  })

  test('of nothing says so, and refuses what it cannot try', async () => {
    const path = `/ai-systems/${(await world.owner.call('POST', '/ai-systems', aiSystemInput())).body.id}`
    const body = { policy: defaultRollbackPolicy }
    const none = await world.owner.call('POST', `${path}/rollback-policy/trial`, body)
    expect(none).toMatchObject({ status: 200, body: { days: 0, events: [], delayDays: null } })
    expect((await trial({}, { from: '2026-02-01' })).status).toBe(400)
    expect((await trial({}, { from: '2020-01-01' })).status).toBe(400)
    expect((await trial({ requiredTriggers: 0 })).status).toBe(400)
    const unknown = `/ai-systems/${crypto.randomUUID()}/rollback-policy/trial`
    expect((await world.owner.call('POST', unknown, body)).status).toBe(404)
  })
})

test('a target that has not served long enough is none: the system is suspended', async () => {
  const short = await rollbackWorld(server, {
    mode: 'automatic',
    soak: { days: 14, maturedOutcomes: 100 },
  })
  await short.fail()
  expect(await short.stable()).toBeNull()
  const { body } = await short.owner.call('GET', `${short.path}/alias-events`)
  const codes = body.items.flatMap(({ evidence }: { evidence: { reasons?: { code: string }[] } }) =>
    (evidence.reasons ?? []).map(({ code }) => code),
  )
  expect(codes).toContain('target-not-soaked')
}, 60_000)
