import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { loadLink } from './links.ts'
import { holdProblems } from './removal.ts'
import { loadEvidence, lockEvidence } from './store.ts'
import type { Evidence } from './store.ts'

/** Takes back that a piece of evidence speaks for something; what is held stays linked. */
export async function unlinkEvidence(ctx: Context, id: string, linkId: string): Promise<Evidence> {
  ctx.authorize('evidence.manage')
  return ctx.transaction(async (tx) => {
    const evidence = await lockEvidence(tx, id)
    const before = await loadLink(tx, id, linkId)
    const reasons = holdProblems(evidence)
    if (reasons.length > 0) throw refusedBecause(reasons)
    await tx.db.deleteFrom('evidence_links').where('id', '=', linkId).execute()
    appendEntry(tx, {
      action: 'evidence.unlink',
      subject: { type: 'evidence', id },
      before,
      after: null,
      details: { target: before.target, aiSystemId: before.aiSystem?.id ?? null },
    })
    return loadEvidence(tx, id)
  })
}
