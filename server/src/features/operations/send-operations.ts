import { hash } from 'node:crypto'
import type { z } from 'zod'
import { addDuration } from '@primum/core/monitoring/log-histogram'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import type { Context } from '../../context.ts'
import { conflict, invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { changeOperations } from '../../telemetry/change-operations.ts'
import { readInstant } from '../../telemetry/instants.ts'
import { siteCodes, systemClock } from '../../telemetry/sender-facts.ts'
import { lockTelemetry, noteArrival } from '../../telemetry/telemetry-state.ts'
import { sendOperationsRequest } from './schemas.ts'
import type { operationsReceipt } from './schemas.ts'

type Row = z.infer<typeof sendOperationsRequest>['rows'][number] & { day: string; time: number }

/**
 * Counts calls of an AI system by day and site: how many failed, and how long answers took. A batch
 * is counted whole and once. The calls themselves are not kept.
 */
export async function sendOperations(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<z.infer<typeof operationsReceipt>> {
  ctx.authorize('telemetry.send')
  const request = parse(sendOperationsRequest, input)
  await systemClock(ctx, aiSystemId)
  const rows = await checkRows(ctx, request.rows)
  const digest = hash('sha256', canonicalJson(request.rows), 'buffer')
  return ctx.transaction(async (tx) => {
    await lockTelemetry(tx, aiSystemId)
    const known = await findBatch(tx, aiSystemId, request.batch)
    if (known?.digest.equals(digest)) return { accepted: 0, duplicates: rows.length }
    if (known !== undefined) {
      throw conflict(
        'batch-reused',
        'This batch was counted before with other rows.',
        'Give each different batch an id of its own.',
      )
    }
    await tx.db
      .insertInto('operations_batches')
      .values({
        ai_system_id: aiSystemId,
        batch: request.batch,
        organization_id: tx.organizationId,
        rows: rows.length,
        digest,
        received_at: tx.now(),
      })
      .execute()
    await changeOperations(
      tx,
      aiSystemId,
      rows.map(({ day, site, latencyMs, outcome }) => ({
        day,
        site: site ?? null,
        count: (sum) => {
          sum[outcome] += 1
          if (latencyMs !== null) addDuration(sum.latencies, latencyMs)
        },
      })),
    )
    const latest = Math.max(...rows.map((row) => row.time))
    await noteArrival(tx, aiSystemId, { calledAt: new Date(latest) })
    appendEntry(tx, {
      action: 'operations.send',
      subject: { type: 'ai-systems', id: aiSystemId },
      before: null,
      after: null,
      details: { batch: request.batch, accepted: rows.length, digest: digest.toString('hex') },
    })
    tx.afterCommit.push(() => tx.services.judgeSoon(tx.organizationId, aiSystemId))
    return { accepted: rows.length, duplicates: 0 }
  })
}

async function checkRows(
  ctx: Context,
  sent: z.infer<typeof sendOperationsRequest>['rows'],
): Promise<Row[]> {
  const sites = await siteCodes(ctx)
  const now = ctx.now().getTime()
  return sent.map((row, index) => {
    const at = readInstant(row.at, now)
    if (typeof at !== 'number') throw invalid(`rows.${index}.at`, at.message, at.remedy)
    if (typeof row.site === 'string' && !sites.has(row.site)) {
      const remedy = 'Add the site first, or correct the code.'
      throw invalid(`rows.${index}.site`, 'There is no site with this code.', remedy)
    }
    return { ...row, time: at, day: new Date(at).toISOString().slice(0, 10) }
  })
}

/** The lock of the system's telemetry is held, so that no other batch comes between. */
async function findBatch(tx: Context, aiSystemId: string, batch: string) {
  return tx.db
    .selectFrom('operations_batches')
    .select('digest')
    .where('ai_system_id', '=', aiSystemId)
    .where('batch', '=', batch)
    .executeTakeFirst()
}
