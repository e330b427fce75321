import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshnessStates } from '@primum/core/evidence/freshness'
import type { FreshnessState } from '@primum/core/evidence/freshness'
import { countEvidenceOf, loadEvidenceOf } from '../src/features/controls/control-evidence.ts'
import { selectPage } from '../src/features/evidence/listing.ts'
import { evidenceQuery } from '../src/features/evidence/schemas.ts'
import { evidenceWorld } from './evidence-world.ts'
import type { EvidenceWorld } from './evidence-world.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { randomFrom } from './telemetry-fixture.ts'

let server: TestServer
let world: EvidenceWorld
const now = new Date('2026-06-15T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await evidenceWorld(server)
}, 60_000)
afterAll(() => server.close())

type Item = { id: string; title: string; freshness: { state: FreshnessState } }

/** Every item of a list, page after page. */
async function all(query: string): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const more = cursor === null ? '' : `&cursor=${cursor}`
    const { status, body } = await world.auditor.call('GET', `/evidence?${query}${more}`)
    expect(status, JSON.stringify(body)).toBe(200)
    items.push(...body.items)
    cursor = body.nextCursor
  } while (cursor !== null)
  return items
}

const dayFrom = (offset: number) =>
  new Date(now.getTime() + offset * 86_400_000).toISOString().slice(0, 10)

test('the filter by state finds what core says is in that state, on every edge', async () => {
  const random = randomFrom(7)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  for (let piece = 0; piece < 80; piece++) {
    const reviewMonths = pick([null, 1, 1, 2])
    const id = await world.register({ title: `Piece ${piece}`, reviewMonths })
    const versions = pick([0, 1, 1, 1, 2, 3])
    for (let version = 0; version < versions; version++) {
      const from = pick([-100, -75, -61, -60, -45, -31, -30, -1, 0, 1, 20])
      const length = pick([null, null, 0, 1, 29, 30, 31, 32, 60, 61, 75, 90])
      const until = length === null ? '' : `&effectiveUntil=${dayFrom(from + length)}`
      const query = `effectiveFrom=${dayFrom(from)}${until}`
      const sent = await world.upload(id, `${piece} ${version}`, { name: 'a.txt', query })
      expect(sent.status).toBe(201)
    }
    if (random() < 0.2) {
      const changed = { reviewMonths: pick([null, 1, 2, 3]) }
      expect((await world.owner.call('PATCH', `/evidence/${id}`, changed)).status).toBe(200)
    }
    if (random() < 0.1) await world.lead.call('POST', `/evidence/${id}/withdraw`, { reason: 'x' })
  }
  const items = await all('limit=200')
  expect(items).toHaveLength(80)
  for (const state of freshnessStates) {
    const wanted = items.filter((item) => item.freshness.state === state).map(({ id }) => id)
    expect(wanted.length, `some are ${state}`).toBeGreaterThan(0)
    const found = await all(`limit=7&state=${state}`)
    expect(found.map(({ id }) => id).toSorted(), state).toEqual(wanted.toSorted())
  }
  await requireCounted(items)
}, 120_000)

/** What counts for a control is counted by the database, as core says it of each piece. */
async function requireCounted(items: Item[]): Promise<void> {
  const controls = ['a', 'b', 'c'].map((letter) => `counted-${letter}`)
  const linked = (control: string) => items.filter((_, index) => controls[index % 3] === control)
  for (const control of controls) {
    await server.owner.query(
      `insert into evidence_links
          (id, organization_id, evidence_id, target_type, target_id, created_by, created_at)
        select gen_random_uuid(), $1, id, 'control', $2, '{}', now() from unnest($3::uuid[]) as id`,
      [server.organizationId, control, linked(control).map(({ id }) => id)],
    )
  }
  const counts = await countEvidenceOf(world.auditor.ctx, controls)
  for (const control of controls) {
    const counting = linked(control).filter(({ freshness: { state } }) =>
      ['valid', 'expiring'].includes(state),
    )
    const wanted = { linked: linked(control).length, valid: counting.length }
    expect(counts.get(control), control).toEqual(wanted)
    expect(wanted.valid).toBeGreaterThan(0)
    const named = (await loadEvidenceOf(world.auditor.ctx, [control])).get(control) ?? []
    expect(named.filter(({ valid }) => valid).map(({ id }) => id)).toHaveLength(wanted.valid)
    expect(named).toHaveLength(wanted.linked)
  }
}

