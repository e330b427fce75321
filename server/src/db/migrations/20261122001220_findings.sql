-- Something that has to be put right, wherever it was found: an alarm, a control test, an audit or a
-- person's own observation. `source` says which one, in the shape of its type.
create table findings (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  number integer not null,
  ai_system_id uuid references ai_systems (id),
  version_id uuid references versions (id),
  monitor_id uuid references monitors (id),
  title text not null,
  description text not null,
  severity text not null check (severity in ('critical', 'major', 'minor')),
  source_type text not null check (source_type in ('monitor', 'control-test', 'audit', 'person')),
  source jsonb not null,
  required_action text not null,
  status text not null default 'open'
    check (status in ('open', 'in-progress', 'resolved', 'verified', 'reopened')),
  owner_id uuid references members (id),
  due_at timestamptz not null,
  resolved_by jsonb,
  opened_by jsonb not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  revision integer not null default 1,
  unique (organization_id, number),
  check ((status = 'verified') = (closed_at is not null))
);
create index on findings (organization_id, status, due_at);
create index on findings (ai_system_id, opened_at desc);
-- A monitor asks once for the same thing, however often it fires.
create unique index one_open_finding_per_monitor on findings (monitor_id, version_id, required_action)
  where status <> 'verified' and monitor_id is not null;

-- What became of a finding, step by step, and why.
create table finding_steps (
  finding_id uuid not null references findings (id),
  number integer not null,
  organization_id uuid not null references organizations (id),
  from_status text,
  to_status text not null,
  reason text,
  by jsonb not null,
  at timestamptz not null,
  primary key (finding_id, number)
);
create trigger finding_steps_no_change before update or delete on finding_steps
  for each row execute function refuse_change();
