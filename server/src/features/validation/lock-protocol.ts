import { digestOf } from '@primum/core/ledger/chain'
import type { Context } from '../../context.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { parse } from '../../parse.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { lockProtocolRequest } from './schemas.ts'
import { type Protocol, holdDraft, loadProtocol, lockedContent, protocolSubject } from './store.ts'

/** Signs a draft, which closes it: from now on data may be handed over. */
export async function lockProtocol(ctx: Context, id: string, input: unknown): Promise<Protocol> {
  ctx.authorize('validations.write')
  const { password, code, statement } = parse(lockProtocolRequest, input)
  const method = await reauthenticate(ctx, { password, code })
  return ctx.transaction(async (tx) => {
    const before = await holdDraft(tx, id)
    const digest = digestOf(sha256, plainJson(lockedContent(before)))
    await tx.db
      .updateTable('validation_protocols')
      .set({
        state: 'locked',
        digest,
        locked_by: JSON.stringify(tx.stamp()),
        locked_at: tx.now(),
        updated_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    appendEntry(tx, {
      action: 'validation-protocols.lock',
      subject: { type: 'validation-protocols', id },
      before: { ...lockedContent(before), digest: null },
      after: { ...lockedContent(before), digest },
      details: { aiSystemId: before.aiSystemId, digest },
    })
    await recordSignOff(tx, {
      aiSystemId: before.aiSystemId,
      subjectType: protocolSubject,
      subjectId: id,
      meaning: 'lock-validation-protocol',
      digest,
      statement: statement ?? null,
      method,
    })
    return loadProtocol(tx, id)
  })
}
