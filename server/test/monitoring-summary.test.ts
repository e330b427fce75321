import { digestOf } from '@primum/core/ledger/chain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileSummaries } from '../src/features/monitoring-summaries/file-summaries.ts'
import { sha256 } from '../src/ledger/sha256.ts'
import { startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { advance, dayRows, monitoringWorld, span } from './monitoring-world.ts'
import { contentOf, round, summariesOf, watch, watching } from './monitoring-summary-world.ts'

type Body = Answer['body']

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>
let time = Date.parse('2026-11-22T10:00:00Z')
const perDay = 60

/** January 2026: version 1.0.0 on days 0 to 19, then 2.0.0, which knows nothing of the risk. */
const firstDays = span(0, 19)
const lastDays = span(20, 30)
const bad = { flatten: 0.95 }

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await monitoringWorld(server)
  const { lead, path } = world
  await watch(lead, path, watching('sensitivity'))
  await watch(lead, path, watching('sensitivity', 'female'))
  await watch(lead, path, watching('heartbeat'))
  await world.makeStable('1.0.0', 0)
  await world.live(firstDays, '1.0.0', { flatten: 0 }, perDay)
  await world.makeStable('2.0.0', 20)
  await world.live(lastDays, '2.0.0', bad, perDay)
}, 60_000)
afterAll(() => server.close())

const summaries = () => summariesOf(world.clinician, world.id)
const monitorOf = (content: Body, key: string) =>
  content.monitors.find((each: { key: string }) => each.key === key)

/** Those with the outcome, and of them those at or above the threshold, counted from the rows. */
function flagged(days: number[], version: string, quality: { flatten: number }, sex = '') {
  const rows = days
    .flatMap((day) => dayRows(day, perDay, version, quality))
    .filter(({ label, prediction }) => label === 1 && (sex === '' || prediction.groups.sex === sex))
  const count = rows.filter(({ prediction }) => prediction.score >= 0.3).length
  return { n: rows.length, value: count / rows.length }
}

test('nothing is filed while the month goes on, nor on the day after it', async () => {
  expect(await round(server)).toEqual([])
  await advance(world.owner, world.path, 31)
  await world.owner.call('POST', `${world.path}/replay-clock`, { now: '2026-02-01T23:59:59Z' })
  expect(await round(server)).toEqual([])
  expect(await summaries()).toEqual([])
})

test('two rounds side by side file a month once', async () => {
  await advance(world.owner, world.path, 32)
  const errors = await Promise.all([round(server), round(server), round(server)])
  expect(errors.flat()).toEqual([])
  expect(await round(server)).toEqual([])
  expect(await summaries()).toMatchObject([
    {
      source: { type: 'monitoring-summaries', id: `${world.id}/2026-01` },
      versionCount: 1,
      createdBy: { kind: 'system' },
    },
  ])
  const entries = await server.services.db
    .selectFrom('ledger_entries')
    .select('subject_id')
    .where('action', '=', 'evidence.file')
    .where('details', '@>', JSON.stringify({ origin: { type: 'monitoring-summaries' } }) as never)
    .execute()
  expect(entries).toHaveLength(1)
})

