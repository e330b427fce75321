import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dutyWrites } from './duty-writes.ts'
import { evidenceWrites } from './evidence-writes.ts'
import { contentWrites } from './content-writes.ts'
import { controlWrites } from './control-writes.ts'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { aiSystemInput, password, startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'
import { registryWorld } from './registry-world.ts'
import type { RegistryWorld } from './registry-world.ts'
import { rollbackWorld } from './rollback-world.ts'
import { validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'
import { gapWrites } from './gap-writes.ts'
import { statementWrites } from './statement-writes.ts'
import { validationWrites } from './validation-writes.ts'

let server: TestServer
let world: RegistryWorld
let validation: ValidationWorld
let controlled: ControlsWorld
let monitored: Awaited<ReturnType<typeof monitoringWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await registryWorld(server)
  monitored = await monitoringWorld(server)
  controlled = await controlsWorld(server)
  validation = await validationWorld(server)
}, 60_000)
afterAll(() => server.close())

type Call = () => Promise<Answer>

const idOf = async (answer: Promise<Answer>): Promise<string> => {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body.id as string
}
const registered = () => idOf(world.owner.call('POST', '/ai-systems', aiSystemInput()))

const scale = { safety: 5, fundamentalRights: 1, economicHarm: 1 }
const answers = { ...scale, complexity: 3, dataSensitivity: 4, automation: 3 }

async function draft(): Promise<{ id: string; questions: string[] }> {
  const id = await registered()
  await world.lead.call('POST', `/ai-systems/${id}/classifications`, { answers })
  const made = await world.lead.call('POST', `/ai-systems/${id}/assessments`, { kind: 'ai-impact' })
  const sections = made.body.questionnaire.sections as { questions: { id: string }[] }[]
  const questions = sections.flatMap((section) => section.questions.map((question) => question.id))
  return { id: made.body.id as string, questions }
}

async function answered(): Promise<string> {
  const { id, questions } = await draft()
  const all = questions.map((questionId) => ({ questionId, value: 0 }))
  await idOf(world.lead.call('PUT', `/assessments/${id}/answers`, { answers: all }))
  return id
}

const member = (email: string) => ({ name: 'New', email, password, roles: ['clinician'] })
const monitor = {
  key: 'missingness/lactate',
  metric: 'missingness',
  feature: 'lactate',
  segment: { attribute: '', value: '' },
  windowDays: 7,
  margin: 0.05,
  deltas: [],
  minimumSample: 100,
  severity: 'warning',
  averageRunLengthDays: 365,
  enabled: true,
  explanation: 'Whether lactate goes missing.',
}
const person = (): Person => server.administrator

