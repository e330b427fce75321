import type { Month } from '@primum/core/monitoring/ended-months'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { StoredVerdict } from '../../monitoring/monitor-body.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'

/** What happened in a month: alarms and what came of them, as it stands when it is read. */
export async function eventsOf(ctx: Context, system: AiSystem, month: Month) {
  const alarms = await alarmsOf(ctx, system, month)
  const moves = await movesOf(ctx, system, month)
  const about = { system, month, alarms }
  const incidents = await incidentsOf(ctx, about)
  return {
    moves,
    alarms,
    incidents,
    findings: await findingsOf(ctx, about),
    proposals: await proposalsOf(ctx, about),
  }
}

/** By the time of the data that was judged: the only clock that a replay has. */
async function alarmsOf(ctx: Context, system: AiSystem, month: Month) {
  const judgedAt = sql<Date>`(alarms.verdict->>'dataCutoff')::timestamptz`
  const rows = await ctx.db
    .selectFrom('alarms')
    .innerJoin('monitors', 'monitors.id', 'alarms.monitor_id')
    .innerJoin('versions', 'versions.id', 'alarms.version_id')
    .leftJoin('incidents', 'incidents.id', 'alarms.incident_id')
    .select(['alarms.id', 'alarms.level', 'alarms.action', 'alarms.verdict', 'alarms.raised_at'])
    .select(['alarms.acknowledged_at', 'alarms.acknowledged_by', 'alarms.incident_id'])
    .select(['alarms.monitor_id', 'monitors.key', 'versions.label', 'incidents.number'])
    .where('alarms.organization_id', '=', ctx.organizationId)
    .where('alarms.ai_system_id', '=', system.id)
    .where(judgedAt, '>=', new Date(month.since))
    .where(judgedAt, '<', new Date(month.until))
    .orderBy(judgedAt)
    .orderBy('alarms.raised_at')
    .orderBy('alarms.id')
    .execute()
  return rows.map((row) => {
    const { reason, confirmed, window, dataCutoff } = row.verdict as unknown as StoredVerdict
    return {
      id: row.id,
      monitor: { id: row.monitor_id, key: row.key },
      version: row.label,
      level: row.level as 'critical' | 'warning' | 'inconclusive',
      // What a verdict says has no small count in it.
      ...{ reason, confirmed, window, judgedAt: dataCutoff },
      raisedAt: row.raised_at.toISOString(),
      action: row.action,
      acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
      acknowledgedBy: row.acknowledged_by as unknown as ActorStamp | null,
      incident: row.incident_id === null ? null : { id: row.incident_id, number: row.number },
    }
  })
}

async function movesOf(ctx: Context, system: AiSystem, month: Month) {
  const rows = await ctx.db
    .selectFrom('alias_events')
    .leftJoin('versions as origins', 'origins.id', 'alias_events.from_version_id')
    .leftJoin('versions as targets', 'targets.id', 'alias_events.to_version_id')
    .select(['sequence', 'cause', 'reason', 'actor', 'effective_at'])
    .select(['origins.label as from', 'targets.label as to'])
    .where('alias_events.organization_id', '=', ctx.organizationId)
    .where('alias_events.ai_system_id', '=', system.id)
    .where('alias', '=', 'stable')
    .where('effective_at', '>=', new Date(month.since))
    .where('effective_at', '<', new Date(month.until))
    .orderBy('sequence')
    .execute()
  return rows.map(({ effective_at: at, actor, ...move }) => ({
    ...move,
    at: at.toISOString(),
    actor: actor as unknown as ActorStamp,
  }))
}

type About = {
  system: AiSystem
  month: Month
  alarms: Awaited<ReturnType<typeof alarmsOf>>
}

/** Titles and descriptions may be a person's own words, and are left where they stand. */
async function incidentsOf(ctx: Context, { system, month, alarms }: About) {
  const ids = alarms.flatMap(({ incident }) => incident?.id ?? [])
  const rows = await ctx.db
    .selectFrom('incidents')
    .select(['id', 'number', 'severity', 'status', 'opened_at', 'closed_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', system.id)
    .where((eb) =>
      eb.or([
        eb('id', 'in', oneAtLeast(ids)),
        ...(system.clock === 'live'
          ? [
              eb.and([
                eb('opened_at', '>=', new Date(month.since)),
                eb('opened_at', '<', new Date(month.until)),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('number')
    .execute()
  return rows.map(({ opened_at: opened, closed_at: closed, ...incident }) => ({
    ...incident,
    openedAt: opened.toISOString(),
    closedAt: closed?.toISOString() ?? null,
  }))
}

/** Those that an alarm of the month opened, and of a live system all that were opened in it. */
async function findingsOf(ctx: Context, { system, month, alarms }: About) {
  const ids = alarms.map(({ id }) => id)
  const rows = await ctx.db
    .selectFrom('findings')
    .select(['id', 'number', 'severity', 'status', 'required_action', 'source_type'])
    .select(['opened_at', 'closed_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', system.id)
    .where((eb) =>
      eb.or([
        eb(sql<string>`source->>'alarmId'`, 'in', oneAtLeast(ids)),
        ...(system.clock === 'live'
          ? [
              eb.and([
                eb('opened_at', '>=', new Date(month.since)),
                eb('opened_at', '<', new Date(month.until)),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, severity: row.severity, status: row.status },
    requiredAction: row.required_action,
    source: row.source_type,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  }))
}

/** Of a replay those that share an incident with an alarm of the month. */
async function proposalsOf(ctx: Context, { system, month, alarms }: About) {
  const ids = alarms.flatMap(({ incident }) => incident?.id ?? [])
  const rows = await ctx.db
    .selectFrom('rollback_proposals')
    .innerJoin('versions', 'versions.id', 'rollback_proposals.version_id')
    .leftJoin('versions as targets', 'targets.id', 'rollback_proposals.target_version_id')
    .select(['rollback_proposals.id', 'state', 'reasons', 'closed_reason'])
    .select(['rollback_proposals.created_at', 'closed_at'])
    .select(['versions.label as version', 'targets.label as target'])
    .where('rollback_proposals.organization_id', '=', ctx.organizationId)
    .where('rollback_proposals.ai_system_id', '=', system.id)
    .where((eb) =>
      eb.or([
        eb('incident_id', 'in', oneAtLeast(ids)),
        ...(system.clock === 'live'
          ? [
              eb.and([
                eb('rollback_proposals.created_at', '>=', new Date(month.since)),
                eb('rollback_proposals.created_at', '<', new Date(month.until)),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('rollback_proposals.created_at')
    .execute()
  return rows.map(({ created_at: created, closed_at: closed, closed_reason: reason, ...row }) => ({
    ...row,
    reasons: row.reasons as unknown,
    createdAt: created.toISOString(),
    closedAt: closed?.toISOString() ?? null,
    closedReason: reason,
  }))
}

/** A list that is empty matches nothing, but is no SQL. */
function oneAtLeast(ids: readonly string[]): string[] {
  return ids.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...new Set(ids)]
}
