import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { batchDigest } from '../../telemetry/batch-digest.ts'
import { batch, isRecord } from '../../telemetry/read-batch.ts'
import type { SentRow } from '../../telemetry/read-batch.ts'
import { siteCodes, systemClock } from '../../telemetry/sender-facts.ts'
import { lockTelemetry, noteArrival } from '../../telemetry/telemetry-state.ts'
import { versionsById, versionsByLabel } from '../../telemetry/version-rules.ts'
import { changeReviewDays } from '../../telemetry/change-review-days.ts'
import { refuseFineReviewGroups } from '../../telemetry/fine-review-groups.ts'
import { checkReview } from '../../telemetry/review-row.ts'
import type { reviewsReceipt } from './schemas.ts'
import { sortReviews } from '../../telemetry/sort-reviews.ts'
import { insertReviews, readReviews } from '../../telemetry/stored-reviews.ts'

/**
 * Stores what people or programs say of generated outputs, each revision once, and counts it: a
 * signed change, in the same transaction, so that the counts always equal the rows. No text enters.
 */
export async function sendReviews(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<z.infer<typeof reviewsReceipt>> {
  ctx.authorize('telemetry.send')
  await systemClock(ctx, aiSystemId)
  const read = parse(batch, input, { text: 'read later' })
  const facts = {
    versions: await versionsByLabel(ctx, aiSystemId, labelsOf(read.rows)),
    sites: await siteCodes(ctx),
    now: ctx.now().getTime(),
    rejections: read.rejections,
  }
  const checked = read.rows.map((sent) => checkReview(sent, facts)).filter((row) => row !== null)
  return ctx.transaction(async (tx) => {
    const rejections = read.rejections.copy()
    await lockTelemetry(tx, aiSystemId)
    const coarse = await refuseFineReviewGroups(tx, checked, rejections)
    const outputIds = [...new Set(coarse.map((row) => row.outputId))]
    const stored = await readReviews(
      tx,
      aiSystemId,
      outputIds,
      coarse.map((row) => row.id),
    )
    const { accepted, duplicates, outputs } = sortReviews(coarse, stored, rejections)
    const receipt = {
      accepted: accepted.length,
      duplicates,
      rejected: rejections.count,
      errors: rejections.first(),
    }
    if (accepted.length === 0) return receipt
    await insertReviews(tx, aiSystemId, accepted)
    const versionIds = [...new Set(accepted.map((row) => row.versionId))]
    const versions = await versionsById(tx, aiSystemId, versionIds)
    const changedDay = await changeReviewDays(tx, aiSystemId, outputs, versions)
    const latest = Math.max(...accepted.map((row) => row.reviewedAt))
    await noteArrival(tx, aiSystemId, { reviewedAt: new Date(latest), changedDay })
    appendEntry(tx, {
      action: 'reviews.send',
      subject: { type: 'ai-systems', id: aiSystemId },
      before: null,
      after: null,
      details: {
        accepted: receipt.accepted,
        duplicates,
        rejected: receipt.rejected,
        digest: batchDigest(accepted.map((row) => row.digest)),
      },
    })
    tx.afterCommit.push(() => tx.services.judgeSoon(tx.organizationId, aiSystemId))
    return receipt
  })
}

function labelsOf(rows: readonly SentRow[]): string[] {
  const labels = rows.map(({ value }) => (isRecord(value) ? value['version'] : null))
  return [...new Set(labels)].filter((label) => typeof label === 'string')
}