describe('the summary of a month', () => {
  let piece: Body
  let content: Body
  let alarms: Body[]
  beforeAll(async () => {
    const [{ id }] = await summaries()
    piece = (await world.clinician.call('GET', `/evidence/${id}`)).body
    content = await contentOf(world.clinician, id)
    alarms = (await world.clinician.call('GET', `${world.path}/alarms`)).body.items
  })

  test('tells the story in its title, and counts until the next one is due', async () => {
    expect(alarms.length).toBeGreaterThan(0)
    const raised = `${alarms.length} alarm${alarms.length === 1 ? '' : 's'}`
    const predictions = `1\u00a0${31 * perDay - 1000}`
    expect(piece).toMatchObject({
      title: `Monitoring of Readmission risk, January 2026: 3 monitors, ${raised}, ${predictions} predictions`,
      kind: 'monitoring-summary',
      origin: 'primum',
      versions: [{ effectiveFrom: '2026-01-01', effectiveUntil: '2026-03-17' }],
    })
    expect(piece.description).toBe(content.summary)
    expect(content.summary).toContain(
      'Versions 1.0.0, 2.0.0 ran in this month; 3 monitors were on.',
    )
    const { body } = await world.clinician.call('GET', `/evidence/${piece.id}/links`)
    expect(body.items.map(({ target }: Body) => target)).toContainEqual({
      ...{ type: 'ai-system', id: world.id },
    })
  })

  test('bears the digest of its canonical content', () => {
    const digest = digestOf(sha256, content)
    expect(piece.versions[0].note).toBe(`SHA-256 of its canonical content: ${digest}`)
  })

  test('says which versions ran when, and what moved', () => {
    expect(content).toMatchObject({
      aiSystem: { id: world.id, name: 'Readmission risk' },
      month: '2026-01',
      replayed: true,
      outcomesAwaitedDays: 2,
      versions: [
        // The change came at midnight, which ends the day before it.
        { label: '1.0.0', from: '2026-01-01', to: '2026-01-20', days: 20 },
        { label: '2.0.0', from: '2026-01-21', to: '2026-01-31', days: 11, stableUntil: null },
      ],
      moves: [
        { from: null, to: '1.0.0', cause: 'promotion' },
        { from: '1.0.0', to: '2.0.0', cause: 'promotion' },
      ],
      deployments: { atStart: [], changes: [{ version: '1.0.0' }, { version: '2.0.0' }] },
    })
  })

  test('counts what arrived, as far as it may be shown', () => {
    expect(content.received).toMatchObject({
      predictions: 31 * perDay,
      daysOfFew: { predictions: 0 },
      silentDays: [],
      calls: null,
      unusable: 0,
      unusableByKind: {},
    })
    // Outcomes of those without the event are not sent.
    const known = [...firstDays, ...lastDays].map((day) => {
      const version = day < 20 ? '1.0.0' : '2.0.0'
      return dayRows(day, perDay, version, bad).filter(({ label }) => label === 1).length
    })
    const shown = known.filter((count) => count === 0 || count > 10)
    expect(content.received.outcomes).toBe(shown.reduce((sum, count) => sum + count, 0))
    expect(content.received.daysOfFew.outcomes).toBe(known.length - shown.length)
  })

  test('measures each version over the days whose outcomes became known', () => {
    const { measurements, daysJudged, threshold } = monitorOf(content, 'sensitivity@0.3')
    expect(threshold).toBe(0.3)
    const good = flagged(firstDays, '1.0.0', { flatten: 0 })
    expect(measurements[0]).toMatchObject({
      version: { label: '1.0.0' },
      window: { from: '2026-01-01', to: '2026-01-20' },
      hidden: false,
      estimate: { state: 'ok', n: good.n, value: expect.closeTo(good.value, 12) },
    })
    expect(measurements[0].estimate.interval).toMatchObject({ level: 0.95 })
    expect(measurements[0].estimate.baselineValue).toBeGreaterThan(0.5)
    // What was predicted on the last two days is not known yet when the month ends.
    expect(measurements[1]).toMatchObject({
      version: { label: '2.0.0' },
      window: { from: '2026-01-21', to: '2026-01-29' },
    })
    expect(daysJudged).toBe(29)
    expect(monitorOf(content, 'heartbeat')).toMatchObject({
      daysJudged: 31,
      measurements: [
        { window: { to: '2026-01-20' }, estimate: { value: 20 * perDay } },
        { window: { from: '2026-01-21' }, estimate: { value: 11 * perDay } },
      ],
    })
  })

  test('knows its subgroups', () => {
    const female = monitorOf(content, 'sensitivity@0.3:sex=female')
    const { n, value } = flagged(firstDays, '1.0.0', { flatten: 0 }, 'female')
    expect(female.measurements[0].estimate).toMatchObject({ n, value: expect.closeTo(value, 12) })
    expect(content.subgroups).toEqual([
      { monitor: 'sensitivity@0.3:sex=female', attribute: 'sex', value: 'female' },
    ])
  })

  test('holds the alarms of the month with what came of them, and the last verdicts', () => {
    const ids = alarms.map(({ id }) => id).toSorted()
    expect(content.alarms.map(({ id }: Body) => id).toSorted()).toEqual(ids)
    for (const alarm of content.alarms) {
      expect(alarm).toMatchObject({ acknowledgedAt: null, version: '2.0.0' })
      expect(alarm.judgedAt.slice(0, 7)).toBe('2026-01')
    }
    const watched = monitorOf(content, 'sensitivity@0.3')
    const own = alarms.filter(({ monitor }) => monitor.key === 'sensitivity@0.3')
    expect(watched.alarms).toBe(own.length)
    expect(watched.verdictAtEnd).toMatchObject({
      level: 'warning',
      window: { from: '2026-01-21', to: '2026-01-29' },
      versionId: world.versions['2.0.0'],
    })
    expect(monitorOf(content, 'heartbeat').verdictAtEnd).toMatchObject({ level: 'none' })
  })

  test('has no count of few people, and no row of a patient', () => {
    for (const { measurements } of content.monitors) {
      for (const { estimate } of measurements) {
        for (const count of [estimate.n, estimate.positives, estimate.negatives]) {
          expect(count === null || count === 0 || count > 10).toBe(true)
        }
      }
    }
    const text = JSON.stringify(content)
    expect(text).not.toContain('1.0.0-0-')
    expect(text).not.toContain('predictionId')
  })
})

describe('later', () => {
  test('at most three months are caught up on, and silence is said to be silence', async () => {
    await advance(world.owner, world.path, 182)
    expect(await round(server)).toEqual([])
    const names = (await summaries()).map(({ source }: Body) => source.id.split('/')[1])
    expect(names.toSorted()).toEqual(['2026-01', '2026-04', '2026-05', '2026-06'])
    const [april] = await summaries()
    expect(april.title).toMatch(/April 2026: 3 monitors, \d+ alarms?, no predictions$/)
    const content = await contentOf(world.clinician, april.id)
    expect(content.summary).toContain(
      'No predictions were received in this month, although the system was in operation.',
    )
    expect(content.received).toMatchObject({ predictions: 0, outcomes: 0 })
    expect(content.received.silentDays).toHaveLength(30)
    const heartbeat = monitorOf(content, 'heartbeat')
    expect(heartbeat.measurements[0].estimate).toMatchObject({ state: 'stale', value: 0 })
    expect(heartbeat.verdictAtEnd).toMatchObject({ state: 'stale' })
  })

  test('a summary that was withdrawn is not written anew', async () => {
    const [april] = await summaries()
    const reason = { reason: 'The data of this month was a rehearsal.' }
    const path = `/evidence/${april.id}/withdraw`
    expect((await world.lead.call('POST', path, reason)).status).toBeLessThan(300)
    const before = (await summaries()).length
    expect(await round(server)).toEqual([])
    expect(await summaries()).toHaveLength(before)
  })

  test('only who may file evidence may file a month', async () => {
    await expect(fileSummaries(world.clinician.ctx, world.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await fileSummaries(world.owner.ctx, world.id)).toEqual([])
  })
})
