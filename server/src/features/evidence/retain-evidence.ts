import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { retainEvidenceRequest } from './schemas.ts'
import { loadEvidence, lockEvidence } from './store.ts'
import type { Evidence } from './store.ts'

/** Says until when a piece of evidence is kept at least. */
export async function retainEvidence(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null = null,
): Promise<Evidence> {
  ctx.authorize('evidence.hold')
  const { retentionUntil, reason } = parse(retainEvidenceRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockEvidence(tx, id, revision)
    await tx.db
      .updateTable('evidence')
      .set({ retention_until: retentionUntil, revision: before.revision + 1 })
      .where('id', '=', id)
      .execute()
    const after = await loadEvidence(tx, id)
    appendEntry(tx, {
      action: 'evidence.retain',
      subject: { type: 'evidence', id },
      before,
      after,
      details: { from: before.retentionUntil, to: retentionUntil, reason },
    })
    return after
  })
}
