import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { ensureLinked } from '../evidence/ensure-linked.ts'
import { fulfilRequestRequest } from './schemas.ts'
import { loadRequest, lockOpenRequest } from './store.ts'
import type { EvidenceRequest } from './store.ts'
import { tellOfRequest } from './tell-of-request.ts'

/** Answers a request with a piece of evidence, which then speaks for what was asked about. */
export async function fulfilRequest(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<EvidenceRequest> {
  ctx.authorize('evidence.manage')
  const { evidenceId } = parse(fulfilRequestRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockOpenRequest(tx, id)
    const { target, aiSystem } = before
    const evidence = await ensureLinked(
      tx,
      evidenceId,
      target === null ? null : { ...target, aiSystemId: aiSystem?.id ?? null },
    )
    if (evidence.versionCount === 0) {
      const message = `“${evidence.title}” has no file yet.`
      throw refusedBecause([
        { code: 'evidence-empty', message, remedy: 'Hand its file over first.' },
      ])
    }
    await tx.db
      .updateTable('evidence_requests')
      .set({
        state: 'fulfilled',
        evidence_id: evidenceId,
        closed_by: JSON.stringify(tx.stamp()),
        closed_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    const after = await loadRequest(tx, id)
    appendEntry(tx, {
      action: 'evidence-requests.fulfil',
      subject: { type: 'evidence-requests', id },
      before,
      after,
      details: { evidenceId, sha256: evidence.versions[0]?.sha256 ?? null },
    })
    await tellOfRequest(tx, after, 'fulfilled')
    return after
  })
}
