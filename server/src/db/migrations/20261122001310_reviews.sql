-- What a person or a program says of one generated output; never the text itself. A correction is
-- another revision, and the newest one counts.
create table reviews (
  ai_system_id uuid not null references ai_systems (id),
  review_id text not null,
  revision integer not null,
  organization_id uuid not null references organizations (id),
  version_id uuid not null references versions (id),
  output_id text not null,
  encounter text,
  reviewer text not null,
  kind text not null check (kind in ('human', 'automated')),
  produced_at timestamptz not null,
  reviewed_at timestamptz not null,
  rating smallint check (rating between 1 and 5),
  omission boolean,
  hallucination boolean,
  harm boolean,
  refusal boolean,
  escalation boolean,
  edit_distance double precision check (edit_distance between 0 and 1),
  groups jsonb not null,
  digest bytea not null,
  received_at timestamptz not null,
  primary key (ai_system_id, review_id, revision)
);
create index on reviews (ai_system_id, output_id);
create index on reviews (version_id, reviewed_at);

-- Reviewed outputs as whole counts by the day of their first review and by segment. The body is a
-- ReviewDay.
create table review_profiles (
  version_id uuid not null references versions (id),
  day date not null,
  attribute text not null,
  value text not null,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  body jsonb not null,
  primary key (version_id, day, attribute, value)
);

-- Systems whose outputs have no score send no predictions: calls and reviews show that they live.
alter table telemetry_state add column last_called_at timestamptz;
alter table telemetry_state add column last_reviewed_at timestamptz;
