import type { OutputReview } from '@primum/core/monitoring/review-day'
import type { Context } from '../context.ts'
import type { CheckedReview, ReviewedOutput } from './review-row.ts'

/** A review as it was stored before. */
export type StoredReview = ReviewedOutput &
  OutputReview & { id: string; revision: number; reviewedAt: number; digest: Buffer }

/**
 * Every revision of the reviews of these outputs, and of the reviews with these ids. The lock of the
 * system's telemetry is held, so that none comes between.
 */
export async function readReviews(
  tx: Context,
  aiSystemId: string,
  outputIds: string[],
  reviewIds: string[],
): Promise<StoredReview[]> {
  if (outputIds.length === 0) return []
  const rows = await tx.db
    .selectFrom('reviews')
    .selectAll()
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', tx.organizationId)
    .where((eb) => eb.or([eb('output_id', 'in', outputIds), eb('review_id', 'in', reviewIds)]))
    .execute()
  return rows.map((row) => ({
    id: row.review_id,
    revision: row.revision,
    outputId: row.output_id,
    versionId: row.version_id,
    encounter: row.encounter,
    producedAt: row.produced_at.getTime(),
    reviewedAt: row.reviewed_at.getTime(),
    groups: row.groups as unknown as Record<string, string>,
    reviewer: row.reviewer,
    kind: row.kind as OutputReview['kind'],
    rating: row.rating,
    omission: row.omission,
    hallucination: row.hallucination,
    harm: row.harm,
    refusal: row.refusal,
    escalation: row.escalation,
    editDistance: row.edit_distance,
    digest: row.digest,
  }))
}

/** A statement takes at most 65,535 values. */
const rowsPerStatement = 2000

export async function insertReviews(
  tx: Context,
  aiSystemId: string,
  rows: readonly CheckedReview[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await tx.db
      .insertInto('reviews')
      .values(
        rows.slice(start, start + rowsPerStatement).map((row) => ({
          ai_system_id: aiSystemId,
          review_id: row.id,
          revision: row.revision,
          organization_id: tx.organizationId,
          version_id: row.versionId,
          output_id: row.outputId,
          encounter: row.encounter,
          reviewer: row.reviewer,
          kind: row.kind,
          produced_at: new Date(row.producedAt),
          reviewed_at: new Date(row.reviewedAt),
          rating: row.rating,
          omission: row.omission,
          hallucination: row.hallucination,
          harm: row.harm,
          refusal: row.refusal,
          escalation: row.escalation,
          edit_distance: row.editDistance,
          groups: JSON.stringify(row.groups),
          digest: row.digest,
          received_at: tx.now(),
        })),
      )
      .execute()
  }
}
