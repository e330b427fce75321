import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { toPage } from '../../http/paging.ts'
import { findFew, selectPage } from './listing.ts'
import type { evidenceQuery } from './schemas.ts'
import { toEvidence, today } from './store.ts'

/** Evidence, filtered and paged. */
export async function listEvidence(ctx: Context, query: z.infer<typeof evidenceQuery>) {
  ctx.authorize('evidence.read')
  if (query.targetId !== undefined && query.targetType === undefined) {
    throw invalid('targetType', 'Say of what type the target is.')
  }
  const rows = await selectPage(ctx, query, await findFew(ctx, query)).execute()
  const day = today(ctx)
  return toPage(
    rows,
    query.limit,
    (row) => toEvidence(row, day),
    (row) => [row.position, row.id],
  )
}
