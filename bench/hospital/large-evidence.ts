import type pg from 'pg'
import { evidenceKinds } from '../../core/src/evidence/evidence.ts'

const subjects = [
  'Sepsis',
  'Stroke',
  'Readmission',
  'Imaging',
  'Vendor',
  'Access',
  'Bias',
  'Privacy',
]
const matters = ['validation', 'review', 'training', 'audit', 'approval', 'monitoring', 'incident']
const stamp = '{"kind": "person", "id": "someone", "name": "Grace Lindqvist"}'

type Sizes = { evidence: number; controlLinks: number; mostLinks: number }

/**
 * Evidence of five years, one piece in six with a second version, with owners, reviews and ends; its
 * links to controls and to AI systems. The bytes of the files are not there: no list reads them.
 */
export async function fillEvidence(
  client: pg.Client,
  organizationId: string,
  sizes: Sizes,
  busiestControl: string,
): Promise<void> {
  await client.query(
    `insert into evidence (id, organization_id, title, kind, description, owner_id, origin,
       review_months, versions, uploaded_at, search, created_by, created_at, hold_reason, hold_by,
       hold_at, withdrawal_reason, withdrawn_by, withdrawn_at)
     select gen_random_uuid(), $1, title, kind, description, owner.id, 'uploaded', review_months,
       case when n % 6 = 0 then 2 else 1 end, uploaded_at,
       array_to_tsvector(regexp_split_to_array(lower(title || ' ' || description), '[^a-z0-9]+')),
       $2, uploaded_at,
       case when n % 400 = 0 then 'A lawsuit.' end, case when n % 400 = 0 then $2::jsonb end,
       case when n % 400 = 0 then now() end,
       case when n % 90 = 0 then 'It was the wrong file.' end,
       case when n % 90 = 0 then $2::jsonb end, case when n % 90 = 0 then now() end
     from (
       select n, format('%s %s record %s', subjects[1 + n % 8], matters[1 + n / 8 % 7], n) as title,
         kinds[1 + n % 15] as kind,
         format('Minutes and figures of the %s of ward %s in quarter %s, signed by who led it',
           matters[1 + n / 8 % 7], n % 40, 1 + n % 4) as description,
         case when n % 5 < 3 then 6 * (1 + n % 4) end as review_months,
         now() - make_interval(mins => (n::bigint * 7919 % 2600000)::int) as uploaded_at
       from generate_series(1, $3::int) as n,
         (select $4::text[] as subjects, $5::text[] as matters, $6::text[] as kinds) as words
     ) as piece
     left join (select id, row_number() over (order by id) - 1 as place from members
       where organization_id = $1) as owner on owner.place = n % 80`,
    [organizationId, stamp, sizes.evidence, subjects, matters, [...evidenceKinds]],
  )
  await client.query(
    `insert into evidence_versions (evidence_id, number, organization_id, sha256, size, media_type,
       file_name, effective_from, effective_until, governs_until, review_on, uploaded_by, uploaded_at)
     select id, number, $1, encode(sha256((id || number::text)::bytea), 'hex'), 48123,
       'application/pdf', 'record.pdf', first_day,
       case when hashtext(id::text) % 4 = 0 then first_day + 400 end,
       case when number < versions then uploaded_at::date end,
       (first_day + make_interval(months => review_months))::date, created_by, uploaded_at
     from (select *, uploaded_at::date - 200 * (versions - number) as first_day
       from evidence, generate_series(1, versions) as number where organization_id = $1) as each`,
    [organizationId],
  )
  await client.query(
    `insert into evidence_links (id, organization_id, evidence_id, target_type, target_id, created_by,
       created_at)
     select gen_random_uuid(), $1, evidence.id, 'control',
       case when place <= $3 then $4::uuid else controls.id end, $2, now()
     from (select id, row_number() over (order by id) as place from evidence
       where organization_id = $1 limit $5) as evidence
     join (select id, row_number() over (order by reference) as turn, count(*) over () as all_of_them
       from controls where organization_id = $1) as controls
       on turn = 1 + place % all_of_them`,
    [organizationId, stamp, sizes.mostLinks, busiestControl, sizes.controlLinks],
  )
  await client.query(
    `insert into evidence_links (id, organization_id, evidence_id, target_type, target_id,
       ai_system_id, created_by, created_at)
     select gen_random_uuid(), $1, evidence.id, 'ai-system', systems.id, systems.id, $2, now()
     from (select id, row_number() over (order by id) as place from evidence
       where organization_id = $1) as evidence
     join (select id, row_number() over (order by reference) as turn, count(*) over () as all_of_them
       from ai_systems where organization_id = $1) as systems
       on turn = 1 + place % all_of_them`,
    [organizationId, stamp],
  )
}
