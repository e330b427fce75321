import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { findingQuery } from './schemas.ts'
import { selectFindings, settled, toFinding } from './store.ts'

/** Findings, newest first. */
export async function listFindings(ctx: Context, query: z.infer<typeof findingQuery>) {
  ctx.authorize('findings.read')
  const { status, open, overdue, mine, severity, source, requiredAction, aiSystemId } = query
  let select = selectFindings(ctx)
  if (status !== undefined) select = select.where('findings.status', '=', status)
  if (open !== undefined) select = select.where('findings.status', open ? '!=' : '=', 'verified')
  if (overdue !== undefined) {
    select = select.where((eb) => {
      const late = eb.and([
        eb('findings.due_at', '<', ctx.now()),
        eb('findings.status', 'not in', [...settled]),
      ])
      return overdue ? late : eb.not(late)
    })
  }
  if (mine !== undefined) {
    const own = ctx.actor.memberId
    select = select.where((eb) =>
      mine ? eb('findings.owner_id', '=', own) : eb('findings.owner_id', 'is distinct from', own),
    )
  }
  if (severity !== undefined) select = select.where('findings.severity', '=', severity)
  if (source !== undefined) select = select.where('findings.source_type', '=', source)
  if (requiredAction !== undefined) {
    select = select.where('findings.required_action', '=', requiredAction)
  }
  if (aiSystemId !== undefined) select = select.where('findings.ai_system_id', '=', aiSystemId)
  if (query.cursor !== undefined) {
    const [number] = decodeCursor(query.cursor, 1)
    select = select.where('findings.number', '<', Number(number))
  }
  const rows = await select
    .orderBy('findings.number', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(
    rows,
    query.limit,
    (row) => toFinding(row, ctx.now()),
    (row) => [row.number],
  )
}
