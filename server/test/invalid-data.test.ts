import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { faults, invalidDataWorld, rowsOf } from './invalid-data-world.ts'
import { advance, span } from './monitoring-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type World = Awaited<ReturnType<typeof invalidDataWorld>>

/** A day of 150 predictions, of which so many are as given. */
const dayWith = (day: number, count: number, fault: keyof typeof faults) =>
  rowsOf(day, 150, '2.0.0').map((row, at) => (at < count ? faults[fault](row) : row))

const systemOf = async ({ owner, path }: World) => (await owner.call('GET', path)).body

describe('clean data', () => {
  test('fires nothing, live or on history', async () => {
    const world = await invalidDataWorld(server)
    expect(await world.verdict()).toMatchObject({ state: 'ok', level: 'none', confirmed: false })
    const alarms = await world.lead.call('GET', `${world.path}/alarms`)
    expect(alarms.body.items).toEqual([])
    expect(await world.stable()).toBe('2.0.0')
    const trial = await world.lead.call(
      'GET',
      `${world.path}/monitors/simulation?metric=invalid-data`,
    )
    expect(trial.body).toMatchObject({ from: '2026-01-07', to: '2026-01-09', firings: [] })
    expect(await world.counts()).toEqual({ usable: 8 * 150 })
  }, 60_000)
})

describe('a burst from the sender', () => {
  test('in another unit is kept, counted and confirmed on the day; the system is suspended', async () => {
    const world = await invalidDataWorld(server)
    const sent = await world.send(dayWith(9, 60, 'out-of-range'))
    expect(sent.body).toMatchObject({ accepted: 150, rejected: 0 })
    // Noon of the same day: nobody waits for its end.
    const answer = await advance(world.owner, world.path, 9.5)
    expect(answer).toMatchObject({ action: 'suspend', targetVersionId: null })
    expect(await world.stable()).toBeNull()
    expect((await systemOf(world)).suspendedAt).not.toBeNull()
    const incident = await world.owner.call('GET', `/incidents/${answer.incidentId}`)
    expect(incident.body).toMatchObject({ severity: 'critical', status: 'open' })
    expect(incident.body.title).toMatch(
      /invalid data \(everyone\) failed; the system was suspended/,
    )
    const said = JSON.stringify(incident.body)
    expect(said).toMatch(/Invalid data was 10\.0 %/)
    expect(said).toMatch(/most often numbers outside of the declared range, as from another unit/)
    expect(said).toMatch(
      /would be given the same failing inputs, which no earlier version can mend/,
    )
    expect(await world.actions()).toEqual(
      expect.arrayContaining(['ai-systems.suspend', 'incidents.open', 'monitors.judge']),
    )
  }, 60_000)

  test.each([
    ['unknown-feature', 'inputs that the version does not declare'],
    ['unreadable-value', 'values that are no number or text as declared'],
    ['unknown-category', 'categories that are not declared'],
  ] as const)(
    'of %s never goes back to a version that would be given the same',
    async (fault, words) => {
      const world = await invalidDataWorld(server)
      await world.send(dayWith(9, 60, fault))
      expect(await world.advance(10)).toMatchObject({ action: 'suspend', targetVersionId: null })
      const { body } = await world.lead.call('GET', `${world.path}/alarms`)
      expect(JSON.stringify(body)).toContain(words)
    },
    60_000,
  )

  test('is proposed to people, or told to them, where the policy says so', async () => {
    const asked = await invalidDataWorld(server, { mode: 'propose' })
    await asked.send(dayWith(9, 60, 'out-of-range'))
    expect(await asked.advance(10)).toMatchObject({ action: 'propose', targetVersionId: null })
    const [proposal] = await asked.proposals()
    expect(proposal).toMatchObject({ state: 'open', target: null })
    expect(JSON.stringify(proposal)).toMatch(/target-inputs/)
    const told = await invalidDataWorld(server, { mode: 'off' })
    await told.send(dayWith(9, 60, 'out-of-range'))
    expect((await told.advance(10)).action).toBe('page')
    expect(await told.stable()).toBe('2.0.0')
  }, 60_000)

  test('is nothing to the policy where it is no trigger, and still an alarm', async () => {
    const triggers = { metrics: ['sensitivity' as const], severities: ['critical' as const] }
    const world = await invalidDataWorld(server, { triggers })
    await world.send(dayWith(9, 60, 'out-of-range'))
    expect(await world.advance(10)).toMatchObject({ alarms: 1 })
    expect(await world.stable()).toBe('2.0.0')
  }, 60_000)

  test('of rows refused for other reasons is no invalid data', async () => {
    const world = await invalidDataWorld(server)
    const sent = await world.send(dayWith(9, 60, 'refused-otherwise'))
    expect(sent.body).toMatchObject({ accepted: 90, rejected: 60 })
    expect((await world.advance(10)).action).not.toBe('suspend')
    expect(await world.verdict()).toMatchObject({ state: 'ok', level: 'none' })
  }, 60_000)
})

