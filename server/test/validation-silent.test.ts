import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { randomFrom } from './telemetry-fixture.ts'
import { validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

let server: TestServer
let world: ValidationWorld
let systemId: string
let versionId: string
/** Outcomes are due after 30 days and one of grace. */
const now = new Date('2026-02-15T00:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await validationWorld(server)
  systemId = await world.system()
  versionId = (await world.version(systemId, '1.0.0', { validated: false })).id
  await sendLive()
}, 60_000)
afterAll(() => server.close())

/** Twenty days of predictions of the candidate, calibrated; of the last five nothing is due yet. */
async function sendLive(): Promise<void> {
  const random = randomFrom(3)
  const predictions = []
  const outcomes = []
  for (let i = 0; i < 2000; i++) {
    const score = random()
    const at = new Date(Date.UTC(2026, 0, 1 + (i % 20), 9)).toISOString()
    const sex = random() < 0.5 ? 'female' : 'male'
    const features = { age: 50, ward: 'north' }
    predictions.push({
      id: `s-${i}`,
      version: '1.0.0',
      predictedAt: at,
      score,
      groups: { sex },
      features,
    })
    const label = random() < score ? 1 : 0
    outcomes.push({ predictionId: `s-${i}`, label, observedAt: at })
  }
  for (const [noun, rows] of Object.entries({ predictions, outcomes })) {
    const { body } = await world.owner.call('POST', `/ai-systems/${systemId}/${noun}`, { rows })
    expect(body, JSON.stringify(body.errors)).toMatchObject({ accepted: 2000, rejected: 0 })
  }
}

function silent(protocolId: string, body: object) {
  return world.owner.call('POST', `/validation-protocols/${protocolId}/silent-runs`, body)
}

test('a candidate is measured on live predictions whose outcomes are due', async () => {
  const protocolId = await world.protocol(systemId)
  const { status, body } = await silent(protocolId, { from: '2026-01-01', to: '2026-02-01' })
  expect(status, JSON.stringify(body)).toBe(202)
  expect(body).toMatchObject({
    kind: 'silent',
    upload: null,
    silent: { from: '2026-01-01', to: '2026-01-14' },
    version: { id: versionId },
  })
  const run = await world.ended(body.id)
  expect(run).toMatchObject({ state: 'done', verdict: 'met', sampleSize: { n: 1400 } })
  const report = await world.owner.call('GET', `/validation-runs/${run.id}/report`)
  expect(report.body.report.dataset).toMatchObject({
    rows: 1400,
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-01-14T00:00:00.000Z',
  })
  expect(report.body.report.groups).toHaveLength(2)
  const folder = server.services.validation.uploadsFolder
  const files = await readdir(folder, { recursive: true })
  expect(files.filter((name) => name.endsWith('.ndjson'))).toEqual([])
})

test('days whose outcomes are not due, and subgroups that are not sent, are refused', async () => {
  const protocolId = await world.protocol(systemId)
  const early = await silent(protocolId, { from: '2026-01-16', to: '2026-02-01' })
  expect(early.status).toBe(412)
  expect(early.body.reasons[0]).toMatchObject({ code: 'no-matured-predictions' })
  expect(early.body.detail).toContain('through 2026-01-14')
  const wrong = await silent(protocolId, { from: '2026-02-01', to: '2026-01-01' })
  expect(wrong.status).toBe(400)
  const more = { subgroups: ['race'], unit: { aggregation: 'first' } }
  const other = await world.protocol(systemId, { more })
  const refused = await silent(other, { from: '2026-01-01', to: '2026-01-10' })
  expect(refused.body.reasons.map((each: { code: string }) => each.code)).toEqual([
    'subgroup-not-sent',
    'encounters-not-sent',
  ])
  const draft = await world.protocol(systemId, { locked: false })
  expect((await silent(draft, { from: '2026-01-01', to: '2026-01-10' })).status).toBe(412)
})
