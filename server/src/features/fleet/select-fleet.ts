import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

export type FleetRow = {
  id: string
  name: string
  reference: string
  tier: number | null
  synthetic: boolean
  clock: 'live' | 'replay'
  suspended_at: Date | null
  version_id: string | null
  version_label: string | null
  verdicts: {
    severity: 'warning' | 'critical'
    watched: number
    critical: number
    warning: number
    blind: number
    reason: string | null
    judgedAt: string | null
  }[]
  last_predicted_at: Date | null
  silence_hours: number | null
  limit_hours: number | null
  alarms: number
  incidents: number
  proposals: number
  due_at: Date | null
  level: 'critical' | 'warning' | 'blind' | 'none' | 'not-watched'
  sort_value: number | string
}

/**
 * Every monitored system of an organization with what stands open, one row for each. A system is
 * monitored when it has a monitor or a stable version. All is grouped once and joined, so that the
 * number of systems does not change the number of questions.
 */
export function selectFleet(organizationId: string, now: Date): RawBuilder<FleetRow> {
  return sql<FleetRow>`
    with judged as (
      select monitors.ai_system_id, monitors.body ->> 'severity' as severity,
        count(*)::int as watched,
        (count(*) filter (where verdict ->> 'level' = 'critical'))::int as critical,
        (count(*) filter (where verdict ->> 'level' = 'warning'))::int as warning,
        (count(*) filter (where coalesce(verdict ->> 'state', '') <> 'ok'))::int as blind,
        (array_agg(verdict ->> 'reason' order by
          array_position(array['critical', 'warning', 'none'], verdict ->> 'level'),
          (verdict ->> 'state') <> 'ok' desc, monitor_states.updated_at desc)
          filter (where verdict is not null))[1] as reason,
        max(monitor_states.updated_at) as judged_at,
        min((monitors.body ->> 'limitHours')::float8)
          filter (where monitors.body ->> 'metric' = 'heartbeat') as limit_hours
      from monitors
      left join aliases on aliases.ai_system_id = monitors.ai_system_id and alias = 'stable'
      left join lateral (select * from monitor_states as newest
        where newest.monitor_id = monitors.id and newest.version_id = aliases.version_id
        order by newest.epoch_sequence desc limit 1) as monitor_states on true
      where monitors.organization_id = ${organizationId} and monitors.enabled
      group by 1, 2
    ), watched as (
      select ai_system_id, sum(watched)::int as watched, sum(critical)::int as critical,
        sum(warning)::int as warning, sum(blind)::int as blind, min(limit_hours) as limit_hours,
        json_agg(json_build_object('severity', severity, 'watched', watched,
          'critical', critical, 'warning', warning, 'blind', blind, 'reason', reason,
          'judgedAt', judged_at) order by severity) as verdicts
      from judged group by 1
    ), alarmed as (
      select ai_system_id, count(*)::int as open from alarms
      where organization_id = ${organizationId} and acknowledged_at is null group by 1
    ), incidental as (
      select ai_system_id, count(*)::int as open from incidents
      where organization_id = ${organizationId} and status not in ('resolved', 'closed') group by 1
    ), proposed as (
      select ai_system_id, count(*)::int as open, min(due_at) as due_at from rollback_proposals
      where organization_id = ${organizationId} and state = 'open' group by 1
    )
    select ai_systems.id, ai_systems.name, reference, tier, synthetic, clock, suspended_at,
      versions.id as version_id, versions.label as version_label,
      coalesce(verdicts, '[]'::json) as verdicts,
      coalesce(last_predicted_at, last_called_at) as last_predicted_at, limit_hours,
      (extract(epoch from case when clock = 'replay' then coalesce(replay_now, ${now}::timestamptz)
        else ${now}::timestamptz end
        - coalesce(last_predicted_at, last_called_at)) / 3600)::float8 as silence_hours,
      coalesce(alarmed.open, 0) as alarms, coalesce(incidental.open, 0) as incidents,
      coalesce(proposed.open, 0) as proposals, proposed.due_at,
      case when watched is null then 'not-watched' when critical > 0 then 'critical'
        when warning > 0 then 'warning' when blind > 0 then 'blind' else 'none' end as level
    from ai_systems
    left join watched on watched.ai_system_id = ai_systems.id
    left join aliases on aliases.ai_system_id = ai_systems.id and alias = 'stable'
    left join versions on versions.id = aliases.version_id
    left join telemetry_state on telemetry_state.ai_system_id = ai_systems.id
    left join alarmed on alarmed.ai_system_id = ai_systems.id
    left join incidental on incidental.ai_system_id = ai_systems.id
    left join proposed on proposed.ai_system_id = ai_systems.id
    where ai_systems.organization_id = ${organizationId} and stage <> 'retirement'
      and (watched is not null or aliases.version_id is not null)`
}
