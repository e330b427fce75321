import type { z } from 'zod'
import { addPrediction } from '@primum/core/monitoring/profile'
import { isOverall } from '@primum/core/monitoring/segment'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { changeIntake, isNewRefusal } from '../../telemetry/change-intake.ts'
import { changeProfiles } from '../../telemetry/change-profiles.ts'
import { changeReconstruction } from '../../telemetry/change-reconstruction.ts'
import { refuseFineGroups } from '../../telemetry/coarse-groups.ts'
import { countArrivals } from '../../telemetry/count-arrivals.ts'
import { batchDigest } from '../../telemetry/batch-digest.ts'
import { Intake } from '../../telemetry/intake.ts'
import { checkPrediction } from '../../telemetry/prediction-row.ts'
import type { CheckedPrediction } from '../../telemetry/prediction-row.ts'
import { batch } from '../../telemetry/read-batch.ts'
import type { ReadBatch } from '../../telemetry/read-batch.ts'
import type { Rejections } from '../../telemetry/rejections.ts'
import { siteCodes, systemClock } from '../../telemetry/sender-facts.ts'
import { lockTelemetry, noteArrival, noteChange } from '../../telemetry/telemetry-state.ts'
import { versionsByLabel } from '../../telemetry/version-rules.ts'
import type { predictionsReceipt } from './schemas.ts'

type Receipt = z.infer<typeof predictionsReceipt>

/**
 * Stores predictions, each id once, and counts the new ones in the profiles of their version, day
 * and segments: all of it in one transaction, so that profiles always equal the rows. What is
 * refused leaves nothing but a count of why, once for each post.
 */
export async function sendPredictions(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<Receipt> {
  ctx.authorize('telemetry.send')
  const received = await systemClock(ctx, aiSystemId)
  const today = received.toISOString().slice(0, 10)
  const read = parse(batch, input, { text: 'read later' })
  const intake = new Intake()
  const checked = await checkRows(ctx, aiSystemId, read, intake)
  return ctx.transaction(async (tx) => {
    const rejections = read.rejections.copy()
    const first = firstOfEachId(checked)
    const inserted = await tx.services.telemetry.insertPredictions(tx, aiSystemId, [
      ...first.values(),
    ])
    const duplicates = await countDuplicates(tx, aiSystemId, {
      checked,
      first,
      inserted,
      rejections,
    })
    const accepted = [...first.values()].filter((row) => inserted.has(row.id))
    const receipt = {
      accepted: accepted.length,
      duplicates,
      rejected: rejections.count,
      errors: rejections.first(),
    }
    const refused = read.rejections.numbers()
    if (accepted.length === 0 && refused.length === 0) return receipt
    await lockTelemetry(tx, aiSystemId)
    const post = { bytes: read.bytes, rows: refused.length }
    const isNew = refused.length > 0 && (await isNewRefusal(tx, aiSystemId, post))
    if (accepted.length === 0 && !isNew) return receipt
    const arrived = intake.of([...accepted.map(({ row }) => row), ...(isNew ? refused : [])])
    await changeIntake(tx, aiSystemId, arrived, received)
    if (accepted.length > 0) await countAccepted(tx, aiSystemId, accepted, received)
    const days = arrived.flatMap(({ predictedAt }) => dayOf(predictedAt) ?? [])
    const earliest = days.reduce((first, day) => (day < first ? day : first), today)
    // Monitors may have judged an earlier day without these rows.
    if (earliest < today) await noteChange(tx, aiSystemId, earliest)
    appendEntry(tx, {
      action: 'predictions.send',
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

/** Counts new rows wherever predictions are counted, under the telemetry lock. */
async function countAccepted(
  tx: Context,
  aiSystemId: string,
  accepted: CheckedPrediction[],
  received: Date,
): Promise<void> {
  await changeProfiles(tx, aiSystemId, accepted, (profile, binning, row, segment) =>
    addPrediction(profile, binning, {
      score: row.score,
      features: isOverall(segment) ? row.features : null,
    }),
  )
  await changeReconstruction(tx, aiSystemId, accepted)
  const arrivals = accepted.map(({ predictedAt: at, site }) => ({ at, site }))
  await countArrivals(tx, aiSystemId, 'predictionDelays', arrivals, received)
  const latest = accepted.reduce((at, row) => Math.max(at, row.predictedAt), 0)
  await noteArrival(tx, aiSystemId, { predictedAt: new Date(latest) })
}

function dayOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 10)
}

async function checkRows(ctx: Context, aiSystemId: string, read: ReadBatch, intake: Intake) {
  const labels = new Set<string>()
  for (const { value } of read.rows) {
    const label = (value as { version?: unknown } | null)?.version
    if (typeof label === 'string' && label.length <= 200) labels.add(label.replaceAll('\0', ''))
  }
  const [versions, sites] = await Promise.all([
    versionsByLabel(ctx, aiSystemId, [...labels]),
    siteCodes(ctx),
  ])
  const facts = {
    versions,
    sites,
    now: ctx.now().getTime(),
    rejections: read.rejections,
    intake,
  }
  const rows = read.rows.map((sent) => checkPrediction(sent, facts)).filter((row) => row !== null)
  const kept = await refuseFineGroups(ctx, aiSystemId, rows, read.rejections)
  for (const { row } of rows) if (read.rejections.has(row)) intake.refuse(row)
  return kept
}

function firstOfEachId(rows: CheckedPrediction[]): Map<string, CheckedPrediction> {
  const first = new Map<string, CheckedPrediction>()
  for (const row of rows) if (!first.has(row.id)) first.set(row.id, row)
  return first
}

/** Rows whose id is taken: the same content is a duplicate, any other a conflict. */
async function countDuplicates(
  tx: Context,
  aiSystemId: string,
  sent: {
    checked: CheckedPrediction[]
    first: Map<string, CheckedPrediction>
    inserted: Set<string>
    rejections: Rejections
  },
): Promise<number> {
  if (sent.inserted.size === sent.checked.length) return 0
  const old = [...sent.first.keys()].filter((id) => !sent.inserted.has(id))
  const stored = await tx.services.telemetry.findDigests(tx, aiSystemId, old)
  let duplicates = 0
  for (const row of sent.checked) {
    const first = sent.first.get(row.id)
    if (first === row && sent.inserted.has(row.id)) continue
    const truth = sent.inserted.has(row.id) ? first?.digest : stored.get(row.id)
    if (truth?.equals(row.digest)) duplicates += 1
    else {
      sent.rejections.add({
        row: row.row,
        id: row.id,
        path: 'id',
        message: `Another prediction has the id ${row.id} already.`,
        remedy: 'A prediction never changes: send it under an id of its own.',
      })
    }
  }
  return duplicates
}
