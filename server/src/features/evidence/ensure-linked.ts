import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { isLinked } from './links.ts'
import { insertLink, loadEvidence, lockEvidence, refuseWithdrawn } from './store.ts'
import type { Evidence } from './store.ts'
import { resolveTarget } from './targets.ts'
import type { Target } from './targets.ts'

/** A piece of evidence that counts, linked to a target where it was not yet. */
export async function ensureLinked(
  ctx: Context,
  id: string,
  target: Target | null,
): Promise<Evidence> {
  ctx.authorize('evidence.manage')
  return ctx.transaction(async (tx) => {
    const before = await lockEvidence(tx, id)
    refuseWithdrawn(before)
    if (target === null) return before
    const resolved = await resolveTarget(tx, target)
    if (await isLinked(tx, id, resolved)) return before
    const linkId = await insertLink(tx, id, { ...resolved, note: null })
    appendEntry(tx, {
      action: 'evidence.link',
      subject: { type: 'evidence', id },
      before: null,
      after: { id: linkId, target: resolved },
      details: { target: resolved, aiSystemId: resolved.aiSystemId },
    })
    return loadEvidence(tx, id)
  })
}
