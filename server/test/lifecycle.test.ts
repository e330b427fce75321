import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { loadAiSystem } from '../src/features/ai-systems/load-ai-system.ts'
import { gateFacts } from '../src/features/lifecycle/gate-facts.ts'
import { aiSystemInput, password, startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { baselineInput, versionInput } from './registry-rows.ts'
import { putValidated } from './validated.ts'

let server: TestServer
let owner: Person
let lead: Person
let member: Person
let clinician: Person
let auditor: Person
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  // A clock that never stands still: aliases and approvals are told apart by time.
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  owner = await server.person('model-owner')
  lead = await server.person('governance-lead')
  member = await server.person('committee-member')
  clinician = await server.person('clinician')
  auditor = await server.person('internal-auditor')
})
afterAll(() => server.close())

const codes = ({ body }: Answer): string[] =>
  (body.reasons ?? []).map(({ code }: { code: string }) => code)
const entries = async () => (await owner.call('GET', '/ledger/verify')).body.entries as number

async function register(more: Record<string, unknown> = {}): Promise<string> {
  const input = aiSystemInput({ clinicalOwner: clinician.name, ...more })
  const made = await owner.call('POST', '/ai-systems', input)
  expect(made.status).toBe(201)
  return `/ai-systems/${made.body.id}`
}

async function classify(path: string, safety = 5): Promise<void> {
  const answers = { safety, fundamentalRights: 1, economicHarm: 1 }
  const rest = { complexity: 3, dataSensitivity: 4, automation: 3 }
  const made = await owner.call('POST', `${path}/classifications`, {
    answers: { ...answers, ...rest },
  })
  expect(made.status).toBe(201)
}

async function assess(path: string, kind: string): Promise<void> {
  const draft = await owner.call('POST', `${path}/assessments`, { kind })
  const answers = draft.body.questionnaire.sections.flatMap(
    (section: { questions: { id: string }[] }) =>
      section.questions.map(({ id }) => ({ questionId: id, value: 0 })),
  )
  await owner.call('PUT', `/assessments/${draft.body.id}/answers`, { answers })
  const signed = await lead.call('POST', `/assessments/${draft.body.id}/sign`, { password })
  expect(signed.status).toBe(200)
}

async function version(path: string, label: string, seed: number): Promise<string> {
  const baseline = await owner.call('POST', `${path}/baselines`, baselineInput({ rows: 120, seed }))
  const made = await owner.call(
    'POST',
    `${path}/versions`,
    versionInput(baseline.body.id, { label }),
  )
  expect(made.status).toBe(201)
  return made.body.id as string
}

const move = (path: string, to: string, reason?: string, who = owner) =>
  who.call('POST', `${path}/stage`, { to, ...(reason === undefined ? {} : { reason }) })

const signGate = (who: Person, path: string, target: string, more: object = {}) =>
  who.call('POST', `${path}/gates/${target}/sign-offs`, { password, ...more })

async function releaseReady(more: Record<string, unknown> = {}): Promise<string> {
  const path = await register(more)
  await classify(path)
  await assess(path, 'organisational-risk')
  await assess(path, 'ai-impact')
  const versionId = await version(path, '1.0.0', 1)
  await putValidated(owner.ctx, path.split('/')[2]!, versionId)
  const policy = await lead.call('PUT', `${path}/rollback-policy`, defaultRollbackPolicy)
  expect(policy.status).toBe(200)
  return path
}

