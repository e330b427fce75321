-- What an organization does so that requirements are met: implemented once, counted wherever it
-- reaches. How far it is there is never stored: it follows from owner, evidence and tests.
create table controls (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  reference text not null,
  title text not null,
  description text not null,
  owner_id uuid references members (id),
  retired_at timestamptz,
  retirement_reason text,
  revision integer not null default 1,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((retired_at is null) = (retirement_reason is null))
);
create unique index controls_by_reference on controls (organization_id, lower(reference));
create index on controls (owner_id) where owner_id is not null;

-- Which requirements of the content it is for, and whether it meets them whole.
create table control_requirements (
  control_id uuid not null references controls (id),
  requirement_id text not null,
  organization_id uuid not null references organizations (id),
  reach text not null check (reach in ('whole', 'part')),
  rationale text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  primary key (control_id, requirement_id)
);
create index on control_requirements (organization_id, requirement_id);

-- `definition` counts up when what is tested changes: a run before that says nothing of the test.
create table control_tests (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  control_id uuid not null references controls (id),
  title text not null,
  kind text not null check (kind in ('manual', 'automatic')),
  procedure text not null,
  every_months integer check (every_months between 1 and 60),
  query text,
  parameters jsonb,
  definition integer not null default 1,
  retired_at timestamptz,
  retirement_reason text,
  revision integer not null default 1,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((kind = 'automatic') = (query is not null)),
  check ((query is null) = (parameters is null)),
  check ((retired_at is null) = (retirement_reason is null))
);
create index on control_tests (control_id, created_at, id);
create index control_tests_with_rhythm on control_tests (organization_id)
  where kind = 'automatic' and every_months is not null and retired_at is null;

-- What was asked and what came out, for good.
create table control_test_runs (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  test_id uuid not null references control_tests (id),
  -- of runs at one moment the later one
  sequence bigint generated always as identity,
  definition integer not null,
  procedure text not null,
  query text,
  parameters jsonb,
  ran_at timestamptz not null,
  ran_by jsonb not null,
  result text not null check (result in ('passed', 'failed', 'not-decidable')),
  counts jsonb not null,
  sample jsonb not null,
  note text,
  finding_id uuid references findings (id)
);
create index on control_test_runs (test_id, ran_at desc, sequence desc);
create index on control_test_runs (finding_id) where finding_id is not null;
create trigger control_test_runs_permanent before update or delete on control_test_runs
  for each row execute function refuse_change();

-- Mappings of a crosswalk that the organization took as its own, in the direction of the file and
-- with the relation that stood there then: where the content says otherwise now, it no longer counts.
create table adopted_mappings (
  organization_id uuid not null references organizations (id),
  from_id text not null,
  to_id text not null,
  crosswalk text not null,
  relation text not null,
  reason text not null,
  adopted_by jsonb not null,
  adopted_at timestamptz not null,
  primary key (organization_id, from_id, to_id)
);
