-- What the law asks of each AI system, kept: who sees to it, until when, and what became of it. Which
-- duties there are is derived (duties.derive in the ledger); owner, day and note are said by people.
create table duties (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  requirement_id text not null,
  framework text not null,
  rule text not null,
  state text not null check (state in ('applies', 'coming', 'may-apply', 'exempt', 'ended')),
  prohibits boolean not null,
  effective date,
  every_months integer check (every_months > 0),
  -- since when it is asked for: moves where it was exempt, undecided or ended in between
  arisen_at timestamptz not null,
  state_since timestamptz not null,
  owner_id uuid references members (id),
  due_on date not null,
  -- whether a person has said the day
  due_agreed boolean not null default false,
  note text not null default '',
  -- {reason, by, at}
  set_aside jsonb,
  -- {because: [...], at}
  look_again jsonb,
  revision integer not null default 1,
  unique (organization_id, ai_system_id, requirement_id)
);
create index duties_by_requirement on duties (organization_id, requirement_id);
create index duties_of_system on duties (ai_system_id);
create index duties_of_owner on duties (owner_id) where owner_id is not null;
create index duties_coming on duties (organization_id, effective) where state = 'coming';

-- AI systems whose law has to be derived anew. A row is a thing to do, not a record: without foreign
-- keys, whose checks would wait for whoever edits the AI system, who in turn waits for the row here.
create table duties_stale (
  organization_id uuid not null,
  ai_system_id uuid not null,
  primary key (organization_id, ai_system_id)
);

-- A row that is there already is touched, so that who derives just now waits for the change that
-- marks it, and sees it; in one order, so that two who mark many do not hold each other up.
create function mark_duties_stale(organization uuid, systems uuid[]) returns void
language sql as $$
  insert into duties_stale (organization_id, ai_system_id)
    select distinct organization, system from unnest(systems) as system order by system
    on conflict (organization_id, ai_system_id) do update set ai_system_id = excluded.ai_system_id
$$;

-- All AI systems that are neither examples nor retired.
create function mark_all_duties_stale(organization uuid) returns void language sql as $$
  select mark_duties_stale(organization, (
    select array_agg(id) from ai_systems
    where organization_id = organization and clock = 'live' and stage <> 'retirement'
  ))
$$;

-- Those with a duty whose first day has come.
create function mark_arrived_duties_stale(organization uuid, today date) returns void
language sql as $$
  select mark_duties_stale(organization, (
    select array_agg(distinct ai_system_id) from duties
    where organization_id = organization and state = 'coming' and effective <= today
  ))
$$;

-- Whether it was still to be done; waits for whoever marks it at this moment.
create function take_stale_duties(organization uuid, system uuid) returns boolean
language sql as $$
  with taken as (
    delete from duties_stale where organization_id = organization and ai_system_id = system
    returning 1
  ) select exists (select 1 from taken)
$$;

create function ai_system_makes_duties_stale() returns trigger language plpgsql as $$
begin
  perform mark_duties_stale(new.organization_id, array[new.id]);
  return null;
end $$;
create trigger ai_systems_added_duties after insert on ai_systems
  for each row when (new.clock = 'live') execute function ai_system_makes_duties_stale();
-- What the record tells of the law, and whether the system is live.
create trigger ai_systems_changed_duties
  after update of archetype, traits, autonomy, uses_phi, vendor, fda_status, stage, clock
  on ai_systems for each row
  when (
    (old.archetype, old.traits, old.autonomy, old.uses_phi, old.vendor, old.fda_status, old.clock,
      old.stage = 'retirement')
    is distinct from
    (new.archetype, new.traits, new.autonomy, new.uses_phi, new.vendor, new.fda_status, new.clock,
      new.stage = 'retirement')
  )
  execute function ai_system_makes_duties_stale();

create function law_facts_make_duties_stale() returns trigger language plpgsql as $$
declare
  organization uuid;
begin
  for organization in select distinct organization_id from changed_facts loop
    -- What is said of the organization holds for all of its systems.
    if exists (select 1 from changed_facts
      where organization_id = organization and ai_system_id is null) then
      perform mark_all_duties_stale(organization);
    end if;
    perform mark_duties_stale(organization, (
      select array_agg(ai_system_id) from changed_facts
      where organization_id = organization and ai_system_id is not null
    ));
  end loop;
  return null;
end $$;
create trigger law_facts_stated_duties after insert on law_facts
  referencing new table as changed_facts
  for each statement execute function law_facts_make_duties_stale();
create trigger law_facts_changed_duties after update on law_facts
  referencing new table as changed_facts
  for each statement execute function law_facts_make_duties_stale();
create trigger law_facts_taken_back_duties after delete on law_facts
  referencing old table as changed_facts
  for each statement execute function law_facts_make_duties_stale();

create function system_site_makes_duties_stale() returns trigger language plpgsql as $$
begin
  perform mark_duties_stale(ai_systems.organization_id, array[ai_systems.id])
    from ai_systems where ai_systems.id in (old.ai_system_id, new.ai_system_id);
  return null;
end $$;
create trigger ai_system_sites_make_duties_stale after insert or update or delete on ai_system_sites
  for each row execute function system_site_makes_duties_stale();

create function site_makes_duties_stale() returns trigger language plpgsql as $$
begin
  perform mark_duties_stale(new.organization_id, (
    select array_agg(ai_system_id) from ai_system_sites where site_id = new.id
  ));
  return null;
end $$;
create trigger sites_make_duties_stale after update of country, state on sites
  for each row when ((old.country, old.state) is distinct from (new.country, new.state))
  execute function site_makes_duties_stale();

-- What some requirements ask has changed: duties of theirs for which somebody has done something are
-- to be looked at again. Whoever calls it names them in the ledger.
create function reopen_duties(organization uuid, requirements text[], because text, at text)
returns table (id uuid, "aiSystemId" uuid, "requirementId" text) language sql as $$
  with touched as (
    select d.id from duties as d
    where d.organization_id = organization and d.requirement_id = any(requirements)
      and d.state in ('applies', 'coming', 'may-apply')
      and (d.owner_id is not null or d.note <> '' or d.due_agreed or d.set_aside is not null
        or exists (select 1 from evidence_links as link
          where link.organization_id = organization and link.target_type = 'obligation'
            and link.target_id = d.requirement_id
            and (link.ai_system_id is null or link.ai_system_id = d.ai_system_id)))
    order by d.id for update
  )
  update duties set revision = revision + 1, look_again = jsonb_build_object('at', at, 'because',
      case when look_again->'because' @> jsonb_build_array(because) then look_again->'because'
        else coalesce(look_again->'because', '[]') || jsonb_build_array(because) end)
    where duties.id in (select touched.id from touched)
    returning duties.id, duties.ai_system_id, duties.requirement_id
$$;

insert into duties_stale (organization_id, ai_system_id)
  select organization_id, id from ai_systems where clock = 'live';
