import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { presentRuns, selectRuns } from './runs.ts'
import type { validationQuery } from './schemas.ts'

/** The validation runs of a system, newest first. */
export async function listRuns(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof validationQuery>,
) {
  ctx.authorize('validations.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  let select = selectRuns(ctx).where('run.ai_system_id', '=', system.id)
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2)
    select = select.where(
      sql<boolean>`(run.created_at, run.id) < (${at}::timestamptz, ${id}::uuid)`,
    )
  }
  const rows = await select
    .orderBy('run.created_at', 'desc')
    .orderBy('run.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const page = toPage(
    rows,
    query.limit,
    (row) => row,
    (row) => [row.created_at.toISOString(), row.id],
  )
  return { items: await presentRuns(ctx, page.items), nextCursor: page.nextCursor }
}