describe('a version that answers nonsense', () => {
  test.each([
    ['beyond 1', 1.7],
    ['as text', '0.4'],
    ['not at all', null],
  ])(
    '%s is rolled back to the one before, without a single outcome of it',
    async (_name, score) => {
      const world = await invalidDataWorld(server)
      const rows = rowsOf(9, 150, '2.0.0').map((row, at) => (at < 60 ? { ...row, score } : row))
      expect((await world.send(rows)).body).toMatchObject({ accepted: 90, rejected: 60 })
      const answer = await world.advance(10)
      expect(answer).toMatchObject({
        action: 'rollback',
        targetVersionId: world.versions['1.0.0'],
      })
      expect(await world.stable()).toBe('1.0.0')
      const incident = await world.owner.call('GET', `/incidents/${answer.incidentId}`)
      expect(JSON.stringify(incident.body)).toMatch(/scores that are no number from 0 to 1/)
    },
    60_000,
  )

  test('of NaN, as programs write it, is rolled back; the other rows are kept', async () => {
    const world = await invalidDataWorld(server)
    const text = JSON.stringify({ rows: rowsOf(9, 150, '2.0.0') })
    let at = 0
    const body = text.replace(/"score":[^,]+/g, (score) => (at++ < 60 ? '"score":NaN' : score))
    const sent = await server.inject({
      method: 'POST',
      url: `/api/v1${world.path}/predictions`,
      payload: body,
      headers: { cookie: world.owner.cookie, 'content-type': 'application/json' },
    })
    expect(sent).toMatchObject({ status: 200, body: { accepted: 90, rejected: 60 } })
    expect(sent.body.errors[0]).toMatchObject({ row: 1, path: 'score' })
    expect(await world.counts()).toMatchObject({ 'wrong-score': 60 })
    expect((await world.advance(10)).action).toBe('rollback')
  }, 60_000)

  test('beside failing inputs is suspended, as the inputs may be why', async () => {
    const world = await invalidDataWorld(server)
    const rows = dayWith(9, 60, 'out-of-range').map((row, at) =>
      at < 100 ? { ...row, score: 7 } : row,
    )
    await world.send(rows)
    expect(await world.counts()).toMatchObject({ 'out-of-range': 60, 'wrong-score': 40 })
    expect((await world.advance(10)).action).toBe('suspend')
  }, 60_000)
})

test('what a version that is not live is sent says nothing of the live one', async () => {
  const world = await invalidDataWorld(server)
  await world.send(
    rowsOf(9, 150, '1.0.0').map((row) => ({ ...row, id: `aside-${row.id}`, score: 7 })),
  )
  expect((await world.advance(10)).action).not.toBe('suspend')
  expect(await world.verdict()).toMatchObject({ state: 'ok', level: 'none' })
  expect(await world.stable()).toBe('2.0.0')
}, 60_000)

