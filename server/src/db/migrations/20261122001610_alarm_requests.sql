-- What an alarm asks of whoever trains and evaluates the version: told to those who follow the AI
-- system. Sequences come from the same numbers as those of alias_events, so that a follower has one
-- number to resume behind; of one system they are committed in order, as both wait for its row.
create table alarm_requests (
  sequence bigint primary key default nextval(pg_get_serial_sequence('alias_events', 'sequence')),
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  version_id uuid not null references versions (id),
  monitor_id uuid not null references monitors (id),
  alarm_id uuid not null references alarms (id),
  finding_id uuid references findings (id),
  kind text not null check (kind in ('retraining', 're-evaluation')),
  reason text not null,
  effective_at timestamptz not null,
  created_at timestamptz not null,
  unique (alarm_id, kind)
);
create index on alarm_requests (ai_system_id, sequence);
create trigger alarm_requests_permanent before update or delete on alarm_requests
  for each row execute function refuse_change();
create trigger alarm_requests_announce after insert on alarm_requests
  for each row execute function announce_alias_event();