/** One successful call of every route that writes, by method and path. */
const calls: Record<string, Call> = {
  ...validationWrites(() => validation),
  ...contentWrites(
    () => server,
    () => controlled,
  ),
  ...controlWrites(() => controlled),
  ...evidenceWrites(() => server),
  ...statementWrites(() => world.lead),
  ...gapWrites(() => world.lead),
  ...dutyWrites(() => world.lead),
  'PATCH /api/v1/organization': () => person().call('PATCH', '/organization', { name: 'Renamed' }),
  'POST /api/v1/sites': () => person().call('POST', '/sites', { code: 'north', name: 'North' }),
  'POST /api/v1/members': () => person().call('POST', '/members', member('a@hospital.example')),
  'PATCH /api/v1/members/:id': async () => {
    const id = await idOf(person().call('POST', '/members', member('b@hospital.example')))
    return person().call('PATCH', `/members/${id}`, { roles: ['model-owner'] })
  },
  'POST /api/v1/members/:id/reset-access': async () => {
    const id = await idOf(person().call('POST', '/members', member('d@hospital.example')))
    return person().call('POST', `/members/${id}/reset-access`, { password })
  },
  'DELETE /api/v1/members/:id': async () => {
    const id = await idOf(person().call('POST', '/members', member('c@hospital.example')))
    return person().call('DELETE', `/members/${id}`)
  },
  'POST /api/v1/keys': () => person().call('POST', '/keys', { name: 'k', scopes: ['ledger.read'] }),
  'DELETE /api/v1/keys/:id': async () => {
    const made = await person().call('POST', '/keys', { name: 'k', scopes: ['ledger.read'] })
    return person().call('DELETE', `/keys/${made.body.record.id}`)
  },
  'POST /api/v1/ai-systems': () => world.owner.call('POST', '/ai-systems', aiSystemInput()),
  'PATCH /api/v1/ai-systems/:id': async () =>
    world.owner.call('PATCH', `/ai-systems/${await registered()}`, { vendor: 'Acme' }),
  'POST /api/v1/ai-systems/import': () => {
    const fields = aiSystemInput({ reference: 'imported' })
    const names = [
      'reference',
      'name',
      'businessPurpose',
      'intendedUse',
      'archetype',
      'modelOwner',
      'hostingLocation',
      'monitoringApproach',
    ] as const
    const row = names.map((name) => `"${String(fields[name as keyof typeof fields])}"`)
    return server.inject({
      method: 'POST',
      url: '/api/v1/ai-systems/import?preview=false',
      headers: { cookie: world.owner.cookie, 'content-type': 'text/csv' },
      payload: `${names.join(',')}\r\n${row.join(',')}\r\n`,
    })
  },
  'PATCH /api/v1/law-facts': () =>
    world.lead.call('PATCH', '/law-facts', { facts: { hipaaCoveredEntity: true } }),
  'PATCH /api/v1/ai-systems/:id/law-facts': async () =>
    world.owner.call('PATCH', `/ai-systems/${await registered()}/law-facts`, {
      facts: { states: ['CO'] },
    }),
  'POST /api/v1/ai-systems/:id/suspend': async () =>
    world.lead.call('POST', `/ai-systems/${await registered()}/suspend`, { reason: 'Harm seen.' }),
  'POST /api/v1/ai-systems/:id/resume': async () => {
    const path = `/ai-systems/${await registered()}`
    await idOf(world.lead.call('POST', `${path}/suspend`, { reason: 'Harm seen.' }))
    return world.lead.call('POST', `${path}/resume`, { reason: 'Repaired.' })
  },
  'POST /api/v1/ai-systems/:id/classifications': async () =>
    world.lead.call('POST', `/ai-systems/${await registered()}/classifications`, { answers }),
  'POST /api/v1/ai-systems/:id/tier-override': async () => {
    const low = { ...answers, safety: 1, complexity: 1, dataSensitivity: 1, automation: 1 }
    const more = { archetype: 'scheduling', usesPhi: false }
    const id = await idOf(world.owner.call('POST', '/ai-systems', aiSystemInput(more)))
    await idOf(world.lead.call('POST', `/ai-systems/${id}/classifications`, { answers: low }))
    const override = { tier: 2, reason: 'Close to patients.', password }
    return world.lead.call('POST', `/ai-systems/${id}/tier-override`, override)
  },
  'POST /api/v1/ai-systems/:id/assessments': async () =>
    world.lead.call('POST', `/ai-systems/${await registered()}/assessments`, { kind: 'ai-impact' }),
  'PUT /api/v1/assessments/:id/answers': async () => {
    const { id, questions } = await draft()
    const one = [{ questionId: questions[0], value: 1 }]
    return world.lead.call('PUT', `/assessments/${id}/answers`, { answers: one })
  },
  'PUT /api/v1/assessments/:id/treatment': async () => {
    const { id } = await draft()
    const plan = {
      sectionId: 'safety',
      plan: 'Train users.',
      owner: 'Dr. Chen',
      dueOn: '2100-01-01',
    }
    return world.lead.call('PUT', `/assessments/${id}/treatment`, { treatmentPlans: [plan] })
  },
  'POST /api/v1/assessments/:id/sign': async () =>
    world.lead.call('POST', `/assessments/${await answered()}/sign`, { password }),
  'POST /api/v1/ai-systems/:id/gates/:target/sign-offs': async () => {
    const id = await world.system()
    await world.version(id, '1.0.0')
    const body = { password, meaning: 'approve-deployment' }
    return world.lead.call('POST', `/ai-systems/${id}/gates/deployment/sign-offs`, body)
  },
  'POST /api/v1/ai-systems/:id/stage': async () => {
    const id = await registered()
    await idOf(world.lead.call('POST', `/ai-systems/${id}/classifications`, { answers }))
    return world.owner.call('POST', `/ai-systems/${id}/stage`, { to: 'design-and-development' })
  },
  'POST /api/v1/ai-systems/:id/baselines': async () => {
    const { baselineInput } = await import('./registry-rows.ts')
    return world.owner.call('POST', `/ai-systems/${await registered()}/baselines`, baselineInput())
  },
  'POST /api/v1/ai-systems/:id/versions': async () => {
    const { versionInput } = await import('./registry-rows.ts')
    return world.owner.call(
      'POST',
      `/ai-systems/${await registered()}/versions`,
      versionInput(null),
    )
  },
  'POST /api/v1/versions/:id/withdraw': async () => {
    const version = await world.version(await registered(), '1.0.0')
    return world.owner.call('POST', `/versions/${version.id}/withdraw`, { reason: 'Wrong labels.' })
  },
  'POST /api/v1/versions/:id/approvals': async () => {
    const version = await world.version(await world.system(), '1.0.0')
    return world.lead.call('POST', `/versions/${version.id}/approvals`, { password })
  },
  'PUT /api/v1/ai-systems/:id/aliases/:alias': async () => {
    const id = await world.system()
    return world.promote(id, await world.version(id, '1.0.0'))
  },
  'POST /api/v1/ai-systems/:id/predictions': () => sendDay('predictions', 50),
  'POST /api/v1/ai-systems/:id/outcomes': async () => {
    await sendDay('predictions', 51)
    return sendDay('outcomes', 51)
  },
  'POST /api/v1/ai-systems/:id/monitors/defaults': () =>
    monitored.lead.call('POST', `${monitored.path}/monitors/defaults`, {
      versionId: monitored.versions['1.0.0'],
    }),
  'POST /api/v1/ai-systems/:id/monitors': () =>
    monitored.lead.call('POST', `${monitored.path}/monitors`, monitor),
  'POST /api/v1/ai-systems/:id/monitors/from-template': () =>
    monitored.lead.call('POST', `${monitored.path}/monitors/from-template`, {
      template: 'readmission',
      versionId: monitored.versions['1.0.0'],
    }),
  'POST /api/v1/ai-systems/:id/operations': () =>
    monitored.owner.call('POST', `${monitored.path}/operations`, {
      batch: 'one',
      rows: [{ at: '2026-01-02T10:00:00Z', latencyMs: 120, outcome: 'ok' }],
    }),
  'POST /api/v1/ai-systems/:id/feedback': async () => {
    await sendDay('predictions', 52)
    const at = new Date(Date.UTC(2026, 0, 53)).toISOString()
    const row = { predictionId: '1.0.0-every-52', response: 'overridden', at }
    return monitored.owner.call('POST', `${monitored.path}/feedback`, { rows: [row] })
  },
  'POST /api/v1/ai-systems/:id/reviews': () => {
    const at = '2026-01-02T10:00:00Z'
    const about = { id: 'review-1', version: '1.0.0', outputId: 'note-1', reviewer: 'rev-a' }
    const row = { ...about, kind: 'human', producedAt: at, reviewedAt: at, rating: 4 }
    return monitored.owner.call('POST', `${monitored.path}/reviews`, { rows: [row] })
  },
  'PUT /api/v1/monitors/:id': async () => {
    const one = { ...monitor, key: 'another', feature: 'lactate' }
    const id = await idOf(monitored.lead.call('POST', `${monitored.path}/monitors`, one))
    return monitored.lead.call('PUT', `/monitors/${id}`, { ...one, margin: 0.1 })
  },
  'PUT /api/v1/ai-systems/:id/rollback-policy': () => monitored.automatic(),
  'POST /api/v1/rollback-proposals/:id/approvals': async () => {
    const [id, other] = await proposed()
    return other.lead.call('POST', `/rollback-proposals/${id}/approvals`, { password })
  },
  'POST /api/v1/rollback-proposals/:id/rejection': async () => {
    const [id, other] = await proposed()
    const body = { password, reason: 'A data fault.' }
    return other.lead.call('POST', `/rollback-proposals/${id}/rejection`, body)
  },
  'POST /api/v1/ai-systems/:id/replay-clock': () =>
    monitored.owner.call('POST', `${monitored.path}/replay-clock`, { now: '2026-06-01T00:00:00Z' }),
  'POST /api/v1/alarms/:id/acknowledge': async () => {
    const other = await silent()
    const alarms = await other.lead.call('GET', `${other.path}/alarms`)
    return other.lead.call('POST', `/alarms/${alarms.body.items[0].id}/acknowledge`)
  },
  'POST /api/v1/ai-systems/:id/incidents': () => openIncident(),
  'PATCH /api/v1/incidents/:id': async () => {
    const id = await idOf(openIncident())
    return world.lead.call('PATCH', `/incidents/${id}`, { status: 'investigating' })
  },
  'POST /api/v1/findings': () => openFinding(),
  'PATCH /api/v1/findings/:id': async () => {
    const id = await idOf(openFinding())
    return world.lead.call('PATCH', `/findings/${id}`, { status: 'in-progress' })
  },
  'POST /api/v1/findings/:id/check': async () => {
    const id = await idOf(openFinding())
    await world.owner.call('PATCH', `/findings/${id}`, { status: 'in-progress' })
    const done = { status: 'resolved', reason: 'Mended.' }
    await world.owner.call('PATCH', `/findings/${id}`, done)
    const checked = { effective: true, reason: 'Seen.' }
    return world.lead.call('POST', `/findings/${id}/check`, checked)
  },
  'POST /api/v1/notifications/read': async () => {
    const other = await silent()
    const { body } = await other.lead.call('GET', '/notifications')
    return other.lead.call('POST', '/notifications/read', { ids: [body.items[0].id] })
  },
}

