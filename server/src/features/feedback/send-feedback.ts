import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { batchDigest } from '../../telemetry/batch-digest.ts'
import { changeOperations } from '../../telemetry/change-operations.ts'
import type { KnownPrediction } from '../../telemetry/port.ts'
import { batch } from '../../telemetry/read-batch.ts'
import type { Rejections } from '../../telemetry/rejections.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import { lockTelemetry } from '../../telemetry/telemetry-state.ts'
import { checkFeedback } from './feedback-row.ts'
import type { CheckedFeedback } from './feedback-row.ts'
import type { feedbackReceipt } from './schemas.ts'

type Placed = CheckedFeedback & { day: string; site: string | null }

/**
 * Stores what clinicians did with predictions, each answer once: the same prediction, moment and
 * role with the same content is a duplicate, with any other a conflict.
 */
export async function sendFeedback(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<z.infer<typeof feedbackReceipt>> {
  ctx.authorize('telemetry.send')
  await systemClock(ctx, aiSystemId)
  const read = parse(batch, input, { text: 'read later' })
  const now = ctx.now().getTime()
  const checked = read.rows
    .map((sent) => checkFeedback(sent, now, read.rejections))
    .filter((row) => row !== null)
  return ctx.transaction(async (tx) => {
    const rejections = read.rejections.copy()
    await lockTelemetry(tx, aiSystemId)
    const { accepted, duplicates } = await sortOut(tx, aiSystemId, checked, rejections)
    const receipt = {
      accepted: accepted.length,
      duplicates,
      rejected: rejections.count,
      errors: rejections.first(),
    }
    if (accepted.length === 0) return receipt
    await insertRows(tx, aiSystemId, accepted)
    await changeOperations(
      tx,
      aiSystemId,
      accepted.map(({ day, site, response }) => ({
        day,
        site,
        count: (sum) => {
          sum[response] += 1
        },
      })),
    )
    appendEntry(tx, {
      action: 'feedback.send',
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

async function sortOut(
  tx: Context,
  aiSystemId: string,
  rows: CheckedFeedback[],
  rejections: Rejections,
): Promise<{ accepted: Placed[]; duplicates: number }> {
  const ids = [...new Set(rows.map((row) => row.predictionId))]
  const predictions = await tx.services.telemetry.findPredictions(tx, aiSystemId, ids)
  const known = await digestsOf(tx, aiSystemId, ids)
  const accepted: Placed[] = []
  let duplicates = 0
  for (const row of rows) {
    const prediction = predictions.get(row.predictionId)
    const key = keyOf(row.predictionId, row.at, row.role ?? '')
    const before = known.get(key)
    const problem = problemOf(row, prediction, before)
    if (problem !== null) rejections.add({ row: row.row, id: row.predictionId, ...problem })
    else if (before !== undefined) duplicates += 1
    else {
      known.set(key, row.digest)
      const day = new Date(row.at).toISOString().slice(0, 10)
      accepted.push({ ...row, day, site: prediction?.site ?? null })
    }
  }
  return { accepted, duplicates }
}

function problemOf(
  row: CheckedFeedback,
  prediction: KnownPrediction | undefined,
  before: Buffer | undefined,
): { path: string; message: string; remedy: string } | null {
  if (prediction === undefined) {
    const message = 'There is no prediction with this id.'
    const remedy = 'Send the prediction first, or correct the id.'
    return { path: 'predictionId', message, remedy }
  }
  if (row.at < prediction.predictedAt) {
    const message = 'This was answered before it was predicted.'
    return { path: 'at', message, remedy: 'Correct the moment, or its time zone.' }
  }
  if (before === undefined || before.equals(row.digest)) return null
  return {
    path: 'at',
    message: 'Another answer of this role to this prediction has the same moment.',
    remedy: 'An answer never changes: send a later one with the moment of its own.',
  }
}

async function digestsOf(tx: Context, aiSystemId: string, ids: string[]) {
  const known = new Map<string, Buffer>()
  if (ids.length === 0) return known
  const rows = await tx.db
    .selectFrom('feedback')
    .select(['prediction_id', 'at', 'role', 'digest'])
    .where('ai_system_id', '=', aiSystemId)
    .where('prediction_id', 'in', ids)
    .execute()
  for (const row of rows) {
    known.set(keyOf(row.prediction_id, row.at.getTime(), row.role), row.digest)
  }
  return known
}

function keyOf(predictionId: string, at: number, role: string): string {
  return JSON.stringify([predictionId, at, role])
}

/** A statement takes at most 65,535 values. */
const rowsPerStatement = 2000

async function insertRows(tx: Context, aiSystemId: string, rows: Placed[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await tx.db
      .insertInto('feedback')
      .values(
        rows.slice(start, start + rowsPerStatement).map((row) => ({
          ai_system_id: aiSystemId,
          prediction_id: row.predictionId,
          at: new Date(row.at),
          role: row.role ?? '',
          organization_id: tx.organizationId,
          day: row.day,
          response: row.response,
          reason: row.reason,
          comment: row.comment,
          unit: row.unit,
          site: row.site,
          digest: row.digest,
          received_at: tx.now(),
        })),
      )
      .execute()
  }
}
