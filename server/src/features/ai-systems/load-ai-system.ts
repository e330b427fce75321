import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { selectAiSystems, toAiSystem } from './store.ts'
import type { AiSystem } from './ai-system.ts'

/** The system, or `not-found`: never one of another organization. */
export async function loadAiSystem(ctx: Context, id: string): Promise<AiSystem> {
  const row = await selectAiSystems(ctx.db, ctx.organizationId)
    .where('ai_systems.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('AI system', id)
  return toAiSystem(row)
}
