/** Roles a member of an organization can hold. A member may hold several. */
export const roles = [
  'administrator',
  'governance-lead',
  'committee-member',
  'model-owner',
  'clinician',
  'privacy-officer',
  'security-officer',
  'vendor-manager',
  'internal-auditor',
  'external-auditor',
] as const

export type Role = (typeof roles)[number]

export const roleTitles: Record<Role, string> = {
  administrator: 'Administrator',
  'governance-lead': 'Governance lead',
  'committee-member': 'Committee member',
  'model-owner': 'Model owner',
  clinician: 'Clinician',
  'privacy-officer': 'Privacy officer',
  'security-officer': 'Security officer',
  'vendor-manager': 'Vendor manager',
  'internal-auditor': 'Internal auditor',
  'external-auditor': 'External auditor',
}

/** Disciplines of the governance committee; a committee member states one. */
export const disciplines = [
  'clinical',
  'information-technology',
  'security',
  'privacy',
  'legal',
  'compliance',
  'quality-and-safety',
  'data-science',
  'bioethics',
  'patient-advocate',
  'executive',
] as const

export type Discipline = (typeof disciplines)[number]
