import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf } from '@primum/core/ledger/chain'
import { plainJson } from '../src/ledger/plain-json.ts'
import { sha256 } from '../src/ledger/sha256.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { baselineInput } from './registry-rows.ts'

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

describe('registering a baseline', () => {
  test('freezes the counts of validation rows and computes their metrics', async () => {
    const systemId = await registerSystem()
    const input = baselineInput()
    const baseline = await registerBaseline(systemId)
    expect(baseline).toMatchObject({
      rowCount: 400,
      thresholds: [0.3, 0.5],
      groups: ['sex'],
      body: null,
    })
    const [everyone, ...groups] = baseline.metrics
    expect(everyone).toMatchObject({ title: 'everyone', n: 400 })
    expect(groups.map((each: { title: string }) => each.title)).toEqual([
      'sex: female',
      'sex: male',
    ])
    const sensitivity = everyone.metrics.find(
      (each: { metric: string; threshold: number }) =>
        each.metric === 'sensitivity' && each.threshold === 0.3,
    )
    const positives = input.rows.filter(({ label }) => label === 1)
    const flagged = positives.filter(({ score }) => score >= 0.3)
    expect(sensitivity.estimate).toMatchObject({
      value: flagged.length / positives.length,
      n: positives.length,
      state: 'ok',
      interval: { method: 'Wilson score', level: 0.95 },
    })
    const ledger = await owner.call('GET', `/ledger?subjectId=${baseline.id}`)
    expect(ledger.body.items).toMatchObject([{ action: 'baselines.register' }])
  })

  test('keeps a body whose digest anyone can compute again', async () => {
    const baseline = await registerBaseline(await registerSystem(), 2)
    const path = `/baselines/${baseline.id}?full=true`
    expect((await auditor.call('GET', path)).status).toBe(403)
    const full = await owner.call('GET', path)
    expect(full.body.body.profile.n).toBe(400)
    expect(digestOf(sha256, full.body.body)).toBe(baseline.digest)
    expect(digestOf(sha256, plainJson(full.body.body))).toBe(baseline.digest)
    const brief = await auditor.call('GET', `/baselines/${baseline.id}`)
    expect(brief.body).toEqual(baseline)
  })

  test('names each wrong row and field', async () => {
    const systemId = await registerSystem()
    const { rows, ...rest } = baselineInput()
    const good = rows[0]!
    const bad = [
      good,
      { ...good, score: 1.5 },
      { ...good, label: 2 },
      { score: 0.5, groups: { race: 'x' }, features: { height: 3, age: 'old' } },
      { ...good, mrn: '12345' },
      7,
      { ...good, groups: { sex: 'fe\u0000male' } },
    ]
    const before = await entries()
    const refused = await owner.call('POST', `/ai-systems/${systemId}/baselines`, {
      ...rest,
      rows: bad,
    })
    expect(refused.status).toBe(400)
    const named = refused.body.errors.map(
      ({ row, path }: { row: number; path: string }) => `${row} ${path}`,
    )
    expect(named).toEqual([
      '2 score',
      '3 label',
      '4 label',
      '4 groups.race',
      '4 features.height',
      '4 features.age',
      '5 mrn',
      '6 row',
      '7 groups.sex',
    ])
    expect(await entries()).toBe(before)
  })

  test('reports the first hundred errors of a file that is wrong throughout', async () => {
    const systemId = await registerSystem()
    const { rows, ...rest } = baselineInput()
    const bad = rows.map((row) => ({ ...row, score: -1 }))
    const refused = await owner.call('POST', `/ai-systems/${systemId}/baselines`, {
      ...rest,
      rows: bad,
    })
    expect(refused.body.errors).toHaveLength(100)
  })

  test('takes gzip', async () => {
    const systemId = await registerSystem()
    const made = await server.inject({
      method: 'POST',
      url: `/api/v1/ai-systems/${systemId}/baselines`,
      headers: {
        cookie: owner.cookie,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      payload: gzipSync(JSON.stringify(baselineInput({ seed: 5 }))),
    })
    expect(made).toMatchObject({ status: 201, body: { rowCount: 400 } })
  })

  test('shows no group of ten people or fewer', async () => {
    const systemId = await registerSystem()
    const input = baselineInput()
    const rows = input.rows.map((row, index) => ({
      ...row,
      groups: { sex: index < 10 ? 'other' : index < 15 ? null : 'female' },
    }))
    const made = await owner.call('POST', `/ai-systems/${systemId}/baselines`, { ...input, rows })
    const shown = made.body.metrics.map(
      ({ title, n, metrics }: { title: string; n: number; metrics: { estimate: object }[] }) => {
        const values = metrics.map(({ estimate }) => (estimate as { value: number | null }).value)
        return [title, n, values.some((value) => value !== null)]
      },
    )
    expect(shown).toEqual([
      ['everyone', 400, true],
      ['sex: female', 385, true],
      ['sex: other', null, false],
      ['sex: unknown', null, false],
    ])
  })

  test('stops reading gzip that unpacks beyond the limit', async () => {
    const systemId = await registerSystem()
    const refused = await server.inject({
      method: 'POST',
      url: `/api/v1/ai-systems/${systemId}/baselines`,
      headers: {
        cookie: owner.cookie,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      payload: gzipSync(Buffer.alloc(65 * 1024 * 1024, ' ')),
    })
    expect(refused).toMatchObject({ status: 413, body: { code: 'limit-exceeded' } })
  })

  test('refuses the same rows again, in whatever order, and names the one registered', async () => {
    const systemId = await registerSystem()
    const baseline = await registerBaseline(systemId, 3)
    const input = baselineInput({ seed: 3 })
    const again = { ...input, rows: input.rows.toReversed() }
    const refused = await owner.call('POST', `/ai-systems/${systemId}/baselines`, again)
    expect(refused).toMatchObject({ status: 409, body: { reasons: [{ code: 'baseline-exists' }] } })
    expect(refused.body.detail).toContain(baseline.id)
  })

  test('refuses too many rows, and who may not', async () => {
    const systemId = await registerSystem()
    const many = { ...baselineInput({ rows: 1 }), rows: Array.from({ length: 200_001 }, () => 0) }
    expect(await owner.call('POST', `/ai-systems/${systemId}/baselines`, many)).toMatchObject({
      status: 413,
    })
    expect(
      await auditor.call('POST', `/ai-systems/${systemId}/baselines`, baselineInput()),
    ).toMatchObject({ status: 403, body: { reasons: [{ code: 'role-missing' }] } })
  })
})
