import type { z } from 'zod'
import { changeLabel } from '@primum/core/monitoring/profile'
import type { Label } from '@primum/core/monitoring/profile'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { outcomesDigest } from '../../telemetry/batch-digest.ts'
import { changeProfiles } from '../../telemetry/change-profiles.ts'
import { countArrivals } from '../../telemetry/count-arrivals.ts'
import { checkOutcome } from '../../telemetry/outcome-row.ts'
import type { CheckedOutcome } from '../../telemetry/outcome-row.ts'
import type { KnownPrediction } from '../../telemetry/port.ts'
import { batch } from '../../telemetry/read-batch.ts'
import type { Rejections } from '../../telemetry/rejections.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import { lockTelemetry, noteArrival } from '../../telemetry/telemetry-state.ts'
import { versionsById } from '../../telemetry/version-rules.ts'
import type { outcomesReceipt } from './schemas.ts'

type Receipt = z.infer<typeof outcomesReceipt>
type Relabelled = KnownPrediction & { from: Label; to: Label }

/**
 * Stores outcomes, each revision once, and moves their predictions to the new label in the
 * profiles: a signed change, in the same transaction, so that profiles always equal the rows.
 */
export async function sendOutcomes(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<Receipt> {
  ctx.authorize('telemetry.send')
  const received = await systemClock(ctx, aiSystemId)
  const read = parse(batch, input, { text: 'read later' })
  const now = ctx.now().getTime()
  const checked = read.rows
    .map((sent) => checkOutcome(sent, now, read.rejections))
    .filter((row) => row !== null)
  return ctx.transaction(async (tx) => {
    const rejections = read.rejections.copy()
    await lockTelemetry(tx, aiSystemId)
    const { accepted, duplicates, relabelled } = await sortOut(tx, aiSystemId, checked, rejections)
    const receipt = {
      accepted: accepted.length,
      duplicates,
      rejected: rejections.count,
      errors: rejections.first(),
    }
    if (accepted.length === 0) return receipt
    await tx.services.telemetry.insertOutcomes(tx, aiSystemId, accepted)
    await countLabels(tx, aiSystemId, relabelled)
    const arrivals = accepted.map(({ observedAt: at }) => ({
      ...{ at, site: null },
      day: new Date(at).toISOString().slice(0, 10),
    }))
    await countArrivals(tx, aiSystemId, 'outcomeDelays', arrivals, received)
    const days = relabelled.map((prediction) => prediction.day).sort()
    await noteArrival(tx, aiSystemId, { predictedAt: null, changedDay: days[0] ?? null })
    appendEntry(tx, {
      action: 'outcomes.send',
      subject: { type: 'ai-systems', id: aiSystemId },
      before: null,
      after: null,
      details: {
        accepted: receipt.accepted,
        duplicates,
        rejected: receipt.rejected,
        digest: outcomesDigest(accepted),
      },
    })
    tx.afterCommit.push(() => tx.services.judgeSoon(tx.organizationId, aiSystemId))
    return receipt
  })
}

/** What is new, what was sent before, what contradicts it; and whose label is another one now. */
async function sortOut(
  tx: Context,
  aiSystemId: string,
  rows: CheckedOutcome[],
  rejections: Rejections,
) {
  const ids = [...new Set(rows.map((row) => row.predictionId))]
  const predictions = await tx.services.telemetry.findPredictions(tx, aiSystemId, ids)
  const known = await tx.services.telemetry.findOutcomes(tx, aiSystemId, ids)
  const before = new Map(ids.map((id) => [id, newestLabel(known.get(id))]))
  const accepted: CheckedOutcome[] = []
  let duplicates = 0
  for (const row of rows) {
    const labels = known.get(row.predictionId) ?? new Map<number, 0 | 1>()
    const problem = problemOf(row, predictions.get(row.predictionId), labels)
    if (problem !== null) rejections.add({ row: row.row, id: row.predictionId, ...problem })
    else if (labels.has(row.revision)) duplicates += 1
    else {
      accepted.push(row)
      known.set(row.predictionId, labels.set(row.revision, row.label))
    }
  }
  const relabelled: Relabelled[] = []
  for (const [id, prediction] of predictions) {
    const [from, to] = [before.get(id) ?? null, newestLabel(known.get(id))]
    if (from !== to) relabelled.push({ ...prediction, from, to })
  }
  return { accepted, duplicates, relabelled }
}

function problemOf(
  row: CheckedOutcome,
  prediction: KnownPrediction | undefined,
  labels: ReadonlyMap<number, 0 | 1>,
): { path: string; message: string; remedy: string } | null {
  if (prediction === undefined) {
    const message = 'There is no prediction with this id.'
    return {
      path: 'predictionId',
      message,
      remedy: 'Send the prediction first, or correct the id.',
    }
  }
  if (row.observedAt < prediction.predictedAt) {
    const message = 'The outcome was observed before it was predicted.'
    return { path: 'observedAt', message, remedy: 'Correct the moment, or its time zone.' }
  }
  const label = labels.get(row.revision)
  if (label === undefined || label === row.label) return null
  return {
    path: 'revision',
    message: `Revision ${row.revision} of the outcome of ${row.predictionId} has the other label.`,
    remedy: 'Send the correction under a higher revision.',
  }
}

function newestLabel(labels: ReadonlyMap<number, 0 | 1> | undefined): Label {
  return labels === undefined ? null : (labels.get(Math.max(...labels.keys())) ?? null)
}

async function countLabels(tx: Context, aiSystemId: string, relabelled: Relabelled[]) {
  const ids = [...new Set(relabelled.map((prediction) => prediction.versionId))]
  const versions = await versionsById(tx, aiSystemId, ids)
  const placed = relabelled.map((row) => ({ ...row, version: versions.get(row.versionId)! }))
  await changeProfiles(tx, aiSystemId, placed, (profile, binning, row) =>
    changeLabel(profile, binning, row),
  )
}
