import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
  await server.administrator.call('POST', '/sites', { code: 'north', name: 'North' })
}, 60_000)
afterAll(() => server.close())

const rows = [
  ...Array.from({ length: 95 }, (_, call) => ({
    at: '2026-01-05T10:00:00Z',
    latencyMs: 100 + call,
    outcome: 'ok',
    site: 'north',
  })),
  { at: '2026-01-05T11:00:00Z', latencyMs: null, outcome: 'timeout', site: 'north' },
  ...Array.from({ length: 11 }, () => ({
    at: '2026-01-06T11:00:00+02:00',
    latencyMs: 5000,
    outcome: 'error',
  })),
]
const send = (batch: string, sent: unknown[] = rows) =>
  world.owner.call('POST', `${world.path}/operations`, { batch, rows: sent })
const read = (query: string) => world.lead.call('GET', `${world.path}/operations?${query}`)
const january = 'from=2026-01-01&to=2026-01-31'

describe('calls of an AI system', () => {
  test('are counted by day and site, once', async () => {
    expect((await send('a')).body).toEqual({ accepted: 107, duplicates: 0 })
    expect((await send('a')).body).toEqual({ accepted: 0, duplicates: 107 })
    const { body } = await read(january)
    expect(body.total).toMatchObject({ calls: 107, ok: 95, error: 11, timeout: 1 })
    expect(body.days.map((day: { day: string }) => day.day)).toEqual(['2026-01-05', '2026-01-06'])
    expect(body.days[0].latencyMs.n).toBe(95)
    expect(body.days[0].latencyMs.p95).toBeGreaterThan(0.95 * 190)
    expect(body.days[0].latencyMs.p95).toBeLessThan(1.05 * 190)
    const north = await read(`${january}&site=north`)
    expect(north.body.total).toMatchObject({ calls: 96, error: 0 })
  })

  test('of a batch with other rows, or in part wrong, are refused whole', async () => {
    expect((await send('a', rows.slice(1))).body.code ?? '').toMatch(/./)
    expect((await send('a', rows.slice(1))).status).toBe(409)
    const future = [...rows, { at: '2999-01-01T00:00:00Z', latencyMs: 1, outcome: 'ok' }]
    expect((await send('b', future)).status).toBe(400)
    const elsewhere = [{ at: '2026-01-05T10:00:00Z', latencyMs: 1, outcome: 'ok', site: 'west' }]
    const refused = await send('b', elsewhere)
    expect(JSON.stringify(refused.body)).toMatch(/no site with this code/)
    expect((await read(january)).body.total.calls).toBe(107)
  })

  test('are refused to who may not send, and are those of one AI system', async () => {
    const body = { batch: 'c', rows }
    const refused = await world.clinician.call('POST', `${world.path}/operations`, body)
    expect(refused.status).toBe(403)
    const other = '/ai-systems/00000000-0000-4000-8000-000000000000/operations'
    expect((await world.owner.call('POST', other, body)).status).toBe(404)
    expect((await world.owner.call('GET', other)).status).toBe(404)
    expect((await read('from=2020-01-01&to=2026-01-01')).status).toBe(400)
  })
})

describe('monitors of operations', () => {
  const watch = async (metric: string, more: object = {}) => {
    const monitor = {
      ...{ key: metric, metric, segment: { attribute: '', value: '' }, windowDays: 7, margin: 0 },
      ...{ deltas: [], minimumSample: 20, severity: 'warning', averageRunLengthDays: 365 },
      ...{ enabled: true, explanation: 'Whether it runs.', ...more },
    }
    return world.lead.call('POST', `${world.path}/monitors`, monitor)
  }

  test('are judged with the others, and never roll back', async () => {
    await world.makeStable('1.0.0', 0)
    expect((await watch('error-rate', { limit: 0.01 })).status).toBe(201)
    expect((await watch('late-data', { limit: 0.05, limitHours: 12 })).status).toBe(201)
    expect((await watch('latency', { limit: 60_000 })).status).toBe(201)
    expect((await watch('volume', { windowDays: 1, minimumSample: 0 })).status).toBe(201)
    const refused = await watch('latency', { limit: 1, severity: 'critical', action: 'roll-back' })
    expect(JSON.stringify(refused.body)).toMatch(/never confirms a failure/)
    const failing = rows.map((row) => ({ ...row, outcome: 'error', at: '2026-01-03T10:00:00Z' }))
    await send('d', failing)
    await world.live(span(0, 4), '1.0.0', { flatten: 0 }, 40)
    const { body } = await world.lead.call('GET', `${world.path}/monitors`)
    const of = (key: string) => body.items.find((item: { key: string }) => item.key === key)
    expect(of('error-rate').verdict).toMatchObject({ state: 'ok', level: 'warning' })
    expect(of('error-rate').verdict.reason).toMatch(/Error rate was \d/)
    expect(of('error-rate').action).toBe('notify')
    expect(of('latency').verdict).toMatchObject({ state: 'ok', level: 'none' })
    expect(of('volume').verdict).toMatchObject({ state: 'insufficient', level: 'none' })
    expect(of('volume').verdict.window).toEqual({ from: '2026-01-05', to: '2026-01-05' })
    // The rows of a day were sent while the replay clock stood at its beginning: nothing is late.
    expect(of('late-data').verdict.estimate.value).toBe(0)
    const policy = await world.lead.call('PUT', `${world.path}/rollback-policy`, {
      ...(await world.lead.call('GET', `${world.path}/rollback-policy`)).body.policy,
      triggers: { metrics: ['error-rate'], severities: ['critical'] },
    })
    expect(policy.status).toBe(400)
  })

  test('are drawn over time like any other', async () => {
    const { status, body } = await world.lead.call(
      'GET',
      `${world.path}/metrics?metric=error-rate&windowDays=7`,
    )
    expect(status).toBe(200)
    expect(body.limit).toBe(0.01)
    expect(body.points.at(-1).estimate.n).toBeGreaterThan(90)
    expect(body.sentence).toMatch(/calls failed or timed out/)
    const volume = await world.lead.call('GET', `${world.path}/metrics?metric=volume&windowDays=7`)
    expect(volume.body.points.at(-1).estimate.state).toBe('insufficient')
  })

  test('count what arrives late', async () => {
    await world.live([5], '1.0.0', { flatten: 0 }, 40)
    const at = '2026-01-02T00:30:00Z'
    const late = Array.from({ length: 60 }, (_, index) => ({
      ...{ id: `late-${index}`, version: '1.0.0', predictedAt: at, score: 0.1 },
      ...{ groups: { sex: 'female' }, features: { lactate: 2 } },
    }))
    const sent = await world.owner.call('POST', `${world.path}/predictions`, { rows: late })
    expect(sent.body).toMatchObject({ accepted: 60 })
    await world.live([6], '1.0.0', { flatten: 0 }, 40)
    const { body } = await read('from=2026-01-02&to=2026-01-02')
    expect(body.total.predictions).toBe(100)
    expect(body.total.predictionDelayHours.p95).toBeGreaterThan(80)
    const monitors = await world.lead.call('GET', `${world.path}/monitors`)
    const found = monitors.body.items.find((item: { key: string }) => item.key === 'late-data')
    expect(found.verdict.level).toBe('warning')
    expect(found.verdict.reason).toMatch(/Late data was .* beyond the accepted 5\.0 %/)
  })
})
