import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '@primum/core/monitoring/days'
import { newMonitor } from '@primum/core/monitoring/monitor'
import { insertAliasEvent, loadAliases } from '../src/features/aliases/store.ts'
import { lockAiSystem } from '../src/features/ai-systems/lock-ai-system.ts'
import { recomputeReconstruction } from '../src/telemetry/recompute-reconstruction.ts'
import { startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import { togetherRows, togetherSystem } from './together-world.ts'

let server: TestServer
let owner: Person
let lead: Person

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  lead = await server.person('governance-lead')
})
afterAll(() => server.close())

type World = Awaited<ReturnType<typeof togetherSystem>>
type Shown = { key: string; verdict: { level: string; state: string; reason: string } | null }

const first = '2026-01-01'
const body = newMonitor('multivariate-drift', 'warning')
const watch = (world: World) => lead.call('POST', `${world.path}/monitors`, body)
const simulation = (world: World) =>
  lead.call('GET', `${world.path}/monitors/simulation?metric=multivariate-drift`)

const stored = async (world: World) => {
  const { rows } = await server.owner.query(
    `select day, n, errors, squares, imputed from reconstruction_days
     where version_id = $1 order by day`,
    [world.versionId],
  )
  return rows
}

const now = (world: World, day: string) =>
  owner.call('POST', `${world.path}/replay-clock`, { now: `${day}T00:00:00.000Z` })

async function makeStable(world: World): Promise<void> {
  await now(world, first)
  await owner.ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, world.id)
    const aliases = await loadAliases(tx, system.id)
    await insertAliasEvent(tx, system, {
      ...{ current: aliases.stable, to: world.versionId, cause: 'promotion', reason: 'test' },
      evidence: {},
    })
  })
}

async function verdicts(world: World): Promise<Map<string, Shown['verdict']>> {
  const { body: found } = await lead.call('GET', `${world.path}/monitors`)
  return new Map(found.items.map((each: Shown) => [each.key, each.verdict]))
}

test('inputs that come apart are noticed, where each of them alone looks as before', async () => {
  const world = await togetherSystem(owner)
  await makeStable(world)
  expect((await watch(world)).status).toBe(201)
  for (const metric of ['feature-drift', 'score-drift'] as const) {
    const added = await lead.call('POST', `${world.path}/monitors`, newMonitor(metric, 'warning'))
    expect(added.status).toBe(201)
  }
  for (let at = 0; at < 8; at++) {
    await world.send(togetherRows(addDays(first, at), 100, 0.9, 100 + at))
  }
  await now(world, addDays(first, 8))
  const calm = await verdicts(world)
  for (const key of ['multivariate-drift', 'feature-drift', 'score-drift']) {
    expect(calm.get(key), key).toMatchObject({ state: 'ok', level: 'none' })
  }
  for (let at = 8; at < 16; at++) {
    await world.send(togetherRows(addDays(first, at), 100, 0, 100 + at))
  }
  const judged = await now(world, addDays(first, 16))
  expect(judged.body).toMatchObject({ action: 'none', alarms: 1, targetVersionId: null })
  const alarms = await lead.call('GET', `${world.path}/alarms`)
  expect(alarms.body.items).toMatchObject([
    { monitor: { key: 'multivariate-drift' }, level: 'critical', incidentId: null },
  ])
  const apart = await verdicts(world)
  expect(apart.get('feature-drift')).toMatchObject({ state: 'ok', level: 'none' })
  expect(apart.get('multivariate-drift')).toMatchObject({ state: 'ok', level: 'critical' })
  expect(apart.get('multivariate-drift')!.reason).toContain('no longer go together as they did')
  const stable = await owner.call('GET', `${world.path}/aliases/stable`)
  expect(stable.body.version.label).toBe('1.0.0')

  const series = await lead.call(
    'GET',
    `${world.path}/metrics?metric=multivariate-drift&windowDays=7`,
  )
  expect(series.status, JSON.stringify(series.body)).toBe(200)
  const last = series.body.points.at(-1)
  expect(last.estimate.value).toBeGreaterThan(2 * series.body.baselineValue)
  expect(last.estimate.detail.level).toBe('critical')
  expect(series.body.sentence).toMatch(
    /the inputs lay \d\.\d\d off the way they go together, on average \(n = \d+\), higher than the \d\.\d\d at validation\./,
  )
  const trial = await lead.call(
    'GET',
    `${world.path}/monitors/simulation?metric=multivariate-drift&changeAt=${addDays(first, 8)}`,
  )
  expect(trial.status, JSON.stringify(trial.body)).toBe(200)
  expect(trial.body).toMatchObject({ from: first, firings: [{ level: expect.any(String) }] })
  expect(trial.body.delayDays).toBeLessThan(4)
}, 60_000)

