import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
  await world.makeStable('1.0.0', 0)
  await world.live(span(0, 13), '1.0.0', { flatten: 0 }, 40)
}, 60_000)
afterAll(() => server.close())

const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString()
const row = (day: number, index: number, more: object = {}) => ({
  ...{ predictionId: `1.0.0-${day}-${index}`, response: 'accepted', at: at(day), unit: 'ICU' },
  ...{ role: 'nurse', ...more },
})
const send = (rows: unknown[]) => world.owner.call('POST', `${world.path}/feedback`, { rows })
const summary = async (query = 'from=2026-01-01&to=2026-01-14') =>
  (await world.lead.call('GET', `${world.path}/feedback/summary?${query}`)).body

describe('what clinicians answered', () => {
  test('is stored once; the same answer again changes nothing', async () => {
    const rows = [row(0, 0), row(0, 1, { response: 'overridden', reason: 'known-already' })]
    expect((await send(rows)).body).toMatchObject({ accepted: 2, duplicates: 0, rejected: 0 })
    expect((await send(rows)).body).toMatchObject({ accepted: 0, duplicates: 2 })
    const changed = await send([row(0, 0, { response: 'dismissed' })])
    expect(changed.body).toMatchObject({ accepted: 0, rejected: 1 })
    expect(changed.body.errors[0].remedy).toMatch(/An answer never changes/)
    const { body } = await world.lead.call('GET', `${world.path}/feedback?limit=1`)
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({ predictionId: '1.0.0-0-1', role: 'nurse', unit: 'ICU' })
    const next = await world.lead.call(
      'GET',
      `${world.path}/feedback?limit=1&cursor=${body.nextCursor}`,
    )
    expect(next.body).toMatchObject({ items: [{ predictionId: '1.0.0-0-0' }], nextCursor: null })
  })

  test.each([
    ['a comment that names a person', { comment: 'Mrs Smith was known to us' }, 'comment'],
    ['a comment with a number to call', { comment: 'call 555-123-4567' }, 'comment'],
    ['a role that is an e-mail address', { role: 'ann@hospital.example' }, 'role'],
    ['an unknown prediction', { predictionId: 'nobody' }, 'predictionId'],
    ['an answer before the prediction', { at: '2025-12-31T00:00:00Z' }, 'at'],
    ['an unknown response', { response: 'ignored' }, 'response'],
    ['an unknown field', { patient: 'x' }, 'patient'],
  ])('is refused with %s, and what it says is not repeated', async (_name, more, path) => {
    const { body } = await send([row(1, 1, more)])
    expect(body).toMatchObject({ accepted: 0, rejected: 1 })
    expect(body.errors[0].path).toBe(path)
    expect(JSON.stringify(body)).not.toMatch(/Smith|555|ann@/)
  })

  test('is refused from who may not send, and leaves no row', async () => {
    const body = { rows: [row(2, 2)] }
    expect((await world.clinician.call('POST', `${world.path}/feedback`, body)).status).toBe(403)
    const { items } = (await world.lead.call('GET', `${world.path}/feedback`)).body
    expect(items).toHaveLength(2)
  })
})

describe('the summary', () => {
  test('hides what rests on few answers', async () => {
    const found = await summary()
    expect(found).toMatchObject({ n: null, units: [], hiddenUnits: 1 })
    expect(found.overrideRate.value).toBeNull()
    expect(found.sentence).toMatch(/Too few/)
  })

  test('gives rates by unit and week, and hides a unit with its neighbour', async () => {
    const units = ['ICU', 'ED', 'Ward 3']
    const rows = span(1, 13).flatMap((day) =>
      span(0, 29).map((index) => {
        // Fewer and fewer are accepted.
        const response = index % 10 < (day < 7 ? 7 : 3) ? 'accepted' : 'dismissed'
        const why = index % 10 === 9 ? 'known-already' : 'not-relevant'
        const reason = response === 'dismissed' ? why : null
        return row(day, index, { response, reason, unit: units[index % 3] })
      }),
    )
    const rare = { response: 'dismissed', reason: 'wrong-patient', unit: 'Clinic' }
    const few = span(30, 34).map((index) => row(3, index, rare))
    expect((await send([...rows, ...few])).body.accepted).toBe(13 * 30 + 5)
    const found = await summary()
    expect(found.n).toBe(13 * 30 + 5 + 2)
    expect(found.overrideRate.interval.method).toMatch(/Wilson/)
    expect(found.units).toHaveLength(2)
    expect(found.hiddenUnits).toBe(2)
    expect(found.units.map(({ unit }: { unit: string }) => unit)).not.toContain('Clinic')
    expect(found.weeks).toHaveLength(2)
    expect(found.weeks[0].acceptance.value).toBeGreaterThan(found.weeks[1].acceptance.value)
    expect(found.trend.interval.upper).toBeLessThan(0)
    expect(found.sentence).toMatch(/acceptance fell by .* as alert fatigue would show/)
    // The third reason is of few, and with it goes the next: refusals less those listed tell neither.
    expect(found.reasons).toEqual([{ reason: 'not-relevant', n: expect.any(Number) }])
  })

  test('feeds the monitor of overrides', async () => {
    const monitor = {
      ...{ key: 'override-rate', metric: 'override-rate', segment: { attribute: '', value: '' } },
      ...{ windowDays: 7, margin: 0, deltas: [], minimumSample: 30, severity: 'warning' },
      ...{ averageRunLengthDays: 365, enabled: true, explanation: 'Trust.', limit: 0.4 },
    }
    expect((await world.lead.call('POST', `${world.path}/monitors`, monitor)).status).toBe(201)
    await world.live([14], '1.0.0', { flatten: 0 }, 40)
    const { body } = await world.lead.call('GET', `${world.path}/monitors`)
    expect(body.items[0].verdict).toMatchObject({ state: 'ok', level: 'warning' })
    expect(body.items[0].verdict.reason).toMatch(/Override rate was .* beyond the accepted 40\.0 %/)
  })
})
