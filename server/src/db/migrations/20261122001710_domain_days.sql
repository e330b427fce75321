-- How well the inputs of a version could be told from those of its first weeks, by the last day of
-- the window compared: the answer alone, never a row. See DomainDay.
create table domain_days (
  version_id uuid not null references versions (id),
  window_days integer not null check (window_days > 0),
  day date not null,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  body jsonb not null,
  measured_at timestamptz not null,
  primary key (version_id, window_days, day)
);
