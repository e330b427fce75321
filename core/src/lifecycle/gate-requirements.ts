import type { Tier } from '../risk/tiering-content.ts'
import * as check from './gate-checks.ts'
import type { GateCheck } from './gate-checks.ts'
import { requiredSignOffs } from './sign-offs.ts'
import type { SignOffRequirement } from './sign-offs.ts'
import type { LifecycleStage } from './stages.ts'
import { reasonProblem } from './transitions.ts'

export type GateRequirement = {
  id: string
  title: string
  check: GateCheck
  /** Absent: asked of every tier. */
  tiers?: readonly Tier[]
}

const registered: GateRequirement[] = [
  { id: 'inventory-complete', title: 'Inventory complete', check: check.inventoryComplete },
  { id: 'owners-named', title: 'Owners named', check: check.ownersNamed },
  { id: 'classified', title: 'Classified', check: check.classified },
]

const riskAssessed: GateRequirement = {
  id: 'risk-assessment-signed',
  title: 'Organisational risk assessment signed',
  check: check.riskAssessmentSigned,
}

const assessed: GateRequirement[] = [
  riskAssessed,
  {
    id: 'risk-assessment-unblocked',
    title: 'Nothing in the organisational risk assessment stands against release',
    check: check.riskAssessmentUnblocked,
  },
  {
    id: 'impact-assessment-signed',
    title: 'AI impact assessment signed',
    check: check.impactAssessmentSigned,
  },
  {
    id: 'impact-assessment-unblocked',
    title: 'Nothing in the AI impact assessment stands against release',
    check: check.impactAssessmentUnblocked,
  },
]

const notSuspended: GateRequirement = {
  id: 'not-suspended',
  title: 'Not suspended',
  check: check.notSuspended,
}

const notForbidden: GateRequirement = {
  id: 'not-forbidden',
  title: 'No law forbids it',
  check: check.notForbidden,
}

const reasonGiven: GateRequirement = {
  id: 'reason-given',
  title: 'Reason given',
  check: ({ reason }) => {
    const problem = reasonProblem(reason)
    return problem === null ? [] : [problem]
  },
}

const requirements: Record<LifecycleStage, readonly GateRequirement[]> = {
  inception: [],
  'design-and-development': registered,
  'verification-and-validation': [
    ...registered,
    riskAssessed,
    { id: 'version-registered', title: 'A version registered', check: check.versionRegistered },
  ],
  deployment: [
    ...registered,
    ...assessed,
    {
      id: 'candidate-with-baseline',
      title: 'Candidate version with baseline, or with its outputs reviewed',
      check: check.candidateWithBaseline,
    },
    {
      id: 'validation-report',
      title: 'Validation report signed and met',
      check: check.validationReport,
    },
    { id: 'rollback-policy', title: 'Rollback policy set', check: check.rollbackPolicySet },
    {
      id: 'downtime-procedure',
      title: 'Downtime procedure',
      check: check.downtimeProcedureExists,
      tiers: [1, 2],
    },
    notForbidden,
    notSuspended,
  ],
  'operation-and-monitoring': [
    ...registered,
    ...assessed,
    { id: 'stable-set', title: 'A stable version', check: check.stableSet },
    { id: 'heartbeat', title: 'Heartbeat watched', check: check.heartbeatOn, tiers: [1, 2, 3] },
    {
      id: 'performance-monitor',
      title: 'Performance monitored',
      check: check.performanceMonitored,
      tiers: [1, 2, 3],
    },
    notForbidden,
    notSuspended,
    {
      id: 'no-open-critical-incident',
      title: 'No open critical incident',
      check: check.noOpenCriticalIncident,
    },
  ],
  're-evaluation': [reasonGiven],
  retirement: [
    reasonGiven,
    { id: 'stable-cleared', title: 'Out of production', check: check.stableCleared },
  ],
}

/**
 * What the gate into a stage asks of a tier: requirements in the order they are shown, and
 * signatures. An unclassified system (tier null) is held to tier 1.
 */
export function gateRequirements(
  target: LifecycleStage,
  tier: Tier | null,
): { requirements: GateRequirement[]; signOffs: SignOffRequirement[] } {
  return {
    requirements: requirements[target].filter(({ tiers }) => tiers?.includes(tier ?? 1) ?? true),
    signOffs: requiredSignOffs(target, tier),
  }
}