describe('a hundred thousand pieces', () => {
  beforeAll(async () => {
    const { organizationId, owner } = server
    await owner.query(
      `insert into evidence (id, organization_id, title, kind, description, origin, versions,
          uploaded_at, search, created_by, created_at)
        select gen_random_uuid(), $1, 'Record ' || n, 'record', '', 'uploaded', 1,
          timestamptz '2020-01-01' + n * interval '1 minute',
          array_to_tsvector(array['record', n::text]), '{"kind":"person","id":"x","name":"X"}',
          timestamptz '2020-01-01'
        from generate_series(1, 100000) n`,
      [organizationId],
    )
    await owner.query(
      `insert into evidence_versions (evidence_id, number, organization_id, sha256, size,
          media_type, file_name, effective_from, effective_until, uploaded_by, uploaded_at)
        select id, 1, organization_id, repeat('a', 64), 1, 'text/plain', 'a.txt', '2020-01-01',
          case when title like '%9999' then date '2020-12-31' end, created_by, uploaded_at
        from evidence where title like 'Record %'`,
    )
    await owner.query(
      `insert into evidence_links (id, organization_id, evidence_id, target_type, target_id,
          created_by, created_at)
        select gen_random_uuid(), organization_id, id, 'control', 'A.' || (row_number() over () % 50),
          created_by, created_at
        from evidence where title like 'Record %' limit 10000`,
    )
    await owner.query('analyze evidence; analyze evidence_versions; analyze evidence_links')
  }, 120_000)

  test('answer a first page and the next one, in both orders, without repeating', async () => {
    for (const sort of ['title', '-uploaded']) {
      const first = await world.auditor.call('GET', `/evidence?limit=100&sort=${sort}&kind=record`)
      const next = await world.auditor.call(
        'GET',
        `/evidence?limit=100&sort=${sort}&kind=record&cursor=${first.body.nextCursor}`,
      )
      const items: Item[] = [...first.body.items, ...next.body.items]
      expect(new Set(items.map(({ id }) => id)).size).toBe(200)
      const titles = items.map(({ title }) => title)
      if (sort === '-uploaded')
        expect(titles.slice(0, 2)).toEqual(['Record 100000', 'Record 99999'])
      else expect(titles.slice(0, 2)).toEqual(['Record 1', 'Record 10'])
    }
  })

  test('are found by word, by state and by what they are linked to', async () => {
    const found = await all('search=99998')
    expect(found.map(({ title }) => title)).toEqual(['Record 99998'])
    // A word that nearly every piece has is sought in another way than one that few have.
    const common = await world.auditor.call('GET', '/evidence?search=record&kind=record&limit=2')
    expect(common.body.items.map(({ title }: Item) => title)).toEqual([
      'Record 100000',
      'Record 99999',
    ])
    expect(await all('search=record%209999&limit=4')).toHaveLength(11)
    expect(await all('search=unheard')).toEqual([])
    const expired = await all('state=expired&kind=record')
    expect(expired).toHaveLength(10)
    expect(await all('targetType=control&targetId=A.7&limit=200')).toHaveLength(200)
  })

  test.each([
    ['the newest', {}, 'evidence_by_upload'],
    ['by title', { sort: 'title' }, 'evidence_by_title'],
    ['about to end', { state: 'expiring' }, 'evidence_ends'],
    ['to be reviewed', { state: 'review-due' }, 'evidence_ends'],
    ['on hold', { hold: 'true' }, 'evidence_on_hold'],
    ['of a control', { targetType: 'control', targetId: 'A.7' }, 'evidence_links_to'],
  ])('%s are read through an index, not one by one', async (_, query, index) => {
    const plan = await selectPage(world.auditor.ctx, evidenceQuery.parse(query), null).explain(
      'json',
    )
    const text = JSON.stringify(plan)
    expect(text).toContain(index)
    expect(text).not.toMatch(/"Node Type":"Seq Scan"[^}]*"Relation Name":"evidence"/)
  })

  test('a title as long as it may be stands in pages', async () => {
    const long = (letter: string) => `語${letter}`.padEnd(300, '語')
    for (const letter of ['a', 'b', 'c']) await world.register({ title: long(letter) })
    const titles = (await all('sort=title&limit=1&state=empty')).map(({ title }) => title)
    expect(titles.filter((title) => title.startsWith('語'))).toEqual(['a', 'b', 'c'].map(long))
  })

  test('a cursor that was not made here is refused', async () => {
    const encode = (position: unknown) =>
      Buffer.from(JSON.stringify(position)).toString('base64url')
    for (const cursor of [
      'x',
      encode(['a']),
      encode(['a', 'b']),
      encode(['a', crypto.randomUUID()]),
    ]) {
      const answer = await world.auditor.call('GET', `/evidence?cursor=${cursor}`)
      expect(answer.status, cursor).toBe(400)
    }
  })
})
