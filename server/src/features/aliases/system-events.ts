import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { selectAliasEvents, toAliasEvent } from './store.ts'

/** Something that happened to a system, as the text of a server-sent event. */
type SystemEvent = { sequence: number; text: string }

/** The highest sequence of a system, of moves and of requests alike; 0 where there is none. */
export async function newestSequence(ctx: Context, aiSystemId: string): Promise<number> {
  const { rows } = await sql<{ sequence: number }>`
    select coalesce(max(sequence), 0)::int8 as sequence
    from (${eventsOf(ctx, aiSystemId)}) as events`.execute(ctx.db)
  return Number(rows[0]?.sequence ?? 0)
}

/** What came after a sequence, in order, `limit` at most. */
export async function systemEventsAfter(
  ctx: Context,
  aiSystemId: string,
  sequence: number,
  limit: number,
): Promise<SystemEvent[]> {
  // One look for both: what is committed between two would be skipped for good.
  const { rows } = await sql<{ sequence: number; is_move: boolean }>`
    select sequence, is_move from (${eventsOf(ctx, aiSystemId)}) as events
    where sequence > ${sequence} order by sequence limit ${limit}`.execute(ctx.db)
  const sequencesOf = (isMove: boolean) =>
    rows.filter((row) => row.is_move === isMove).map((row) => Number(row.sequence))
  const [moves, requests] = await Promise.all([
    readMoves(ctx, aiSystemId, sequencesOf(true)),
    readRequests(ctx, aiSystemId, sequencesOf(false)),
  ])
  return [...moves, ...requests].toSorted((a, b) => a.sequence - b.sequence)
}

function eventsOf(ctx: Context, aiSystemId: string) {
  return sql`
    select sequence, true as is_move from alias_events
    where organization_id = ${ctx.organizationId} and ai_system_id = ${aiSystemId}
    union all
    select sequence, false from alarm_requests
    where organization_id = ${ctx.organizationId} and ai_system_id = ${aiSystemId}`
}

async function readMoves(ctx: Context, aiSystemId: string, sequences: number[]) {
  if (sequences.length === 0) return []
  const rows = await selectAliasEvents(ctx, aiSystemId)
    .where('alias_events.sequence', 'in', sequences)
    .execute()
  return rows.map(toAliasEvent).map(({ sequence, alias, from, to, cause, reason, effectiveAt }) => {
    const data = { alias, from, to, cause, reason, at: effectiveAt, sequence }
    return eventText('alias', data)
  })
}

async function readRequests(ctx: Context, aiSystemId: string, sequences: number[]) {
  if (sequences.length === 0) return []
  const rows = await ctx.db
    .selectFrom('alarm_requests')
    .innerJoin('versions', 'versions.id', 'alarm_requests.version_id')
    .innerJoin('monitors', 'monitors.id', 'alarm_requests.monitor_id')
    .innerJoin('alarms', 'alarms.id', 'alarm_requests.alarm_id')
    .selectAll('alarm_requests')
    .select(['versions.label', 'monitors.key', 'alarms.level'])
    .where('alarm_requests.organization_id', '=', ctx.organizationId)
    .where('alarm_requests.ai_system_id', '=', aiSystemId)
    .where('alarm_requests.sequence', 'in', sequences)
    .execute()
  return rows.map((row) =>
    eventText(row.kind, {
      monitor: { id: row.monitor_id, key: row.key },
      version: { id: row.version_id, label: row.label },
      level: row.level,
      reason: row.reason,
      alarmId: row.alarm_id,
      findingId: row.finding_id,
      at: row.effective_at.toISOString(),
      sequence: Number(row.sequence),
    }),
  )
}

function eventText(
  name: string,
  data: { sequence: number } & Record<string, unknown>,
): SystemEvent {
  const { sequence } = data
  return { sequence, text: `id: ${sequence}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n` }
}
