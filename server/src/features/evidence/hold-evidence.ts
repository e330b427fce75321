import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { evidenceReasonRequest } from './schemas.ts'
import { loadEvidence, lockEvidence } from './store.ts'
import type { Evidence } from './store.ts'

/** Holds a piece of evidence for the law: nothing of it goes until the hold is released. */
export async function holdEvidence(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null = null,
): Promise<Evidence> {
  ctx.authorize('evidence.hold')
  const { reason } = parse(evidenceReasonRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockEvidence(tx, id, revision)
    if (before.hold !== null) throw conflict('held-already', 'This evidence is held already.')
    await tx.db
      .updateTable('evidence')
      .set({
        hold_reason: reason,
        hold_by: JSON.stringify(tx.stamp()),
        hold_at: tx.now(),
        revision: before.revision + 1,
      })
      .where('id', '=', id)
      .execute()
    const after = await loadEvidence(tx, id)
    appendEntry(tx, {
      action: 'evidence.hold',
      subject: { type: 'evidence', id },
      before,
      after,
      details: { reason },
    })
    return after
  })
}