describe('what is counted', () => {
  test('is each prediction once, late or repeated, and what the rows alone give', async () => {
    const world = await togetherSystem(owner)
    await watch(world)
    const days = [0, 1, 2].map((at) => togetherRows(addDays(first, at), 150, 0.7, 200 + at))
    const [one, two, three] = days as [object[], object[], object[]]
    expect(await world.send([...three, ...one.slice(0, 100)])).toMatchObject({ accepted: 250 })
    // A day that comes late, rows sent again, twice in one post, and at the same time.
    await Promise.all([world.send([...one, ...two]), world.send([...two, ...one, ...two])])
    expect(await world.send([...one, ...two, ...three])).toMatchObject({
      ...{ accepted: 0, duplicates: 450 },
    })
    const found = await stored(world)
    expect(found.map(({ n }) => n)).toEqual([150, 150, 150])
    expect(found.some(({ imputed }) => imputed > 0)).toBe(true)
    expect(await recomputeReconstruction(owner.ctx, world.id, world.versionId)).toEqual(found)
  })

  test('is nothing unless a monitor of it is on, and nothing of before', async () => {
    const world = await togetherSystem(owner)
    const send = (at: number) => world.send(togetherRows(addDays(first, at), 50, 0.9, 300 + at))
    await send(0)
    expect(await stored(world)).toEqual([])
    const refused = await simulation(world)
    expect(refused.status).toBe(400)
    expect(refused.body.detail).toMatch(/no prediction came while such a monitor was on/)
    const series = await lead.call('GET', `${world.path}/metrics?metric=multivariate-drift`)
    expect(series.body).toMatchObject({ points: [] })
    expect(series.body.sentence).toMatch(/counting begins when a monitor of it is switched on/)

    const added = await watch(world)
    await send(1)
    const off = { ...body, enabled: false }
    expect((await lead.call('PUT', `/monitors/${added.body.id}`, off)).status).toBe(200)
    await send(2)
    expect((await stored(world)).map(({ day }) => day)).toEqual([addDays(first, 1)])
  })
})

/** Stores a baseline as it would have been before the part existed. */
async function copyWithoutPart(id: string): Promise<string> {
  const { rows } = await server.owner.query(
    `insert into baselines (id, organization_id, ai_system_id, digest, body, row_count, created_by, created_at)
     select gen_random_uuid(), organization_id, ai_system_id, repeat('0', 64),
       body - 'reconstruction', row_count, created_by, created_at
     from baselines where id = $1 returning id`,
    [id],
  )
  return rows[0].id
}

describe('a baseline of before', () => {
  test('is read as ever, and the monitor says what to do', async () => {
    const world = await togetherSystem(owner, copyWithoutPart)
    const read = await owner.call('GET', `/baselines/${world.baselineId}?full=true`)
    expect(read.status).toBe(200)
    expect(read.body.body.reconstruction).toBeUndefined()
    await makeStable(world)
    await watch(world)
    await world.send(togetherRows(first, 300, 0, 400))
    expect(await stored(world)).toEqual([])
    await now(world, addDays(first, 1))
    const verdict = (await verdicts(world)).get('multivariate-drift')
    expect(verdict).toMatchObject({ state: 'undefined', level: 'none' })
    expect(verdict!.reason).toMatch(/no multivariate baseline: send the baseline again/)
    const series = await lead.call('GET', `${world.path}/metrics?metric=multivariate-drift`)
    expect(series.body.sentence).toMatch(/cannot be measured: there is no multivariate baseline/)
    const refused = await simulation(world)
    expect(refused.status).toBe(400)
    expect(refused.body.detail).toMatch(/send the baseline again/)
  })

  test('sent again has the part, in another digest; sent twice it is the same', async () => {
    const world = await togetherSystem(owner)
    const request = world.baselineOf(world.baselineRows.toReversed())
    const again = await owner.call('POST', `${world.path}/baselines`, request)
    expect(again.status).toBe(409)
    const { body: whole } = await owner.call('GET', `/baselines/${world.baselineId}?full=true`)
    const { features, n } = whole.body.reconstruction
    expect({ features, n }).toEqual({ features: ['pulse', 'temperature', 'lactate'], n: 2000 })
  })
})
