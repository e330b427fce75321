import type { Context } from '../../context.ts'
import { readStoredPolicy } from '../../monitoring/stored-policy.ts'
import type { StoredPolicy } from '../../monitoring/stored-policy.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'

/** The policy that holds for a system: its own, or the default of its tier, which asks first. */
export async function loadPolicy(ctx: Context, aiSystemId: string): Promise<StoredPolicy> {
  ctx.authorize('monitoring.read')
  return readStoredPolicy(ctx, await loadAiSystem(ctx, aiSystemId))
}
