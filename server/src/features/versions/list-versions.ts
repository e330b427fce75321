import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import type { versionQuery } from './schemas.ts'
import { selectVersions, toVersion } from './store.ts'

/** The versions of a system, newest first. */
export async function listVersions(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof versionQuery>,
) {
  ctx.authorize('versions.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  let select = selectVersions(ctx).where('ai_system_id', '=', system.id)
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2)
    select = select.where(sql<boolean>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await select
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toVersion, (row) => [row.created_at.toISOString(), row.id])
}
