import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { evidenceRequestQuery } from './schemas.ts'
import { dayOf, selectRequests, toRequest } from './store.ts'

/** Requests for evidence, those due first first. */
export async function listRequests(ctx: Context, query: z.infer<typeof evidenceRequestQuery>) {
  ctx.authorize('evidence.read')
  const { state, overdue, mine, aiSystemId } = query
  const day = dayOf(ctx)
  let select = selectRequests(ctx)
  if (state !== undefined) select = select.where('request.state', '=', state)
  if (overdue !== undefined) {
    select = select.where((eb) => {
      const late = eb.and([eb('request.state', '=', 'open'), eb('request.due_on', '<', day)])
      return overdue ? late : eb.not(late)
    })
  }
  if (mine !== undefined) {
    const roles = ctx.asker.kind === 'person' ? [...ctx.asker.roles] : []
    const own = sql<boolean>`(coalesce(request.asked_member_id = ${ctx.actor.memberId}, false)
      or coalesce(request.asked_role = any(${roles}::text[]), false))`
    select = select.where(mine ? own : sql<boolean>`not ${own}`)
  }
  if (aiSystemId !== undefined) select = select.where('request.ai_system_id', '=', aiSystemId)
  if (query.cursor !== undefined) {
    const [due, id] = decodeCursor(query.cursor, 2).map(String)
    if (!/^\d{4}-\d\d-\d\d$/.test(due ?? '') || !/^[0-9a-f-]{36}$/.test(id ?? '')) {
      throw invalid('cursor', 'This cursor was not made here.', 'Start again without a cursor.')
    }
    select = select.where(sql<boolean>`(request.due_on, request.id) > (${due}::date, ${id}::uuid)`)
  }
  const rows = await select
    .orderBy('request.due_on')
    .orderBy('request.id')
    .limit(query.limit + 1)
    .execute()
  return toPage(
    rows,
    query.limit,
    (row) => toRequest(row, day),
    (row) => [row.due_on, row.id],
  )
}
