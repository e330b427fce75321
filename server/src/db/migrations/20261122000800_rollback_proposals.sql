-- A rollback that waits for people. `due_at` is in the system's own time; the rest is when it was
-- written down. What was approved or rejected, and by whom, stands in sign_offs.
create table rollback_proposals (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  version_id uuid not null references versions (id),
  epoch_sequence bigint not null references alias_events (sequence),
  -- null: to suspend is proposed
  target_version_id uuid references versions (id),
  state text not null default 'open'
    check (state in ('open', 'approved', 'rejected', 'acted', 'expired', 'superseded')),
  reasons jsonb not null,
  evidence jsonb not null,
  digest text not null,
  approvals_required integer not null check (approvals_required >= 1),
  incident_id uuid references incidents (id),
  due_at timestamptz,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_reason text,
  closed_by jsonb,
  -- of the move that carried it out
  alias_sequence bigint references alias_events (sequence),
  check ((state = 'open') = (closed_at is null))
);
create index on rollback_proposals (ai_system_id, created_at desc);
create unique index one_open_rollback_proposal on rollback_proposals (ai_system_id)
  where state = 'open';

-- What was proposed stays as it was; a proposal is only ever closed, once.
create function refuse_proposal_change() returns trigger language plpgsql as $$
begin
  if old.state = 'open'
     and to_jsonb(old) - array['state', 'closed_at', 'closed_reason', 'closed_by', 'alias_sequence']
       = to_jsonb(new) - array['state', 'closed_at', 'closed_reason', 'closed_by', 'alias_sequence'] then
    return new;
  end if;
  raise exception 'a rollback proposal does not change' using errcode = 'insufficient_privilege';
end
$$;
create trigger rollback_proposals_immutable before update on rollback_proposals
  for each row execute function refuse_proposal_change();
create trigger rollback_proposals_no_delete before delete on rollback_proposals
  for each row execute function refuse_change();

-- How many judgements in a row, each on new matured data, have confirmed the monitor.
alter table monitor_states add column held_judgements integer not null default 0;

-- What the policy would have done, were it not running dry.
alter table rollback_policies add column last_dry_run jsonb;
