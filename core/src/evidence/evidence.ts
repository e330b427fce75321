/** What a piece of evidence is, as an auditor sorts it. */
export const evidenceKinds = [
  'policy',
  'procedure',
  'record',
  'minutes',
  'report',
  'assessment',
  'validation-report',
  'monitoring-summary',
  'ledger-proof',
  'training-record',
  'contract',
  'certificate',
  'audit-report',
  'technical-documentation',
  'other',
] as const

export type EvidenceKind = (typeof evidenceKinds)[number]

/** Whether a person handed it over or Primum made it from its own records. */
export const evidenceOrigins = ['uploaded', 'primum'] as const

/** What evidence can speak for. */
export const evidenceTargets = [
  'requirement',
  'control',
  'obligation',
  'gate',
  'assessment',
  'ai-system',
  'finding',
  'incident',
] as const

export type EvidenceTarget = (typeof evidenceTargets)[number]

export const evidenceRequestStates = ['open', 'fulfilled', 'cancelled'] as const
