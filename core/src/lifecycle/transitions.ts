import { allowed, refused } from '../shared/result.ts'
import type { Decision, Reason } from '../shared/result.ts'
import { lifecycleStages, stageDescriptions } from './stages.ts'
import type { LifecycleStage } from './stages.ts'

/** Moves against the order of the stages that are allowed all the same. */
const backwardMoves: Partial<Record<LifecycleStage, readonly LifecycleStage[]>> = {
  deployment: ['verification-and-validation'],
  're-evaluation': ['operation-and-monitoring', 'design-and-development'],
}

/** Where a system in this stage may go: one forward, the listed moves back, or retirement. */
export function nextStages(stage: LifecycleStage): LifecycleStage[] {
  if (stage === 'retirement') return []
  const forward = lifecycleStages[lifecycleStages.indexOf(stage) + 1]
  const next = [...(forward === undefined ? [] : [forward]), ...(backwardMoves[stage] ?? [])]
  return next.includes('retirement') ? next : [...next, 'retirement']
}

export function isBackward(stage: LifecycleStage, target: LifecycleStage): boolean {
  return lifecycleStages.indexOf(target) < lifecycleStages.indexOf(stage)
}

/** Moves back, into re-evaluation and into retirement are explained in writing. */
export function needsReason(stage: LifecycleStage, target: LifecycleStage): boolean {
  return isBackward(stage, target) || target === 're-evaluation' || target === 'retirement'
}

/** Is this move in the plan of the life cycle, and explained where it must be? */
export function mayTransition(
  stage: LifecycleStage,
  target: LifecycleStage,
  reason: string | null,
): Decision {
  const next = nextStages(stage)
  if (!next.includes(target)) {
    const titles = next.map((each) => stageDescriptions[each].title.toLowerCase())
    return refused({
      code: 'stage-move-not-allowed',
      message: `A system cannot move from ${stageDescriptions[stage].title.toLowerCase()} to ${stageDescriptions[target].title.toLowerCase()}`,
      remedy:
        titles.length === 0
          ? 'Retirement is final: register a new AI system'
          : `Move to ${titles.join(' or ')}`,
      where: '/ai-systems/{id}/lifecycle',
    })
  }
  const missing = needsReason(stage, target) ? reasonProblem(reason) : null
  return missing === null ? allowed : refused(missing)
}

export function reasonProblem(reason: string | null): Reason | null {
  if (reason !== null && reason.trim() !== '') return null
  return {
    code: 'stage-reason-missing',
    message: 'This move needs a written reason',
    remedy: 'Write why the system moves',
    who: 'Model owner',
    where: '/ai-systems/{id}/lifecycle',
  }
}
