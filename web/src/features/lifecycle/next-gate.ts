import { lifecycleStages } from '@primum/core/lifecycle/stages'
import type { Gate, Lifecycle } from './queries.ts'

/** The gate straight ahead; moves that need a reason are other ways to go. */
export function nextGate({ gates }: Pick<Lifecycle, 'gates'>): Gate | undefined {
  return gates.find(({ reachable, needsReason }) => reachable && !needsReason)
}

export function otherGates({ gates }: Pick<Lifecycle, 'gates'>): Gate[] {
  return gates.filter(({ reachable, needsReason }) => reachable && needsReason)
}

export function missingCount(gate: Gate): number {
  return gate.requirements.filter(({ met }) => !met).length
}

export type StageState = 'done' | 'now' | 'ahead'

/** The seven stages and where the system stands among them. */
export function stageStates(
  stage: Lifecycle['stage'],
): { stage: Lifecycle['stage']; state: StageState }[] {
  const now = lifecycleStages.indexOf(stage)
  return lifecycleStages.map((each, index) => ({
    stage: each,
    state: index < now ? 'done' : index === now ? 'now' : 'ahead',
  }))
}
