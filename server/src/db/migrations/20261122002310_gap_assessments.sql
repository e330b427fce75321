-- Gap assessments: one open at a time for a framework, and every one that was closed, for good, with
-- what it showed. What is computed is not stored while it is open; requirements that nobody judged and
-- for which nothing is planned have no row.
create table gap_assessments (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  framework text not null,
  number integer not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  closed_by jsonb,
  closed_at timestamptz,
  -- what it showed when it was closed, line by line, and its SHA-256 over canonical JSON
  result jsonb,
  digest text,
  unique (organization_id, framework, number),
  check ((closed_at is null) = (result is null) and (result is null) = (digest is null)
    and (closed_at is null) = (closed_by is null))
);
create unique index one_open_gap_assessment on gap_assessments (organization_id, framework)
  where closed_at is null;

create table gap_items (
  gap_assessment_id uuid not null references gap_assessments (id),
  requirement_id text not null,
  organization_id uuid not null references organizations (id),
  judgement text check (judgement in ('in-place', 'partly', 'missing')),
  note text not null default '',
  -- what was planned about it
  finding_id uuid references findings (id),
  revision integer not null,
  -- the number of the gap assessment that it was carried over from, until somebody judges anew
  carried_from integer,
  judged_by jsonb,
  judged_at timestamptz,
  primary key (gap_assessment_id, requirement_id),
  check ((judgement is null) = (judged_by is null) and (judgement is null) = (judged_at is null)),
  check (judgement is not null or finding_id is not null)
);
create index on gap_items (finding_id) where finding_id is not null;

alter table findings drop constraint findings_source_type_check;
alter table findings add constraint findings_source_type_check
  check (source_type in ('monitor', 'control-test', 'gap-assessment', 'audit', 'person'));
