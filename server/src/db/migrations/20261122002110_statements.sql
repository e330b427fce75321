-- Statements of applicability: one draft at a time for a framework, and every one that was signed, for
-- good, with what it said. Controls that nobody has decided on have no item.
create table statements (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  framework text not null,
  number integer not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  signed_at timestamptz,
  -- what was signed, line by line, and its SHA-256 over canonical JSON
  signed jsonb,
  digest text,
  unique (organization_id, framework, number),
  check ((signed_at is null) = (signed is null) and (signed is null) = (digest is null))
);
create unique index one_draft_statement on statements (organization_id, framework)
  where signed_at is null;

create table statement_items (
  statement_id uuid not null references statements (id),
  requirement_id text not null,
  organization_id uuid not null references organizations (id),
  applicable boolean not null,
  justification text not null,
  owner_id uuid references members (id),
  revision integer not null,
  -- the number of the statement that it was carried over from, until somebody decides anew
  carried_from integer,
  decided_by jsonb not null,
  decided_at timestamptz not null,
  primary key (statement_id, requirement_id)
);
