import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { MetricName } from '../../core/src/monitoring/metric-kind.ts'
import { newMonitor } from '../../core/src/monitoring/monitor.ts'
import { overallSegment } from '../../core/src/monitoring/segment.ts'
import { fillControls } from './large-controls.ts'
import { fillEvidence } from './large-evidence.ts'
import { inventoryOf } from './large-inventory.ts'
import type { Hospital } from './open-hospital.ts'
import { threshold } from './rows.ts'

/** How many of each a hospital group has that has lived with Primum for some years. */
const sizes = {
  systems: 1000,
  sites: 14,
  owners: 60,
  controls: 300,
  controlLinks: 10_000,
  /** of those, on the one control that has the most */
  mostLinks: 2000,
  evidence: 100_000,
}

export type LargeHospital = { busiestControl: string; statement: string; system: string }

/**
 * Fills a hospital: what people write goes through the API where that is quick; rows by the
 * ten thousand are put into the database as the product would leave them.
 */
export async function fillHospital(hospital: Hospital, client: pg.Client): Promise<LargeHospital> {
  const { administrator, people, organizationId } = hospital
  for (let index = 0; index < sizes.sites; index += 1) {
    const [country, state] = (['US CO', 'US CA', 'US NY', 'DE'][index % 4] ?? '').split(' ')
    const code = `site-${index + 1}`
    await administrator.post('/sites', { code, name: `Hospital ${index + 1}`, country, state })
  }
  await administrator.request('POST', '/ai-systems/import', {
    raw: inventoryOf(sizes.systems, sizes.sites, sizes.owners),
    headers: { 'content-type': 'text/csv' },
  })
  await addOwners(client, organizationId)
  await moveThroughLife(client, organizationId)
  await putIntoService(client, organizationId)
  await watch(client, organizationId)
  const busiestControl = await fillControls(hospital, client, sizes)
  await fillEvidence(client, organizationId, sizes, busiestControl)
  const statement = await writeStatement(hospital, client)
  // As autovacuum leaves it when there is a quiet minute.
  await client.query('vacuum (analyze)')
  const systems = await people.owner.get<{ items: { id: string }[] }>('/ai-systems')
  return { busiestControl, statement, system: systems.items[0]!.id }
}

async function addOwners(client: pg.Client, organizationId: string): Promise<void> {
  await client.query(
    `with people as (
       insert into "user" (id, name, email, "emailVerified", "updatedAt")
       select gen_random_uuid(), 'Owner ' || n, 'owner-' || n || '@large.example', false, now()
       from generate_series(1, $2::int) as n returning id
     )
     insert into members (id, organization_id, user_id, roles, created_at)
     select gen_random_uuid(), $1, id, '{model-owner}', now() from people`,
    [organizationId, sizes.owners],
  )
}

/** Tiers, stages, suspensions, signed assessments, and incidents of which few are open. */
async function moveThroughLife(client: pg.Client, organizationId: string): Promise<void> {
  await client.query(
    `update ai_systems set
       tier = case when n % 12 = 0 then null else 1 + n % 4 end,
       stage = (array['inception', 'design-and-development', 'verification-and-validation',
         'deployment', 'operation-and-monitoring', 'operation-and-monitoring',
         'operation-and-monitoring', 'operation-and-monitoring', 're-evaluation',
         'retirement'])[1 + n % 10],
       suspended_at = case when n % 97 = 0 then now() end,
       suspension_reason = case when n % 97 = 0 then 'Sensitivity fell on the night shift.' end,
       revision = 1 + n % 9, updated_at = now() - make_interval(mins => (n * 7919 % 500000)::int)
     from (select id as other, row_number() over (order by reference) as n from ai_systems
       where organization_id = $1) as numbered where id = other`,
    [organizationId],
  )
  await client.query(
    `with signed as (
       insert into assessments (id, organization_id, ai_system_id, kind, questionnaire_id,
         questionnaire_version, status, signed_revision, created_at, updated_at)
       select gen_random_uuid(), $1, id, kind, kind, '1', 'signed', 1, now(), now()
       from ai_systems, (values ('organisational-risk'), ('ai-impact')) as kinds (kind)
       where stage not in ('inception', 'design-and-development') returning *
     )
     insert into sign_offs (id, organization_id, ai_system_id, subject_type, subject_id, meaning,
       digest, user_id, user_name, roles, method, created_at)
     select gen_random_uuid(), $1, ai_system_id, 'assessments', signed.id, 'sign-assessment',
       repeat('0', 64), someone.user_id, 'Grace Lindqvist', someone.roles, 'password',
       now() - make_interval(days => n)
     from signed, generate_series(1, 300, 100) as n,
       (select user_id, roles from members where organization_id = $1 limit 1) as someone`,
    [organizationId],
  )
  await client.query(
    `insert into incidents (id, organization_id, number, ai_system_id, title, description, severity,
       status, due_at, opened_by, opened_at, updated_at, closed_at)
     select gen_random_uuid(), $1, number, id, 'Fewer were found than at validation',
       'The monitor of the night shift raised it.', (array['critical', 'major', 'minor'])[1 + number % 3],
       case when number % 10 = 0 then 'open' else 'closed' end, now() + make_interval(days => number % 30),
       '{"kind": "system", "id": "primum", "name": "Primum"}', now(), now(),
       case when number % 10 = 0 then null else now() end
     from (select id, row_number() over (order by n, reference)::int as number
       from ai_systems, generate_series(1, 3) as n where organization_id = $1) as numbered`,
    [organizationId],
  )
  await client.query(
    `insert into findings (id, organization_id, number, ai_system_id, title, description, severity,
       source_type, source, required_action, status, due_at, opened_by, opened_at, updated_at,
       closed_at)
     select gen_random_uuid(), $1, number, ai_system_id, title, description, severity, 'audit',
       '{"type": "audit", "reference": "A-12"}',
       'correct', case when number % 5 = 0 then 'open' else 'verified' end, due_at, opened_by,
       opened_at, updated_at, case when number % 5 = 0 then null else now() end
     from incidents where organization_id = $1 and number <= 2000`,
    [organizationId],
  )
}

