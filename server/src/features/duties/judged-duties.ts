import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { DutyStatus } from '@primum/core/duties/duty'
import type { Context } from '../../context.ts'

export type JudgedRow = {
  id: string
  ai_system_id: string
  requirement_id: string
  framework: string
  rule: string
  state: string
  prohibits: boolean
  effective: string | null
  every_months: number | null
  arisen_at: Date
  state_since: Date
  owner_id: string | null
  due_on: string
  due_agreed: boolean
  note: string
  set_aside: unknown
  look_again: unknown
  revision: number
  /** what its evidence comes to */
  counts: boolean
  until: string | null
  lapsed_on: string | null
  status: DutyStatus
  /** by when evidence is due, or has to be renewed */
  due: string | null
  /** the same, far away where there is no day */
  place: string
}

/** What is due on no day comes last. */
const noDay = '9999-12-31'

const asked = sql`d.state in ('applies', 'coming', 'may-apply')`

/** Conditions on judged duties, as `judged`, and how many of them in the order of their days. */
export type JudgedPage = { where?: RawBuilder<unknown>; limit?: number | null }

/**
 * Duties of the organization with what their evidence comes to: `dutyProof` and `dutyStatus` of core
 * in SQL. A test compares both over many duties. `scope` are conditions on duties as `d`: what they
 * leave out costs nothing.
 *
 * Duties without evidence are read apart from those that have some: what they are is kept with them,
 * so that a page of them is read from an index. `place` is the day by which all are ordered.
 */
export function judgedDuties(
  { organizationId }: Context,
  today: string,
  scope: RawBuilder<unknown>,
  { where = sql`true`, limit = null }: JudgedPage = {},
): RawBuilder<JudgedRow> {
  const day = sql`${today}::date`
  const inScope = sql`d.organization_id = ${organizationId} and ${scope}`
  // What a link is worth for a duty: of the AI system, or of the whole organization.
  const worth = (join: RawBuilder<unknown>) => sql`
    select d.id, g.withdrawn_on is null and (g.good_until is null or g.good_until >= ${day})
        and (again.due is null or again.due > ${day})
        and (d.look_again is null or g.since > (d.look_again->>'at')::timestamptz) as counts,
      least(again.due, g.good_until) as until,
      least(again.due, g.good_until, g.withdrawn_on) as ended_on
    from duties d
      join governing g on g.target_id = d.requirement_id and ${join}
      cross join lateral (
        select (g.effective_from + make_interval(months => d.every_months))::date as due
      ) as again
    where ${inScope} and ${asked}`
  const cut = limit === null ? sql`` : sql`order by judged.place, judged.id limit ${sql.lit(limit)}`
  return sql<JudgedRow>`(
    with governing as not materialized (
      select link.target_id, link.ai_system_id, version.effective_from, version.good_until,
        (evidence.withdrawn_at at time zone 'UTC')::date as withdrawn_on,
        greatest(link.created_at, version.uploaded_at) as since
      from evidence_links as link
        join evidence on evidence.id = link.evidence_id
        join evidence_versions as version on version.evidence_id = link.evidence_id
          and version.effective_from <= ${day}
          and (version.governs_until is null or version.governs_until > ${day})
      where link.organization_id = ${organizationId} and link.target_type = 'obligation'
    ), proof as (
      select id, bool_or(counts) as counts,
        case when bool_or(counts and until is null) then null
          else max(until) filter (where counts) end as until,
        max(ended_on) filter (where not counts and ended_on <= ${day}) as lapsed_on
      from (
        ${worth(sql`g.ai_system_id = d.ai_system_id`)}
        union all ${worth(sql`g.ai_system_id is null`)}
      ) as each group by id
    )
    (
      select * from (
        select d.*, false as counts, null::date as until, null::date as lapsed_on,
          d.status_unproven as status, d.due_unproven as place,
          nullif(d.due_unproven, ${sql.lit(noDay)}) as due
        from duties d where ${inScope} and d.id not in (select id from proof)
      ) as judged where ${where} ${cut}
    ) union all (
      select * from (
        select proven.*, coalesce(due, ${sql.lit(noDay)}) as place, due from (
          select d.*, proof.counts, proof.until, proof.lapsed_on,
            case
              when d.state = 'may-apply' and d.set_aside is null then 'undecided'
              when d.look_again is not null and not proof.counts then 'look-again'
              when d.set_aside is not null then 'set-aside'
              when proof.counts then 'met'
              when proof.lapsed_on is null then 'open'
              else 'lapsed'
            end as status
          from duties d join proof on proof.id = d.id
        ) as proven cross join lateral (
          select case status
            when 'open' then due_on
            when 'lapsed' then greatest(due_on, lapsed_on)
            when 'look-again' then due_unproven
            when 'met' then until
          end as due
        ) as day
      ) as judged where ${where} ${cut}
    ) ${limit === null ? sql`` : sql`order by place, id limit ${sql.lit(limit)}`}
  )`
}