/** They compute, and change nothing. */
const computing = [
  'POST /api/v1/validation-protocols/sample-size',
  'POST /api/v1/ai-systems/:id/rollback-policy/trial',
  'POST /api/v1/ai-systems/:id/obligations/what-if',
  'POST /api/v1/law',
]

/** These start and stop another process; the test of the demo and of the browser play them. */
const elsewhere = ['POST /api/v1/example', 'DELETE /api/v1/example']

async function openIncident(): Promise<Answer> {
  const body = { title: 'Missed sepsis', description: 'A case was missed.', severity: 'major' }
  return world.clinician.call('POST', `/ai-systems/${await registered()}/incidents`, body)
}

function openFinding(): Promise<Answer> {
  const body = { title: 'Old leaflet', description: 'It names 1.0.0.', severity: 'minor' }
  return world.owner.call('POST', '/findings', body)
}

function sendDay(noun: 'predictions' | 'outcomes', day: number): Promise<Answer> {
  const id = `1.0.0-every-${day}`
  const predictedAt = new Date(Date.UTC(2026, 0, day)).toISOString()
  const row = {
    id,
    version: '1.0.0',
    predictedAt,
    score: 0.5,
    groups: {},
    features: { lactate: 2 },
  }
  const outcome = { predictionId: id, label: 1, observedAt: predictedAt }
  const rows = noun === 'predictions' ? [row] : [outcome]
  return monitored.owner.call('POST', `${monitored.path}/${noun}`, { rows })
}

