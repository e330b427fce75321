import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'
import { reviewRows, reviewsWorld } from './reviews-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
}, 60_000)
afterAll(() => server.close())

describe('a version without a baseline', () => {
  test('comes to its gate by what people have reviewed of it, programs do not count', async () => {
    const other = await reviewsWorld(server)
    const against = async () => {
      const { body } = await other.lead.call('GET', `${other.path}/gates/deployment`)
      const asked = ['candidate-with-baseline', 'validation-report']
      return body.requirements
        .filter(({ id }: { id: string }) => asked.includes(id))
        .flatMap(({ reason }: { reason?: { code: string } }) => reason?.code ?? [])
    }
    const rows = reviewRows(0, 30, { hallucination: 0.02 })
    await other.clock(1)
    await other.send(rows.slice(0, 29))
    const { reviewer: _, ...last } = rows[29]!
    await other.send([{ ...last, id: 'by-a-program', reviewer: 'checker', kind: 'automated' }])
    expect(await against()).toEqual(['candidate-unreviewed'])
    await other.send([rows[29]!])
    expect(await against()).toEqual([])
  })

  test('is watched by a generative template, and says of the rest that it needs one', async () => {
    const other = await reviewsWorld(server)
    await other.makeStable()
    const body = { template: 'ambient-documentation', versionId: other.versionId }
    const made = await other.lead.call('POST', `${other.path}/monitors/from-template`, body)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const keys = made.body.items.map(({ key }: { key: string }) => key)
    expect(keys).toContain('hallucination-rate')
    expect(keys).toContain('reviewer-agreement/hallucination')
    expect(keys).toContain('error-rate')
    const sensitivity = {
      ...{ key: 'sensitivity@0.5', metric: 'sensitivity', threshold: 0.5, windowDays: 30 },
      ...{ segment: { attribute: '', value: '' }, margin: 0.05, deltas: [0.1] },
      ...{ minimumSample: 30, severity: 'warning', averageRunLengthDays: 365, enabled: true },
      explanation: 'Missed patients.',
    }
    await other.lead.call('POST', `${other.path}/monitors`, sensitivity)
    const calls = Array.from({ length: 120 }, (_, call) => ({
      ...{
        at: '2026-01-01T10:00:00Z',
        latencyMs: 2000 + call,
        outcome: call < 12 ? 'error' : 'ok',
      },
    }))
    await other.owner.call('POST', `${other.path}/operations`, { batch: 'one', rows: calls })
    await other.live(span(0, 2), { hallucination: 0.02, doubles: 4 })
    const found = await other.monitors()
    expect(found.get('error-rate')!.verdict).toMatchObject({ state: 'ok', level: 'warning' })
    expect(found.get('latency')!.verdict).toMatchObject({ state: 'ok', level: 'none' })
    expect(found.get('heartbeat')!.verdict).toMatchObject({ state: 'ok', level: 'none' })
    expect(found.get('heartbeat')!.verdict.reason).toMatch(/^120 calls arrived/)
    expect(found.get('volume')!.verdict.reason).toMatch(/weeks of calls before/)
    expect(found.get('hallucination-rate')!.verdict).toMatchObject({
      state: 'ok',
      level: 'none',
    })
    const blind = found.get('sensitivity@0.5')!.verdict
    expect(blind).toMatchObject({ state: 'no-baseline', level: 'none', confirmed: false })
    expect(blind.reason).toMatch(/version 1\.0\.0 has no baseline/)
    // Without a call for longer than its limit, silence is seen.
    await other.clock(8)
    const silent = (await other.monitors()).get('heartbeat')!.verdict
    expect(silent).toMatchObject({ state: 'stale', level: 'warning' })
    expect(silent.reason).toMatch(/no call has arrived for 1\d\d hours/)
    const fleet = await other.lead.call('GET', '/fleet?limit=100')
    const shown = fleet.body.items.find(({ id }: { id: string }) => id === other.id)
    expect(shown.silenceHours).toBeGreaterThan(100)
  })

  test('is found to hallucinate more, confirmed, and stopped where a monitor may', async () => {
    const other = await reviewsWorld(server)
    await other.makeStable()
    const monitor = {
      ...{ key: 'harm-rate', metric: 'harm-rate', segment: { attribute: '', value: '' } },
      ...{ windowDays: 30, margin: 0, deltas: [0.03, 0.1], minimumSample: 30, limit: 0.02 },
      ...{ severity: 'critical', averageRunLengthDays: 3650, enabled: true, action: 'suspend' },
      explanation: 'Harm.',
    }
    expect((await other.lead.call('POST', `${other.path}/monitors`, monitor)).status).toBe(201)
    const refused = { ...monitor, key: 'other', action: 'roll-back' }
    const answer = await other.lead.call('POST', `${other.path}/monitors`, refused)
    expect(JSON.stringify(answer.body)).toMatch(/rollback policy does not hear it/)
    await other.live(span(0, 19), { hallucination: 0, harm: 0.01 })
    expect((await other.monitors()).get('harm-rate')!.verdict).toMatchObject({ level: 'none' })
    await other.live(span(20, 29), { hallucination: 0, harm: 0.25 })
    const system = (await other.lead.call('GET', other.path)).body
    expect(system.suspensionReason).toMatch(/^Harm rate failed\./)
    const alarms = await other.lead.call('GET', `${other.path}/alarms`)
    expect(alarms.body.items[0].verdict.reason).toMatch(/it lies above the accepted 2\.0 %/)
  })

  test('that a late correction clears is judged anew', async () => {
    const other = await reviewsWorld(server)
    await other.makeStable()
    const template = { template: 'patient-chatbot', versionId: other.versionId }
    await other.lead.call('POST', `${other.path}/monitors/from-template`, template)
    await other.live(span(0, 9), { hallucination: 0.5 })
    const logOf = async () =>
      (await other.monitors()).get('hallucination-rate')!.verdict.evidence.logValue
    const before = await logOf()
    expect(before).toBeGreaterThan(5)
    const corrected = span(0, 9)
      .flatMap((day) => reviewRows(day, 15, { hallucination: 0.5 }))
      .map((each) => ({ ...each, revision: 2, hallucination: false }))
    expect((await other.send(corrected)).body).toMatchObject({ accepted: 150 })
    await other.clock(11)
    expect(await logOf()).toBeLessThan(0.5 * before)
  })

  test('is drawn over time and tried on history', async () => {
    const other = await reviewsWorld(server)
    await other.makeStable()
    await other.live(span(0, 39), { hallucination: 0.02, doubles: 3 })
    await other.live(span(40, 55), { hallucination: 0.3, doubles: 3 })
    const get = (path: string) => other.lead.call('GET', `${other.path}${path}`)
    const series = await get('/metrics?metric=hallucination-rate&windowDays=14')
    expect(series.status, JSON.stringify(series.body)).toBe(200)
    expect(series.body.points.at(-1).estimate).toMatchObject({ state: 'ok', n: 210 })
    expect(series.body.sentence).toMatch(
      /of 210 reviewed outputs stated something that nobody said/,
    )
    const rating = await get('/metrics?metric=mean-rating&windowDays=14')
    expect(rating.body.points.at(-1).estimate.value).toBeGreaterThan(3)
    const kappa = await get('/metrics?metric=reviewer-agreement&windowDays=60')
    expect(kappa.body.points.at(-1).estimate.method).toMatch(/^Cohen/)
    const blind = await get('/metrics?metric=sensitivity')
    expect(blind.body.reasons[0].code).toBe('baseline-missing')
    const trial = await get(
      '/monitors/simulation?metric=hallucination-rate&limit=0.05&changeAt=2026-02-10',
    )
    expect(trial.status, JSON.stringify(trial.body)).toBe(200)
    expect(trial.body.delayDays).toBeLessThan(10)
    expect(trial.body.falseAlarmsPerYear.counted).toBe(0)
    expect(trial.body.firings[0]).toMatchObject({ confirmed: true })
  })
})

