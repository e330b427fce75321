import type pg from 'pg'
import type { Hospital } from './open-hospital.ts'

const frameworks = ['ISO42001', 'NIST-AI-RMF', 'EU-AI-ACT', 'ISO27001', 'HIPAA']

type Requirement = { id: string; role: string }

/**
 * Controls with owners, each for five requirements, with two tests that ran six times. Answers the
 * id of the first one, which is to have the most evidence.
 */
export async function fillControls(
  { people, organizationId }: Hospital,
  client: pg.Client,
  { controls }: { controls: number },
): Promise<string> {
  const known = await people.lead.get<{ items: { id: string }[] }>('/frameworks')
  const chosen = known.items.filter(({ id }) => frameworks.includes(id))
  if (chosen.length < frameworks.length) throw new Error('a framework goes by another name now')
  const requirements: string[] = []
  for (const { id } of chosen) {
    const found = await people.lead.get<{ requirements: Requirement[] }>(`/frameworks/${id}`)
    for (const each of found.requirements) {
      if (each.role === 'requirement') requirements.push(each.id)
    }
  }
  const { rows } = await client.query<{ id: string }>(
    `insert into controls (id, organization_id, reference, title, description, owner_id, created_by,
       created_at, updated_at)
     select gen_random_uuid(), $1, 'AIC-' || to_char(n, 'FM0000'), 'Control ' || n || ' of the programme',
       'What is done, by whom, and how often: the owner looks at it each quarter and files a record.',
       (select id from members where organization_id = $1 order by id offset n % 50 limit 1),
       $3, now(), now()
     from generate_series(1, $2::int) as n returning id, reference`,
    [organizationId, controls, stamp],
  )
  await client.query(
    `insert into control_requirements (control_id, requirement_id, organization_id, reach, rationale,
       created_by, created_at)
     select control.id, requirements[1 + (number * 5 + n * 37) % array_length(requirements, 1)], $1,
       case when n < 3 then 'whole' else 'part' end, 'The record shows it, and who signed it.', $3,
       now()
     from unnest($2::uuid[]) with ordinality as control (id, number),
       generate_series(0, 4) as n, (select $4::text[] as requirements) as all_of_them
     on conflict do nothing`,
    [organizationId, rows.map(({ id }) => id), stamp, requirements],
  )
  await client.query(
    `with tests as (
       insert into control_tests (id, organization_id, control_id, title, kind, procedure,
         every_months, created_by, created_at, updated_at)
       select gen_random_uuid(), $1, id, 'Test ' || n, 'manual', 'Draw ten records and look.',
         3, $2, now() - interval '2 years', now()
       from controls, generate_series(1, 2) as n where organization_id = $1 returning id
     )
     insert into control_test_runs (id, organization_id, test_id, definition, procedure, ran_at, ran_by,
       result, counts, sample)
     select gen_random_uuid(), $1, id, 1, 'Draw ten records and look.',
       now() - make_interval(months => n, days => 10), $2,
       case when hashtext(id::text) % 13 = 0 then 'failed' else 'passed' end,
       '{"ok": 10, "notOk": 0, "undecided": 0}', '[]'
     from tests, generate_series(0, 15, 3) as n`,
    [organizationId, stamp],
  )
  return rows[0]!.id
}

const stamp = '{"kind": "person", "id": "someone", "name": "Grace Lindqvist"}'
