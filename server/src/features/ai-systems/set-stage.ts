import type { LifecycleStage } from '@primum/core/lifecycle/stages'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { loadAiSystem } from './load-ai-system.ts'
import { lockAiSystem } from './lock-ai-system.ts'
import type { AiSystem } from './ai-system.ts'

/** Keeps on the system the stage it has moved to; the gate stands in `lifecycle/change-stage.ts`. */
export async function setStage(ctx: Context, id: string, stage: LifecycleStage): Promise<AiSystem> {
  ctx.authorize('lifecycle.advance')
  return ctx.transaction(async (tx) => {
    const before = await lockAiSystem(tx, id)
    await tx.db
      .updateTable('ai_systems')
      .set({ stage, revision: before.revision + 1, updated_at: tx.now() })
      .where('id', '=', id)
      .execute()
    const after = await loadAiSystem(tx, id)
    appendEntry(tx, {
      action: 'ai-systems.set-stage',
      subject: { type: 'ai-systems', id },
      before,
      after,
      details: { from: before.stage, to: stage },
    })
    return after
  })
}
