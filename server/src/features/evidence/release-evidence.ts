import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { evidenceReasonRequest } from './schemas.ts'
import { loadEvidence, lockEvidence } from './store.ts'
import type { Evidence } from './store.ts'

/** Ends a hold; the ledger keeps that there was one, and why it ended. */
export async function releaseEvidence(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null = null,
): Promise<Evidence> {
  ctx.authorize('evidence.hold')
  const { reason } = parse(evidenceReasonRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockEvidence(tx, id, revision)
    if (before.hold === null) throw conflict('not-held', 'This evidence is not held.')
    await tx.db
      .updateTable('evidence')
      .set({ hold_reason: null, hold_by: null, hold_at: null, revision: before.revision + 1 })
      .where('id', '=', id)
      .execute()
    const after = await loadEvidence(tx, id)
    appendEntry(tx, {
      action: 'evidence.release',
      subject: { type: 'evidence', id },
      before,
      after,
      details: { reason, heldFor: before.hold.reason },
    })
    return after
  })
}