/** A system in service that fell silent: it has an alarm, and people were told. */
async function silent() {
  const other = await monitoringWorld(server)
  await other.makeStable('1.0.0', 0)
  const versionId = other.versions['1.0.0']
  await idOf(
    other.lead.call('POST', `${other.path}/monitors/defaults`, { versionId }).then(firstItem),
  )
  await other.live(span(0, 1), '1.0.0', { flatten: 0 })
  await other.owner.call('POST', `${other.path}/replay-clock`, { now: '2026-01-20T00:00:00Z' })
  return other
}

/** A system whose version fails, and the rollback that is proposed to people. */
async function proposed() {
  const other = await rollbackWorld(server)
  await other.fail()
  const [proposal] = await other.proposals()
  return [proposal.id as string, other] as const
}

function firstItem(answer: Answer): Answer {
  return { ...answer, body: answer.body.items[0] }
}

describe('every route that writes', () => {
  test('is played here', () => {
    const writing = server.app.declaredRoutes
      .filter(
        ({ method, url }) => !['GET', 'HEAD'].includes(method) && !/\/(session|setup)\b/.test(url),
      )
      .map(({ method, url }) => `${method} ${url}`)
    expect([...Object.keys(calls), ...elsewhere, ...computing].toSorted()).toEqual(
      writing.toSorted(),
    )
  })

  test.each(Object.entries(calls))(
    '%s leaves its entry, and a failing call leaves none',
    async (name, call) => {
      const before = await world.entries()
      const answer = await call()
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
      // What the call has set going writes its own entry when it ends.
      await server.idle()
      const after = await world.entries()
      expect(after, `${name} left no entry`).toBeGreaterThan(before)
      const refused = await world.auditor.call(name.split(' ')[0] ?? '', pathWithIds(name), {})
      expect(refused.status).toBeGreaterThanOrEqual(400)
      expect(await world.entries()).toBe(after)
    },
  )
})

function pathWithIds(name: string): string {
  return (name.split(' ')[1] ?? '')
    .replace('/api/v1', '')
    .replace(':alias', 'stable')
    .replace(':target', 'deployment')
    .replace(':id', '00000000-0000-4000-8000-000000000000')
}
