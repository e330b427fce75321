import type { Context } from '../../context.ts'
import type { AiSystem } from './ai-system.ts'
import { selectAiSystems, toAiSystem } from './store.ts'

/** Every system that is not retired and no example, by name. */
export async function listLiveSystems(ctx: Context): Promise<AiSystem[]> {
  ctx.authorize('ai-systems.read')
  const rows = await selectAiSystems(ctx.db, ctx.organizationId)
    .where('ai_systems.clock', '=', 'live')
    .where('ai_systems.stage', '!=', 'retirement')
    .orderBy('ai_systems.name')
    .execute()
  return rows.map(toAiSystem)
}
