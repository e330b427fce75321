import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { Context } from '../src/context.ts'
import { rollBackStable } from '../src/features/aliases/roll-back-stable.ts'
import { loadAiSystem } from '../src/features/ai-systems/load-ai-system.ts'
import { gateFacts } from '../src/features/lifecycle/gate-facts.ts'
import { recordSignOff } from '../src/features/sign-offs/record-sign-off.ts'
import { aiSystemInput, password } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { baselineInput, versionInput } from './registry-rows.ts'
import { putValidated } from './validated.ts'

export type RegistryWorld = Awaited<ReturnType<typeof registryWorld>>

/** People and shortcuts for tests that need an AI system which may run a version in production. */
export async function registryWorld(server: TestServer) {
  const owner = await server.person('model-owner')
  const lead = await server.person('governance-lead')
  const member = await server.person('committee-member')
  const clinician = await server.person('clinician')
  const auditor = await server.person('internal-auditor')

  /** A registered system in deployment: what came before its first release is put in place. */
  async function system(options: { tier?: number; siteCodes?: string[]; more?: object } = {}) {
    const { tier = 2, siteCodes = [], more = {} } = options
    const made = await owner.call('POST', '/ai-systems', aiSystemInput({ siteCodes, ...more }))
    expect(made.status).toBe(201)
    const id = made.body.id as string
    await prepare(server, lead, id, tier)
    return id
  }

  let seed = 0
  /** Registers a version with a baseline, validated as its gate asks; it becomes the candidate. */
  async function version(
    systemId: string,
    label: string,
    options: { validated?: boolean } = {},
  ): Promise<{ id: string; digest: string }> {
    seed += 1
    const baseline = await owner.call(
      'POST',
      `/ai-systems/${systemId}/baselines`,
      baselineInput({ rows: 120, seed }),
    )
    expect(baseline.status).toBe(201)
    const input = versionInput(baseline.body.id, { label })
    const made = await owner.call('POST', `/ai-systems/${systemId}/versions`, input)
    expect(made.status).toBe(201)
    if (options.validated ?? true) await putValidated(owner.ctx, systemId, made.body.id)
    return made.body as { id: string; digest: string }
  }

  /** Two people sign the gate into deployment for the candidate of now. */
  async function signGate(systemId: string): Promise<void> {
    await sign(lead.ctx, systemId, 'approve-deployment')
    await sign(member.ctx, systemId, 'confirm-clinical-use')
  }

  /** Signatures on a version without the slow proof of the password, which has its own test. */
  async function approve(
    systemId: string,
    target: { id: string; digest: string },
    people = [lead, clinician],
  ) {
    for (const { ctx } of people) {
      await recordSignOff(ctx, {
        aiSystemId: systemId,
        subjectType: 'versions',
        subjectId: target.id,
        meaning: 'approve-promotion',
        digest: target.digest,
        statement: null,
        method: 'password',
      })
    }
  }

  function alias(systemId: string, name: string): Promise<Answer> {
    return owner.call('GET', `/ai-systems/${systemId}/aliases/${name}`)
  }

  async function move(
    systemId: string,
    name: string,
    versionId: string | null,
    more: { by?: Person; sequence?: number } = {},
  ): Promise<Answer> {
    const sequence = more.sequence ?? (await alias(systemId, name)).body.sequence
    const headers = { 'if-match': `"${sequence}"` }
    const body = { versionId, reason: 'Validated on local data.' }
    return (more.by ?? owner).call('PUT', `/ai-systems/${systemId}/aliases/${name}`, body, headers)
  }

  /** All that a promotion needs, then the promotion. */
  async function promote(
    systemId: string,
    target: { id: string; digest: string },
  ): Promise<Answer> {
    const { body } = await alias(systemId, 'candidate')
    if (body.version?.id !== target.id) {
      expect((await move(systemId, 'candidate', target.id)).status).toBe(200)
    }
    await signGate(systemId)
    await approve(systemId, target)
    return move(systemId, 'stable', target.id)
  }

  /** How many entries the ledger has; all of them hold. */
  async function entries(): Promise<number> {
    const { body } = await owner.call('GET', '/ledger/verify')
    expect(body).toMatchObject({ verified: true, brokenEntry: null })
    return body.entries as number
  }

  /** As policy would: Primum itself moves stable back, or off every version. */
  function rollBack(aiSystemId: string, targetVersionId: string | null) {
    return rollBackStable(owner.ctx.asSystem(), {
      aiSystemId,
      targetVersionId,
      reason: 'Sensitivity fell below its threshold.',
      evidence: { monitor: 'sensitivity@0.3' },
    })
  }

  return {
    owner,
    lead,
    member,
    clinician,
    auditor,
    system,
    assess: (systemId: string) => assess(lead, systemId),
    version,
    signGate,
    approve,
    alias,
    move,
    promote,
    entries,
    rollBack,
  }
}

