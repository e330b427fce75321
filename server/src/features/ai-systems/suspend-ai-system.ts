import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { rollBackStable } from '../aliases/roll-back-stable.ts'
import { suspendRequest } from './schemas.ts'
import { loadAiSystem } from './load-ai-system.ts'
import { lockAiSystem } from './lock-ai-system.ts'
import type { AiSystem } from './ai-system.ts'

/**
 * The kill switch: from now on nobody is to use the system's output; care follows its downtime
 * procedure. One authorised person suffices.
 */
export async function suspendAiSystem(ctx: Context, id: string, input: unknown): Promise<AiSystem> {
  ctx.authorize('ai-systems.suspend')
  const { reason } = parse(suspendRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockAiSystem(tx, id)
    if (before.suspendedAt !== null) throw conflict('already-suspended', 'It is suspended already.')
    await tx.db
      .updateTable('ai_systems')
      .set({
        suspended_at: tx.now(),
        suspension_reason: reason,
        revision: before.revision + 1,
        updated_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    // Whoever follows the alias must hear of it too: from now on no version is stable.
    const cleared = { aiSystemId: id, targetVersionId: null, reason, evidence: {} }
    await rollBackStable(tx.asSystem(), cleared)
    const after = await loadAiSystem(tx, id)
    appendEntry(tx, {
      action: 'ai-systems.suspend',
      subject: { type: 'ai-systems', id },
      before,
      after,
      details: { reason },
    })
    return after
  })
}
