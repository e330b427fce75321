import type { AiSystem, AiSystemFields } from './queries.ts'

/** The closed lists of the record, checked against the API's own by the compiler. */
export const archetypes: readonly AiSystem['archetype'][] = [
  'clinical-decision-support',
  'diagnostic-imaging',
  'pathology',
  'triage',
  'treatment-recommendation',
  'risk-stratification',
  'patient-monitoring',
  'autonomous-procedural',
  'ambient-documentation',
  'patient-chat',
  'revenue-cycle',
  'utilization-review',
  'staffing-or-hr-decisions',
  'scheduling',
  'administrative-no-phi',
]

export const stages: readonly AiSystem['stage'][] = [
  'inception',
  'design-and-development',
  'verification-and-validation',
  'deployment',
  'operation-and-monitoring',
  're-evaluation',
  'retirement',
]

type Listed<Name extends keyof AiSystemFields> = readonly NonNullable<AiSystemFields[Name]>[]

export const autonomies: Listed<'autonomy'> = [
  'information-only',
  'draft-always-reviewed',
  'recommendation-human-decides',
  'acts-by-default-human-may-step-in',
  'acts-alone',
]

export const fdaStatuses: Listed<'fdaStatus'> = [
  'not-a-device',
  'enforcement-discretion',
  '510k-cleared',
  'de-novo-granted',
  'pma-approved',
  'investigational',
  'unknown',
]

export const euRoles: Listed<'euRole'> = [
  'not-in-eu',
  'deployer',
  'provider',
  'importer',
  'distributor',
  'product-manufacturer',
  'authorised-representative',
  'unknown',
]

export const traits: readonly NonNullable<AiSystemFields['traits']>[number][] = [
  'generative',
  'predictive-dsi',
  'ambient-documentation',
  'patient-chat',
]
