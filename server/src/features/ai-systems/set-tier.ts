import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { loadAiSystem } from './load-ai-system.ts'
import { lockAiSystem } from './lock-ai-system.ts'
import type { AiSystem } from './ai-system.ts'

/** Keeps on the system the tier that its newest classification gives it. */
export async function setTier(ctx: Context, id: string, tier: number): Promise<AiSystem> {
  ctx.authorize('classifications.classify')
  return ctx.transaction(async (tx) => {
    const before = await lockAiSystem(tx, id)
    if (before.tier === tier) return before
    await tx.db
      .updateTable('ai_systems')
      .set({ tier, revision: before.revision + 1, updated_at: tx.now() })
      .where('id', '=', id)
      .execute()
    const after = await loadAiSystem(tx, id)
    appendEntry(tx, {
      action: 'ai-systems.set-tier',
      subject: { type: 'ai-systems', id },
      before,
      after,
      details: { from: before.tier, to: tier },
    })
    return after
  })
}
