import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { editProtocolRequest } from './schemas.ts'
import { type Protocol, holdDraft, loadProtocol, lockedContent } from './store.ts'

/** Replaces what a draft says; a locked protocol stays as it was signed. */
export async function editProtocol(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<Protocol> {
  ctx.authorize('validations.write')
  const content = parse(editProtocolRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await holdDraft(tx, id)
    requireRevision(before.revision, revision, 'changed the protocol')
    await tx.db
      .updateTable('validation_protocols')
      .set({
        content: JSON.stringify(content),
        revision: before.revision + 1,
        updated_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    const after = await loadProtocol(tx, id)
    appendEntry(tx, {
      action: 'validation-protocols.edit',
      subject: { type: 'validation-protocols', id },
      before: lockedContent(before),
      after: lockedContent(after),
      details: { aiSystemId: after.aiSystemId, revision: after.revision },
    })
    return after
  })
}