describe('the life of a system of the highest tier', () => {
  test('from inception to retirement, each gate opening only when it is met', async () => {
    const path = await register({ technicalOwner: null, population: null })
    const early = await move(path, 'design-and-development')
    expect(early.status).toBe(412)
    expect(codes(early).toSorted()).toEqual([
      'classification-missing',
      'owners-not-named',
      'registration-incomplete',
    ])
    expect(early.body.reasons[0].where).not.toContain('{id}')
    await owner.call('PATCH', path, { technicalOwner: 'Integration team', population: 'Adults' })
    await classify(path)
    expect(await move(path, 'design-and-development')).toMatchObject({
      status: 200,
      body: { stage: 'design-and-development', tier: 1 },
    })

    expect(codes(await move(path, 'verification-and-validation')).toSorted()).toEqual([
      'risk-assessment-missing',
      'version-missing',
    ])
    await assess(path, 'organisational-risk')
    const versionId = await version(path, '1.0.0', 1)
    expect((await move(path, 'verification-and-validation')).status).toBe(200)

    expect(codes(await move(path, 'deployment')).toSorted()).toEqual([
      'impact-assessment-missing',
      'rollback-policy-missing',
      'sign-off-missing',
      'sign-off-missing',
      'validation-missing',
    ])
    await putValidated(owner.ctx, path.split('/')[2]!, versionId)
    await assess(path, 'ai-impact')
    await lead.call('PUT', `${path}/rollback-policy`, defaultRollbackPolicy)
    expect((await signGate(lead, path, 'deployment')).status).toBe(201)
    expect((await signGate(clinician, path, 'deployment')).body.signOffs).toMatchObject({
      present: [
        { meaning: 'approve-deployment', role: 'governance-lead' },
        { meaning: 'confirm-clinical-use', role: 'clinical-owner', userName: clinician.name },
      ],
      missing: [],
    })
    expect((await move(path, 'deployment')).body.stage).toBe('deployment')

    for (const who of [lead, member]) {
      await who.call('POST', `/versions/${versionId}/approvals`, { password })
    }
    const stable = { versionId, reason: 'Validated on local data.' }
    const promoted = await owner.call('PUT', `${path}/aliases/stable`, stable, {
      'if-match': '"0"',
    })
    expect(promoted.status).toBe(200)
    expect(codes(await move(path, 'operation-and-monitoring')).toSorted()).toEqual([
      'heartbeat-missing',
      'performance-monitor-missing',
      'sign-off-missing',
    ])
    expect(
      (await owner.call('POST', `${path}/monitors/defaults`, { versionId })).status,
    ).toBeLessThan(300)
    expect((await signGate(lead, path, 'operation-and-monitoring')).status).toBe(201)
    expect((await move(path, 'operation-and-monitoring')).body.stage).toBe(
      'operation-and-monitoring',
    )

    expect(codes(await move(path, 're-evaluation'))).toEqual(['stage-reason-missing'])
    expect((await move(path, 're-evaluation', 'A new laboratory.')).body.stage).toBe(
      're-evaluation',
    )
    expect(codes(await move(path, 'retirement', 'Replaced.'))).toEqual(['sign-off-missing'])
    expect((await signGate(lead, path, 'retirement')).status).toBe(201)
    const retired = await move(path, 'retirement', 'Replaced by a newer system.')
    expect(retired.body).toMatchObject({ stage: 'retirement', stableVersion: null })
    expect(codes(await move(path, 'inception', 'Again.'))).toEqual(['stage-move-not-allowed'])

    const life = await auditor.call('GET', `${path}/lifecycle`)
    expect(life.body.history.map(({ to }: { to: string }) => to)).toEqual([
      'retirement',
      're-evaluation',
      'operation-and-monitoring',
      'deployment',
      'verification-and-validation',
      'design-and-development',
    ])
    expect(life.body.history[0]).toMatchObject({
      from: 're-evaluation',
      reason: 'Replaced by a newer system.',
    })
    const ledger = await owner.call('GET', '/ledger?action=lifecycle.change-stage')
    const moves = ledger.body.items.filter(({ details }: { details: { aiSystemId: string } }) =>
      path.endsWith(details.aiSystemId),
    )
    expect(moves).toHaveLength(6)
    expect((await owner.call('GET', '/ledger/verify')).body.verified).toBe(true)
  })
})