test('a day that was closed is judged anew when its refused rows come late', async () => {
  const world = await invalidDataWorld(server, { mode: 'off' })
  await world.advance(10)
  expect(await world.verdict()).toMatchObject({ level: 'none', evidence: { days: 5 } })
  await world.send(
    dayWith(8, 60, 'wrong-score')
      .slice(0, 60)
      .map((row) => ({ ...row, id: `late-${row.id}` })),
  )
  await world.advance(10)
  expect(await world.verdict()).toMatchObject({ level: 'critical', evidence: { days: 5 } })
}, 60_000)

describe('what people see', () => {
  test('is the share with its interval, the trial on history, and the series', async () => {
    const world = await invalidDataWorld(server, { mode: 'off' })
    await world.send(dayWith(9, 60, 'out-of-range'))
    await world.advance(10)
    expect(await world.verdict()).toMatchObject({
      ...{ state: 'ok', level: 'critical', confirmed: true },
      estimate: {
        ...{ value: 0.1, n: 600, baselineValue: null, state: 'ok' },
        interval: { lower: expect.any(Number), upper: expect.any(Number) },
        detail: { counts: { 'out-of-range': 60, usable: 540 } },
      },
    })
    const query = `monitorId=${world.monitorId}&changeAt=2026-01-10`
    const trial = await world.lead.call('GET', `${world.path}/monitors/simulation?${query}`)
    expect(trial.body).toMatchObject({
      ...{ days: 4, delayDays: 0 },
      firings: [{ day: '2026-01-10', level: 'critical', confirmed: true }],
    })
    const series = await world.lead.call(
      'GET',
      `${world.path}/metrics?metric=invalid-data&windowDays=1`,
    )
    expect(series.body).toMatchObject({ limit: 0.01, baselineValue: null })
    expect(series.body.sentence).toBe(
      'From 10 Jan 2026 to 10 Jan 2026, 60 of 150 predictions arrived with an input or a score that cannot be right (40 %).',
    )
    const women = await world.lead.call(
      'GET',
      `${world.path}/metrics?metric=invalid-data&attribute=sex&value=female`,
    )
    expect(women.body.points.at(-1).estimate).toMatchObject({ state: 'undefined', value: null })
  }, 60_000)

  test('has no count of 1 to 10 predictions in it', async () => {
    const world = await invalidDataWorld(server, { mode: 'off' })
    await world.send(dayWith(9, 7, 'out-of-range'))
    await world.advance(10)
    const verdict = await world.verdict()
    expect(verdict.estimate).toMatchObject({ value: null, n: 0 })
    expect(verdict.reason).not.toMatch(/\d %/)
    const mixed = rowsOf(9, 60, '2.0.0').map((row, at) => ({
      ...(at < 4 ? faults['wrong-score'](row) : faults['out-of-range'](row)),
      id: `mixed-${at}`,
    }))
    await world.send(mixed)
    await world.advance(10)
    const after = await world.verdict()
    expect(after.estimate.value).toBeGreaterThan(0)
    expect(after.estimate.detail).not.toHaveProperty('counts')
  }, 60_000)
})

test('the feed mended, the monitor goes quiet, and what was refused may come again', async () => {
  const world = await invalidDataWorld(server, { mode: 'off' })
  const bad = dayWith(9, 60, 'unreadable-value')
  await world.send(bad)
  await world.advance(10)
  expect((await world.verdict()).level).toBe('critical')
  const again = await world.send(rowsOf(9, 150, '2.0.0'))
  expect(again.body).toMatchObject({ accepted: 60, duplicates: 90 })
  await world.live(span(10, 17), '2.0.0', { flatten: 0 })
  expect(await world.verdict()).toMatchObject({ state: 'ok', level: 'none', confirmed: false })
}, 60_000)