async function sign(
  ctx: Context,
  systemId: string,
  meaning: 'approve-deployment' | 'confirm-clinical-use',
) {
  const facts = await gateFacts(ctx, await loadAiSystem(ctx, systemId))
  await recordSignOff(ctx, {
    aiSystemId: systemId,
    subjectType: 'gates',
    subjectId: `${systemId}/deployment`,
    meaning,
    digest: facts.currentDigest,
    statement: null,
    method: 'password',
  })
}

/** Classified, assessed without a concern, with a rollback policy, and in deployment. */
async function prepare(server: TestServer, lead: Person, systemId: string, tier: number) {
  await classify(server, lead, systemId, tier)
  await assess(lead, systemId)
  const path = `/ai-systems/${systemId}/rollback-policy`
  expect((await lead.call('PUT', path, defaultRollbackPolicy)).status).toBe(200)
  await server.services.db
    .updateTable('ai_systems')
    .set({ stage: 'deployment' })
    .where('id', '=', systemId)
    .execute()
}

const lowest = {
  safety: 1,
  fundamentalRights: 1,
  economicHarm: 1,
  complexity: 1,
  dataSensitivity: 1,
  automation: 1,
}

/** Classifies by the API, then sets the tier that a test is about. */
async function classify(server: TestServer, lead: Person, systemId: string, tier: number) {
  const path = `/ai-systems/${systemId}/classifications`
  const made = await lead.call('POST', path, { answers: lowest })
  expect(made.status).toBe(201)
  const { db, clock } = server.services
  const row = await db
    .selectFrom('classifications')
    .selectAll()
    .where('id', '=', made.body.id)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('classifications')
    .values({
      ...row,
      id: randomUUID(),
      answers: JSON.stringify(row.answers),
      result: JSON.stringify({ ...(row.result as object), tier }),
      override: null,
      classified_by: JSON.stringify(row.classified_by),
      tier,
      created_at: new Date(clock().getTime() + 1),
    })
    .execute()
  await db.updateTable('ai_systems').set({ tier }).where('id', '=', systemId).execute()
}

/** Both assessments, every question answered with no concern, signed. */
async function assess(lead: Person, systemId: string): Promise<void> {
  for (const kind of ['organisational-risk', 'ai-impact']) {
    const draft = await lead.call('POST', `/ai-systems/${systemId}/assessments`, { kind })
    expect(draft.status).toBe(201)
    const answers = draft.body.questionnaire.sections.flatMap(
      (section: { questions: { id: string }[] }) =>
        section.questions.map(({ id }) => ({ questionId: id, value: 0 })),
    )
    const path = `/assessments/${draft.body.id}`
    const headers = { 'if-match': `"${draft.body.revision}"` }
    expect(await lead.call('PUT', `${path}/answers`, { answers }, headers)).toMatchObject({
      status: 200,
    })
    expect(await lead.call('POST', `${path}/sign`, { password })).toMatchObject({ status: 200 })
  }
}
