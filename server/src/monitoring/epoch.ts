import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../context.ts'

/** The time that one version has been stable without a break: evidence never crosses it. */
export type Epoch = { sequence: number; versionId: string; since: string; day: string }

export async function currentEpoch(ctx: Context, aiSystemId: string): Promise<Epoch | null> {
  const row = await ctx.db
    .selectFrom('aliases')
    .innerJoin('alias_events', 'alias_events.sequence', 'aliases.sequence')
    .select(['aliases.version_id', 'alias_events.sequence', 'alias_events.effective_at'])
    .where('aliases.ai_system_id', '=', aiSystemId)
    .where('aliases.alias', '=', 'stable')
    .executeTakeFirst()
  if (row === undefined || row.version_id === null) return null
  const since = row.effective_at.toISOString()
  return { sequence: row.sequence, versionId: row.version_id, since, day: dayOfInstant(since) }
}
