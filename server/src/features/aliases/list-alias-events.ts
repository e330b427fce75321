import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import type { aliasEventQuery } from './schemas.ts'
import { selectAliasEvents, toAliasEvent } from './store.ts'

/** Every move of every alias of a system, newest first. */
export async function listAliasEvents(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof aliasEventQuery>,
) {
  ctx.authorize('versions.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  let select = selectAliasEvents(ctx, system.id)
  if (query.alias !== undefined) select = select.where('alias', '=', query.alias)
  if (query.cursor !== undefined) {
    const [sequence] = decodeCursor(query.cursor, 1)
    select = select.where('alias_events.sequence', '<', Number(sequence))
  }
  const rows = await select
    .orderBy('alias_events.sequence', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toAliasEvent, (row) => [row.sequence])
}
