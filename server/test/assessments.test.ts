import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiSystemInput, password, startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'

let server: TestServer
let owner: Person
let lead: Person
let auditor: Person
let now = new Date('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  owner = await server.person('model-owner')
  lead = await server.person('governance-lead')
  auditor = await server.person('internal-auditor')
})
afterAll(() => server.close())

type Question = { id: string }
type Section = { id: string; questions: Question[] }

async function register(more: Record<string, unknown> = {}): Promise<string> {
  const made = await owner.call('POST', '/ai-systems', aiSystemInput(more))
  return `/ai-systems/${made.body.id}`
}

async function start(path: string, kind = 'ai-impact'): Promise<Answer> {
  const made = await owner.call('POST', `${path}/assessments`, { kind })
  expect(made.status).toBe(201)
  return made
}

const questionsOf = (assessment: Answer): string[] =>
  assessment.body.questionnaire.sections.flatMap((section: Section) =>
    section.questions.map((question) => question.id),
  )

async function answerAll(assessment: Answer, value = 0): Promise<Answer> {
  const answers = questionsOf(assessment).map((questionId) => ({ questionId, value }))
  return owner.call('PUT', `/assessments/${assessment.body.id}/answers`, { answers })
}

const sign = (id: string, who = lead) => who.call('POST', `/assessments/${id}/sign`, { password })
const entries = async () => (await owner.call('GET', '/ledger/verify')).body.entries as number

describe('the questionnaires', () => {
  test('are listed and read whole', async () => {
    const list = await auditor.call('GET', '/questionnaires')
    expect(list.body.items.map((item: Question) => item.id)).toEqual([
      'classification',
      'organisational-risk-assessment',
      'ai-impact-assessment',
    ])
    const whole = await auditor.call('GET', '/questionnaires/ai-impact-assessment')
    const questions = whole.body.sections.flatMap((section: Section) => section.questions)
    expect(questions).toHaveLength(list.body.items[2].questions)
    expect(whole.body.scoring.bands).toHaveLength(4)
    expect((await auditor.call('GET', '/questionnaires/..%2Frisk%2Ftiering')).status).toBe(404)
  })
})

describe('answering', () => {
  test('merges answers, one or many, each with its author, into new revisions', async () => {
    const draft = await start(await register())
    expect(draft.body).toMatchObject({
      status: 'draft',
      revision: 1,
      answers: [],
      title: 'AI impact assessment',
    })
    const path = `/assessments/${draft.body.id}`
    const [first = '', second = ''] = questionsOf(draft)
    const one = await owner.call('PUT', `${path}/answers`, {
      answers: [{ questionId: first, value: 2, note: 'Planned for March.', evidence: ['doc-7'] }],
    })
    expect(one.body).toMatchObject({ revision: 2, result: { answered: 1 } })
    const more = await lead.call('PUT', `${path}/answers`, {
      answers: [
        { questionId: second, value: 'unknown' },
        { questionId: first, value: 1 },
      ],
    })
    expect(more.body.answers).toMatchObject([
      { questionId: first, value: 1, answeredBy: { name: lead.name } },
      { questionId: second, value: 'unknown' },
    ])
    const cleared = await owner.call('PUT', `${path}/answers`, {
      answers: [{ questionId: second, value: null }],
    })
    expect(cleared.body.result.answered).toBe(1)
    const read = await auditor.call('GET', path)
    expect(read.headers.etag).toBe('"4"')
    const { rows } = await server.owner.query(
      'select revision from assessment_revisions where assessment_id = $1 order by revision',
      [draft.body.id],
    )
    expect(rows.map(({ revision }) => revision)).toEqual([1, 2, 3, 4])
    const ledger = await owner.call('GET', `/ledger?subjectId=${draft.body.id}`)
    const actions = ledger.body.items.map((item: { action: string }) => item.action)
    expect(actions.toSorted()).toEqual([
      'assessments.answer',
      'assessments.answer',
      'assessments.answer',
      'assessments.start',
    ])
  })

  test('If-Match refuses to answer over another', async () => {
    const draft = await start(await register())
    const answers = [{ questionId: questionsOf(draft)[0], value: 0 }]
    const path = `/assessments/${draft.body.id}/answers`
    expect((await owner.call('PUT', path, { answers }, { 'if-match': '"1"' })).status).toBe(200)
    const late = await lead.call('PUT', path, { answers }, { 'if-match': '"1"' })
    expect(late).toMatchObject({ status: 409, body: { reasons: [{ code: 'revision-changed' }] } })
  })

  test('names each answer that does not fit, and takes none of them', async () => {
    const draft = await start(await register())
    const [first = '', second = ''] = questionsOf(draft)
    const before = await entries()
    const refused = await owner.call('PUT', `/assessments/${draft.body.id}/answers`, {
      answers: [
        { questionId: first, value: 5 },
        { questionId: second, value: 'na' },
        { questionId: 'AIIA-NONE-1', value: 0 },
      ],
    })
    expect(refused.status).toBe(400)
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toEqual([
      'answers.0.value',
      'answers.1.note',
      'answers.2.questionId',
    ])
    expect(await entries()).toBe(before)
  })

  test('refuses who may not, and a second draft of the same kind', async () => {
    const path = await register()
    const draft = await start(path)
    const answers = [{ questionId: questionsOf(draft)[0], value: 0 }]
    const put = await auditor.call('PUT', `/assessments/${draft.body.id}/answers`, { answers })
    expect(put.status).toBe(403)
    expect((await auditor.call('POST', `${path}/assessments`, { kind: 'ai-impact' })).status).toBe(
      403,
    )
    expect(await owner.call('POST', `${path}/assessments`, { kind: 'ai-impact' })).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'assessment-open' }] },
    })
    expect((await start(path, 'organisational-risk')).body.kind).toBe('organisational-risk')
  })

  test('asks what the traits and the tier of the system call for', async () => {
    const plain = questionsOf(await start(await register()))
    const generative = questionsOf(await start(await register({ traits: ['generative'] })))
    expect(generative.length).toBeGreaterThan(plain.length)
    const office = await register({ archetype: 'administrative-no-phi', usesPhi: false })
    const answers = { safety: 1, fundamentalRights: 1, economicHarm: 1 }
    const rest = { complexity: 2, dataSensitivity: 1, automation: 1 }
    const made = await owner.call('POST', `${office}/classifications`, {
      answers: { ...answers, ...rest },
    })
    expect(made.body.tier).toBe(4)
    const screening = await start(office)
    expect(screening.body.result.form).toBe('screening')
    expect(questionsOf(screening).length).toBeLessThan(plain.length / 2)
  })
})

