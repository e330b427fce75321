import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { stageChange } from './schemas.ts'

export type StageChange = z.infer<typeof stageChange>

/** The moves of a system through its life, newest first. */
export async function listStageChanges(ctx: Context, aiSystemId: string): Promise<StageChange[]> {
  const rows = await ctx.db
    .selectFrom('stage_changes')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    from: row.from_stage as StageChange['from'],
    to: row.to_stage as StageChange['to'],
    reason: row.reason,
    actor: row.actor as unknown as StageChange['actor'],
    at: row.created_at.toISOString(),
  }))
}
