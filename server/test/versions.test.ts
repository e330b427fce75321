import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { baselineInput, versionInput } from './registry-rows.ts'

let server: TestServer
let owner: Person
let auditor: Person

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  auditor = await server.person('internal-auditor')
})
afterAll(() => server.close())

async function registerSystem(): Promise<string> {
  const made = await owner.call('POST', '/ai-systems', aiSystemInput())
  expect(made.status).toBe(201)
  return made.body.id as string
}

async function registerBaseline(systemId: string, seed = 1): Promise<Answer['body']> {
  const made = await owner.call(
    'POST',
    `/ai-systems/${systemId}/baselines`,
    baselineInput({ seed }),
  )
  expect(made.status).toBe(201)
  return made.body
}

async function entries(): Promise<number> {
  const verified = await owner.call('GET', '/ledger/verify')
  expect(verified.body.verified).toBe(true)
  return verified.body.entries as number
}

describe('registering a version', () => {
  test('makes it the candidate and leaves its ledger entries', async () => {
    const systemId = await registerSystem()
    const baseline = await registerBaseline(systemId)
    const made = await owner.call(
      'POST',
      `/ai-systems/${systemId}/versions`,
      versionInput(baseline.id),
    )
    expect(made).toMatchObject({ status: 201, body: { label: '1.0.0', aliases: ['candidate'] } })
    expect(made.body.digest).toMatch(/^[0-9a-f]{64}$/)
    const ledger = await owner.call('GET', `/ledger?subjectId=${made.body.id}`)
    expect(ledger.body.items).toMatchObject([{ action: 'versions.register' }])
    const moves = await owner.call('GET', `/ledger?subjectId=${systemId}&subjectType=aliases`)
    expect(moves.body.items).toMatchObject([{ action: 'aliases.move' }])
    const next = {
      label: '1.1.0',
      artifactUri: 's3://models/1.1.0',
      statedMetrics: [{ name: 'AUROC', value: 0.8 }],
    }
    await owner.call('POST', `/ai-systems/${systemId}/versions`, versionInput(null, next))
    const page = await auditor.call('GET', `/ai-systems/${systemId}/versions?limit=1`)
    expect(page.body.items).toMatchObject([{ label: '1.1.0', aliases: ['candidate'] }])
    const rest = await auditor.call(
      'GET',
      `/ai-systems/${systemId}/versions?cursor=${page.body.nextCursor}`,
    )
    expect(rest.body).toMatchObject({ items: [{ label: '1.0.0', aliases: [] }], nextCursor: null })
  })

  test('shows the metrics of its baseline, approvals and deployments', async () => {
    const systemId = await registerSystem()
    const baseline = await registerBaseline(systemId)
    const input = versionInput(baseline.id, { extraThresholds: [] })
    const made = await owner.call('POST', `/ai-systems/${systemId}/versions`, input)
    const { body } = await auditor.call('GET', `/versions/${made.body.id}`)
    expect(body).toMatchObject({
      approvals: { required: 2, missing: 2, rolledBackFrom: false, items: [] },
      deployments: [],
    })
    const [everyone] = baseline.metrics
    const own = everyone.metrics.filter(
      ({ threshold }: { threshold: number | null }) => threshold !== 0.5,
    )
    expect(body.metrics[0].metrics).toEqual(own)
    expect(body.metrics).toHaveLength(3)
  })

  test('refuses the same label, and the same content under another label', async () => {
    const systemId = await registerSystem()
    const input = versionInput(null, { inputSchema: [], groupAttributes: [] })
    const first = await owner.call('POST', `/ai-systems/${systemId}/versions`, input)
    const before = await entries()
    const sameLabel = await owner.call('POST', `/ai-systems/${systemId}/versions`, {
      ...input,
      threshold: 0.4,
    })
    expect(sameLabel).toMatchObject({ status: 409, body: { reasons: [{ code: 'label-taken' }] } })
    expect(sameLabel.body.detail).toContain(first.body.id)
    const sameContent = await owner.call('POST', `/ai-systems/${systemId}/versions`, {
      ...input,
      label: '2.0.0',
      artifactSha256: input.artifactSha256.toUpperCase(),
    })
    expect(sameContent).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'version-exists' }] },
    })
    expect(sameContent.body.detail).toContain('1.0.0')
    expect(await entries()).toBe(before)
  })

  test.each([
    ['artifactSha256', 'a'.repeat(64)],
    ['codeReference', 'commit 5'],
    ['dataReference', 'snapshot 2026-02'],
    ['threshold', 0.5],
    ['extraThresholds', []],
    ['inputSchema', []],
    ['groupAttributes', []],
    ['intendedUse', 'Something else.'],
  ])('another %s is another content', async (field, value) => {
    const systemId = await registerSystem()
    const input = versionInput(null)
    const first = await owner.call('POST', `/ai-systems/${systemId}/versions`, input)
    const other = { ...input, [field]: value, label: '2.0.0' }
    const second = await owner.call('POST', `/ai-systems/${systemId}/versions`, other)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.digest).not.toBe(first.body.digest)
  })

  test('refuses what its baseline cannot be compared with', async () => {
    const systemId = await registerSystem()
    const baseline = await registerBaseline(systemId)
    const path = `/ai-systems/${systemId}/versions`
    const refused = await owner.call('POST', path, {
      ...versionInput(baseline.id),
      threshold: 0.4,
      inputSchema: [{ name: 'age', kind: 'categorical' }],
      groupAttributes: [],
    })
    expect(refused.status).toBe(400)
    expect(refused.body.errors.map(({ path: field }: { path: string }) => field)).toEqual([
      'threshold',
      'inputSchema',
      'inputSchema',
      'groupAttributes',
    ])
    const elsewhere = await owner.call(
      'POST',
      `/ai-systems/${await registerSystem()}/versions`,
      versionInput(baseline.id),
    )
    expect(elsewhere).toMatchObject({ status: 400, body: { errors: [{ path: 'baselineId' }] } })
  })

  test('names every wrong field', async () => {
    const systemId = await registerSystem()
    const bad = {
      ...versionInput(null),
      label: 'v1',
      artifactSha256: 'abc',
      threshold: 2,
      intendedUse: 'a\u0000b',
    }
    const refused = await owner.call('POST', `/ai-systems/${systemId}/versions`, bad)
    const paths = refused.body.errors.map(({ path }: { path: string }) => path)
    expect(paths.toSorted()).toEqual(['artifactSha256', 'intendedUse', 'label', 'threshold'])
  })

  test('refuses who may not, and is not found from nowhere', async () => {
    const systemId = await registerSystem()
    expect(
      await auditor.call('POST', `/ai-systems/${systemId}/versions`, versionInput(null)),
    ).toMatchObject({
      status: 403,
      body: { reasons: [{ code: 'role-missing', who: 'Model owner' }] },
    })
    const nowhere = '00000000-0000-4000-8000-000000000000'
    expect((await owner.call('GET', `/versions/${nowhere}`)).status).toBe(404)
    expect((await owner.call('GET', `/baselines/${nowhere}`)).status).toBe(404)
    expect(
      (await owner.call('POST', `/ai-systems/${nowhere}/versions`, versionInput(null))).status,
    ).toBe(404)
  })

  test('two at once with one label: one is registered', async () => {
    const systemId = await registerSystem()
    const register = () =>
      owner.call('POST', `/ai-systems/${systemId}/versions`, versionInput(null))
    const answers = await Promise.all([register(), register(), register()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    await entries()
  })
})