describe('signing', () => {
  test('refuses while answers are missing, and names them', async () => {
    const draft = await start(await register())
    const before = await entries()
    const refused = await sign(draft.body.id)
    expect(refused.status).toBe(412)
    expect(refused.body.reasons).toHaveLength(questionsOf(draft).length)
    expect(refused.body.reasons[0]).toMatchObject({ code: 'answer-missing' })
    expect(await entries()).toBe(before)
  })

  test('closes the assessment, with signature, digest and ledger entry', async () => {
    const path = await register()
    const draft = await start(path)
    await answerAll(draft)
    expect((await sign(draft.body.id, owner)).status).toBe(403)
    const wrong = await lead.call('POST', `/assessments/${draft.body.id}/sign`, {
      password: 'no such',
    })
    expect(wrong.status).toBe(400)
    const signed = await sign(draft.body.id)
    expect(signed).toMatchObject({
      status: 200,
      body: {
        status: 'signed',
        outdated: [],
        result: { band: 'low', missing: [] },
        signOffs: [{ meaning: 'sign-assessment', userName: lead.name, roles: ['governance-lead'] }],
      },
    })
    expect(signed.body.signOffs[0].digest).toMatch(/^[0-9a-f]{64}$/)
    expect((await owner.call('GET', path)).body.lastAssessedOn).toBe('2026-11-22')
    const ledger = await owner.call('GET', `/ledger?subjectId=${draft.body.id}`)
    const { afterDigest } = ledger.body.items.find(
      (item: { action: string }) => item.action === 'assessments.sign',
    )
    expect(signed.body.signOffs[0].digest).toBe(afterDigest)
    expect((await answerAll(draft)).body.reasons).toMatchObject([{ code: 'assessment-closed' }])
    expect(await sign(draft.body.id)).toMatchObject({ status: 409 })
  })

  test('files what was signed as evidence, the next of its kind as the next version', async () => {
    const path = await register()
    const signNext = async () => {
      const draft = await start(path)
      await answerAll(draft)
      return (await sign(draft.body.id)).body
    }
    const filed = async () => {
      const query = `aiSystemId=${path.split('/').at(-1)}&origin=primum`
      return (await auditor.call('GET', `/evidence?${query}`)).body.items
    }
    const first = await signNext()
    const [piece] = await filed()
    expect(piece).toMatchObject({
      kind: 'assessment',
      versionCount: 1,
      freshness: { state: 'valid' },
    })
    const read = await auditor.call('GET', `/evidence/${piece.id}/versions/1/content`)
    expect(read.body).toMatchObject({
      assessment: { id: first.id, status: 'signed' },
      signOff: { digest: first.signOffs[0].digest, userName: lead.name },
    })
    const second = await signNext()
    expect(await filed()).toMatchObject([{ id: piece.id, versionCount: 2 }])
    const links = (await auditor.call('GET', `/evidence/${piece.id}/links`)).body.items
    expect(links).toHaveLength(3)
    expect(links.map(({ target }: { target: { id: string } }) => target.id)).toEqual(
      expect.arrayContaining([first.id, second.id]),
    )
  })

  test('a new one begins with the signed answers, and takes its place when signed', async () => {
    const path = await register()
    const first = await start(path)
    await answerAll(first)
    await sign(first.body.id)
    const second = await start(path)
    expect(second.body.answers).toHaveLength(questionsOf(first).length)
    await owner.call('PATCH', path, { intendedUse: 'Something wider.' })
    const states = async () => {
      const list = await auditor.call('GET', `${path}/assessments`)
      return list.body.items.map((item: { status: string; outdated: string[] }) => [
        item.status,
        item.outdated.length,
      ])
    }
    now = new Date(now.getTime() + 1000)
    expect((await states()).toSorted()).toEqual([
      ['draft', 0],
      ['signed', 1],
    ])
    await sign(second.body.id)
    expect((await states()).toSorted()).toEqual([
      ['signed', 0],
      ['superseded', 0],
    ])
    const old = await auditor.call('GET', `/assessments/${first.body.id}`)
    expect(old.body.answers).toHaveLength(questionsOf(first).length)
  })

  test('no longer holds when the period of the tier is over', async () => {
    const path = await register()
    const draft = await start(path)
    await answerAll(draft)
    const signed = await sign(draft.body.id)
    const at = new Date(signed.body.signOffs[0].createdAt)
    now = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 6, at.getUTCDate() + 1))
    const read = await auditor.call('GET', `/assessments/${draft.body.id}`)
    expect(read.body.outdated).toEqual([expect.stringMatching(/^Its 6 months ended on 2027-05-22/)])
  })
})

