import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { writeProtocolRequest } from './schemas.ts'
import { type Protocol, loadProtocol, lockedContent } from './store.ts'

/** Writes down, as a draft, what will be measured and what has to come out. */
export async function writeProtocol(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<Protocol> {
  ctx.authorize('validations.write')
  const content = parse(writeProtocolRequest, input)
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const id = tx.newId()
    await tx.db
      .insertInto('validation_protocols')
      .values({
        id,
        organization_id: tx.organizationId,
        ai_system_id: system.id,
        content: JSON.stringify(content),
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
        updated_at: tx.now(),
      })
      .execute()
    const after = await loadProtocol(tx, id)
    appendEntry(tx, {
      action: 'validation-protocols.write',
      subject: { type: 'validation-protocols', id },
      before: null,
      after: lockedContent(after),
      details: { aiSystemId: system.id, title: after.title },
    })
    return after
  })
}