describe('withdrawing a version', () => {
  test('takes it off its aliases, once and for all', async () => {
    const systemId = await registerSystem()
    const made = await owner.call('POST', `/ai-systems/${systemId}/versions`, versionInput(null))
    const path = `/versions/${made.body.id}/withdraw`
    expect(await auditor.call('POST', path, { reason: 'x' })).toMatchObject({ status: 403 })
    const withdrawn = await owner.call('POST', path, { reason: 'Trained on the wrong labels.' })
    expect(withdrawn).toMatchObject({
      status: 200,
      body: { aliases: [], withdrawnReason: 'Trained on the wrong labels.' },
    })
    const ledger = await owner.call('GET', `/ledger?subjectId=${made.body.id}`)
    expect(ledger.body.items[0]).toMatchObject({ action: 'versions.withdraw' })
    expect(await owner.call('POST', path, { reason: 'again' })).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'already-withdrawn' }] },
    })
  })
})

describe('permanence', () => {
  test('the program itself can change neither a version nor a baseline', async () => {
    const systemId = await registerSystem()
    const baseline = await registerBaseline(systemId)
    const made = await owner.call(
      'POST',
      `/ai-systems/${systemId}/versions`,
      versionInput(baseline.id),
    )
    const { db } = server.services
    const { id } = made.body as { id: string }
    const attempts = [
      db.updateTable('versions').set({ threshold: 0.9 }).where('id', '=', id),
      db
        .updateTable('versions')
        .set({ withdrawn_at: new Date(), label: '9.9.9' })
        .where('id', '=', id),
      db.deleteFrom('versions').where('id', '=', id),
      db.updateTable('baselines').set({ row_count: 1 }).where('id', '=', baseline.id),
      db.deleteFrom('baselines').where('id', '=', baseline.id),
    ]
    for (const attempt of attempts) {
      await expect(attempt.execute()).rejects.toMatchObject({ code: '42501' })
    }
    const kept = await owner.call('GET', `/versions/${id}`)
    expect(kept.body).toMatchObject({ threshold: 0.3, label: '1.0.0', withdrawnAt: null })
  })
})
