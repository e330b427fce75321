-- How an AI system ran and was used, as whole counts by day and site ('' is everyone), so that
-- batches add up in any order. The body is an OperationsDay.
create table operations_profiles (
  ai_system_id uuid not null references ai_systems (id),
  day date not null,
  site text not null,
  organization_id uuid not null references organizations (id),
  body jsonb not null,
  primary key (ai_system_id, day, site)
);

-- Which batches of calls were counted: sending one again changes nothing.
create table operations_batches (
  ai_system_id uuid not null references ai_systems (id),
  batch text not null,
  organization_id uuid not null references organizations (id),
  rows integer not null,
  digest bytea not null,
  received_at timestamptz not null,
  primary key (ai_system_id, batch)
);

-- What clinicians did with a prediction; one row for each time somebody in a role answered.
create table feedback (
  ai_system_id uuid not null references ai_systems (id),
  prediction_id text not null,
  at timestamptz not null,
  role text not null,
  organization_id uuid not null references organizations (id),
  day date not null,
  response text not null check (response in ('accepted', 'overridden', 'dismissed')),
  reason text,
  comment text,
  unit text,
  site text,
  digest bytea not null,
  received_at timestamptz not null,
  primary key (ai_system_id, prediction_id, at, role)
);
create index on feedback (ai_system_id, at desc, prediction_id, role);
create index on feedback (ai_system_id, day);
