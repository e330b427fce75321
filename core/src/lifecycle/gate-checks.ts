import { assessmentProblem, registrationProblem } from '../risk/assessment-state.ts'
import type { AssessmentKind } from '../risk/assessment-state.ts'
import type { Reason } from '../shared/result.ts'
import { reviewsBeforeService } from './gate-facts.ts'
import type { AssessmentFact, GateFacts } from './gate-facts.ts'
import { prohibitionReasons } from './law-check.ts'

/** Each check gives what stands against the gate; an empty list means that it is met. */
export type GateCheck = (facts: GateFacts) => Reason[]

const isOwnerField = (field: string) => /owner$/i.test(field)

export const inventoryComplete: GateCheck = ({ registration }) =>
  listed(registrationProblem(registration.missingFields.filter((field) => !isOwnerField(field))))

export const ownersNamed: GateCheck = ({ registration }) => {
  const missing = registration.missingFields.filter(isOwnerField)
  if (missing.length === 0) return []
  return [
    {
      code: 'owners-not-named',
      message: `Not named: ${missing.join(', ')}`,
      remedy: 'Name the people who answer for the system',
      who: 'Governance lead',
      where: '/ai-systems/{id}',
    },
  ]
}

export const classified: GateCheck = ({ tier, classification }) => {
  if (tier !== null && classification.state === 'signed') return []
  const messages = {
    missing: 'The system has not been classified',
    draft: 'The classification is not signed',
    outdated: 'The classification was signed for an earlier state of the system',
    signed: 'The classification gives no tier',
  }
  return [
    {
      code: 'classification-missing',
      message: messages[classification.state],
      remedy: 'Answer the classification and have it signed',
      who: 'Governance lead',
      where: '/ai-systems/{id}/risk-and-impact',
    },
  ]
}

export const riskAssessmentSigned: GateCheck = ({ riskAssessment }) =>
  listed(assessmentProblem('organisational risk assessment', riskAssessment.state))

export const impactAssessmentSigned: GateCheck = ({ impactAssessment }) =>
  listed(assessmentProblem('AI impact assessment', impactAssessment.state))

export const riskAssessmentUnblocked: GateCheck = ({ riskAssessment }) =>
  blockersOf('organisational risk assessment', riskAssessment)

export const impactAssessmentUnblocked: GateCheck = ({ impactAssessment }) =>
  blockersOf('AI impact assessment', impactAssessment)

export const versionRegistered: GateCheck = ({ versions }) => {
  if (versions.count > 0) return []
  return [
    reason(
      'version-missing',
      'No version is registered',
      'Register the version that will be tested',
      '/ai-systems/{id}/versions',
    ),
  ]
}

export const candidateWithBaseline: GateCheck = ({ versions: { candidate } }) => {
  const where = '/ai-systems/{id}/versions'
  if (candidate === null) {
    return [
      reason(
        'candidate-missing',
        'No version is the candidate',
        'Choose the version to release',
        where,
      ),
    ]
  }
  if (candidate.reviewed !== null) {
    if (candidate.reviewed.enough) return []
    return [
      reason(
        'candidate-unreviewed',
        `Of what candidate ${candidate.label} writes, people have reviewed fewer than ${reviewsBeforeService} outputs`,
        'Have outputs from tests or silent use reviewed, and send the reviews',
        '/ai-systems/{id}/monitoring',
      ),
    ]
  }
  if (candidate.hasBaseline && candidate.baselineEvents > 0) return []
  return [
    reason(
      'candidate-without-baseline',
      `Candidate ${candidate.label} has no baseline`,
      'Send its validation or silent-mode predictions and fix them as baseline',
      where,
    ),
  ]
}

