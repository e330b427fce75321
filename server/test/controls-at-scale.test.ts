import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Context, systemActor } from '../src/context.ts'
import { listControls } from '../src/features/controls/list-controls.ts'
import { readCoverage } from '../src/features/controls/read-coverage.ts'
import { readControl } from '../src/features/controls/read-control.ts'
import { controlsQuery } from '../src/features/controls/schemas.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

let server: TestServer

/** 1,000 controls with 10 pieces of evidence, 2 requirements and 2 tests of 3 runs each. */
beforeAll(async () => {
  server = await startTestServer()
  const organization = `'${server.organizationId}'::uuid`
  const by = `'{"kind": "system", "id": "primum", "name": "Primum"}'::jsonb, now()`
  const own = `md5('control' || c)::uuid`
  await server.owner.query(`
    insert into controls (id, organization_id, reference, title, description, owner_id,
      created_by, created_at, updated_at)
    select ${own}, ${organization}, 'C-' || lpad(c::text, 4, '0'), 'Control', 'It is done.',
      (select id from members limit 1), ${by}, now() from generate_series(1, 1000) c;
    insert into control_requirements
    select ${own}, unnest(array['ISO42001:6.1.4', 'ISO42001:9.1']), ${organization}, 'whole',
      'So it is.', ${by} from generate_series(1, 1000) c;
    insert into evidence (id, organization_id, title, kind, description, origin, uploaded_at,
      search, created_by, created_at)
    select md5('evidence' || e)::uuid, ${organization}, 'Piece ' || e, 'record', '', 'uploaded',
      now(), to_tsvector('piece'), ${by} from generate_series(1, 10000) e;
    insert into evidence_versions (evidence_id, number, organization_id, sha256, size, media_type,
      file_name, effective_from, uploaded_by, uploaded_at)
    select md5('evidence' || e)::uuid, 1, ${organization}, repeat('a', 64), 1, 'text/plain', 'a.txt',
      '2026-01-01', ${by} from generate_series(1, 10000) e;
    insert into evidence_links (id, organization_id, evidence_id, target_type, target_id,
      created_by, created_at)
    select gen_random_uuid(), ${organization}, md5('evidence' || e)::uuid, 'control',
      md5('control' || (1 + e % 1000))::uuid::text, ${by} from generate_series(1, 10000) e;
    insert into control_tests (id, organization_id, control_id, title, kind, procedure,
      created_by, created_at, updated_at)
    select md5('test' || t)::uuid, ${organization}, md5('control' || (1 + t % 1000))::uuid, 'Test',
      'manual', 'Look.', ${by}, now() from generate_series(1, 2000) t;
    insert into control_test_runs (id, organization_id, test_id, definition, procedure, ran_by,
      ran_at, result, counts, sample)
    select gen_random_uuid(), ${organization}, md5('test' || t)::uuid, 1, 'Look.', ${by},
      'passed', '{"ok": 1, "notOk": 0, "undecided": 0}', '[]'
      from generate_series(1, 2000) t, generate_series(1, 3);
    analyze`)
}, 60_000)
afterAll(() => server.close())

/** A context that counts its questions to the database. */
function counting(): { ctx: Context; asked: () => number } {
  let count = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const { services, organizationId } = server
  const ctx = new Context({
    services,
    db: services.db.withPlugin(plugin),
    organizationId,
    actor: systemActor,
    asker: { kind: 'system' },
  })
  return { ctx, asked: () => count }
}

test('a page takes three questions, however many controls it shows', async () => {
  for (const limit of [1, 200]) {
    const { ctx, asked } = counting()
    const page = await listControls(ctx, controlsQuery.parse({ limit }))
    expect(page.items).toHaveLength(limit)
    expect(asked()).toBe(3)
    expect(page.items[0]).toMatchObject({
      implementation: { state: 'operating' },
      evidence: { linked: 10, valid: 10 },
      tests: { defined: 2, passed: 2 },
    })
  }
})

test('a state that no control has is looked for in a few rounds', async () => {
  const { ctx, asked } = counting()
  const page = await listControls(ctx, controlsQuery.parse({ limit: 50, state: 'failing' }))
  expect(page).toEqual({ items: [], nextCursor: null })
  expect(asked()).toBeLessThanOrEqual(9)
})

test('the coverage of a framework takes five questions, one of them which library it is', async () => {
  const { ctx, asked } = counting()
  const { counts, items } = await readCoverage(ctx, 'ISO42001', () => null)
  expect(counts.met).toBe(2)
  const met = items.filter(({ state }) => state === 'met')
  expect(met.map(({ contributions }) => contributions.length)).toEqual([1000, 1000])
  expect(asked()).toBe(5)
})

test('a control with hundreds of pieces of evidence gives the first of them, and counts them all', async () => {
  await server.owner.query(`
    insert into evidence_links (id, organization_id, evidence_id, target_type, target_id,
      created_by, created_at)
    select gen_random_uuid(), organization_id, md5('evidence' || e)::uuid, 'control',
      md5('control1')::uuid::text, created_by, now()
    from generate_series(1001, 1300) e join evidence on id = md5('evidence' || e)::uuid;
    update evidence set withdrawn_at = now(), withdrawal_reason = 'x'
    where id = md5('evidence1300')::uuid`)
  const { rows } = await server.owner.query<{ id: string }>(`select md5('control1')::uuid as id`)
  const id = rows[0]?.id ?? ''
  const { ctx, asked } = counting()
  const control = await readControl(ctx, id)
  expect(asked()).toBe(6)
  expect(control.evidenceCounts).toEqual({ linked: 310, valid: 309 })
  expect(control.implementation?.state).toBe('operating')
  const titles = control.evidence.map(({ title }) => title)
  expect(titles).toHaveLength(100)
  expect(titles).toEqual(titles.toSorted())
})
