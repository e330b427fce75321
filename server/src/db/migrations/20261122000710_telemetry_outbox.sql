-- Where telemetry is counted in ClickHouse, a prediction keeps here what accepting it and its
-- outcomes need; null features say that ClickHouse has them, and the pseudonym of the patient.
alter table predictions alter column features drop not null;

-- Batches that are accepted and not yet in ClickHouse, as gzipped lines ready to be sent.
create table telemetry_outbox (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  ai_system_id uuid not null,
  rows integer not null,
  body bytea not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  retry_at timestamptz,
  last_error text
);
-- The body is compressed already.
alter table telemetry_outbox alter column body set storage external;
create index on telemetry_outbox (ai_system_id, id);

-- One row from the day on which rows moved to ClickHouse: without it they would seem lost.
create table telemetry_moves (
  id boolean primary key default true check (id),
  moved_at timestamptz not null
);
