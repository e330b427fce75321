-- Of most duties no evidence is linked, and what they are without any hangs on their own columns
-- alone: it is kept beside them, so that a page of many thousands is read in the order of its days.
-- `judged-duties.ts` says the same with evidence.
alter table duties
  add column status_unproven text not null generated always as (case
    when state in ('ended', 'exempt') then state
    when state = 'may-apply' and set_aside is null then 'undecided'
    when look_again is not null then 'look-again'
    when set_aside is not null then 'set-aside'
    else 'open'
  end) stored,
  -- What is due on no day comes last.
  add column due_unproven date not null generated always as (case
    when state in ('ended', 'exempt') or state = 'may-apply' and set_aside is null
      then date '9999-12-31'
    when look_again is not null then greatest(due_on, make_date(
      left(look_again->>'at', 4)::integer,
      substr(look_again->>'at', 6, 2)::integer,
      substr(look_again->>'at', 9, 2)::integer
    ) + 30)
    when set_aside is not null then date '9999-12-31'
    else due_on
  end) stored;
-- What lists show first, and what they show of one status.
create index duties_by_day on duties (organization_id, due_unproven, id)
  where status_unproven not in ('undecided', 'exempt', 'ended');
create index duties_by_status on duties (organization_id, status_unproven, due_unproven, id);
