import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import type { baseline, baselineQuery } from './schemas.ts'
import { loadBaselineRow, toBaseline } from './store.ts'

/** The bins themselves count small cells, so they are for who registers baselines. */
export async function readBaseline(
  ctx: Context,
  id: string,
  query: z.infer<typeof baselineQuery>,
): Promise<z.infer<typeof baseline>> {
  ctx.authorize('versions.read')
  if (query.full) ctx.authorize('versions.register')
  const row = await loadBaselineRow(ctx, id)
  const { labelPolicy } = await loadAiSystem(ctx, row.ai_system_id)
  return toBaseline(row, { labelPolicy, full: query.full })
}
