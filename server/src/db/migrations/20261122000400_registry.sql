create table baselines (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  digest text not null,
  body jsonb not null,
  row_count integer not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  unique (ai_system_id, digest)
);
create trigger baselines_permanent before update or delete on baselines
  for each row execute function refuse_change();

create table versions (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  label text not null,
  digest text not null,
  artifact_sha256 text not null,
  artifact_uri text,
  code_reference text,
  data_reference text,
  threshold double precision not null,
  extra_thresholds double precision[] not null default '{}',
  input_schema jsonb not null,
  group_attributes text[] not null default '{}',
  baseline_id uuid references baselines (id),
  stated_metrics jsonb not null default '[]',
  intended_use text not null,
  change_summary text,
  created_by jsonb not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  unique (ai_system_id, label),
  unique (ai_system_id, digest)
);

-- A version never changes; it can only be withdrawn, once.
create function refuse_version_change() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is null
     and to_jsonb(old) - 'withdrawn_at' - 'withdrawn_reason'
       = to_jsonb(new) - 'withdrawn_at' - 'withdrawn_reason' then
    return new;
  end if;
  raise exception 'version % is immutable', old.label using errcode = 'insufficient_privilege';
end
$$;
create trigger versions_immutable before update on versions
  for each row execute function refuse_version_change();
create trigger versions_no_delete before delete on versions
  for each row execute function refuse_change();

create table alias_events (
  sequence bigint generated always as identity primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  alias text not null check (alias in ('candidate', 'stable', 'previous')),
  from_version_id uuid references versions (id),
  to_version_id uuid references versions (id),
  cause text not null check (cause in ('registration', 'promotion', 'rollback', 'suspension', 'resumption', 'retirement', 'manual')),
  reason text not null,
  evidence jsonb not null default '{}',
  actor jsonb not null,
  effective_at timestamptz not null,
  created_at timestamptz not null
);
create index on alias_events (ai_system_id, sequence);
create trigger alias_events_permanent before update or delete on alias_events
  for each row execute function refuse_change();

create table aliases (
  ai_system_id uuid not null references ai_systems (id),
  alias text not null,
  version_id uuid references versions (id),
  sequence bigint not null references alias_events (sequence),
  primary key (ai_system_id, alias)
);

create table deployments (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  site_id uuid references sites (id),
  version_id uuid references versions (id),
  alias_sequence bigint not null references alias_events (sequence),
  effective_at timestamptz not null,
  created_at timestamptz not null
);
create index on deployments (ai_system_id, site_id, effective_at, alias_sequence);
create trigger deployments_permanent before update or delete on deployments
  for each row execute function refuse_change();

create function announce_alias_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('alias_events', new.ai_system_id::text);
  return null;
end
$$;
create trigger alias_events_announce after insert on alias_events
  for each row execute function announce_alias_event();
