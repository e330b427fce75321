import type { GateFacts } from '@primum/core/lifecycle/gate-facts'
import { evaluateGate } from '@primum/core/lifecycle/gates'
import { stageDescriptions } from '@primum/core/lifecycle/stages'
import type { LifecycleStage } from '@primum/core/lifecycle/stages'
import { needsReason, nextStages } from '@primum/core/lifecycle/transitions'
import type { Reason } from '@primum/core/shared/result'
import type { z } from 'zod'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import type { gate } from './schemas.ts'

/** One gate as people see it: what it asks, what is met, who is to supply the rest. */
export function presentGate(
  system: AiSystem,
  target: LifecycleStage,
  facts: GateFacts,
): z.infer<typeof gate> {
  const { allowed, requirements, signOffs } = evaluateGate(target, facts)
  const required = signOffs.required.map((each) => ({ ...each, roles: [...each.roles] }))
  const missing = signOffs.missing.map((each) => ({ ...each, roles: [...each.roles] }))
  return {
    target,
    ...stageDescriptions[target],
    reachable: nextStages(system.stage).includes(target),
    needsReason: needsReason(system.stage, target),
    allowed,
    requirements: requirements.map(({ reason, ...line }) =>
      reason === undefined ? line : { ...line, reason: placed(reason, system.id) },
    ),
    signOffs: { required, present: signOffs.present, missing, stale: signOffs.stale },
    digest: facts.currentDigest,
  }
}

/** Core speaks of any system; here the place is this one's. */
export function placed(reason: Reason, aiSystemId: string): Reason {
  return reason.where === undefined
    ? reason
    : { ...reason, where: reason.where.replace('{id}', aiSystemId) }
}
