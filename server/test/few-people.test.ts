import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSmallCount } from '@primum/core/fairness/small-cell-suppression'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { advance, dayRows, monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>

const sensitivity = (value: string, more: object) => ({
  key: value === '' ? 'sensitivity@0.3' : `sensitivity@0.3:sex=${value}`,
  segment: { attribute: value === '' ? '' : 'sex', value },
  ...{ metric: 'sensitivity', threshold: 0.3, windowDays: 30, margin: 0.05, minimumSample: 1 },
  ...{ deltas: [0.3], severity: 'critical', averageRunLengthDays: 2, enabled: true },
  ...{ explanation: 'Missed patients.', action: 'notify', ...more },
})

/** Of 150 patients a day one has another sex; one with the outcome, and every score is too low. */
async function play(days: number[]): Promise<void> {
  const { owner, path } = world
  for (const day of days) {
    const rows = dayRows(day, 150, '1.0.0', { flatten: 0.95 })
    rows.find(({ label }) => label === 1)!.prediction.groups.sex = 'other'
    const send = (noun: string, body: object[]) =>
      owner.call('POST', `${path}/${noun}`, { rows: body })
    const sent = await send(
      'predictions',
      rows.map(({ prediction }) => prediction),
    )
    const observedAt = new Date(Date.UTC(2026, 0, 2 + day)).toISOString()
    const told = await send(
      'outcomes',
      rows
        .filter(({ label }) => label === 1)
        .map(({ prediction: { id } }) => ({ predictionId: id, label: 1, observedAt })),
    )
    expect([sent.body.rejected, told.body.rejected]).toEqual([0, 0])
    await advance(owner, path, day + 1)
  }
}

async function watch(monitor: object): Promise<void> {
  const made = await world.lead.call('POST', `${world.path}/monitors`, monitor)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
}

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
  await world.makeStable('1.0.0', 0)
  // Its baseline has no other sex: the lower of none and everyone is everyone.
  for (const value of ['', 'female', 'male', 'other']) await watch(sensitivity(value, {}))
}, 60_000)
afterAll(() => server.close())

type Shown = {
  key: string
  estimate: { n: number; value: number | null; positives: number | null }
}

/** Everybody less the groups that are shown: nobody, or more than may be hidden. */
function expectNoDifference(shown: Shown[]): void {
  const everyone = shown.find(({ key }) => key === 'sensitivity@0.3')
  if (everyone === undefined || everyone.estimate.value === null) return
  const groups = shown.filter(({ key }) => key.includes('sex='))
  const known = groups.reduce((sum, { estimate }) => sum + estimate.n, 0)
  expect(isSmallCount(everyone.estimate.n - known)).toBe(false)
}

describe('a group of few people', () => {
  test('is in no answer about monitors, alarms and incidents, while what is stored is exact', async () => {
    await play(span(0, 8))
    const monitors = await world.clinician.call('GET', `${world.path}/monitors`)
    const verdicts: Shown[] = monitors.body.items.map(
      ({ key, verdict }: { key: string; verdict: Omit<Shown, 'key'> }) => ({ key, ...verdict }),
    )
    const of = (value: string) => verdicts.find(({ key }) => key.endsWith(value))
    expect(of('sex=other')).toMatchObject({
      hidden: true,
      evidence: null,
      estimate: { value: null, n: 0, positives: null, interval: null, detail: {} },
    })
    // With it goes the next smallest group, which everybody less the third would tell.
    expect(
      [of('sex=female'), of('sex=male')].filter((each) => each?.estimate.n === 0),
    ).toHaveLength(1)
    expectNoDifference(verdicts)

    const stored = await server.owner.query(
      `select key, verdict from monitor_states join monitors on monitors.id = monitor_id
       where key like '%other'`,
    )
    expect(isSmallCount(stored.rows[0].verdict.estimate.n)).toBe(true)
    expect(JSON.stringify(stored.rows[0].verdict.reason)).toMatch(/fewer than 11 people/)

    const { body } = await world.clinician.call('GET', `${world.path}/alarms`)
    const alarms = body.items as { monitor: { key: string }; day: string; verdict: Shown }[]
    expect(alarms.length).toBeGreaterThan(0)
    for (const day of new Set(alarms.map((alarm) => alarm.day))) {
      const together = alarms.filter((alarm) => alarm.day === day)
      expectNoDifference(together.map(({ monitor, verdict }) => ({ ...verdict, key: monitor.key })))
    }
    for (const { verdict } of alarms) {
      const { n, positives } = verdict.estimate
      expect([n, positives ?? 0].some((count) => isSmallCount(count))).toBe(false)
    }
    const hidden = alarms.find(({ verdict }) => verdict.estimate.n === 0)
    const answer = await world.clinician.call(
      'POST',
      `/alarms/${(hidden as { id?: string }).id}/acknowledge`,
    )
    expect(answer.body.verdict.estimate).toMatchObject({ n: 0, positives: null })
  }, 60_000)

  test('is in no evidence of an incident, whichever way it is asked for', async () => {
    const critical = { key: 'sensitivity@0.3/suspend', action: 'suspend' }
    await watch(sensitivity('', critical))
    await play([9])
    const { body } = await world.clinician.call('GET', `/incidents?aiSystemId=${world.id}`)
    expect(body.items.length).toBeGreaterThan(0)
    const [{ id, evidence }] = body.items
    expect(evidence.verdict).toMatchObject({ estimate: { n: expect.any(Number) } })
    const stored = await server.owner.query('select evidence from incidents where id = $1', [id])
    const exact = stored.rows[0].evidence.verdict.estimate
    expect(exact.n).toBeGreaterThan(0)
    const few = { metric: 'sensitivity', segment: { attribute: 'sex', value: 'other' } }
    const numbers = { value: 0.25, interval: null, n: 4, positives: 4, negatives: 0, evidence: {} }
    await server.owner.query('update incidents set evidence = $2 where id = $1', [
      id,
      JSON.stringify({ ...few, ...numbers, monitorKey: 'sensitivity@0.3:sex=other' }),
    ])
    const nothing = { ...few, hidden: true, value: null, n: 0, positives: null, evidence: null }
    const one = await world.clinician.call('GET', `/incidents/${id}`)
    expect(one.body.evidence).toMatchObject(nothing)
    const list = await world.clinician.call('GET', `/incidents?aiSystemId=${world.id}`)
    expect(list.body.items[0].evidence).toMatchObject(nothing)
    const changed = await world.clinician.call('PATCH', `/incidents/${id}`, { status: 'contained' })
    expect(changed.body.evidence).toMatchObject(nothing)
  })

  test('is not told by the share of missing inputs', async () => {
    const { owner, path } = world
    const rows = dayRows(8, 150, '1.0.0', { flatten: 0 }, 5).map(({ prediction }, index) => ({
      ...prediction,
      id: `few-${index}`,
      features: index < 4 ? {} : prediction.features,
    }))
    const sent = await owner.call('POST', `${path}/predictions`, { rows })
    expect(sent.body.rejected).toBe(0)
    const { body } = await owner.call('GET', `${path}/drift?versionId=${world.versions['1.0.0']}`)
    const [lactate] = body.features
    expect(lactate.n).toBeGreaterThan(100)
    expect(lactate.missing).toBeNull()
  })
})
