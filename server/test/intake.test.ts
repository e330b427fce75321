import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { countsOf } from './invalid-data-world.ts'
import { addVersion, countRows, makePredictions, makeSubject } from './telemetry-fixture.ts'
import type { Subject } from './telemetry-fixture.ts'

let server: TestServer
let owner: Person
let subject: Subject

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  await server.administrator.call('POST', '/sites', { code: 'north', name: 'North' })
})
afterAll(() => server.close())
beforeEach(async () => {
  subject = await makeSubject(owner)
})

const good = (count: number, seed = 1) => makePredictions(count, seed, { site: 'north' })
const send = (rows: unknown[], by = owner) =>
  by.call('POST', `${subject.path}/predictions`, { rows })
const counts = () => countsOf(server, subject.systemId)
const entries = async () => (await owner.call('GET', '/ledger/verify')).body.entries as number

function post(payload: string | Buffer): Promise<Answer> {
  return server.inject({
    method: 'POST',
    url: `/api/v1${subject.path}/predictions`,
    payload,
    headers: { cookie: owner.cookie, 'content-type': 'application/x-ndjson' },
  })
}

describe('what a row is counted as', () => {
  const one = () => good(1)[0]!
  test.each<[string, string, object, boolean]>([
    ['a good one', 'usable', {}, true],
    ['a missing input', 'usable', { features: { age: null } }, true],
    ['a number at its bound', 'usable', { features: { age: 120 } }, true],
    ['a number beyond its bound', 'out-of-range', { features: { age: 121 } }, true],
    ['another unit', 'out-of-range', { features: { age: 18 * 50 } }, true],
    ['an undeclared input', 'unknown-feature', { features: { weight: 80 } }, false],
    ['text for a number', 'unreadable-value', { features: { age: '70' } }, false],
    ['a number for text', 'unreadable-value', { features: { admission: 3 } }, false],
    ['NaN as text', 'unreadable-value', { features: { age: 'NaN' } }, false],
    ['inputs that are a list', 'unreadable-value', { features: [1] }, false],
    ['a score above 1', 'wrong-score', { score: 1.0001 }, false],
    ['a score below 0', 'wrong-score', { score: -0.1 }, false],
    ['a score as text', 'wrong-score', { score: '0.5' }, false],
    ['a score of NaN as text', 'wrong-score', { score: 'NaN' }, false],
    ['no score', 'wrong-score', { score: undefined }, false],
    ['a wrong score of a wrong input', 'out-of-range', { score: 9, features: { age: 999 } }, false],
    ['an unknown site', 'refused-otherwise', { site: 'atlantis' }, false],
    ['an unknown version', 'refused-otherwise', { version: '9.9.9' }, false],
    ['no moment', 'refused-otherwise', { predictedAt: undefined }, false],
  ])('%s: %s', async (_name, kind, change, accepted) => {
    const answer = await send([{ ...one(), ...change }])
    expect(answer.body).toMatchObject({ accepted: accepted ? 1 : 0, rejected: accepted ? 0 : 1 })
    expect(await counts()).toEqual({ [kind]: 1 })
  })

  test('lines that cannot be read are of the version of the others, where these agree', async () => {
    const lines = good(3).map((row) => JSON.stringify(row))
    const nan = JSON.stringify({ ...good(1, 5)[0]!, score: 7 }).replace(
      '"score":7',
      '"score":-Infinity',
    )
    const answer = await post(`${[...lines, 'not json', '[1]', nan].join('\n')}\n`)
    expect(answer.body).toMatchObject({ accepted: 3, rejected: 3 })
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'row',
      'row',
      'score',
    ])
    const { rows } = await server.owner.query(
      'select kind, sum(count)::int as count from intake_hours where version_id = $1 group by kind order by kind',
      [subject.versionId],
    )
    expect(rows).toEqual([
      { kind: 'unreadable-row', count: 2 },
      { kind: 'usable', count: 3 },
      { kind: 'wrong-score', count: 1 },
    ])
    await addVersion(owner, subject.systemId, { label: '2.0.0' })
    const other = { ...good(1, 6)[0]!, version: '2.0.0' }
    await post(`${JSON.stringify(good(1, 7)[0])}\n${JSON.stringify(other)}\nnot json\n`)
    const { rows: unknown } = await server.owner.query(
      'select kind, count::int from intake_hours where ai_system_id = $1 and version_id is null',
      [subject.systemId],
    )
    expect(unknown).toEqual([{ kind: 'unreadable-row', count: 1 }])
  })

  test('falls on the hour that the row is about', async () => {
    const at = '2026-01-02T08:41:00.000Z'
    await send([{ ...good(1)[0]!, predictedAt: at, score: 3 }])
    const { rows } = await server.owner.query(
      'select hour from intake_hours where ai_system_id = $1',
      [subject.systemId],
    )
    expect(rows).toEqual([{ hour: new Date('2026-01-02T08:00:00Z') }])
  })
})

