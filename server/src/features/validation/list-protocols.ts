import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import type { validationQuery } from './schemas.ts'
import { presentProtocols, selectProtocols } from './store.ts'

/** The validation protocols of a system, newest first. */
export async function listProtocols(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof validationQuery>,
) {
  ctx.authorize('validations.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  let select = selectProtocols(ctx).where('ai_system_id', '=', system.id)
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2)
    select = select.where(sql<boolean>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await select
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const page = toPage(
    rows,
    query.limit,
    (row) => row,
    (row) => [row.created_at.toISOString(), row.id],
  )
  return { items: await presentProtocols(ctx, page.items), nextCursor: page.nextCursor }
}
