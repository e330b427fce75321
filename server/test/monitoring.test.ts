import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { advance, monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

describe('a version that fails', () => {
  test('is rolled back to the last good one, with incident, notices and ledger in one act', async () => {
    const world = await monitoringWorld(server)
    const { owner, path, id, versions, lead } = world
    await world.makeStable('1.0.0', 0)
    const added = await lead.call('POST', `${path}/monitors/defaults`, {
      versionId: versions['1.0.0'],
    })
    expect(added.status).toBe(201)
    expect(added.body.items.map((item: { key: string }) => item.key)).toEqual(
      expect.arrayContaining([
        'sensitivity@0.3',
        'sensitivity@0.3:sex=female',
        'heartbeat',
        'feature-drift',
      ]),
    )
    expect((await world.automatic()).status).toBe(200)
    const good = await world.live(span(1, 12), '1.0.0', { flatten: 0 })
    expect(good.every((answer) => answer.action !== 'rollback')).toBe(true)

    await world.makeStable('2.0.0', 14)
    const bad = await world.live(span(14, 40), '2.0.0', { flatten: 0.9, only: 'female' })
    const last = bad.at(-1)!
    expect(last).toMatchObject({ action: 'rollback', targetVersionId: versions['1.0.0'] })
    expect(bad.length).toBeLessThan(12)

    const stable = await owner.call('GET', `${path}/aliases/stable`)
    expect(stable.body.version).toEqual({ id: versions['1.0.0'], label: '1.0.0' })
    const incident = await owner.call('GET', `/incidents/${last.incidentId}`)
    expect(incident.body).toMatchObject({
      severity: 'critical',
      status: 'open',
      version: { label: '2.0.0' },
      evidence: {
        metric: 'sensitivity',
        version: { label: '2.0.0' },
        decision: { action: 'rollback' },
      },
    })
    // Hardly any woman at risk was flagged: what is recorded is exact, and nobody is shown the few.
    const { rows } = await server.owner.query('select evidence from incidents where id = $1', [
      last.incidentId,
    ])
    expect(rows[0].evidence.interval.lower).toBeLessThan(rows[0].evidence.value)
    expect(incident.body.evidence).toMatchObject({ hidden: true, value: null, interval: null })
    expect(incident.body.evidence.segment).toEqual({ attribute: 'sex', value: 'female' })
    const notices = await lead.call('GET', '/notifications')
    expect(notices.body.items[0]).toMatchObject({
      kind: 'rollback',
      path: `/incidents/${last.incidentId}`,
    })
    const work = await lead.call('GET', '/worklist')
    expect(work.body.items[0]).toMatchObject({ kind: 'incident', urgency: 'now' })

    const ledger = await owner.call('GET', '/ledger?limit=40')
    const actions = ledger.body.items.map((entry: { action: string }) => entry.action)
    for (const action of [
      'aliases.roll-back',
      'incidents.open',
      'notifications.send',
      'alarms.raise',
    ]) {
      expect(actions).toContain(action)
    }
    expect((await owner.call('GET', '/ledger/verify')).body.verified).toBe(true)
    const history = await owner.call('GET', `${path}/alias-events`)
    expect(history.body.items.some((event: { cause: string }) => event.cause === 'rollback')).toBe(
      true,
    )
    expect(id).toBeTruthy()
  }, 60_000)

  test('is suspended where no good version stands behind it', async () => {
    const world = await monitoringWorld(server)
    await world.makeStable('1.0.0', 0)
    await world.lead.call('POST', `${world.path}/monitors/defaults`, {
      versionId: world.versions['1.0.0'],
    })
    await world.automatic()
    const answers = await world.live(span(0, 30), '1.0.0', { flatten: 0.9 })
    expect(answers.at(-1)).toMatchObject({ action: 'suspend', targetVersionId: null })
    const system = await world.owner.call('GET', world.path)
    expect(system.body).toMatchObject({ stableVersion: null, openIncidents: 1 })
    expect(system.body.suspendedAt).not.toBeNull()
  }, 60_000)

  test('is only proposed for rollback where the policy asks people first', async () => {
    const world = await monitoringWorld(server)
    await world.makeStable('1.0.0', 0)
    await world.lead.call('POST', `${world.path}/monitors/defaults`, {
      versionId: world.versions['1.0.0'],
    })
    await world.live(span(1, 8), '1.0.0', { flatten: 0 })
    await world.makeStable('2.0.0', 10)
    const answers = await world.live(span(10, 24), '2.0.0', { flatten: 0.9 })
    expect(answers.some((answer) => answer.action === 'propose')).toBe(true)
    expect(answers.some((answer) => answer.action === 'rollback')).toBe(false)
    const stable = await world.owner.call('GET', `${world.path}/aliases/stable`)
    expect(stable.body.version.label).toBe('2.0.0')
  }, 60_000)
})

describe('what cannot be judged', () => {
  test('never rolls back, but calls a person: silence', async () => {
    const world = await monitoringWorld(server)
    await world.makeStable('1.0.0', 0)
    await world.lead.call('POST', `${world.path}/monitors/defaults`, {
      versionId: world.versions['1.0.0'],
    })
    await world.automatic()
    await world.live(span(0, 3), '1.0.0', { flatten: 0 })
    const answer = await advance(world.owner, world.path, 7)
    expect(answer.action).toBe('page')
    const monitors = await world.owner.call('GET', `${world.path}/monitors`)
    const heartbeat = monitors.body.items.find((item: { key: string }) => item.key === 'heartbeat')
    expect(heartbeat.verdict).toMatchObject({ state: 'stale', confirmed: false })
    const alarms = await world.owner.call('GET', `${world.path}/alarms`)
    expect(alarms.body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ level: 'inconclusive' })]),
    )
    const notices = await world.lead.call('GET', '/notifications')
    expect(notices.body.items[0].kind).toBe('page')
  }, 60_000)

  test('outcomes still on their way do not count: only matured days are judged', async () => {
    const world = await monitoringWorld(server)
    await world.makeStable('1.0.0', 0)
    await world.lead.call('POST', `${world.path}/monitors/defaults`, {
      versionId: world.versions['1.0.0'],
    })
    await world.live(span(0, 6), '1.0.0', { flatten: 0 })
    const series = await world.owner.call(
      'GET',
      `${world.path}/metrics?metric=sensitivity&windowDays=30`,
    )
    expect(series.status).toBe(200)
    const point = series.body.points.at(-1)
    // Now is day 7 and outcomes take 2 days: day 4 is the last one whose window has closed.
    expect(point.to).toBe('2026-01-05')
    expect(point.estimate.state).toBe('ok')
    expect(series.body.sentence).toContain('patients with the outcome were flagged')
  }, 60_000)
})

