import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { span } from './monitoring-world.ts'
import { reviewRows, reviewsWorld } from './reviews-world.ts'

type World = Awaited<ReturnType<typeof reviewsWorld>>

let server: TestServer
let world: World

beforeAll(async () => {
  server = await startTestServer()
  world = await reviewsWorld(server)
  await server.administrator.call('POST', '/sites', { code: 'north', name: 'North' })
}, 60_000)
afterAll(() => server.close())

const row = (more: object = {}) => ({
  ...{ id: 'r1', version: '1.0.0', outputId: 'note-1', reviewer: 'rev-a', kind: 'human' },
  ...{ producedAt: '2026-01-02T09:00:00Z', reviewedAt: '2026-01-03T09:00:00Z' },
  ...{ rating: 4, hallucination: false, harm: false, editDistance: 0.12, ...more },
})
const summaryOf = async (of: World, query = '') =>
  (
    await of.lead.call(
      'GET',
      `${of.path}/reviews/summary?versionId=${of.versionId}&from=2026-01-01&to=2026-03-01${query}`,
    )
  ).body
type Estimated = { value: number | null; n: number; reason: string; method: string }
type Found = {
  finding: string
  rate: Estimated & { interval: { method: string } }
  agreement: Estimated
}
const findingOf = (summary: { findings: Found[] }, name: string) =>
  summary.findings.find(({ finding }) => finding === name)!

describe('reviews of generated outputs', () => {
  test('are stored once; a higher revision corrects, the same one with other content is refused', async () => {
    expect((await world.send([row()])).body).toMatchObject({ accepted: 1, rejected: 0 })
    expect((await world.send([row()])).body).toMatchObject({ accepted: 0, duplicates: 1 })
    const changed = await world.send([row({ harm: true })])
    expect(changed.body).toMatchObject({ accepted: 0, rejected: 1 })
    expect(changed.body.errors[0]).toMatchObject({ path: 'revision' })
    const corrected = await world.send([row({ harm: true, revision: 2 })])
    expect(corrected.body).toMatchObject({ accepted: 1 })
    const stored = await server.owner.query(
      "select day, body->'findings'->'harm'->'votes' as votes from review_profiles where ai_system_id = $1 and attribute = ''",
      [world.id],
    )
    expect(stored.rows.map(({ votes }) => votes)).toEqual([{ '0/1': 1 }])
  })

  test.each([
    ['a text', { text: 'The patient said …' }, 'text'],
    ['a comment', { comment: 'Wrong drug.' }, 'comment'],
    ['a rating of 6', { rating: 6 }, 'rating'],
    ['a rating in words', { rating: 'good' }, 'rating'],
    ['an edit distance in characters', { editDistance: 40 }, 'editDistance'],
    ['a finding that is a number', { harm: 1 }, 'harm'],
    ['another kind', { kind: 'committee' }, 'kind'],
    ['a reviewer in words', { reviewer: 'Dr. Ann Smith' }, 'reviewer'],
    ['an e-mail address', { reviewer: 'ann@hospital.example' }, 'reviewer'],
    ['a record number', { encounter: 'MRN 1234567' }, 'encounter'],
    ['a review before the output', { reviewedAt: '2026-01-01T00:00:00Z' }, 'reviewedAt'],
    ['a moment without a zone', { producedAt: '2026-01-02T09:00:00' }, 'producedAt'],
    ['an unknown version', { version: '9.9.9' }, 'version'],
    ['an undeclared group', { groups: { ward: 'A' } }, 'groups.ward'],
    ['an unknown site', { groups: { site: 'west' } }, 'groups.site'],
    ['another version of the story', { id: 'r2', reviewer: 'rev-b', encounter: 'e9' }, 'outputId'],
    ['a second review by the same person', { id: 'r3' }, 'reviewer'],
    ['the id of another output', { outputId: 'note-2', revision: 3 }, 'id'],
  ])('are refused with %s, and what it says is not repeated', async (_name, more, path) => {
    const { body } = await world.send([row(more)])
    expect(body, JSON.stringify(body)).toMatchObject({ accepted: 0, rejected: 1 })
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path)
    expect(JSON.stringify(body)).not.toMatch(/Smith|ann@|1234567|Wrong drug/)
  })

  test('are refused where they say nothing, and good rows are kept beside bad ones', async () => {
    const silent = { rating: null, hallucination: null, harm: null, editDistance: null }
    const { body } = await world.send([
      row({ id: 'n', outputId: 'note-3', ...silent }),
      row({ id: 'm', outputId: 'note-3' }),
    ])
    expect(body).toMatchObject({ accepted: 1, rejected: 1 })
    expect(body.errors[0].message).toMatch(/says nothing/)
  })

  test('arrive as gzipped NDJSON too', async () => {
    const lines = reviewRows(5, 20, { hallucination: 0 }).map((each) => JSON.stringify(each))
    const answer = await server.inject({
      method: 'POST',
      url: `/api/v1${world.path}/reviews`,
      headers: {
        ...{ cookie: world.owner.cookie, 'content-type': 'application/x-ndjson' },
        'content-encoding': 'gzip',
      },
      payload: gzipSync(`${lines.join('\n')}\n`),
    })
    expect(answer.body).toMatchObject({ accepted: 20, rejected: 0 })
  })

  test('are refused from who may not send, and of a system that is not there', async () => {
    const body = { rows: [row({ id: 'z', outputId: 'z' })] }
    expect((await world.clinician.call('POST', `${world.path}/reviews`, body)).status).toBe(403)
    const other = '/ai-systems/00000000-0000-4000-8000-000000000000/reviews'
    expect((await world.owner.call('POST', other, body)).status).toBe(404)
  })

  test('keep counts that equal the rows, whatever order they come in', async () => {
    const other = await reviewsWorld(server)
    const rows = span(0, 3).flatMap((day) =>
      reviewRows(day, 12, { hallucination: 0.3, harm: 0.1, doubles: 6 }),
    )
    const counts = async (of: World) =>
      (
        await server.owner.query(
          'select day, attribute, value, body from review_profiles where ai_system_id = $1 order by day, attribute, value',
          [of.id],
        )
      ).rows
    await other.send(rows)
    const another = await reviewsWorld(server)
    for (const one of rows.toReversed()) await another.send([one])
    expect(await counts(another)).toEqual(await counts(other))
    // A correction and its own correction back leave what was there.
    const first = { ...rows[0]!, revision: 2, harm: !rows[0]!.harm }
    await other.send([first, { ...first, revision: 3, harm: rows[0]!.harm }])
    expect(await counts(another)).toEqual(await counts(other))
  })
})

