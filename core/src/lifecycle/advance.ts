import { refused } from '../shared/result.ts'
import type { Decision } from '../shared/result.ts'
import { stableCleared } from './gate-checks.ts'
import type { GateFacts } from './gate-facts.ts'
import { evaluateGate, gateDecision } from './gates.ts'
import { productionStages } from './stages.ts'
import type { LifecycleStage } from './stages.ts'
import { isBackward, mayTransition } from './transitions.ts'

export type Advance = {
  decision: Decision
  /** The target where allowed, else the stage the system is in. */
  stage: LifecycleStage
}

/**
 * May the system move from its stage to the target, and where is it then? A move needs a place in
 * the plan of the life cycle and an open gate. A move back out of production needs no gate, so
 * that nothing stands in the way of stepping back, but it leaves nothing in production.
 */
export function advance(stage: LifecycleStage, target: LifecycleStage, facts: GateFacts): Advance {
  const transition = mayTransition(stage, target, facts.reason)
  const stepsOut = isBackward(stage, target) && !productionStages.includes(target)
  const gate = stepsOut
    ? refused(...stableCleared(facts))
    : gateDecision(evaluateGate(target, facts))
  const decision = both(transition, gate)
  return { decision, stage: decision.allowed ? target : stage }
}

/** A move that is not in the plan is refused for that alone: its gate would mislead. */
function both(transition: Decision, gate: Decision): Decision {
  if (transition.allowed) return gate
  if (gate.allowed) return transition
  const planned = transition.reasons.every(({ code }) => code === 'stage-reason-missing')
  if (!planned) return transition
  const others = gate.reasons.filter(({ code }) => code !== 'stage-reason-missing')
  return refused(...transition.reasons, ...others)
}
