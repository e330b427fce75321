import { newMonitor } from '@primum/core/monitoring/monitor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
  await world.makeStable('1.0.0', 0)
  await world.live(span(0, 24), '1.0.0', { flatten: 0 }, 60)
  await world.live(span(25, 44), '1.0.0', { flatten: 0.9 }, 60)
}, 60_000)
afterAll(() => server.close())

const trial = (query: string) =>
  world.clinician.call('GET', `${world.path}/monitors/simulation?${query}`)
const entries = async () =>
  Number((await server.owner.query('select count(*) from ledger_entries')).rows[0].count)

test('a trial on history says when, how late and how often, and changes nothing', async () => {
  const before = await entries()
  const { status, body } = await trial('metric=sensitivity&severity=critical&changeAt=2026-01-26')
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body).toMatchObject({ key: 'sensitivity@0.3', from: '2026-01-01', to: '2026-02-14' })
  expect(body.firings[0]).toMatchObject({ level: 'critical', confirmed: true })
  expect(body.delayDays).toBeGreaterThanOrEqual(2)
  expect(body.delayDays).toBeLessThan(12)
  expect(body.falseAlarmsPerYear).toMatchObject({ stated: 0.1, counted: null, stableDays: 25 })
  expect(body.sentence).toMatch(/^Would have fired on 2026-/)
  expect(await entries()).toBe(before)
  const monitors = await world.lead.call('GET', `${world.path}/monitors`)
  expect(monitors.body.items).toEqual([])
})

test('settings change what it finds', async () => {
  const { body } = await trial('metric=sensitivity&margin=0.9&deltas=0.01')
  expect(body.firings.length).toBe(0)
  const score = await trial('metric=score-drift&windowDays=7')
  expect(score.body.falseAlarmsPerYear.stated).toBeNull()
  expect(score.body.firings.length).toBeGreaterThan(0)
  // Whether more or fewer is bad is a setting of the trial as well.
  const refusals = 'metric=refusal-rate&limit=0.5'
  const below = await trial(`${refusals}&badSide=below`)
  expect(below.status, JSON.stringify(below.body)).toBe(200)
  expect((await trial(`${refusals}&badSide=beside`)).status).toBe(400)
  const volume = await trial('metric=volume&windowDays=1&from=2026-02-10')
  expect(volume.body.firings).toEqual([])
})

test('an existing monitor is the start where one is named', async () => {
  const made = await world.lead.call('POST', `${world.path}/monitors/defaults`, {
    versionId: world.versions['1.0.0'],
  })
  const heartbeat = made.body.items.find(({ key }: { key: string }) => key === 'heartbeat')
  const { body } = await trial(`monitorId=${heartbeat.id}&limitHours=48`)
  expect(body).toMatchObject({ key: 'heartbeat', firings: [] })
  // Ten detectors share their false alarms: this one has a tenth of them, or less.
  const shared = await trial('metric=sensitivity&severity=critical')
  expect(shared.body.falseAlarmsPerYear.stated).toBeLessThan(0.1)
})

test.each([
  ['', 'metric'],
  ['metric=recall', 'metric'],
  ['metric=sensitivity&deltas=x', 'deltas'],
  ['metric=auroc&from=2026-03-01&to=2026-02-01', 'from'],
  ['metric=latency&attribute=sex&value=female', 'segment'],
  ['metric=auroc&changeAt=2026-06-01', 'changeAt'],
])('"%s" is refused, naming %s', async (query, path) => {
  const { status, body } = await trial(query)
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain(path)
})

test('a setting that cannot be is refused in words, of a trial and of a monitor alike', async () => {
  const words =
    'The accepted distance from the value at validation must be a number from 0 to 10; -1 was given.'
  const refused = { status: 400, body: { errors: [{ path: 'margin', message: words }] } }
  expect(await trial('metric=auroc&margin=-1')).toMatchObject(refused)
  const monitor = { ...newMonitor('auroc', 'warning'), margin: -1 }
  const added = await world.lead.call('POST', `${world.path}/monitors`, monitor)
  expect(added).toMatchObject(refused)
})

test('another system, version or monitor is not found', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect((await trial(`metric=auroc&versionId=${nobody}`)).status).toBe(404)
  expect((await trial(`monitorId=${nobody}`)).status).toBe(404)
})
