import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '@primum/core/monitoring/days'
import { newMonitor } from '@primum/core/monitoring/monitor'
import { insertAliasEvent, loadAliases } from '../src/features/aliases/store.ts'
import { lockAiSystem } from '../src/features/ai-systems/lock-ai-system.ts'
import { compareAll } from '../src/jobs/compare-round.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import { randomFrom } from './telemetry-fixture.ts'

const first = '2026-01-01'
// A replay plays what has happened; the live system sets the time of its own.
let now = new Date()
let server: TestServer
let owner: Person
let lead: Person

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  owner = await server.person('model-owner')
  lead = await server.person('governance-lead')
})
afterAll(() => server.close())

const metric = 'domain-classifier-auroc'
const body = newMonitor(metric, 'warning')
const inputSchema = [
  { name: 'age', kind: 'numeric' },
  { name: 'lactate', kind: 'numeric' },
  { name: 'admission', kind: 'categorical' },
]

type Shown = { key: string; verdict: { level: string; state: string; reason: string } | null }

/** Predictions of one day; the first input is moved by `shift`. */
function dayRows(day: string, count: number, shift = 0, perPatient = 1) {
  const number = Date.parse(day) / 86_400_000
  const random = randomFrom(number)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: count }, (_, index) => ({
    id: `${day}-${index}`,
    version: '1.0.0',
    predictedAt: `${day}T08:${String(index % 60).padStart(2, '0')}:00.000Z`,
    score: random(),
    patient: `subject-${number}-${Math.floor(index / perPatient)}`,
    groups: {},
    features: {
      age: 60 + 15 * (normal() + shift),
      lactate: random() < 0.03 ? null : 2 + normal(),
      admission: random() < 0.3 ? 'elective' : 'emergency',
    },
  }))
}

/** A system whose version has no baseline: this monitor needs none. */
async function subject(clock: 'live' | 'replay') {
  const made = await owner.call('POST', '/ai-systems', { ...aiSystemInput(), clock })
  const path = `/ai-systems/${made.body.id}`
  const version = await owner.call('POST', `${path}/versions`, {
    ...{ label: '1.0.0', artifactSha256: 'a'.repeat(64), threshold: 0.3, inputSchema },
    ...{ groupAttributes: [], baselineId: null, intendedUse: 'Flags patients at risk.' },
  })
  const replay = (day: string) =>
    owner.call('POST', `${path}/replay-clock`, { now: `${day}T00:00:00.000Z` })
  const world = {
    ...{ id: made.body.id as string, path, replay },
    versionId: version.body.id as string,
    send: async (rows: object[]) => {
      const sent = await owner.call('POST', `${path}/predictions`, { rows })
      expect(sent.body, JSON.stringify(sent.body).slice(0, 500)).toMatchObject({
        accepted: rows.length,
      })
    },
    makeStable: () =>
      owner.ctx.transaction(async (tx) => {
        const system = await lockAiSystem(tx, made.body.id)
        const aliases = await loadAliases(tx, system.id)
        await insertAliasEvent(tx, system, {
          ...{ current: aliases.stable, to: version.body.id, cause: 'promotion' },
          ...{ reason: 'test', evidence: {} },
        })
      }),
    watch: (more = {}) => lead.call('POST', `${path}/monitors`, { ...body, ...more }),
    verdict: async () => {
      const { body: found } = await lead.call('GET', `${path}/monitors`)
      return found.items.find((each: Shown) => each.key === metric).verdict as Shown['verdict']
    },
    stored: async () => {
      const { rows } = await server.owner.query(
        'select day, window_days, body from domain_days where version_id = $1 order by day',
        [version.body.id],
      )
      return rows
    },
  }
  if (clock === 'replay') await replay(first)
  await world.makeStable()
  return world
}

test('inputs that moved are told apart, and only people are told', async () => {
  const world = await subject('replay')
  expect((await world.watch()).status).toBe(201)
  for (let at = 0; at < 36; at++) await world.send(dayRows(addDays(first, at), 60))
  await world.replay(addDays(first, 20))
  expect(await world.verdict()).toMatchObject({ state: 'undefined', level: 'none' })
  expect((await world.verdict())!.reason).toContain('are the reference that later ones')
  await world.replay(addDays(first, 36))
  expect(await world.verdict()).toMatchObject({ state: 'ok', level: 'none' })
  for (let at = 36; at < 44; at++) await world.send(dayRows(addDays(first, at), 60, 1))
  const judged = await world.replay(addDays(first, 44))
  expect(judged.body).toMatchObject({ action: 'none', alarms: 1, targetVersionId: null })
  expect(await world.verdict()).toMatchObject({ state: 'ok', level: 'critical' })
  expect((await world.verdict())!.reason).toMatch(
    /^Domain classifier \(AUROC\) was 0\.7\d\d .* n = 2100 predictions compared\) in the last 7 days.*a large change from the inputs of 2026-01-01 to 2026-01-28/,
  )
  const alarms = await lead.call('GET', `${world.path}/alarms`)
  expect(alarms.body.items).toMatchObject([{ monitor: { key: metric }, level: 'critical' }])
  const days = await world.stored()
  expect(days.map(({ day }) => day)).toEqual(
    Array.from({ length: 44 }, (_, at) => addDays(first, at)),
  )
  expect(JSON.stringify(days)).not.toContain('subject-')

  const series = await lead.call('GET', `${world.path}/metrics?metric=${metric}&windowDays=7`)
  expect(series.status, JSON.stringify(series.body)).toBe(200)
  const points: { from: string; to: string; estimate: { value: number | null } }[] =
    series.body.points
  expect(points.at(-1)).toMatchObject({ from: addDays(first, 37), to: addDays(first, 43) })
  expect(points.at(-1)!.estimate.value).toBeGreaterThan(0.7)
  // The first window after the reference is shorter, as it does not reach into it.
  expect(points.at(-3)).toMatchObject({ from: addDays(first, 28), to: addDays(first, 29) })
  expect(points.at(-4)!.estimate).toMatchObject({ value: null, state: 'undefined' })
  expect(series.body.sentence).toMatch(
    /^From 7 Feb 2026 to 13 Feb 2026, inputs could be told from those of the first weeks in 7\d of 100 pairs, where 50 is chance \(n = 2100\)\.$/,
  )
  const other = await lead.call('GET', `${world.path}/metrics?metric=${metric}&windowDays=30`)
  expect(other.body).toMatchObject({ points: [] })
  expect(other.body.sentence).toContain('No window of this length has been compared yet')
}, 60_000)

