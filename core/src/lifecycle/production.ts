import { refused } from '../shared/result.ts'
import type { Decision } from '../shared/result.ts'
import type { GateFacts } from './gate-facts.ts'
import { evaluateGate, gateDecision } from './gates.ts'
import { productionStages, stageDescriptions } from './stages.ts'
import type { LifecycleStage } from './stages.ts'

/**
 * May the candidate become stable? Asked before the alias moves: no production without
 * registration, both assessments and approvals. It is the deployment gate asked again, so
 * `facts.currentDigest` is the digest of that gate; a new candidate has a new digest and thus
 * needs new approvals. A rollback to a version approved before does not ask it.
 */
export function mayRunInProduction(facts: GateFacts, stage: LifecycleStage): Decision {
  const gate = gateDecision(evaluateGate('deployment', facts))
  if (productionStages.includes(stage)) return gate
  return refused(
    {
      code: 'stage-before-production',
      message: `A system in ${stageDescriptions[stage].title.toLowerCase()} has no version in production`,
      remedy: 'Bring the system through the gate into deployment first',
      who: 'Model owner',
      where: '/ai-systems/{id}/lifecycle',
    },
    ...(gate.allowed ? [] : gate.reasons),
  )
}
