import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import type { reviewPage, reviewsQuery } from './schemas.ts'

/** What reviewers said, each review in its newest revision, newest first: which outputs to look at. */
export async function listReviews(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof reviewsQuery>,
): Promise<z.input<typeof reviewPage>> {
  ctx.authorize('monitoring.read')
  await systemClock(ctx, aiSystemId)
  const { finding, reviewedBy, versionId, cursor } = query
  let select = ctx.db
    .selectFrom('reviews')
    .innerJoin('versions', 'versions.id', 'reviews.version_id')
    .selectAll('reviews')
    .select('versions.label')
    .where('reviews.ai_system_id', '=', aiSystemId)
    .where('reviews.organization_id', '=', ctx.organizationId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('reviews as newer')
            .select('newer.revision')
            .whereRef('newer.ai_system_id', '=', 'reviews.ai_system_id')
            .whereRef('newer.review_id', '=', 'reviews.review_id')
            .whereRef('newer.revision', '>', 'reviews.revision'),
        ),
      ),
    )
  if (versionId !== undefined) select = select.where('reviews.version_id', '=', versionId)
  if (reviewedBy !== undefined) select = select.where('reviews.kind', '=', reviewedBy)
  if (finding === 'low-rating') select = select.where('rating', '<=', 2)
  else if (finding !== undefined) select = select.where(finding, '=', true)
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 2)
    select = select.where((eb) =>
      eb(eb.refTuple('reviewed_at', 'review_id'), '<', eb.tuple(new Date(String(at)), String(id))),
    )
  }
  const rows = await select
    .orderBy('reviewed_at', 'desc')
    .orderBy('review_id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(
    rows,
    query.limit,
    (row) => ({
      ...{ id: row.review_id, revision: row.revision, version: row.label },
      ...{ outputId: row.output_id, encounter: row.encounter, reviewer: row.reviewer },
      kind: row.kind as 'human' | 'automated',
      producedAt: row.produced_at.toISOString(),
      reviewedAt: row.reviewed_at.toISOString(),
      ...{ rating: row.rating, omission: row.omission, hallucination: row.hallucination },
      ...{ harm: row.harm, refusal: row.refusal, escalation: row.escalation },
      editDistance: row.edit_distance,
      groups: row.groups as unknown as Record<string, string>,
    }),
    (row) => [row.reviewed_at.toISOString(), row.review_id],
  )
}