test('a version with a baseline is watched by reviews beside the rest', async () => {
  const other = await monitoringWorld(server)
  await other.makeStable('1.0.0', 0)
  const body = { template: 'ambient-documentation', versionId: other.versions['1.0.0'] }
  expect((await other.lead.call('POST', `${other.path}/monitors/from-template`, body)).status).toBe(
    201,
  )
  const groups = { sex: 'female' }
  const rows = reviewRows(1, 40, { hallucination: 0.1 }).map((each) => ({ ...each, groups }))
  const sent = await other.owner.call('POST', `${other.path}/reviews`, { rows })
  expect(sent.body).toMatchObject({ accepted: 40 })
  await other.live(span(0, 2), '1.0.0', { flatten: 0 }, 40)
  const { items } = (await other.lead.call('GET', `${other.path}/monitors`)).body
  const of = (key: string) => items.find((item: { key: string }) => item.key === key).verdict
  expect(of('hallucination-rate')).toMatchObject({ state: 'ok' })
  expect(of('heartbeat').reason).toMatch(/^120 predictions arrived/)
  // Of 40 texts about women a handful is not told apart; over all texts it is.
  const women = 'metric=hallucination-rate&attribute=sex&value=female'
  const few = await other.lead.call('GET', `${other.path}/metrics?${women}`)
  expect(few.body.points.at(-1).estimate.value).toBeNull()
  const all = await other.lead.call('GET', `${other.path}/metrics?metric=hallucination-rate`)
  expect(all.body.points.at(-1).estimate.n).toBe(40)
})