test('reviews are listed by what they found, each as it stands now', async () => {
  const other = await reviewsWorld(server)
  const rows = reviewRows(0, 12, { hallucination: 1 })
  await other.send(rows)
  await other.send([{ ...rows[0]!, revision: 2, hallucination: false }])
  const list = async (query: string) =>
    (await other.clinician.call('GET', `${other.path}/reviews?${query}`)).body
  const first = await list('finding=hallucination&limit=6')
  expect(first.items.map(({ outputId }: { outputId: string }) => outputId)).toEqual(
    span(6, 11).map((index) => `note-0-${17 - index}`),
  )
  const rest = await list(`finding=hallucination&limit=6&cursor=${first.nextCursor}`)
  // The eleventh and last: that of the first note was corrected.
  expect(rest).toMatchObject({ nextCursor: null })
  expect(rest.items).toHaveLength(5)
  const all = await list('limit=50')
  expect(all.items).toHaveLength(12)
  expect(all.items.at(-1)).toMatchObject({ revision: 2, hallucination: false, version: '1.0.0' })
  expect((await list('finding=low-rating')).items).toEqual([])
  expect((await list('reviewedBy=automated')).items).toEqual([])
})

describe('what reviewers found', () => {
  test('is said with intervals and agreement, and hidden where it rests on few', async () => {
    const other = await reviewsWorld(server)
    await other.send(reviewRows(0, 8, { hallucination: 0.5 }))
    const few = await summaryOf(other)
    expect(few).toMatchObject({ outputs: null })
    expect(findingOf(few, 'hallucination').rate.value).toBeNull()
    expect(few.sentence).toMatch(/Too few/)
    await other.send(
      span(1, 10).flatMap((day) => reviewRows(day, 15, { hallucination: 0.3, doubles: 5 })),
    )
    const found = await summaryOf(other)
    expect(found).toMatchObject({ outputs: 158, reviewers: 2 })
    const { rate, agreement } = findingOf(found, 'hallucination')
    expect(rate.interval.method).toMatch(/Wilson/)
    expect(rate.n).toBe(158)
    expect(agreement.method).toMatch(/^Cohen/)
    expect(agreement.n).toBe(50)
    expect(findingOf(found, 'refusal').rate.reason).toMatch(/no outputs judged/)
    expect(found.rating.interval.lower).toBeLessThan(found.rating.value)
    expect(found.sentence).toMatch(/^Of 158 outputs reviewed, 0\.0 % .* would have led to harm/)
    const program = await summaryOf(other, '&reviewedBy=automated')
    expect(program).toMatchObject({ outputs: 0, reviewers: 0 })
  })

  test('is that of people where they have looked, and shows where a program disagrees', async () => {
    const other = await reviewsWorld(server)
    const rows = reviewRows(0, 40, { hallucination: 0 })
    const program = rows.map((each, index) => ({
      ...{ ...each, id: `p-${each.id}`, reviewer: 'judge-1', kind: 'automated' },
      hallucination: index < 20,
    }))
    await other.send([...rows, ...program])
    const all = await summaryOf(other)
    expect(findingOf(all, 'hallucination').rate).toMatchObject({ value: 0, n: 40 })
    expect(findingOf(all, 'hallucination').agreement.value).toBe(0)
    const judged = await summaryOf(other, '&reviewedBy=automated')
    expect(findingOf(judged, 'hallucination').rate).toMatchObject({ value: 0.5, n: 40 })
  })
})
