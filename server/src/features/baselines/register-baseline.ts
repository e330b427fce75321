import { buildBaseline } from '@primum/core/monitoring/baseline'
import { digestOf } from '@primum/core/ledger/chain'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { PrimumError, conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { readRows } from '../../registry/baseline-rows.ts'
import { baselineEnvelope, maximumRows } from './schemas.ts'
import type { baseline } from './schemas.ts'
import { loadBaselineRow, toBaseline } from './store.ts'

/**
 * Counts validation rows into a baseline, frozen for good: what everything later is compared with.
 * The rows themselves are not kept.
 */
export async function registerBaseline(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<z.infer<typeof baseline>> {
  ctx.authorize('versions.register')
  const request = parse(baselineEnvelope, input, { text: 'read later' })
  if (request.rows.length > maximumRows) throw tooMany(request.rows.length)
  const rows = readRows(request.rows, request)
  const body = buildBaseline(rows, request)
  const digest = digestOf(sha256, plainJson(body)) ?? ''
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const id = tx.newId()
    const made = await tx.db
      .insertInto('baselines')
      .values({
        id,
        organization_id: tx.organizationId,
        ai_system_id: system.id,
        digest,
        body: JSON.stringify(body),
        row_count: rows.length,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .onConflict((clash) => clash.columns(['ai_system_id', 'digest']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) throw await sameContent(tx, system.id, digest)
    const row = await loadBaselineRow(tx, id)
    const after = toBaseline(row, { labelPolicy: system.labelPolicy, full: false })
    appendEntry(tx, {
      action: 'baselines.register',
      subject: { type: 'baselines', id },
      before: null,
      after,
      details: { aiSystemId: system.id, digest, rowCount: rows.length },
    })
    return after
  })
}

function tooMany(rows: number): PrimumError {
  const message = `${rows} rows are more than the ${maximumRows} that a baseline takes.`
  return new PrimumError('limit-exceeded', message, {
    reasons: [{ code: 'too-many-rows', message, remedy: 'Send a random sample of the rows.' }],
  })
}

async function sameContent(tx: Context, aiSystemId: string, digest: string): Promise<PrimumError> {
  const existing = await tx.db
    .selectFrom('baselines')
    .select('id')
    .where('ai_system_id', '=', aiSystemId)
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  const message = `This very baseline is registered already: ${existing.id}.`
  return conflict('baseline-exists', message, 'Use the registered one.')
}
