import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { judgeClassification } from './current-classification.ts'
import type { classificationList } from './schemas.ts'
import { loadClassifications } from './store.ts'

export async function listClassifications(
  ctx: Context,
  aiSystemId: string,
): Promise<z.infer<typeof classificationList>> {
  ctx.authorize('classifications.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  const items = await loadClassifications(ctx, aiSystemId)
  const { state, changed, tier } = judgeClassification(items[0] ?? null, system, ctx.now())
  return { items, state, changed, tier }
}