describe('a corrected outcome of a closed day', () => {
  test('recomputes the detectors from the rows as they now are', async () => {
    const world = await monitoringWorld(server)
    await world.makeStable('1.0.0', 0)
    await world.lead.call('POST', `${world.path}/monitors/defaults`, {
      versionId: world.versions['1.0.0'],
    })
    await world.live(span(0, 8), '1.0.0', { flatten: 0 })
    const before = await verdictOf(world, 'sensitivity@0.3')
    const late = await world.owner.call('POST', `${world.path}/outcomes`, {
      rows: [
        { predictionId: '1.0.0-2-0', label: 1, observedAt: '2026-01-04T00:00:00Z', revision: 2 },
      ],
    })
    expect(late.body).toMatchObject({ accepted: 1 })
    await advance(world.owner, world.path, 9)
    const after = await verdictOf(world, 'sensitivity@0.3')
    expect(after.evidence.logValue).not.toBe(before.evidence.logValue)
    const state = await world.owner.ctx.db
      .selectFrom('telemetry_state')
      .select('changed_day')
      .where('ai_system_id', '=', world.id)
      .executeTakeFirstOrThrow()
    expect(state.changed_day).toBeNull()
  }, 60_000)
})

async function verdictOf(world: Awaited<ReturnType<typeof monitoringWorld>>, key: string) {
  const monitors = await world.owner.call('GET', `${world.path}/monitors`)
  return monitors.body.items.find((item: { key: string }) => item.key === key).verdict
}

describe('the numbers', () => {
  test('exact performance and profiles agree within the certified bound', async () => {
    const world = await monitoringWorld(server)
    await world.makeStable('1.0.0', 0)
    await world.live(span(0, 9), '1.0.0', { flatten: 0 })
    await advance(world.owner, world.path, 20)
    const exact = await world.owner.call('GET', `${world.path}/performance`)
    expect(exact.status).toBe(200)
    const { overall, subgroups } = exact.body
    expect(overall.n).toBe(1500)
    expect(subgroups.map((group: { value: string }) => group.value)).toEqual(['female', 'male'])
    const series = await world.owner.call('GET', `${world.path}/metrics?metric=auroc&windowDays=60`)
    const { estimate } = series.body.points.at(-1)
    expect(estimate.n).toBe(1500)
    expect(Math.abs(estimate.value - overall.auroc.value)).toBeLessThanOrEqual(
      estimate.detail.certifiedBound + 1e-12,
    )
    const sensitivity = await world.owner.call(
      'GET',
      `${world.path}/metrics?metric=sensitivity&windowDays=60`,
    )
    expect(sensitivity.body.points.at(-1).estimate.value).toBeCloseTo(overall.sensitivity.value, 12)
    const drift = await world.owner.call('GET', `${world.path}/drift?from=2026-01-01&to=2026-01-10`)
    expect(drift.body).toMatchObject({ n: 1500, features: [{ feature: 'lactate', level: 'none' }] })
  }, 60_000)
})
