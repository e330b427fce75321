import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { incidentQuery } from './schemas.ts'
import { selectIncidents, shownIncident, toIncident } from './store.ts'

/** Incidents, newest first. */
export async function listIncidents(ctx: Context, query: z.infer<typeof incidentQuery>) {
  ctx.authorize('incidents.read')
  let select = selectIncidents(ctx)
  if (query.status !== undefined) select = select.where('incidents.status', '=', query.status)
  if (query.open !== undefined) {
    select = select.where('incidents.status', query.open ? 'not in' : 'in', ['resolved', 'closed'])
  }
  if (query.severity !== undefined) select = select.where('incidents.severity', '=', query.severity)
  if (query.aiSystemId !== undefined) {
    select = select.where('incidents.ai_system_id', '=', query.aiSystemId)
  }
  if (query.cursor !== undefined) {
    const [number] = decodeCursor(query.cursor, 1)
    select = select.where('incidents.number', '<', Number(number))
  }
  const rows = await select
    .orderBy('incidents.number', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(
    rows,
    query.limit,
    (row) => shownIncident(toIncident(row, ctx.now())),
    (row) => [row.number],
  )
}
