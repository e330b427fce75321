import type { AssessmentFact, GateFacts, VersionFact } from './gate-facts.ts'
import type { LifecycleStage } from './stages.ts'

/**
 * What a signature on a gate covers, as plain values for canonical JSON. It leaves out the
 * signatures themselves and what passes by itself (suspension, open incidents: the gate checks
 * them at each move), and takes from the versions only the one that the gate is about, so that
 * approving a release is not undone by the release.
 */
export function gateDigestInput(target: LifecycleStage, facts: GateFacts): Record<string, unknown> {
  const common = {
    gate: target,
    tier: facts.tier,
    missingFields: facts.registration.missingFields.toSorted(),
    classification: facts.classification.state,
    riskAssessment: assessment(facts.riskAssessment),
    impactAssessment: assessment(facts.impactAssessment),
  }
  switch (target) {
    case 'deployment':
      return {
        ...common,
        candidate:
          facts.versions.candidate === null ? null : signedVersion(facts.versions.candidate),
        validation: facts.validation === null ? null : { ...facts.validation },
        rollbackPolicy: facts.monitoring.rollbackPolicy,
        downtimeProcedure: facts.downtimeProcedure,
      }
    case 'operation-and-monitoring':
      return {
        ...common,
        stable: facts.versions.stable === null ? null : signedVersion(facts.versions.stable),
        monitoring: { ...facts.monitoring },
        downtimeProcedure: facts.downtimeProcedure,
      }
    case 're-evaluation':
    case 'retirement':
      return { ...common, reason: facts.reason }
    default:
      return common
  }
}

/** Of a version that scores, reviews are no part of what is signed. */
function signedVersion({ reviewed, ...version }: VersionFact): Record<string, unknown> {
  return reviewed === null ? version : { ...version, reviewed }
}

function assessment({ state, blockers, revision }: AssessmentFact): Record<string, unknown> {
  return {
    state,
    revision: revision ?? null,
    blockers: blockers.map(({ code }) => code).toSorted(),
  }
}
