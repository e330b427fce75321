import { allowed, refused } from '../shared/result.ts'
import type { Decision, Reason } from '../shared/result.ts'
import { gateDigestInput } from './gate-digest.ts'
import type { GateFacts } from './gate-facts.ts'
import { gateRequirements } from './gate-requirements.ts'
import { matchSignOffs, missingSignOffReason } from './sign-offs.ts'
import type { SignOffState } from './sign-offs.ts'
import type { LifecycleStage } from './stages.ts'

export type EvaluatedRequirement = { id: string; title: string; met: boolean; reason?: Reason }

export type GateEvaluation = {
  target: LifecycleStage
  allowed: boolean
  /** One line for each requirement and signature; several where one requirement fails often. */
  requirements: EvaluatedRequirement[]
  signOffs: SignOffState
  /** What a signer signs: hash its canonical JSON to get the digest. */
  digestInput: Record<string, unknown>
}

/**
 * Evaluates the gate into a stage: what is asked, what is met, what is missing and who supplies
 * it. Pure and deterministic; it does not look at the stage the system comes from (see
 * `advance.ts`).
 */
export function evaluateGate(target: LifecycleStage, facts: GateFacts): GateEvaluation {
  const asked = gateRequirements(target, facts.tier)
  const signOffs = matchSignOffs(asked.signOffs, facts.signOffs, facts.currentDigest)
  const requirements = [
    ...asked.requirements.flatMap(({ id, title, check }) => evaluated(id, title, check(facts))),
    ...asked.signOffs.flatMap((requirement) => {
      const open = signOffs.missing.find(({ meaning }) => meaning === requirement.meaning)
      const reasons = open === undefined ? [] : [missingSignOffReason(open, signOffs)]
      return evaluated(`sign-off-${requirement.meaning}`, requirement.title, reasons)
    }),
  ]
  return {
    target,
    allowed: requirements.every(({ met }) => met),
    requirements,
    signOffs,
    digestInput: gateDigestInput(target, facts),
  }
}

/** The evaluation as a decision; the same reason is given once. */
export function gateDecision({ requirements }: GateEvaluation): Decision {
  const reasons = requirements.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
  const unique = reasons.filter(
    (reason, index) =>
      reasons.findIndex(
        ({ code, message }) => code === reason.code && message === reason.message,
      ) === index,
  )
  return unique.length === 0 ? allowed : refused(...unique)
}

/** A requirement that fails for several reasons gives a line for each, numbered from the second. */
function evaluated(id: string, title: string, reasons: Reason[]): EvaluatedRequirement[] {
  if (reasons.length === 0) return [{ id, title, met: true }]
  return reasons.map((reason, index) => ({
    id: index === 0 ? id : `${id}-${index + 1}`,
    title,
    met: false,
    reason,
  }))
}
