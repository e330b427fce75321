import type { Context } from '../../context.ts'
import { rollBackStable } from '../aliases/roll-back-stable.ts'
import { suspendAiSystem } from '../ai-systems/suspend-ai-system.ts'

export type TakingBack = {
  aiSystemId: string
  /** null: no version takes over, the system is suspended */
  targetVersionId: string | null
  reason: string
  evidence: Record<string, unknown>
}

/** Rolls the stable version back, or suspends, as Primum; answers the sequence of the move. */
export async function takeBack(ctx: Context, taking: TakingBack): Promise<number | null> {
  ctx.authorize('aliases.move')
  const { aiSystemId, targetVersionId, reason } = taking
  return ctx.transaction(async (tx) => {
    const event = await rollBackStable(tx, taking)
    if (targetVersionId === null) {
      await suspendAiSystem(tx, aiSystemId, { reason: reason.slice(0, 2000) })
    }
    return event?.sequence ?? null
  })
}
