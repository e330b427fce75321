import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import type { gapAssessmentList } from './schemas.ts'
import { toSummary } from './store.ts'

/** Every gap assessment, newest first. */
export async function listGapAssessments(ctx: Context): Promise<z.infer<typeof gapAssessmentList>> {
  ctx.authorize('gap-assessments.read')
  const library = await libraryOf(ctx)
  const rows = await ctx.db
    .selectFrom('gap_assessments')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return { items: rows.map((row) => toSummary(row, library)) }
}