/** Six systems in ten run a stable version; each has three versions. */
async function putIntoService(client: pg.Client, organizationId: string): Promise<void> {
  const actor = '{"kind": "system", "id": "primum", "name": "Primum"}'
  await client.query(
    `insert into versions (id, organization_id, ai_system_id, label, digest, artifact_sha256,
       threshold, input_schema, intended_use, created_by, created_at)
     select gen_random_uuid(), $1, id, n || '.0.0', encode(sha256((id || n::text)::bytea), 'hex'),
       repeat('a', 64), $2, '[]', intended_use, $3, now()
     from ai_systems, generate_series(1, 3) as n
     where organization_id = $1 and stage in
       ('deployment', 'operation-and-monitoring', 're-evaluation')`,
    [organizationId, threshold, actor],
  )
  await client.query(
    `with moved as (
       insert into alias_events (organization_id, ai_system_id, alias, to_version_id, cause, reason,
         actor, effective_at, created_at)
       select organization_id, ai_system_id, 'stable', id, 'promotion', 'The better one.', $2, now(),
         now() from versions where organization_id = $1 and label = '3.0.0' returning *
     )
     insert into aliases (ai_system_id, alias, version_id, sequence)
     select ai_system_id, alias, to_version_id, sequence from moved`,
    [organizationId, actor],
  )
}

/**
 * Five monitors for each system in service, judged, with an alarm here and there. The program's own
 * round runs meanwhile and may have been there first.
 */
async function watch(client: pg.Client, organizationId: string): Promise<void> {
  const metrics: MetricName[] = ['sensitivity', 'specificity', 'score-drift', 'missingness']
  const bodies = [
    ...metrics.map((metric) => newMonitor(metric, 'warning', overallSegment, { threshold })),
    newMonitor('heartbeat', 'critical', overallSegment, { limitHours: 48 }),
  ]
  for (const body of bodies) {
    const key = createHash('sha256').update(JSON.stringify(body)).digest('hex')
    await client.query(
      `with made as (
         insert into monitors (id, organization_id, ai_system_id, key, body, created_at, updated_at)
         select gen_random_uuid(), $1, ai_system_id, $2, $3, now(), now() from aliases
         where alias = 'stable' returning *
       )
       insert into monitor_states (monitor_id, version_id, epoch_sequence, epoch_day, through_day,
         verdict, updated_at)
       select made.id, version_id, sequence, current_date - 30, current_date - 1,
         jsonb_build_object('state', 'ok', 'level',
           case when sequence % 23 = 0 then 'warning' else 'none' end, 'confirmed', false,
           'reason', 'Sensitivity is 0.81; it was 0.82 at validation.'), now()
       from made join aliases using (ai_system_id) where alias = 'stable'
       on conflict do nothing`,
      [organizationId, key, JSON.stringify(body)],
    )
  }
  const heard = `insert into telemetry_state (ai_system_id, last_predicted_at, last_received_at)
     select ai_system_id, now() - make_interval(mins => (sequence * 37 % 4000)::int), now()
     from aliases where alias = 'stable'
     on conflict (ai_system_id) do update set last_predicted_at = excluded.last_predicted_at,
       last_received_at = excluded.last_received_at`
  // It takes many rows at once, in another order than the program's rounds: one of both tries again.
  while (!(await client.query(heard).then(() => true, isDeadlock))) continue
  await client.query(
    `insert into alarms (id, organization_id, ai_system_id, monitor_id, version_id, epoch_sequence,
       level, day, verdict, action, raised_at, acknowledged_at)
     select gen_random_uuid(), $1, monitors.ai_system_id, monitor_id, version_id, epoch_sequence,
       'warning', current_date - 1, verdict, 'notify', now(),
       case when epoch_sequence % 46 = 0 then null else now() end
     from monitor_states join monitors on monitors.id = monitor_id
     where verdict ->> 'level' = 'warning' on conflict do nothing`,
    [organizationId],
  )
}

/** A statement of applicability of ISO/IEC 42001 that is nearly decided, as its author sees it. */
async function writeStatement(
  { people, organizationId }: Hospital,
  client: pg.Client,
): Promise<string> {
  const { id, lines } = await people.lead.post<{ id: string; lines: { requirementId: string }[] }>(
    '/statements',
    { framework: 'ISO42001' },
  )
  await client.query(
    `insert into statement_items (statement_id, requirement_id, organization_id, applicable,
       justification, owner_id, revision, decided_by, decided_at)
     select $1, requirement_id, $2, number % 9 > 0, 'It follows from how we buy and run AI systems.',
       (select id from members where organization_id = $2 order by created_at limit 1), 1,
       '{"kind": "person", "id": "x", "name": "Grace Lindqvist"}', now()
     from unnest($3::text[]) with ordinality as line (requirement_id, number)`,
    [id, organizationId, lines.map(({ requirementId }) => requirementId)],
  )
  return id
}

/** False where PostgreSQL asks to try again; anything else stays an error. */
function isDeadlock(error: unknown): false {
  if ((error as { code?: unknown }).code === '40P01') return false
  throw error
}
