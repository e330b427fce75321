import type { LifecycleStage } from '@primum/core/lifecycle/stages'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { gateFacts } from './gate-facts.ts'
import { presentGate } from './present-gate.ts'
import type { gate } from './schemas.ts'

export async function readGate(
  ctx: Context,
  aiSystemId: string,
  target: LifecycleStage,
): Promise<z.infer<typeof gate>> {
  ctx.authorize('lifecycle.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  return presentGate(system, target, await gateFacts(ctx, system, target))
}