describe('treating what was found', () => {
  test('a high dimension needs its plan and the council; decisions are for signers', async () => {
    const draft = await start(await register())
    const { body } = await answerAll(draft)
    const environment = body.questionnaire.sections.at(-1) as Section
    const answers = environment.questions.map(({ id: questionId }) => ({ questionId, value: 2 }))
    const path = `/assessments/${draft.body.id}`
    const high = await owner.call('PUT', `${path}/answers`, { answers })
    const codes = (answer: Answer) =>
      answer.body.result.blockers.map((reason: { code: string }) => reason.code)
    expect(codes(high)).toEqual(['g4-treatment-plan-missing', 'g4-council-approval-missing'])
    const plan = {
      sectionId: environment.id,
      owner: 'Facilities',
      dueOn: '2027-01-31',
      plan: 'Smaller model.',
    }
    const planned = await owner.call('PUT', `${path}/treatment`, { treatmentPlans: [plan] })
    expect(codes(planned)).toEqual(['g4-council-approval-missing'])
    const decision = { councilDecision: 'Minutes of 2026-11-20, item 2' }
    const before = await entries()
    expect((await owner.call('PUT', `${path}/treatment`, decision)).status).toBe(403)
    expect(await entries()).toBe(before)
    const decided = await lead.call('PUT', `${path}/treatment`, decision)
    expect(codes(decided)).toEqual([])
    expect(decided.body.treatment).toMatchObject({ treatmentPlans: [plan], ...decision })
    const ledger = await owner.call('GET', `/ledger?subjectId=${draft.body.id}`)
    const actions = ledger.body.items.map((item: { action: string }) => item.action)
    expect(actions.filter((action: string) => action === 'assessments.treat')).toHaveLength(2)
  })

  test('an organisational risk found high is recorded, treated and accepted', async () => {
    const draft = await start(await register(), 'organisational-risk')
    await answerAll(draft)
    const path = `/assessments/${draft.body.id}`
    const answers = [{ questionId: 'ORA-REL-1', value: 3 }]
    const codes = (answer: Answer) =>
      answer.body.result.blockers.map((reason: { code: string }) => reason.code)
    const found = await owner.call('PUT', `${path}/answers`, { answers })
    expect(codes(found)).toEqual(['concern-without-risk'])
    const risk = {
      id: 'R-1',
      categoryId: 'reliability',
      title: 'Nobody watches the limits',
      inherent: { likelihood: 4, consequence: 3 },
      treatment: {
        option: 'modify',
        description: 'Name owners.',
        owner: 'Dana',
        dueOn: '2027-01-31',
      },
      residual: { likelihood: 2, consequence: 3 },
    }
    const recorded = await owner.call('PUT', `${path}/treatment`, { risks: [risk] })
    expect(codes(recorded)).toEqual(['risk-not-accepted'])
    expect(recorded.body.result.risks).toMatchObject([
      { inherent: { score: 12 }, residual: { score: 6 } },
    ])
    const acceptance = {
      by: 'Governance lead',
      reason: 'Small after treatment.',
      reviewOn: '2027-11-30',
    }
    const accepted = { risks: [{ ...risk, acceptance }] }
    expect((await owner.call('PUT', `${path}/treatment`, accepted)).status).toBe(403)
    expect(codes(await lead.call('PUT', `${path}/treatment`, accepted))).toEqual([])
    const off = { risks: [{ ...risk, inherent: { likelihood: 6, consequence: 0 } }] }
    expect((await owner.call('PUT', `${path}/treatment`, off)).status).toBe(400)
  })
})