describe('on history', () => {
  test('it is tried before it is switched on, on rows that came before', async () => {
    const world = await subject('replay')
    for (let at = 0; at < 50; at++) {
      await world.send(dayRows(addDays(first, at), 60, at < 40 ? 0 : 1))
    }
    await world.replay(addDays(first, 50))
    const changeAt = addDays(first, 40)
    const ask = (more: string) =>
      lead.call('GET', `${world.path}/monitors/simulation?metric=${metric}${more}`)
    const trial = await ask(`&changeAt=${changeAt}`)
    expect(trial.status, JSON.stringify(trial.body)).toBe(200)
    expect(trial.body).toMatchObject({ from: '2026-01-29', to: addDays(first, 49) })
    expect(trial.body.firings).toMatchObject([{ confirmed: false, resolvedDay: null }])
    expect(trial.body.delayDays).toBeLessThan(4)
    expect(await world.stored()).toEqual([])
    // Switched on, it catches up with the last month.
    await world.watch()
    await world.replay(addDays(first, 51))
    const live = (await world.stored()).filter(({ body: each }) => each.window !== null)
    expect(live.length).toBeGreaterThan(20)
    const early = await ask(`&to=${addDays(first, 20)}`)
    expect(early.status).toBe(400)
    expect(early.body.detail).toContain('the first weeks of the version')
  }, 60_000)

  test('a trial that is too long says how long it may be', async () => {
    const world = await subject('replay')
    for (let at = 0; at < 30; at++) await world.send(dayRows(addDays(first, at), 10))
    await world.replay(addDays(first, 300))
    const ask = (more: string) =>
      lead.call('GET', `${world.path}/monitors/simulation?metric=${metric}${more}`)
    const long = await ask('&from=2026-02-01')
    expect(long.status).toBe(400)
    expect(long.body.errors).toMatchObject([{ path: 'from' }])
    expect(long.body.detail).toContain('at most 120 days')
    const trial = await ask('')
    expect(trial.body).toMatchObject({ days: 120, to: addDays(first, 299), firings: [] })
  }, 60_000)
})

describe('what is compared', () => {
  test('is one prediction of each patient', async () => {
    const world = await subject('replay')
    await world.watch()
    for (let at = 0; at < 36; at++) await world.send(dayRows(addDays(first, at), 60, 0, 20))
    await world.replay(addDays(first, 36))
    const [last] = (await world.stored()).slice(-1)
    expect(last.body.estimate).toMatchObject({ negatives: 28 * 3, positives: 7 * 3 })
    expect(await world.verdict()).toMatchObject({ state: 'insufficient', level: 'none' })
  }, 60_000)

  test('waits while the first weeks are not over', async () => {
    const world = await subject('replay')
    await world.watch()
    await world.send(dayRows(first, 150))
    await world.replay(addDays(first, 40))
    expect((await world.verdict())!.reason).toContain('the reference is not over')
    const subgroup = { segment: { attribute: 'sex', value: 'female' }, key: `${metric}|sex=female` }
    const refused = await world.watch(subgroup)
    expect(refused.status).toBe(400)
  })

  test('of a live system, once a day by the job, and nothing twice', async () => {
    now = new Date(`${first}T09:00:00.000Z`)
    const world = await subject('live')
    await world.watch()
    const errors: unknown[] = []
    const round = () =>
      compareAll(server.services, new AbortController().signal, (error) => errors.push(error))
    for (let at = 0; at < 36; at++) {
      const day = addDays(first, at)
      now = new Date(`${day}T09:00:00.000Z`)
      await world.send(dayRows(day, 60, at < 30 ? 0 : 1))
    }
    now = new Date(`${addDays(first, 36)}T00:23:00.000Z`)
    await Promise.all([round(), round()])
    expect(errors).toEqual([])
    const found = await world.stored()
    // What is older than a month is not caught up with.
    expect(found.map(({ day }) => day)).toEqual(
      Array.from({ length: 30 }, (_, at) => addDays(first, 6 + at)),
    )
    expect(found.at(-1).body.estimate.value).toBeGreaterThan(0.65)
    const measured = async () => {
      const { rows } = await server.owner.query(
        'select max(measured_at) as at, count(*)::int as n from domain_days where version_id = $1',
        [world.versionId],
      )
      return rows[0]
    }
    const before = await measured()
    now = new Date(`${addDays(first, 36)}T01:23:00.000Z`)
    await round()
    expect(await measured()).toEqual(before)
    now = new Date(`${addDays(first, 37)}T01:23:00.000Z`)
    await round()
    expect((await measured()).n).toBe(31)
  }, 60_000)
})
