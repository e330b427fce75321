import type { Context } from '../../context.ts'
import { conflict, refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { withdrawalProblems } from './removal.ts'
import { evidenceReasonRequest } from './schemas.ts'
import { loadEvidence, lockEvidence, today } from './store.ts'
import type { Evidence } from './store.ts'

/** Says that a piece of evidence counts no more. Its record, files and links stay to be seen. */
export async function withdrawEvidence(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null = null,
): Promise<Evidence> {
  ctx.authorize('evidence.hold')
  const { reason } = parse(evidenceReasonRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockEvidence(tx, id, revision)
    if (before.withdrawn !== null) {
      throw conflict('withdrawn-already', 'This evidence is withdrawn already.')
    }
    const reasons = withdrawalProblems(before, today(tx))
    if (reasons.length > 0) throw refusedBecause(reasons)
    await tx.db
      .updateTable('evidence')
      .set({
        withdrawal_reason: reason,
        withdrawn_by: JSON.stringify(tx.stamp()),
        withdrawn_at: tx.now(),
        revision: before.revision + 1,
      })
      .where('id', '=', id)
      .execute()
    const after = await loadEvidence(tx, id)
    appendEntry(tx, {
      action: 'evidence.withdraw',
      subject: { type: 'evidence', id },
      before,
      after,
      details: { reason },
    })
    return after
  })
}
