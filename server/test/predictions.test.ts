import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import {
  addVersion,
  bothProfiles,
  countRows,
  makePredictions,
  makeSubject,
} from './telemetry-fixture.ts'

let server: TestServer
let owner: Person
let clinician: Person

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  clinician = await server.person('clinician')
  for (const code of ['north', 'south']) {
    await server.administrator.call('POST', '/sites', { code, name: code })
  }
})
afterAll(() => server.close())

describe('sending predictions', () => {
  test('stores them, counts them in profiles, and leaves one ledger entry without patient data', async () => {
    const { systemId, versionId, path } = await makeSubject(owner)
    const judged: string[] = []
    server.services.judgeSoon = (_organization, id) => judged.push(id)
    const rows = makePredictions(300, 2)
    const sent = await owner.call('POST', `${path}/predictions`, { rows })
    server.services.judgeSoon = () => undefined
    expect(sent).toMatchObject({
      status: 200,
      body: { accepted: 300, duplicates: 0, rejected: 0, errors: [] },
    })
    expect(judged).toEqual([systemId])
    const { stored, recomputed } = await bothProfiles(server, owner, versionId)
    // Three days, each with everyone, three sexes at most and two sites.
    expect(stored.length).toBeGreaterThan(12)
    expect(stored).toEqual(recomputed)
    const ledger = await owner.call('GET', `/ledger?subjectId=${systemId}`)
    const entry = ledger.body.items.find(
      (item: { action: string }) => item.action === 'predictions.send',
    )
    expect(entry).toMatchObject({ details: { accepted: 300, duplicates: 0, rejected: 0 } })
    expect(entry.details.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(entry)).not.toContain('subject-')
  })

  test('refuses who may not', async () => {
    const { systemId, path } = await makeSubject(owner)
    const refused = await clinician.call('POST', `${path}/predictions`, {
      rows: makePredictions(1, 3),
    })
    expect(refused).toMatchObject({ status: 403, body: { reasons: [{ code: 'role-missing' }] } })
    expect(await countRows(server, 'predictions', systemId)).toBe(0)
  })

  test('an AI system that is not ours is not found', async () => {
    const path = '/ai-systems/00000000-0000-4000-8000-000000000000/predictions'
    const refused = await owner.call('POST', path, { rows: makePredictions(1, 3) })
    expect(refused.status).toBe(404)
  })

  test('sent again, the same rows are duplicates and change nothing', async () => {
    const { systemId, versionId, path } = await makeSubject(owner)
    const rows = makePredictions(50, 4)
    await owner.call('POST', `${path}/predictions`, { rows })
    const before = await owner.call('GET', '/ledger/verify')
    // The same content in another spelling: other order of fields, nulls left out or written.
    const respelled = rows.map(({ id, ...row }) => ({ ...row, site: row.site ?? null, id }))
    const again = await owner.call('POST', `${path}/predictions`, { rows: respelled })
    expect(again.body).toEqual({ accepted: 0, duplicates: 50, rejected: 0, errors: [] })
    expect(await countRows(server, 'predictions', systemId)).toBe(50)
    const { stored, recomputed } = await bothProfiles(server, owner, versionId)
    expect(stored).toEqual(recomputed)
    const after = await owner.call('GET', '/ledger/verify')
    expect(after.body.entries).toBe(before.body.entries)
  })

  test('the same id with other content is a conflict, also within one batch', async () => {
    const { systemId, path } = await makeSubject(owner)
    const [row] = makePredictions(1, 5)
    const changed = { ...row, score: 0.123 }
    const sent = await owner.call('POST', `${path}/predictions`, { rows: [row, row, changed] })
    expect(sent.body).toMatchObject({ accepted: 1, duplicates: 1, rejected: 1 })
    expect(sent.body.errors).toMatchObject([{ row: 3, id: row!.id, path: 'id' }])
    const later = await owner.call('POST', `${path}/predictions`, { rows: [changed, row] })
    expect(later.body).toMatchObject({ accepted: 0, duplicates: 1, rejected: 1 })
    expect(later.body.errors).toMatchObject([{ row: 1, message: expect.stringContaining(row!.id) }])
    expect(await countRows(server, 'predictions', systemId)).toBe(1)
  })

  test('the same batch from four clients at once is stored and counted exactly once', async () => {
    const { systemId, versionId, path } = await makeSubject(owner)
    const rows = makePredictions(400, 6)
    const sent = await Promise.all(
      [0, 1, 2, 3].map((client) =>
        owner.call('POST', `${path}/predictions`, {
          rows: client % 2 === 0 ? rows : rows.toReversed(),
        }),
      ),
    )
    const sum = (key: string) => sent.reduce((total, answer) => total + answer.body[key], 0)
    expect([sum('accepted'), sum('duplicates'), sum('rejected')]).toEqual([400, 1200, 0])
    expect(await countRows(server, 'predictions', systemId)).toBe(400)
    const { stored, recomputed } = await bothProfiles(server, owner, versionId)
    expect(stored).toEqual(recomputed)
  })

  test('a version without a baseline keeps rows and has no profiles', async () => {
    const { systemId, versionId, path } = await makeSubject(owner, { baseline: false })
    await owner.call('POST', `${path}/predictions`, { rows: makePredictions(20, 7) })
    expect(await countRows(server, 'predictions', systemId)).toBe(20)
    expect((await bothProfiles(server, owner, versionId)).stored).toEqual([])
    const seen = await owner.call('GET', `${path}/telemetry`)
    expect(seen.body).toMatchObject({ predictions: 20, outcomes: 0 })
  })

  test('a version that groups by site counts rows without one as unknown', async () => {
    const { versionId, path } = await makeSubject(owner, { groups: ['sex', 'site'] })
    const [first, second, third] = makePredictions(3, 8, { site: null })
    const rows = [first, { ...second, groups: { site: 'north' } }, { ...third, site: 'south' }]
    expect((await owner.call('POST', `${path}/predictions`, { rows })).body.accepted).toBe(3)
    const { stored, recomputed } = await bothProfiles(server, owner, versionId)
    const sites = stored.filter((each) => each.attribute === 'site').map((each) => each.value)
    expect(sites.toSorted()).toEqual(['north', 'south', 'unknown'])
    expect(stored).toEqual(recomputed)
  })

  test('rows of several versions in one batch go to their own profiles', async () => {
    const { systemId, versionId, path } = await makeSubject(owner)
    const second = await addVersion(owner, systemId, { label: '2.0.0' })
    const rows = [...makePredictions(30, 9), ...makePredictions(20, 10, { version: '2.0.0' })]
    expect((await owner.call('POST', `${path}/predictions`, { rows })).body.accepted).toBe(50)
    for (const id of [versionId, second]) {
      const { stored, recomputed } = await bothProfiles(server, owner, id)
      expect(stored.length).toBeGreaterThan(3)
      expect(stored).toEqual(recomputed)
    }
  })

  test('an Idempotency-Key gives the first answer again', async () => {
    const { path } = await makeSubject(owner)
    const body = { rows: makePredictions(5, 11) }
    const headers = { 'idempotency-key': 'batch-0000-0001' }
    const first = await owner.call('POST', `${path}/predictions`, body, headers)
    const again = await owner.call('POST', `${path}/predictions`, body, headers)
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotency-replayed']).toBe('true')
  })
})

