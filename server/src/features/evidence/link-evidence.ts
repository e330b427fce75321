import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { isLinked, loadLink } from './links.ts'
import type { EvidenceLink } from './links.ts'
import { linkEvidenceRequest } from './schemas.ts'
import { insertLink, lockEvidence, refuseWithdrawn } from './store.ts'
import { resolveTarget } from './targets.ts'

/** Says what a piece of evidence speaks for. */
export async function linkEvidence(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<EvidenceLink> {
  ctx.authorize('evidence.manage')
  const { note, ...target } = parse(linkEvidenceRequest, input)
  return ctx.transaction(async (tx) => {
    const evidence = await lockEvidence(tx, id)
    refuseWithdrawn(evidence)
    const resolved = await resolveTarget(tx, target)
    if (await isLinked(tx, id, resolved)) {
      throw conflict('already-linked', 'This evidence is linked to it already.')
    }
    const linkId = await insertLink(tx, id, { ...resolved, note })
    const link = await loadLink(tx, id, linkId)
    appendEntry(tx, {
      action: 'evidence.link',
      subject: { type: 'evidence', id },
      before: null,
      after: link,
      details: { target: link.target, aiSystemId: resolved.aiSystemId },
    })
    return link
  })
}
