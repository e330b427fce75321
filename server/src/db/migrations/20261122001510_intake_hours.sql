-- What became of the predictions that arrived, by the hour that each is about, or of its arrival where
-- it does not say: counts alone, never a value. Where a row does not name its version, it is that of
-- the other rows of its post, or null. See IntakeDay. No reference to ai_systems: rows are added under
-- the telemetry lock, which comes after the lock of the system, and a reference would take that one.
create table intake_hours (
  ai_system_id uuid not null,
  version_id uuid references versions (id),
  hour timestamptz not null,
  kind text not null check (kind in ('unreadable-row', 'unknown-feature', 'unreadable-value',
    'out-of-range', 'unknown-category', 'wrong-score', 'refused-otherwise', 'usable')),
  organization_id uuid not null,
  count bigint not null check (count > 0),
  unique nulls not distinct (ai_system_id, version_id, hour, kind)
);
create index on intake_hours (version_id, hour);

-- Posts whose refused rows were counted, by the SHA-256 of their bytes: what is refused leaves no id
-- to know it by, and a sender that tries again must not make one fault look like many.
create table refused_posts (
  ai_system_id uuid not null,
  digest bytea not null,
  organization_id uuid not null,
  rows integer not null check (rows > 0),
  received_at timestamptz not null,
  primary key (ai_system_id, digest)
);
