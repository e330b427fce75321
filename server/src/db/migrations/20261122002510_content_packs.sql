-- Frameworks and crosswalks as an organization has taken them: which release, and whether it is
-- switched on. An organization without a row has what the program comes with. Their content is kept
-- under its SHA-256 over canonical JSON, so that a release can be compared when its files are gone.
create table content_snapshots (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  content jsonb not null,
  kept_at timestamptz not null
);
create trigger content_snapshots_permanent before update or delete on content_snapshots
  for each row execute function refuse_change();

create table content_packs (
  organization_id uuid not null references organizations (id),
  kind text not null check (kind in ('framework', 'crosswalk')),
  id text not null,
  -- own: written by the organization, and never replaced by the program
  origin text not null check (origin in ('program', 'own')),
  release text not null,
  digest text not null references content_snapshots (digest),
  switched_off jsonb,
  revision integer not null default 1,
  adopted_by jsonb not null,
  adopted_at timestamptz not null,
  primary key (organization_id, kind, id)
);

-- Each step from one release to the next, for good: what changed, and what it touched.
create table content_adoptions (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  kind text not null,
  pack_id text not null,
  sequence bigint generated always as identity,
  from_release text,
  from_digest text,
  to_release text not null,
  to_digest text not null,
  changes jsonb not null,
  touched jsonb not null,
  reason text not null,
  adopted_by jsonb not null,
  adopted_at timestamptz not null
);
create index on content_adoptions (organization_id, sequence desc);
create trigger content_adoptions_permanent before update or delete on content_adoptions
  for each row execute function refuse_change();

-- Why a mapping of a control has to be confirmed: what the requirement asks has changed since.
alter table control_requirements add column look_again text;

-- What the law asks is derived anew for every live AI system of whoever takes other content.
create function content_makes_duties_stale() returns trigger language plpgsql as $$
begin
  perform mark_all_duties_stale(organization_id)
    from (select distinct organization_id from changed_packs) as changed;
  return null;
end $$;
create trigger content_packs_added after insert on content_packs
  referencing new table as changed_packs
  for each statement execute function content_makes_duties_stale();
create trigger content_packs_changed after update on content_packs
  referencing new table as changed_packs
  for each statement execute function content_makes_duties_stale();
