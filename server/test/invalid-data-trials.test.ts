import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { faults, invalidDataWorld, rowsOf } from './invalid-data-world.ts'
import { span } from './monitoring-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type World = Awaited<ReturnType<typeof invalidDataWorld>>

/** The day on which 60 of 150 predictions are as given. */
const burst = '2026-01-10'
const dayWith = (fault: keyof typeof faults) =>
  rowsOf(9, 150, '2.0.0').map((row, at) => (at < 60 ? faults[fault](row) : row))

const automatic: RollbackPolicy = {
  ...defaultRollbackPolicy,
  mode: 'automatic',
  soak: { days: 5, maturedOutcomes: 400 },
  triggers: { metrics: ['invalid-data'], severities: ['critical'] },
}

async function tried({ clinician, path }: World, change: Partial<RollbackPolicy> = {}) {
  const policy = { ...automatic, ...change }
  const { status, body } = await clinician.call('POST', `${path}/rollback-policy/trial`, {
    ...{ policy, changeAt: burst },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

type Event = { day: string; action: string; target: { label: string } | null; reasons: Reason[] }
type Reason = { code: string; message: string }
const shortly = ({ events }: { events: Event[] }) =>
  events.map(({ day, action, target, reasons }) => {
    return { day, action, target: target?.label ?? null, codes: reasons.map(({ code }) => code) }
  })

/** What the live policy did and why, as a trial would tell it. */
async function done({ owner, path }: World) {
  const { body } = await owner.call('GET', `${path}/alias-events`)
  const [event] = body.items
  const action = event.cause === 'suspension' ? 'suspend' : event.cause
  const codes = event.evidence.reasons.map(({ code }: Reason) => code)
  return [{ day: event.effectiveAt.slice(0, 10), action, target: event.to?.label ?? null, codes }]
}

describe.each([
  ['out-of-range', 'suspend', null],
  ['unreadable-value', 'suspend', null],
  ['wrong-score', 'rollback', '1.0.0'],
] as const)('a burst of %s', (fault, action, target) => {
  test(`would have led to: ${action}, as it does live`, async () => {
    // Nobody acted on it: the history goes on, and the trial says what would have been done.
    const off = await invalidDataWorld(server, { mode: 'off' })
    await off.send(dayWith(fault))
    await off.live(span(10, 12), '2.0.0', { flatten: 0 })
    expect(await off.stable()).toBe('2.0.0')
    const trial = await tried(off)
    expect(trial).toMatchObject({ delayDays: 0, notJudged: [] })
    const found = shortly(trial)
    expect(found).toMatchObject([{ day: burst, action, target }])
    // The policy acted at noon, and the trial of the history that this made says the same.
    const live = await invalidDataWorld(server)
    await live.send(dayWith(fault))
    expect((await live.advance(9.5)).action).toBe(action)
    await live.advance(12)
    expect(shortly(await tried(live))).toEqual(found)
    expect(await done(live)).toEqual(found)
    expect(await live.stable()).toBe(target)
  }, 60_000)
})

test('clean history, and rows refused for other reasons, would have led to nothing', async () => {
  const world = await invalidDataWorld(server, { mode: 'off' })
  await world.send(dayWith('refused-otherwise'))
  await world.live(span(10, 12), '2.0.0', { flatten: 0 })
  expect(await tried(world)).toMatchObject({
    from: '2026-01-01',
    to: '2026-01-13',
    days: 13,
    events: [],
  })
}, 60_000)

test('is proposed or told, and told in words without small counts, as the policy has it', async () => {
  const world = await invalidDataWorld(server, { mode: 'off' })
  await world.send(dayWith('out-of-range'))
  await world.advance(11)
  const asked = await tried(world, { mode: 'propose' })
  expect(asked.events).toMatchObject([{ day: burst, action: 'propose', target: null }])
  expect(JSON.stringify(asked.events)).toMatch(/Invalid data was 10\.0 %.*from another unit/)
  expect((await tried(world, { mode: 'off' })).events).toMatchObject([{ action: 'page' }])
  const triggers: RollbackPolicy['triggers'] = {
    metrics: ['sensitivity'],
    severities: ['critical'],
  }
  expect((await tried(world, { triggers })).events).toEqual([])
}, 60_000)
