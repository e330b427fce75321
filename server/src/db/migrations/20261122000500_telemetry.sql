-- Partitioned by hash of the prediction's id, not by time: being idempotent by id needs a unique
-- key over the id alone, and outcomes find their prediction by id alone.
create table predictions (
  ai_system_id uuid not null,
  id text not null,
  organization_id uuid not null,
  version_id uuid not null,
  predicted_at timestamptz not null,
  day date not null,
  score double precision not null check (score >= 0 and score <= 1),
  patient text,
  site text,
  groups jsonb not null,
  features jsonb not null,
  digest bytea not null,
  received_at timestamptz not null,
  primary key (ai_system_id, id)
) partition by hash (ai_system_id, id);

create table outcomes (
  ai_system_id uuid not null,
  prediction_id text not null,
  revision integer not null check (revision >= 1),
  organization_id uuid not null,
  label smallint not null check (label in (0, 1)),
  observed_at timestamptz not null,
  received_at timestamptz not null,
  primary key (ai_system_id, prediction_id, revision)
) partition by hash (ai_system_id, prediction_id);

do $$
begin
  for part in 0..7 loop
    execute format('create table predictions_%s partition of predictions for values with (modulus 8, remainder %s)', part, part);
    execute format('create table outcomes_%s partition of outcomes for values with (modulus 8, remainder %s)', part, part);
  end loop;
end
$$;
create index on predictions (ai_system_id, version_id, day);

-- Sufficient statistics of one version, day and segment ('' and '' is everyone).
create table profiles (
  version_id uuid not null references versions (id),
  day date not null,
  attribute text not null,
  value text not null,
  organization_id uuid not null,
  ai_system_id uuid not null,
  body bytea not null,
  primary key (version_id, day, attribute, value)
);

create table telemetry_state (
  ai_system_id uuid primary key references ai_systems (id),
  last_predicted_at timestamptz,
  last_received_at timestamptz,
  -- The earliest closed day whose labels changed after monitors had consumed it.
  changed_day date
);
