import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { presentAssessment } from './present-assessment.ts'
import type { assessment } from './schemas.ts'
import { loadAssessment } from './store.ts'

export async function readAssessment(
  ctx: Context,
  id: string,
): Promise<z.infer<typeof assessment>> {
  ctx.authorize('assessments.read')
  const record = await loadAssessment(ctx, id)
  return presentAssessment(ctx, record, await loadAiSystem(ctx, record.aiSystemId))
}