describe('signing a gate', () => {
  test('refuses while anything else is open, a wrong password, and who may not', async () => {
    const path = await register()
    await classify(path)
    const before = await entries()
    const early = await signGate(lead, path, 'deployment')
    expect(early.status).toBe(412)
    expect(codes(early)).toContain('risk-assessment-missing')
    expect((await signGate(owner, path, 'deployment')).status).toBe(403)
    const wrong = await signGate(lead, path, 'deployment', { password: 'guessed' })
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'password' }] } })
    expect(codes(await signGate(lead, path, 'design-and-development'))).toEqual([
      'no-sign-off-asked',
    ])
    expect(await entries()).toBe(before)
  })

  test('one person signs once; the second signature is another person’s', async () => {
    const path = await releaseReady()
    const first = await signGate(member, path, 'deployment', { statement: 'Seen and agreed.' })
    expect(first.status).toBe(201)
    const before = await entries()
    const again = await signGate(member, path, 'deployment', { meaning: 'confirm-clinical-use' })
    expect(again.status).toBe(412)
    expect(codes(again)).toEqual(['second-signature-of-one-person'])
    expect(await entries()).toBe(before)
    // The governance lead may approve, but that stands already; confirming is for the clinic.
    expect(codes(await signGate(lead, path, 'deployment'))).toEqual(['sign-off-role-missing'])
    expect((await signGate(clinician, path, 'deployment')).body.allowed).toBe(true)
    const { rows } = await server.owner.query(
      `select meaning, statement, method from sign_offs where subject_type = 'gates' and subject_id = $1 order by created_at`,
      [`${path.split('/')[2]}/deployment`],
    )
    expect(rows).toEqual([
      { meaning: 'approve-deployment', statement: 'Seen and agreed.', method: 'password' },
      { meaning: 'confirm-clinical-use', statement: null, method: 'password' },
    ])
  })

  test('a clinician who is not named as clinical owner of this system cannot confirm', async () => {
    const path = await releaseReady({ clinicalOwner: 'Somebody Else' })
    expect(codes(await signGate(clinician, path, 'deployment'))).toEqual(['sign-off-role-missing'])
  })

  test.each<[string, (path: string) => Promise<unknown>]>([
    ['the record', (path) => owner.call('PATCH', path, { vendor: 'Another' })],
    [
      'the candidate',
      async (path) => {
        const versionId = await version(path, '2.0.0', 2)
        await putValidated(owner.ctx, path.split('/')[2]!, versionId)
      },
    ],
    [
      'the rollback policy',
      (path) =>
        lead.call('PUT', `${path}/rollback-policy`, {
          ...defaultRollbackPolicy,
          cooldownHours: 48,
        }),
    ],
    ['the classification', (path) => classify(path, 4)],
    ['an assessment', (path) => assess(path, 'ai-impact')],
  ])('a change of %s makes the signatures stale', async (_name, change) => {
    const path = await releaseReady()
    await signGate(lead, path, 'deployment')
    expect((await signGate(clinician, path, 'deployment')).body.allowed).toBe(true)
    await change(path)
    const gate = await auditor.call('GET', `${path}/gates/deployment`)
    expect(gate.body).toMatchObject({ allowed: false, signOffs: { present: [] } })
    expect(gate.body.signOffs.stale).toHaveLength(2)
    const unmet = gate.body.requirements.filter(({ met }: { met: boolean }) => !met)
    expect(unmet.map(({ reason }: { reason: { code: string } }) => reason.code)).toEqual([
      'stale-sign-off',
      'stale-sign-off',
    ])
    expect((await signGate(lead, path, 'deployment')).status).toBe(201)
  })
})

describe('moving to another stage', () => {
  test('refuses who may not and what is not in the plan; writes nothing', async () => {
    const path = await register()
    await classify(path)
    const before = await entries()
    expect((await move(path, 'design-and-development', undefined, auditor)).status).toBe(403)
    expect(codes(await move(path, 'deployment'))).toEqual(['stage-move-not-allowed'])
    expect((await move(path, 'nowhere')).status).toBe(400)
    expect(await entries()).toBe(before)
    expect((await owner.call('GET', path)).body.stage).toBe('inception')
  })

  test('an outdated assessment closes the gate again', async () => {
    const path = await releaseReady()
    await owner.call('PATCH', path, { autonomy: 'acts-alone' })
    const gate = await auditor.call('GET', `${path}/gates/deployment`)
    const unmet = gate.body.requirements.flatMap(
      ({ reason }: { reason?: { code: string } }) => reason?.code ?? [],
    )
    expect(unmet).toEqual(
      expect.arrayContaining(['risk-assessment-outdated', 'impact-assessment-outdated']),
    )
  })

  test('an administrative system needs no clinical owner, and its release one signature', async () => {
    const path = await register({
      archetype: 'administrative-no-phi',
      usesPhi: false,
      clinicalOwner: null,
      population: null,
      careSetting: null,
    })
    await classify(path, 2)
    const life = await auditor.call('GET', `${path}/lifecycle`)
    expect(life.body).toMatchObject({ stage: 'inception', tier: 3, suspended: false })
    const design = life.body.gates.find(
      ({ target }: { target: string }) => target === 'design-and-development',
    )
    expect(design).toMatchObject({ allowed: true, reachable: true, needsReason: false })
    const deployment = life.body.gates.find(
      ({ target }: { target: string }) => target === 'deployment',
    )
    expect(deployment).toMatchObject({
      reachable: false,
      signOffs: { required: [{ meaning: 'approve-deployment', count: 1 }] },
    })
  })

  test('the facts for the alias verb are those of the deployment gate', async () => {
    const path = await releaseReady()
    const gate = await auditor.call('GET', `${path}/gates/deployment`)
    const facts = await gateFacts(
      auditor.ctx,
      await loadAiSystem(auditor.ctx, path.split('/')[2] ?? ''),
    )
    expect(facts.currentDigest).toBe(gate.body.digest)
    expect(facts.versions.candidate).toMatchObject({ label: '1.0.0', hasBaseline: true })
    expect(facts.versions.candidate?.baselineEvents).toBeGreaterThan(0)
  })
})
