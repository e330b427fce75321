import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { exampleLoad } from './schemas.ts'

/** The newest loading of the worked example, or that there was none. */
export async function latestLoad(ctx: Context): Promise<z.infer<typeof exampleLoad>> {
  const row = await ctx.db
    .selectFrom('example_loads')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .orderBy('started_at', 'desc')
    .executeTakeFirst()
  if (row === undefined) {
    return {
      status: 'none',
      step: '',
      progress: 0,
      message: null,
      startedAt: null,
      finishedAt: null,
    }
  }
  return {
    status: row.status as 'running',
    step: row.step,
    progress: row.progress,
    message: row.message,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
