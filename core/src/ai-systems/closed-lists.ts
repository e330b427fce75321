/** Closed lists of the inventory; the same words in forms, files and filters. */
export const archetypes = [
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
] as const

export const traits = [
  'generative',
  'predictive-dsi',
  'ambient-documentation',
  'patient-chat',
] as const

export const autonomies = [
  'information-only',
  'draft-always-reviewed',
  'recommendation-human-decides',
  'acts-by-default-human-may-step-in',
  'acts-alone',
] as const

export const fdaStatuses = [
  'not-a-device',
  'enforcement-discretion',
  '510k-cleared',
  'de-novo-granted',
  'pma-approved',
  'investigational',
  'unknown',
] as const

export const euRoles = [
  'not-in-eu',
  'deployer',
  'provider',
  'importer',
  'distributor',
  'product-manufacturer',
  'authorised-representative',
  'unknown',
] as const
