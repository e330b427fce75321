-- One hash chain per organization. Nobody changes what stands in it: not even this program's role.
create table ledger_heads (
  organization_id uuid primary key references organizations (id),
  sequence bigint not null,
  hash text not null
);

create table ledger_entries (
  organization_id uuid not null references organizations (id),
  sequence bigint not null,
  at timestamptz not null,
  actor jsonb not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before_digest text,
  after_digest text,
  details jsonb,
  previous_hash text not null,
  hash text not null,
  primary key (organization_id, sequence)
);
create index on ledger_entries (organization_id, subject_type, subject_id, sequence);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: its rows are permanent', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger ledger_entries_permanent before update or delete on ledger_entries
  for each row execute function refuse_change();
create trigger ledger_entries_no_truncate before truncate on ledger_entries
  for each statement execute function refuse_change();
create trigger ledger_heads_no_delete before delete on ledger_heads
  for each row execute function refuse_change();
create trigger ledger_heads_no_truncate before truncate on ledger_heads
  for each statement execute function refuse_change();
