-- What shows that something was done: a thing with versions of a file. The bytes lie in the store of
-- files under their SHA-256; here stands what they are, since when they count, and who said so.
create table evidence (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  title text not null,
  kind text not null,
  description text not null,
  owner_id uuid references members (id),
  origin text not null check (origin in ('uploaded', 'primum')),
  origin_type text,
  origin_id text,
  review_months integer check (review_months between 1 and 120),
  retention_until date,
  hold_reason text,
  hold_by jsonb,
  hold_at timestamptz,
  withdrawal_reason text,
  withdrawn_by jsonb,
  withdrawn_at timestamptz,
  versions integer not null default 0,
  -- of the newest version, or of the record while it has none
  uploaded_at timestamptz not null,
  -- the words of title and description, plain and lower case
  search tsvector not null,
  revision integer not null default 1,
  created_by jsonb not null,
  created_at timestamptz not null,
  check ((origin = 'primum') = (origin_type is not null and origin_id is not null)),
  check ((hold_at is null) = (hold_reason is null)),
  check ((withdrawn_at is null) = (withdrawal_reason is null))
);
create index evidence_by_title on evidence (organization_id, lower(title), id);
create index evidence_by_upload on evidence (organization_id, uploaded_at desc, id desc);
create index evidence_search on evidence using gin (search);
create index evidence_on_hold on evidence (organization_id, uploaded_at desc, id desc)
  where hold_at is not null;
-- What Primum files twice is filed once.
create unique index evidence_of_origin on evidence (organization_id, origin_type, origin_id)
  where origin = 'primum';

-- A version governs from its first day until the day on which another takes over.
create table evidence_versions (
  evidence_id uuid not null references evidence (id),
  number integer not null,
  organization_id uuid not null references organizations (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null,
  file_name text not null,
  effective_from date not null,
  effective_until date,
  governs_until date,
  -- its first day and the months after which the piece has to be reviewed
  review_on date,
  -- the last day on which it may be relied on
  good_until date generated always as (least(effective_until, review_on)) stored,
  note text,
  uploaded_by jsonb not null,
  uploaded_at timestamptz not null,
  primary key (evidence_id, number),
  check (effective_until >= effective_from)
);
create index evidence_content on evidence_versions (organization_id, sha256);
create index evidence_ends on evidence_versions (organization_id, good_until)
  where good_until is not null;
create trigger evidence_versions_permanent
  before delete or update of evidence_id, number, organization_id, sha256, size, media_type,
    file_name, effective_from, effective_until, note, uploaded_by, uploaded_at
  on evidence_versions for each row execute function refuse_change();

-- What a piece of evidence speaks for.
create table evidence_links (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  evidence_id uuid not null references evidence (id),
  target_type text not null,
  target_id text not null,
  ai_system_id uuid references ai_systems (id),
  note text,
  created_by jsonb not null,
  created_at timestamptz not null,
  unique nulls not distinct (evidence_id, target_type, target_id, ai_system_id)
);
create index evidence_links_of on evidence_links (evidence_id, created_at desc, id desc);
create index evidence_links_to on evidence_links (organization_id, target_type, target_id);
create index evidence_links_of_system on evidence_links (ai_system_id) where ai_system_id is not null;

-- Evidence that somebody is asked for.
create table evidence_requests (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  title text not null,
  description text not null,
  target_type text,
  target_id text,
  ai_system_id uuid references ai_systems (id),
  asked_member_id uuid references members (id),
  asked_role text,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'fulfilled', 'cancelled')),
  evidence_id uuid references evidence (id),
  cancellation_reason text,
  created_by jsonb not null,
  created_at timestamptz not null,
  closed_by jsonb,
  closed_at timestamptz,
  check ((target_type is null) = (target_id is null)),
  check ((asked_member_id is null) <> (asked_role is null)),
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'fulfilled') = (evidence_id is not null)),
  check ((state = 'cancelled') = (cancellation_reason is not null))
);
create index on evidence_requests (organization_id, state, due_on, id);
create index on evidence_requests (ai_system_id) where ai_system_id is not null;
