import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { statementList } from './schemas.ts'
import { toSummary } from './store.ts'

/** Every statement of applicability, newest first. */
export async function listStatements(ctx: Context): Promise<z.infer<typeof statementList>> {
  ctx.authorize('statements.read')
  const rows = await ctx.db
    .selectFrom('statements')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .orderBy('framework')
    .orderBy('number', 'desc')
    .execute()
  return { items: rows.map(toSummary) }
}