/** Tiers 3 and 4 may go without a report; one that was signed and not met stands in every tier. */
export const validationReport: GateCheck = ({ tier, versions: { candidate }, validation }) => {
  const where = '/ai-systems/{id}/validation'
  const name = candidate === null ? 'the candidate' : `version ${candidate.label}`
  if (validation?.verdict === 'met') return []
  if (validation?.verdict === 'not-met') {
    return [
      reason(
        'validation-not-met',
        `The signed validation report of ${name} does not meet its protocol`,
        'Release another version, or validate this one again by a protocol of its own',
        where,
      ),
    ]
  }
  if (tier === 3 || tier === 4) return []
  // A protocol measures scores; of what is written the reviews speak: see `candidateWithBaseline`.
  if (validation === null && (candidate?.reviewed ?? null) !== null) return []
  if (validation === null) {
    return [
      reason(
        'validation-missing',
        `There is no signed validation report of ${name}`,
        'Lock a validation protocol, run it on local data, and have the report signed',
        where,
      ),
    ]
  }
  return [
    reason(
      'validation-not-estimable',
      `The signed validation report of ${name} cannot say whether its protocol is met`,
      'Validate it on more data',
      where,
    ),
  ]
}

export const rollbackPolicySet: GateCheck = ({ tier, monitoring: { rollbackPolicy } }) => {
  const where = '/ai-systems/{id}/monitoring'
  if (rollbackPolicy === null) {
    return [reason('rollback-policy-missing', 'No rollback policy is set', 'Set it', where)]
  }
  // Tiers 1 and 2 ask for a rollback that works; switching it off is no such policy.
  if (rollbackPolicy !== 'off' || tier === 3 || tier === 4) return []
  return [
    reason(
      'rollback-policy-off',
      'The rollback policy is off, which tiers 1 and 2 do not allow',
      'Set it to propose or automatic',
      where,
    ),
  ]
}

export const downtimeProcedureExists: GateCheck = ({ downtimeProcedure }) => {
  if (downtimeProcedure) return []
  return [
    reason(
      'downtime-procedure-missing',
      'There is no downtime procedure',
      'Write how care goes on without the system, and file it',
      '/ai-systems/{id}',
      'Clinical owner',
    ),
  ]
}

export const notSuspended: GateCheck = ({ suspended }) => {
  if (!suspended) return []
  return [
    reason(
      'system-suspended',
      'The system is suspended',
      'Settle what led to the suspension, then lift it',
      '/ai-systems/{id}',
      'Governance lead',
    ),
  ]
}

export const noOpenCriticalIncident: GateCheck = ({ openCriticalIncidents: open }) => {
  if (open === 0) return []
  const noun = open === 1 ? 'critical incident is' : 'critical incidents are'
  return [
    reason(
      'critical-incident-open',
      `${open} ${noun} open`,
      'Resolve and close them',
      '/ai-systems/{id}/incidents',
      'Governance lead',
    ),
  ]
}

export const stableSet: GateCheck = ({ versions: { stable } }) => {
  if (stable !== null) return []
  return [
    reason(
      'stable-missing',
      'No version is stable',
      'Make the approved candidate the stable version',
      '/ai-systems/{id}/versions',
    ),
  ]
}

export const stableCleared: GateCheck = ({ versions: { stable } }) => {
  if (stable === null) return []
  return [
    reason(
      'stable-still-set',
      `Version ${stable.label} is still stable, that is, in production`,
      'Take it out of production first: clear the stable alias',
      '/ai-systems/{id}/versions',
    ),
  ]
}

export const heartbeatOn: GateCheck = ({ monitoring }) => {
  if (monitoring.heartbeat) return []
  return [
    reason(
      'heartbeat-missing',
      'Nothing notices when the predictions stop coming',
      'Turn on the heartbeat monitor',
      '/ai-systems/{id}/monitoring',
    ),
  ]
}

export const performanceMonitored: GateCheck = ({ monitoring }) => {
  if (monitoring.performanceMonitors >= 1) return []
  return [
    reason(
      'performance-monitor-missing',
      'No performance monitor is on',
      'Turn on at least one monitor of performance, with its threshold',
      '/ai-systems/{id}/monitoring',
    ),
  ]
}

function blockersOf(kind: AssessmentKind, { state, blockers }: AssessmentFact): Reason[] {
  // An absent assessment has found nothing, which must not read as "no blockers".
  return blockers.length > 0 ? blockers : listed(assessmentProblem(kind, state))
}

function reason(
  code: string,
  message: string,
  remedy: string,
  where: string,
  who = 'Model owner',
): Reason {
  return { code, message, remedy, who, where }
}

function listed(problem: Reason | null): Reason[] {
  return problem === null ? [] : [problem]
}

export const notForbidden: GateCheck = ({ prohibitions }) => prohibitionReasons(prohibitions)
