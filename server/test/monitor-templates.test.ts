import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archetypes } from '@primum/core/ai-systems/closed-lists'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
}, 60_000)
afterAll(() => server.close())

type Item = { id: string; archetypes: string[]; monitors: Line[] }
type Line = { metric: string; harm: string; explanation: string; needs: string[] }
const list = async () => (await world.clinician.call('GET', '/monitor-templates')).body

describe('templates of monitors', () => {
  test('explain themselves', async () => {
    const { items, contentVersion } = (await list()) as { items: Item[]; contentVersion: string }
    expect(contentVersion).toMatch(/^\d+\.\d+\.\d+$/)
    expect(items.map(({ id }) => id)).toEqual([
      ...['sepsis-or-deterioration-alert', 'imaging-triage', 'readmission'],
      ...['ambient-documentation', 'patient-chatbot', 'scheduling-and-billing'],
    ])
    for (const { monitors, archetypes: suits } of items) {
      for (const archetype of suits) expect(archetypes).toContain(archetype)
      for (const line of monitors) {
        expect(line.explanation, line.metric).toMatch(/^[A-Z].*\.$/)
        expect(line.explanation, line.metric).not.toMatch(/undefined/)
        expect(line.harm.length).toBeGreaterThan(10)
        expect(line.needs.length).toBeGreaterThan(0)
      }
    }
    const chatbot = items.find(({ id }) => id === 'patient-chatbot')!
    const escalation = chatbot.monitors.find(({ metric }) => metric === 'escalation-rate')!
    expect(escalation).toMatchObject({ needs: ['reviews'], needsBaseline: false })
  })

  test('each give monitors that the schema takes and the version can be judged by', async () => {
    const { items } = (await list()) as { items: Item[] }
    for (const { id: template } of items) {
      const body = { template, versionId: world.versions['1.0.0'] }
      const made = await world.lead.call('POST', `${world.path}/monitors/from-template`, body)
      expect(made.status, `${template}: ${JSON.stringify(made.body)}`).toBe(201)
      const keys = made.body.items.map(({ key }: { key: string }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      if (template === 'readmission') {
        expect(keys).toContain('sensitivity@0.3:sex=female')
        expect(keys).toContain('flag-rate@0.3')
      }
      await server.owner.query('delete from monitors where ai_system_id = $1', [world.id])
    }
  })

  test('are added once, by who may, from those that exist', async () => {
    const path = `${world.path}/monitors/from-template`
    const body = { template: 'readmission', versionId: world.versions['1.0.0'] }
    expect((await world.clinician.call('POST', path, body)).status).toBe(403)
    const unknown = await world.lead.call('POST', path, { ...body, template: 'oncology' })
    expect(JSON.stringify(unknown.body)).toMatch(/Choose one of sepsis/)
    expect((await world.lead.call('POST', path, body)).status).toBe(201)
    const again = await world.lead.call('POST', path, body)
    expect(again.status).toBe(412)
    expect(again.body.reasons[0].code).toBe('monitors-exist')
  })
})

describe('what a monitor may lead to', () => {
  const sensitivity = (more: object) => ({
    ...{ key: 'sensitivity@0.3', metric: 'sensitivity', threshold: 0.3, windowDays: 30 },
    ...{ segment: { attribute: '', value: '' }, margin: 0.05, deltas: [0.05, 0.1, 0.2] },
    ...{ minimumSample: 30, severity: 'critical', averageRunLengthDays: 3650, enabled: true },
    ...{ explanation: 'Missed patients.', ...more },
  })

  async function failing(more: object) {
    const other = await monitoringWorld(server)
    await other.makeStable('1.0.0', 0)
    const monitor = sensitivity(more)
    const made = await other.lead.call('POST', `${other.path}/monitors`, monitor)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const judged = await other.live(span(0, 13), '1.0.0', { flatten: 0.95 })
    const system = await other.lead.call('GET', other.path)
    return { other, judged, system: system.body }
  }

  test('suspends at once where it says so, with an incident', async () => {
    const { other, system } = await failing({ action: 'suspend' })
    expect(system.suspensionReason).toMatch(/^Sensitivity at 0\.3 failed\./)
    expect(system.stableVersion).toBeNull()
    const incidents = await other.lead.call('GET', `/incidents?aiSystemId=${other.id}`)
    expect(incidents.body.items).toHaveLength(1)
    expect(incidents.body.items[0]).toMatchObject({ severity: 'critical' })
    const alarms = await other.lead.call('GET', `${other.path}/alarms`)
    expect(alarms.body.items[0]).toMatchObject({ action: 'suspend', level: 'critical' })
  })

  test('suspends even while the policy proposes a rollback to people', async () => {
    const other = await monitoringWorld(server)
    await other.makeStable('2.0.0', -1)
    await other.makeStable('1.0.0', 0)
    const ofWomen = {
      ...{ key: 'sensitivity@0.3:sex=female', action: 'roll-back' },
      segment: { attribute: 'sex', value: 'female' },
    }
    await other.live(span(0, 11), '1.0.0', { flatten: 0.95 })
    // Both see all of it at once, so that both act in one judgement.
    for (const more of [{ action: 'suspend' }, ofWomen]) {
      await other.lead.call('POST', `${other.path}/monitors`, sensitivity(more))
    }
    const judged = await other.live([12], '1.0.0', { flatten: 0.95 })
    const { body } = await other.lead.call('GET', other.path)
    expect(body.suspensionReason).toMatch(/^Sensitivity at 0\.3 failed\./)
    expect(body.stableVersion).toBeNull()
    expect(judged.map(({ action }) => action)).toEqual(['propose'])
  })

  test('asks for an evaluation with a due date, until the alarm is acknowledged', async () => {
    const { other, system } = await failing({ action: 'trigger-re-evaluation' })
    expect(system.suspendedAt).toBeNull()
    const own = async () =>
      (await other.lead.call('GET', '/worklist')).body.items.filter(
        (item: { kind: string; path: string }) =>
          item.kind === 're-evaluation' && item.path.includes(other.id),
      )
    expect(await own()).toEqual([
      expect.objectContaining({ action: 'Evaluate the version', dueAt: expect.any(String) }),
    ])
    const notices = await other.lead.call('GET', '/notifications')
    expect(notices.body.items.map(({ kind }: { kind: string }) => kind)).toContain('re-evaluation')
    const alarms = await other.lead.call('GET', `${other.path}/alarms`)
    for (const { id } of alarms.body.items) {
      await other.lead.call('POST', `/alarms/${id}/acknowledge`)
    }
    expect(await own()).toEqual([])
  })

  test('only tells people where it says so, whatever the policy', async () => {
    const other = await monitoringWorld(server)
    await other.makeStable('1.0.0', 0)
    await other.automatic()
    await other.lead.call('POST', `${other.path}/monitors`, sensitivity({ action: 'notify' }))
    const judged = await other.live(span(0, 13), '1.0.0', { flatten: 0.95 })
    expect(judged.map(({ action }) => action)).not.toContain('suspend')
    expect(judged.map(({ action }) => action)).not.toContain('rollback')
    const monitors = await other.lead.call('GET', `${other.path}/monitors`)
    expect(monitors.body.items[0].verdict).toMatchObject({ level: 'critical', confirmed: true })
  })
})

test('a monitor may wait longer for outcomes and read missing ones otherwise', async () => {
  const other = await monitoringWorld(server)
  await other.makeStable('1.0.0', 0)
  const own = { outcomeHorizonDays: 6, labelPolicy: 'exclude-unlabelled' }
  const monitor = {
    ...{ key: 'auroc', metric: 'auroc', segment: { attribute: '', value: '' }, windowDays: 30 },
    ...{ margin: 0.05, deltas: [], minimumSample: 30, severity: 'warning' },
    ...{ averageRunLengthDays: 365, enabled: true, explanation: 'Ranking.', ...own },
  }
  expect((await other.lead.call('POST', `${other.path}/monitors`, monitor)).status).toBe(201)
  await other.live(span(0, 9), '1.0.0', { flatten: 0 }, 60)
  const { body } = await other.lead.call('GET', `${other.path}/monitors`)
  expect(body.items[0]).toMatchObject(own)
  // Until 11 January: six days and the rest of the day before; only outcomes of 1 were sent.
  expect(body.items[0].verdict.window.to).toBe('2026-01-04')
  expect(body.items[0].verdict.estimate).toMatchObject({ state: 'undefined', negatives: 0 })
})
