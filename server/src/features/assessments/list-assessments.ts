import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { presentAssessment } from './present-assessment.ts'
import type { assessmentList } from './schemas.ts'
import { loadAssessments } from './store.ts'

export async function listAssessments(
  ctx: Context,
  aiSystemId: string,
): Promise<z.infer<typeof assessmentList>> {
  ctx.authorize('assessments.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  const records = await loadAssessments(ctx, aiSystemId)
  const items: z.infer<typeof assessmentList>['items'] = []
  for (const record of records) items.push(await presentAssessment(ctx, record, system))
  return { items }
}
