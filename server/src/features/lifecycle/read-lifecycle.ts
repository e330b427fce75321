import { lifecycleStages } from '@primum/core/lifecycle/stages'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { factsOfGate, loadGateGround } from './gate-facts.ts'
import { presentGate } from './present-gate.ts'
import type { lifecycle } from './schemas.ts'
import { listStageChanges } from './store.ts'

/** Where a system stands in its life, and every gate it may meet. */
export async function readLifecycle(
  ctx: Context,
  aiSystemId: string,
): Promise<z.infer<typeof lifecycle>> {
  ctx.authorize('lifecycle.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  const ground = await loadGateGround(ctx, system)
  const gates: z.infer<typeof lifecycle>['gates'] = []
  for (const target of lifecycleStages.filter((stage) => stage !== 'inception')) {
    gates.push(presentGate(system, target, await factsOfGate(ctx, ground, target)))
  }
  return {
    stage: system.stage,
    tier: ground.facts.tier,
    suspended: system.suspendedAt !== null,
    gates,
    history: await listStageChanges(ctx, aiSystemId),
  }
}
