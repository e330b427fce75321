import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSmallCount } from '@primum/core/fairness/small-cell-suppression'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>

/** Predictions a day by site; the last day is after the span that the other tests ask for. */
const perDay: Record<string, [north: number, south: number, none: number]> = {
  '2026-01-02': [40, 30, 20],
  '2026-01-03': [4, 0, 0],
  '2026-01-04': [35, 25, 0],
  '2026-01-05': [7, 60, 50],
  '2026-01-06': [3, 2, 3],
}
const days = Object.keys(perDay)
const labelled = 6

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
  await world.makeStable('1.0.0', 0)
  for (const code of ['north', 'south']) {
    await server.administrator.call('POST', '/sites', { code, name: code })
  }
  await world.owner.call('POST', `${world.path}/replay-clock`, { now: '2026-01-08T00:00:00Z' })
  for (const [day, counts] of Object.entries(perDay)) {
    const rows = counts.flatMap((count, index) =>
      span(1, count).map((each) => ({
        ...{ id: `${day}-${index}-${each}`, version: '1.0.0', predictedAt: `${day}T08:00:00Z` },
        ...{ score: each % 2 === 0 ? 0.1 : 0.6, groups: { sex: 'female' } },
        ...(index === 2 ? {} : { site: ['north', 'south'][index] }),
        features: each % 20 === 1 ? {} : { lactate: 2 },
      })),
    )
    const sent = await world.owner.call('POST', `${world.path}/predictions`, { rows })
    if (sent.body.rejected !== 0) throw new Error(JSON.stringify(sent.body))
    const outcomes = rows.slice(0, labelled).map(({ id }) => ({
      ...{ predictionId: id, label: 1, observedAt: `${day}T20:00:00Z` },
    }))
    await world.owner.call('POST', `${world.path}/outcomes`, { rows: outcomes })
    const calls = rows.map(({ site }, index) => ({
      ...{ at: `${day}T08:00:00Z`, latencyMs: 100, outcome: index === 0 ? 'error' : 'ok', site },
    }))
    const batch = { batch: day, rows: calls }
    const counted = await world.owner.call('POST', `${world.path}/operations`, batch)
    if (counted.status !== 200) throw new Error(JSON.stringify(counted.body))
  }
}, 60_000)
afterAll(() => server.close())

