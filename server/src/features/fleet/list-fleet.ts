import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { fleetQuery, fleetSystem } from './schemas.ts'
import { selectFleet } from './select-fleet.ts'
import type { FleetRow } from './select-fleet.ts'

type Query = z.infer<typeof fleetQuery>

/** What needs a person soonest comes first: harm, then questions, then silence, then doubt. */
const urgency = sql<number>`case
  when level = 'critical' then 0 when proposals > 0 then 1 when suspended_at is not null then 2
  when silence_hours > limit_hours then 3 when alarms > 0 then 4 when incidents > 0 then 5
  when level = 'warning' then 6 when level = 'blind' then 7 when level = 'not-watched' then 8
  else 9 end`

const sortValues: Record<string, RawBuilder<number | string>> = {
  urgency,
  name: sql<string>`lower(name)`,
  silence: sql<number>`coalesce(silence_hours, -1)`,
  alarms: sql<number>`alarms`,
}

/** Every monitored system with its state, filtered and paged; one query, however many there are. */
export async function listFleet(ctx: Context, query: Query) {
  ctx.authorize('monitoring.read')
  const now = ctx.now()
  const descending = query.sort.startsWith('-')
  const sortValue = sortValues[query.sort.replace(/^-/, '')]!
  const order = sql.raw(descending ? 'desc' : 'asc')
  const found = await sql<FleetRow>`
    select * from (
      select *, ${sortValue} as sort_value from (${selectFleet(ctx.organizationId, now)}) as fleet
    ) as sorted
    where ${sql.join(conditions(query, descending), sql` and `)}
    order by sort_value ${order}, lower(name) ${order}, id ${order}
    limit ${query.limit + 1}`.execute(ctx.db)
  return toPage(
    found.rows,
    query.limit,
    (row) => toSystem(row, now),
    (row) => [row.sort_value, row.name.toLowerCase(), row.id],
  )
}

function conditions(query: Query, descending: boolean): RawBuilder<boolean>[] {
  const found = [sql<boolean>`true`]
  if (query.level !== undefined) found.push(sql`level = ${query.level}`)
  if (query.search !== undefined && query.search !== '') {
    const pattern = `%${query.search.replace(/[%_\\]/g, '\\$&')}%`
    found.push(sql`(name ilike ${pattern} or reference ilike ${pattern})`)
  }
  if (query.waiting === 'silence') found.push(sql`silence_hours > limit_hours`)
  else if (query.waiting !== undefined) found.push(sql`${sql.ref(query.waiting)} > 0`)
  if (query.cursor !== undefined) {
    const [value, name, id] = decodeCursor(query.cursor, 3)
    const behind = sql.raw(descending ? '<' : '>')
    const type = sql.raw(query.sort.endsWith('name') ? 'text' : 'float8')
    found.push(
      sql`(sort_value::${type}, lower(name), id) ${behind} (${value}::${type}, ${name}, ${id}::uuid)`,
    )
  }
  return found
}

function toSystem(row: FleetRow, now: Date): z.input<typeof fleetSystem> {
  const judgedByItself = row.clock === 'live' && row.version_id !== null
  return {
    id: row.id,
    name: row.name,
    reference: row.reference,
    tier: row.tier,
    synthetic: row.synthetic,
    clock: row.clock,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    stableVersion:
      row.version_id === null ? null : { id: row.version_id, label: row.version_label ?? '' },
    level: row.level,
    verdicts: row.verdicts.map(({ severity, watched, critical, warning, blind, ...more }) => ({
      ...{ severity, watched, blind, reason: more.reason },
      level: critical > 0 ? 'critical' : warning > 0 ? 'warning' : 'none',
      judgedAt: more.judgedAt === null ? null : new Date(more.judgedAt).toISOString(),
    })),
    lastPredictedAt: row.last_predicted_at?.toISOString() ?? null,
    silenceHours: row.silence_hours,
    silenceLimitHours: row.limit_hours,
    openAlarms: row.alarms,
    openIncidents: row.incidents,
    openProposals: row.proposals,
    proposalDueAt: row.due_at?.toISOString() ?? null,
    nextJudgingAt: judgedByItself ? nextFullMinute(now).toISOString() : null,
  }
}

/** The round of judging runs every minute. */
function nextFullMinute(now: Date): Date {
  return new Date((Math.floor(now.getTime() / 60_000) + 1) * 60_000)
}
