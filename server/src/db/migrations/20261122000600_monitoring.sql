create table monitors (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  key text not null,
  body jsonb not null,
  enabled boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (ai_system_id, key)
);

-- What a monitor knows of one version: its detector and its latest verdict. An epoch ends when the
-- version stops being stable; a later return starts a new one.
create table monitor_states (
  monitor_id uuid not null references monitors (id),
  version_id uuid not null references versions (id),
  epoch_sequence bigint not null references alias_events (sequence),
  epoch_day date not null,
  through_day date,
  detector jsonb,
  verdict jsonb,
  updated_at timestamptz not null,
  primary key (monitor_id, version_id, epoch_sequence)
);

create table rollback_policies (
  ai_system_id uuid primary key references ai_systems (id),
  organization_id uuid not null references organizations (id),
  body jsonb not null,
  updated_by jsonb not null,
  updated_at timestamptz not null
);

create table incidents (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  number integer not null,
  ai_system_id uuid not null references ai_systems (id),
  version_id uuid references versions (id),
  monitor_id uuid references monitors (id),
  title text not null,
  description text not null,
  severity text not null check (severity in ('critical', 'major', 'minor')),
  status text not null check (status in ('open', 'investigating', 'contained', 'resolved', 'closed')),
  owner text,
  due_at timestamptz not null,
  evidence jsonb not null default '{}',
  resolution text,
  opened_by jsonb not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  revision integer not null default 1,
  unique (organization_id, number)
);
create index on incidents (organization_id, status, due_at);
create index on incidents (ai_system_id, opened_at desc);

create table alarms (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  monitor_id uuid not null references monitors (id),
  version_id uuid not null references versions (id),
  epoch_sequence bigint not null,
  level text not null check (level in ('warning', 'critical', 'inconclusive')),
  day date not null,
  verdict jsonb not null,
  action text not null,
  incident_id uuid references incidents (id),
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by jsonb
);
create index on alarms (ai_system_id, raised_at desc);
create unique index one_alarm_per_epoch on alarms (monitor_id, version_id, epoch_sequence, level);

create table notifications (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  user_id text not null references "user" ("id"),
  kind text not null,
  title text not null,
  body text not null,
  path text not null,
  created_at timestamptz not null,
  read_at timestamptz
);
create index on notifications (user_id, created_at desc);

create table example_loads (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  status text not null check (status in ('running', 'done', 'failed', 'cancelled')),
  step text not null,
  progress double precision not null,
  message text,
  started_at timestamptz not null,
  finished_at timestamptz
);
create unique index one_running_example on example_loads (organization_id) where status = 'running';
