import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { cancelRequestRequest } from './schemas.ts'
import { loadRequest, lockOpenRequest } from './store.ts'
import type { EvidenceRequest } from './store.ts'
import { tellOfRequest } from './tell-of-request.ts'

/** Takes a request back, with a reason. */
export async function cancelRequest(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<EvidenceRequest> {
  ctx.authorize('evidence.request')
  const { reason } = parse(cancelRequestRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockOpenRequest(tx, id)
    await tx.db
      .updateTable('evidence_requests')
      .set({
        state: 'cancelled',
        cancellation_reason: reason,
        closed_by: JSON.stringify(tx.stamp()),
        closed_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    const after = await loadRequest(tx, id)
    appendEntry(tx, {
      action: 'evidence-requests.cancel',
      subject: { type: 'evidence-requests', id },
      before,
      after,
      details: { reason },
    })
    await tellOfRequest(tx, after, 'cancelled')
    return after
  })
}
