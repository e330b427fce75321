-- What people state of an AI system, or of the organization (ai_system_id null), that the law asks
-- for: one row a fact, with who said it and when. What nobody said has no row.
create table law_facts (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid references ai_systems (id),
  name text not null,
  value jsonb not null,
  stated_by jsonb not null,
  stated_at timestamptz not null,
  unique nulls not distinct (organization_id, ai_system_id, name)
);
create index on law_facts (ai_system_id);

-- Where a site is decides which law applies to what runs there.
alter table sites add column country text check (country ~ '^[A-Z]{2}$');
alter table sites add column state text check (state ~ '^[A-Z]{2}$');
