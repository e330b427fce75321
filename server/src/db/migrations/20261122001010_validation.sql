-- What will be measured before a version goes live, and what has to come out. Locked with a
-- signature (sign_offs) before any data is opened; from then on it does not change.
create table validation_protocols (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  state text not null default 'draft' check (state in ('draft', 'locked')),
  content jsonb not null,
  revision integer not null default 1,
  -- SHA-256 over what was locked
  digest text,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  locked_by jsonb,
  locked_at timestamptz,
  check ((state = 'locked') = (digest is not null)),
  check ((state = 'locked') = (locked_at is not null))
);
create index on validation_protocols (ai_system_id, created_at desc, id);

create function refuse_locked_protocol_change() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' then return new; end if;
  raise exception 'a locked validation protocol does not change'
    using errcode = 'insufficient_privilege';
end
$$;
create trigger validation_protocols_locked before update on validation_protocols
  for each row execute function refuse_locked_protocol_change();
create trigger validation_protocols_no_delete before delete on validation_protocols
  for each row execute function refuse_change();

-- A file of predictions that was handed over for a run. The file itself lies under the data folder,
-- never in here, and is removed after the run or after a day.
create table dataset_uploads (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  protocol_id uuid not null references validation_protocols (id),
  file_name text not null,
  -- the file's own name in the folder of its organization
  stored_name text not null,
  size bigint not null check (size >= 0),
  sha256 text not null,
  format text not null check (format in ('parquet', 'csv', 'ndjson')),
  state text not null default 'ready' check (state in ('ready', 'removed')),
  described_rows integer not null,
  columns jsonb not null,
  suggested_roles jsonb not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  removed_reason text,
  check ((state = 'removed') = (removed_at is not null))
);
create index on dataset_uploads (protocol_id, created_at desc);
create index on dataset_uploads (created_at) where state = 'ready';

create table validation_runs (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  protocol_id uuid not null references validation_protocols (id),
  version_id uuid not null references versions (id),
  upload_id uuid references dataset_uploads (id),
  baseline_upload_id uuid references dataset_uploads (id),
  -- days of live predictions instead of a file
  silent jsonb,
  roles jsonb not null,
  thresholds double precision[] not null,
  state text not null default 'queued'
    check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  step text not null default 'Waiting',
  share double precision not null default 0 check (share between 0 and 1),
  problems jsonb not null default '[]',
  -- whole, with its small cells: no view reads it
  report jsonb,
  -- the same without them, and what lists show of it
  shown_report jsonb,
  summary jsonb,
  verdict text check (verdict in ('met', 'not-met', 'not-estimable')),
  -- SHA-256 over what is signed: the report without its small cells, the criteria, what they rest on
  digest text,
  attempts integer not null default 0,
  worker uuid,
  heartbeat_at timestamptz,
  created_by jsonb not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  signed_at timestamptz,
  check ((upload_id is null) = (silent is not null)),
  check ((state = 'done') = (report is not null)),
  check ((state = 'done') = (shown_report is not null)),
  check ((state = 'done') = (summary is not null)),
  check ((state = 'done') = (verdict is not null)),
  check ((state in ('queued', 'running')) = (finished_at is null)),
  check (signed_at is null or state = 'done')
);
create index on validation_runs (ai_system_id, created_at desc, id);
create index on validation_runs (version_id, signed_at desc) where signed_at is not null;
create index on validation_runs (created_at) where state in ('queued', 'running');

-- An ended run stays as it is; only its signature is added, once.
create function refuse_ended_run_change() returns trigger language plpgsql as $$
begin
  if old.state in ('queued', 'running') then return new; end if;
  if old.signed_at is null
     and to_jsonb(old) - 'signed_at' = to_jsonb(new) - 'signed_at' then
    return new;
  end if;
  raise exception 'an ended validation run does not change'
    using errcode = 'insufficient_privilege';
end
$$;
create trigger validation_runs_ended before update on validation_runs
  for each row execute function refuse_ended_run_change();
create trigger validation_runs_no_delete before delete on validation_runs
  for each row execute function refuse_change();