describe('each row counts once', () => {
  test('whether it was accepted or refused, sent again or at the same time', async () => {
    const bad = good(4, 2).map((row) => ({ ...row, score: 3 }))
    const rows = [...good(20), ...bad]
    await Promise.all([send(rows), send(rows), send(rows)])
    await send(rows)
    expect(await counts()).toEqual({ usable: 20, 'wrong-score': 4 })
    const before = await entries()
    await send(rows)
    expect(await entries()).toBe(before)
  })

  test('and another prediction under the same id is no arrival', async () => {
    const [row] = good(1)
    await send([row])
    const other = await send([{ ...row, features: { age: 500 } }])
    expect(other.body).toMatchObject({ accepted: 0, rejected: 1, errors: [{ path: 'id' }] })
    // Its own fault says nothing: what stands under this id was right.
    expect(await counts()).toEqual({ usable: 1 })
  })

  test('in the same transaction as the ledger entry, by who may send', async () => {
    const clinician = await server.person('clinician')
    const before = await entries()
    await send([{ ...good(1)[0]!, score: 3 }])
    expect(await entries()).toBe(before + 1)
    expect((await send([{ ...good(1, 3)[0]!, score: 3 }], clinician)).status).toBe(403)
    expect(await counts()).toEqual({ 'wrong-score': 1 })
    expect(await entries()).toBe(before + 1)
  })
})

test('nothing of a refused row is kept but its kind, its hour and a digest of its post', async () => {
  const secret = 'Jane Doe 4711'
  await send([
    {
      ...good(1)[0]!,
      id: 'kept-nowhere-17',
      score: 3,
      patient: 'pseudonym-99',
      features: { [secret]: 1 },
    },
  ])
  for (const table of ['intake_hours', 'refused_posts']) {
    const { rows } = await server.owner.query(`select t::text as text from ${table} t`)
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toMatch(/Jane|4711|kept-nowhere|pseudonym/)
  }
})

test('counts are what was accepted and what was refused, whatever arrives', async () => {
  const change = fc.constantFrom<object>(
    ...[
      {},
      {},
      { score: 2 },
      { score: null },
      { features: { age: 300 } },
      { features: { age: 'x' } },
    ],
    ...[{ features: { weight: 1 } }, { site: 'atlantis' }, { version: 'none' }, { id: '' }],
  )
  let seed = 1000
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      subject = await makeSubject(owner)
      seed += 1
      const rows = good(changes.length, seed).map((row, at) => ({ ...row, ...changes[at] }))
      const first = await send(rows)
      const again = await send(rows)
      expect(again.body).toMatchObject({ accepted: 0, rejected: first.body.rejected })
      const found = await counts()
      const total = Object.values(found).reduce((sum, count) => sum + count, 0)
      expect(total).toBe(changes.length)
      const stored = await countRows(server, 'predictions', subject.systemId)
      expect((found['usable'] ?? 0) + outOfRange(changes)).toBe(stored)
      expect(stored).toBe(first.body.accepted)
    }),
    { numRuns: 15 },
  )
})

function outOfRange(changes: object[]): number {
  return changes.filter((change) => JSON.stringify(change).includes('300')).length
}
