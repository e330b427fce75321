import type { Context } from '../../context.ts'
import { setTier } from '../ai-systems/set-tier.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { currentClassification } from './current-classification.ts'

/**
 * Gives systems whose override has ended their computed tier back. Gates reckon with the end by
 * themselves; this keeps lists and filters true. Answers the systems changed.
 */
export async function expireOverrides(ctx: Context): Promise<string[]> {
  ctx.authorize('classifications.classify')
  const rows = await ctx.db
    .selectFrom('classifications')
    .select('ai_system_id')
    .distinct()
    .where('organization_id', '=', ctx.organizationId)
    .where('override', 'is not', null)
    .execute()
  const changed: string[] = []
  for (const { ai_system_id: id } of rows) {
    const done = await ctx.transaction(async (tx) => {
      const system = await lockAiSystem(tx, id)
      const { tier } = await currentClassification(tx, system)
      if (tier === null || tier === system.tier) return false
      await setTier(tx, id, tier)
      return true
    })
    if (done) changed.push(id)
  }
  return changed
}