const read = async (rest: string) => {
  const { status, body } = await world.clinician.call('GET', `${world.path}/${rest}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
type Day = { day: string; predictions: number | null; calls: number | null }
const operations = (from: string, to: string, site = '') =>
  read(`operations?from=${from}&to=${to}&site=${site}`)

describe('what has arrived', () => {
  test('hides days of few people, and their outcomes, and its totals do not tell them', async () => {
    const told = await read('telemetry')
    expect(told.days).toEqual([
      { day: '2026-01-02', predictions: 90, labelled: null },
      { day: '2026-01-03', predictions: null, labelled: null },
      { day: '2026-01-04', predictions: 60, labelled: null },
      { day: '2026-01-05', predictions: 117, labelled: null },
      { day: '2026-01-06', predictions: null, labelled: null },
    ])
    // 4 and 8 together tell neither, and many days of 6 outcomes tell none of them.
    expect(told).toMatchObject({ predictions: 90 + 60 + 117 + 12 })
    const pooled = told.predictions - 267
    expect(isSmallCount(pooled)).toBe(false)
    expect(told.daysNotCounted).toEqual({ predictions: 0, outcomes: 0 })
    expect(told.outcomes).toBe(4 + 4 * labelled)
  })
})

describe('operations', () => {
  test('hide days and sites of few, and what everyone less the other sites would tell', async () => {
    const [everyone, north, south] = await Promise.all(
      ['', 'north', 'south'].map((site) => operations(days[0]!, days.at(-1)!, site)),
    )
    const of = ({ days: all }: { days: Day[] }) => all.map(({ predictions }) => predictions)
    expect(of(everyone)).toEqual([90, null, 60, 117, null])
    expect(of(north)).toEqual([40, null, 35, null, null])
    // South of the fourth day is shown: the people without a site hide north behind them.
    expect(of(south)).toEqual([30, 25, 60, null])
    for (const day of days) {
      const at = (body: { days: Day[] }) => body.days.find((each) => each.day === day)
      const [all, one, two] = [at(everyone), at(north), at(south)]
      const left = (all?.predictions ?? 0) - (one?.predictions ?? 0) - (two?.predictions ?? 0)
      if (all?.predictions !== null) expect(isSmallCount(left)).toBe(false)
    }
    const few = everyone.days.find(({ day }: Day) => day === '2026-01-03')
    expect(few).toMatchObject({ calls: null, ok: null, error: null, latencyMs: { n: null } })
    expect(few.predictionDelayHours).toEqual({ n: null, p50: null, p95: null })
    // One error of ninety calls is about the machine.
    expect(everyone.days[0]).toMatchObject({ calls: 90, error: 1, outcomeDelayHours: { n: null } })
  })

  test('tell no day by the difference of two spans', async () => {
    const ends = await Promise.all(days.map((to) => operations(days[0]!, to)))
    const totals = ends.map(({ total }) => total.predictions as number)
    expect(totals).toEqual([90, 90, 150, 267, 267])
    const alone = await operations('2026-01-03', '2026-01-03')
    expect(alone.total).toMatchObject({ predictions: null, calls: null, latencyMs: { n: null } })
    expect(alone.hiddenDays).toEqual({ predictions: 1, outcomes: 1, calls: 1, answers: 0 })
  })
})

describe('metrics', () => {
  const series = (metric: string, more = '') =>
    read(`metrics?metric=${metric}&windowDays=1&from=${days[0]}&to=${days.at(-1)}${more}`)
  type Point = { from: string; estimate: { n: number; value: number | null; detail?: unknown } }
  const at = (body: { points: Point[] }, day: string) =>
    body.points.find(({ from }) => from === day)!.estimate

  test('of a site are hidden where they are of few, or tell few elsewhere', async () => {
    const [everyone, north, south] = await Promise.all([
      series('late-data'),
      series('late-data', '&attribute=site&value=north'),
      series('late-data', '&attribute=site&value=south'),
    ])
    const day = '2026-01-05'
    expect(at(everyone, day).n).toBeGreaterThan(100)
    expect([at(north, day).n, at(north, day).value]).toEqual([0, null])
    for (const { from, estimate } of [north, south, everyone].flatMap(({ points }) => points)) {
      expect(isSmallCount(estimate.n), from).toBe(false)
      const late = Math.round((estimate.value ?? 0) * estimate.n)
      expect(isSmallCount(late) || isSmallCount(estimate.n - late), from).toBe(false)
    }
    // 6 outcomes came on that day.
    expect(JSON.stringify(at(everyone, day))).not.toContain('lateOutcomes')
  })

  test('of drift and performance say nothing of few people', async () => {
    const few = await read(`drift?from=2026-01-03&to=2026-01-03`)
    expect(few).toMatchObject({ n: null, score: { psi: null } })
    expect(few.features).toMatchObject([{ psi: null, missing: null, n: null }])
    const more = await read(`drift?from=2026-01-04&to=2026-01-04`)
    expect(more.n).toBe(60)
    expect(more.features).toMatchObject([{ missing: null, n: 60 }])
    const { overall } = await read(`performance?from=2026-01-04&to=2026-01-04`)
    expect(overall).toMatchObject({
      n: 60,
      positives: null,
      auroc: { value: null, positives: null },
    })
    expect(overall.observedExpectedRatio).toMatchObject({ value: null, interval: null })
    expect(overall.brier.value).toBeNull()
    const [first, second] = Object.values(world.versions)
    const compared = await read(
      `versions-compared?a=${first}&b=${second}&from=2026-01-03&to=2026-01-03`,
    )
    expect(compared).toMatchObject({ a: { n: null }, b: { n: 0 } })
  })
})
