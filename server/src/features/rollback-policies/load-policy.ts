import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'

/** The policy that holds for a system: its own, or the default, which asks first. */
export async function loadPolicy(ctx: Context, aiSystemId: string) {
  ctx.authorize('monitoring.read')
  await loadAiSystem(ctx, aiSystemId)
  const row = await ctx.db
    .selectFrom('rollback_policies')
    .selectAll()
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  return {
    policy: row === undefined ? defaultRollbackPolicy : (row.body as unknown as RollbackPolicy),
    isDefault: row === undefined,
    updatedAt: row?.updated_at.toISOString() ?? null,
    updatedBy: (row?.updated_by as unknown as ActorStamp | undefined) ?? null,
  }
}