describe('what has arrived', () => {
  test('is told by totals and days', async () => {
    const { path } = await makeSubject(owner)
    const rows = makePredictions(60, 12)
    await owner.call('POST', `${path}/predictions`, { rows })
    const observedAt = '2026-02-01T00:00:00Z'
    const outcomes = rows
      .slice(0, 25)
      .map((row) => ({ predictionId: row.id, label: 1, observedAt }))
    await owner.call('POST', `${path}/outcomes`, { rows: outcomes })
    const seen = await clinician.call('GET', `${path}/telemetry`)
    const moments = rows.map((row) => row.predictedAt).toSorted()
    expect(seen).toMatchObject({
      status: 200,
      body: {
        predictions: 60,
        daysNotCounted: { predictions: 0 },
        firstPredictedAt: moments[0],
        lastPredictedAt: moments.at(-1),
      },
    })
    const days: { day: string; predictions: number; labelled: number | null }[] = seen.body.days
    expect(days.map((each) => each.day)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03'])
    expect(days.reduce((sum, each) => sum + each.predictions, 0)).toBe(60)
  })

  test('is nothing at first', async () => {
    const { path } = await makeSubject(owner)
    expect((await owner.call('GET', `${path}/telemetry`)).body).toEqual({
      predictions: 0,
      outcomes: 0,
      daysNotCounted: { predictions: 0, outcomes: 0 },
      firstPredictedAt: null,
      lastPredictedAt: null,
      lastReceivedAt: null,
      days: [],
    })
  })
})

test('whatever the order of batches, repeats and corrections, profiles equal the rows', async () => {
  const step = fc.record({
    kind: fc.constantFrom('predictions', 'outcomes' as const),
    from: fc.nat(80),
    count: fc.integer({ min: 1, max: 40 }),
    revision: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
    together: fc.boolean(),
  })
  const run = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
    const { systemId, versionId, path } = await makeSubject(owner)
    const all = makePredictions(120, 13)
    const waiting: Promise<Answer>[] = []
    let sent = 0
    for (const { kind, from, count, revision, seed, together } of steps) {
      const some = all.slice(from, from + count)
      const rows =
        kind === 'predictions'
          ? some
          : some.map((row, index) => ({
              predictionId: row.id,
              label: (seed >> (index % 30)) & 1,
              observedAt: '2026-03-01T00:00:00Z',
              revision,
            }))
      sent += rows.length
      const post = owner.call('POST', `${path}/${kind}`, { rows })
      waiting.push(post)
      if (!together) await post
    }
    const answers = await Promise.all(waiting)
    const sum = (key: string) => answers.reduce((total, answer) => total + answer.body[key], 0)
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    expect(sum('accepted') + sum('duplicates') + sum('rejected')).toBe(sent)
    const stored = await bothProfiles(server, owner, versionId)
    expect(stored.stored).toEqual(stored.recomputed)
    const kept =
      (await countRows(server, 'predictions', systemId)) +
      (await countRows(server, 'outcomes', systemId))
    expect(kept).toBe(sum('accepted'))
  })
  await fc.assert(run, { numRuns: 15 })
})
