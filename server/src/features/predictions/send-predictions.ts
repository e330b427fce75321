import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import type { Binning } from '@primum/core/monitoring/binning'
import { addPrediction } from '@primum/core/monitoring/profile'
import type { Profile } from '@primum/core/monitoring/profile'
import { isOverall } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { changeIntake, isNewRefusal } from '../../telemetry/change-intake.ts'
import { addToProfiles, changeProfiles, profileSums } from '../../telemetry/change-profiles.ts'
import type { ProfileSum } from '../../telemetry/change-profiles.ts'
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
    const rows = [...first.values()]
    const [inserted, added] = await Promise.all([
      tx.services.telemetry.insertPredictions(tx, aiSystemId, rows),
      addUpMeanwhile(rows),
    ])
    const duplicates = await countDuplicates(tx, aiSystemId, {
      checked,
      first,
      inserted,
      rejections,
    })
    const allNew = inserted.size === rows.length
    const accepted = allNew ? rows : rows.filter((row) => inserted.has(row.id))
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
    if (accepted.length > 0) {
      const { sums } = allNew ? added : addUp(accepted)
      await countAccepted(tx, aiSystemId, { accepted, sums }, received)
    }
    const oldest = arrived.reduce((at, row) => Math.min(at, row.predictedAt ?? at), Infinity)
    const earliest = oldest < Infinity ? dayOf(oldest) : today
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
        digest: allNew ? added.digest : batchDigest(accepted.map((row) => row.digest)),
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
  { accepted, sums }: { accepted: CheckedPrediction[]; sums: ProfileSum[] | null },
  received: Date,
): Promise<void> {
  if (sums === null) await changeProfiles(tx, aiSystemId, accepted, countRow)
  else await addToProfiles(tx, aiSystemId, sums)
  await changeReconstruction(tx, aiSystemId, accepted)
  const arrivals = accepted.map(({ predictedAt: at, day, site }) => ({ at, day, site }))
  await countArrivals(tx, aiSystemId, 'predictionDelays', arrivals, received)
  const latest = accepted.reduce((at, row) => Math.max(at, row.predictedAt), 0)
  await noteArrival(tx, aiSystemId, { predictedAt: new Date(latest) })
}

/** What rows add to profiles and ledger, were all of them new, as nearly always they are. */
type AddedUp = { sums: ProfileSum[] | null; digest: string }

function addUp(rows: CheckedPrediction[]): AddedUp {
  return { sums: profileSums(rows, countRow), digest: batchDigest(rows.map((row) => row.digest)) }
}

/** While the database stores the rows, this process has nothing else to do for them. */
async function addUpMeanwhile(rows: CheckedPrediction[]): Promise<AddedUp> {
  // Not before the rows are on their way.
  await setImmediate()
  return addUp(rows)
}

function countRow(
  profile: Profile,
  binning: Binning,
  row: CheckedPrediction,
  segment: Segment,
): void {
  const features = isOverall(segment) ? row.features : null
  addPrediction(profile, binning, { score: row.score, features })
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
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
