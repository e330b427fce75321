create table ai_systems (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  reference text not null,
  name text not null,
  business_purpose text not null,
  intended_use text not null,
  archetype text not null,
  traits text[] not null default '{}',
  data_types text[] not null default '{}',
  model_owner text not null,
  clinical_owner text,
  technical_owner text,
  risk_owner text,
  vendor text,
  hosting_location text not null,
  monitoring_approach text not null,
  stated_last_assessed_on date,
  care_setting text,
  users text,
  population text,
  autonomy text,
  downtime_procedure text,
  uses_phi boolean,
  third_party_components text[] not null default '{}',
  fda_status text,
  fda_number text,
  eu_role text,
  eu_high_risk boolean,
  stage text not null default 'inception',
  tier integer,
  suspended_at timestamptz,
  suspension_reason text,
  clock text not null default 'live' check (clock in ('live', 'replay')),
  replay_now timestamptz,
  synthetic boolean not null default false,
  outcome_horizon_days integer not null default 30 check (outcome_horizon_days between 0 and 3650),
  outcome_grace_days integer not null default 1 check (outcome_grace_days between 0 and 365),
  label_policy text not null default 'exclude-unlabelled'
    check (label_policy in ('absence-is-negative', 'exclude-unlabelled')),
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, reference),
  check ((clock = 'live') = (replay_now is null))
);
create index on ai_systems (organization_id, name, id);
create index on ai_systems (organization_id, updated_at desc, id);

create table ai_system_sites (
  ai_system_id uuid not null references ai_systems (id),
  site_id uuid not null references sites (id),
  primary key (ai_system_id, site_id)
);

create table classifications (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  content_version text not null,
  answers jsonb not null,
  result jsonb not null,
  tier integer not null,
  override jsonb,
  classified_by jsonb not null,
  created_at timestamptz not null
);
create index on classifications (ai_system_id, created_at desc);

create table assessments (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  kind text not null check (kind in ('organisational-risk', 'ai-impact')),
  questionnaire_id text not null,
  questionnaire_version text not null,
  status text not null default 'draft' check (status in ('draft', 'signed', 'superseded')),
  revision integer not null default 0,
  signed_revision integer,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on assessments (ai_system_id, kind, created_at desc);
create unique index one_open_assessment on assessments (ai_system_id, kind) where status = 'draft';

create table assessment_revisions (
  assessment_id uuid not null references assessments (id),
  revision integer not null,
  answers jsonb not null,
  result jsonb not null,
  author jsonb not null,
  created_at timestamptz not null,
  primary key (assessment_id, revision)
);

create table sign_offs (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid references ai_systems (id),
  subject_type text not null,
  subject_id text not null,
  meaning text not null,
  digest text not null,
  user_id text not null references "user" ("id"),
  user_name text not null,
  roles text[] not null,
  statement text,
  method text not null,
  created_at timestamptz not null
);
create index on sign_offs (organization_id, subject_type, subject_id, created_at);

create table stage_changes (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  from_stage text not null,
  to_stage text not null,
  reason text,
  evidence jsonb not null,
  actor jsonb not null,
  created_at timestamptz not null
);
create index on stage_changes (ai_system_id, created_at);

create trigger assessment_revisions_permanent before update or delete on assessment_revisions
  for each row execute function refuse_change();
create trigger sign_offs_permanent before update or delete on sign_offs
  for each row execute function refuse_change();
create trigger classifications_permanent before update or delete on classifications
  for each row execute function refuse_change();
create trigger stage_changes_permanent before update or delete on stage_changes
  for each row execute function refuse_change();
