import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { advance, dayRows, monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
  await world.makeStable('1.0.0', 0)
  await world.live(span(0, 11), '1.0.0', { flatten: 0 })
}, 60_000)
afterAll(() => server.close())

const read = (path: string) => world.owner.call('GET', `${world.path}${path}`)
const isSmall = (count: number) => count >= 1 && count <= 10

/** What was sent for the days whose outcomes have matured: all but the last two. */
const matured = () => span(0, 9).flatMap((day) => dayRows(day, 150, '1.0.0', { flatten: 0 }))

describe('curves', () => {
  test('are those of the rows that were sent, beside those of validation', async () => {
    const { body, status } = await read('/curves')
    expect(status).toBe(200)
    const rows = matured()
    expect(body.live).toMatchObject({ n: rows.length, hidden: null })
    const positives = rows.filter(({ label }) => label === 1).length
    expect(body.live.positives).toBe(positives)
    for (const { threshold, tp, fp } of body.live.thresholds) {
      const flagged = rows.filter(({ prediction }) => prediction.score >= threshold)
      const hits = flagged.filter(({ label }) => label === 1).length
      expect([tp, fp]).toEqual([hits, flagged.length - hits])
    }
    expect(body.live.operating.threshold).toBe(0.3)
    expect(body.baseline.n).toBe(3000)
    expect(body.live.calibration.length).toBeGreaterThan(5)
    expect(body.live.decision.some((point: { threshold: number }) => point.threshold === 0.3)).toBe(
      true,
    )
    expect(body.sentences.precisionRecall).toMatch(/^Of 10 patients flagged, about \d+/)
  })

  test('show no cell of 1 to 10 people, however few days are asked for', async () => {
    for (const to of ['2026-01-01', '2026-01-03', '2026-01-10']) {
      const { body } = await read(`/curves?from=2026-01-01&to=${to}`)
      for (const { positives, negatives } of body.live.scores) {
        expect(isSmall(positives) || isSmall(negatives), to).toBe(false)
      }
      for (const { tp, fp, tn, fn } of body.live.thresholds) {
        expect([tp, fp, tn, fn].some(isSmall), to).toBe(false)
      }
    }
  })

  test('before anything has matured there are none, and that is said', async () => {
    const { body } = await read('/curves?from=2026-01-12&to=2026-01-12')
    expect(body.live).toMatchObject({ n: 0, roc: [] })
    expect(body.sentences.roc).toBe('No prediction has a known outcome yet.')
  })
})

describe('subgroups', () => {
  test('with a small cell are hidden, and with them those that would give it away', async () => {
    const { body } = await read('/performance?from=2026-01-01&to=2026-01-01')
    // 150 people of one day in two groups: some cell of one of them is small, so both go.
    expect(
      body.subgroups.filter(({ attribute }: { attribute: string }) => attribute === 'sex'),
    ).toEqual([])
    expect(body.suppressed).toHaveLength(2)
    const all = await read('/performance')
    expect(all.body.subgroups).toHaveLength(2)
    for (const group of all.body.subgroups) {
      const { sensitivity, specificity } = group
      for (const { value, n } of [sensitivity, specificity]) {
        const count = Math.round(value * n)
        expect([count, n, n - count].some(isSmall)).toBe(false)
      }
    }
  })

  test('over time follow the same rule', async () => {
    const series = await read('/metrics?metric=sensitivity&attribute=sex&value=female&windowDays=1')
    expect(series.body.points.length).toBeGreaterThan(5)
    for (const { estimate } of series.body.points) {
      if (estimate.value === null) {
        expect(estimate).toMatchObject({ n: 0, positives: null, state: 'insufficient' })
        continue
      }
      const count = Math.round(estimate.value * estimate.n)
      expect([count, estimate.n, estimate.n - count].some(isSmall)).toBe(false)
    }
  })
})

describe('two versions compared', () => {
  test('on different patients the difference says so', async () => {
    const { versions } = world
    const { body, status } = await read(
      `/versions-compared?a=${versions['1.0.0']}&b=${versions['2.0.0']}`,
    )
    expect(status).toBe(200)
    expect(body.auroc).toMatchObject({ paired: null, unpaired: { value: null } })
    expect(body.sentence).toMatch(/cannot be said yet/)
    const same = await read(`/versions-compared?a=${versions['1.0.0']}&b=${versions['1.0.0']}`)
    expect(same.status).toBe(400)
  })

  test('on the same patients the comparison is paired', async () => {
    const { owner, path, versions } = world
    const rows = span(12, 15).flatMap((day) => dayRows(day, 150, '1.0.0', { flatten: 0 }))
    const shadow = span(12, 15).flatMap((day) =>
      dayRows(day, 150, '2.0.0', { flatten: 0.9, only: 'female' }),
    )
    const sent = [...rows, ...shadow].map(({ prediction }) => ({
      ...prediction,
      patient: `p${prediction.id.replace(/^[\d.]+-/, '')}`,
    }))
    expect((await owner.call('POST', `${path}/predictions`, { rows: sent })).body.rejected).toBe(0)
    const outcomes = rows.filter(({ label }) => label === 1).map(({ prediction }) => prediction)
    await owner.call('POST', `${path}/outcomes`, {
      rows: outcomes.map(({ id, predictedAt }) => ({
        predictionId: id,
        label: 1,
        observedAt: new Date(Date.parse(predictedAt) + 3_600_000).toISOString(),
      })),
    })
    await advance(owner, path, 20)
    const { body } = await read(`/versions-compared?a=${versions['1.0.0']}&b=${versions['2.0.0']}`)
    expect(body.auroc.paired.patients).toBe(600)
    const { value, interval } = body.auroc.paired.difference
    expect(interval.lower).toBeGreaterThan(0)
    expect(interval.upper).toBeGreaterThan(value)
    expect(body.sentence).toMatch(
      /^1\.0\.0 ranks patients better than 2\.0\.0 .* same 600 patients\.$/,
    )
    const sensitivity = body.metrics.find(
      ({ metric }: { metric: string }) => metric === 'sensitivity',
    )
    // The shadow's outcomes stand with the other version: without them its rate cannot be had.
    expect(sensitivity.a.value).toBeGreaterThan(0.3)
  }, 30_000)
})
