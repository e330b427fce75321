/**
 * A finding is something that has to be put right, wherever it was found. It is closed only when
 * somebody other than who put it right has seen that it worked.
 */
export const findingStatuses = ['open', 'in-progress', 'resolved', 'verified', 'reopened'] as const

export type FindingStatus = (typeof findingStatuses)[number]

export const findingSeverities = ['critical', 'major', 'minor'] as const

export type FindingSeverity = (typeof findingSeverities)[number]

/**
 * What has to be done: put the matter right, remove its cause so that it does not come back, retrain
 * the version, or evaluate it anew.
 */
export const requiredActions = ['correct', 'prevent', 'retrain', 're-evaluate'] as const

export type RequiredAction = (typeof requiredActions)[number]

/** Where findings come from; a person's own observation is a source too. */
export const findingSources = [
  'monitor',
  'control-test',
  'gap-assessment',
  'audit',
  'person',
] as const

/** Days until a finding is due, where nobody says otherwise. */
export type FindingDueDays = Record<FindingSeverity, number>

/** Our choice: a week, a month, a quarter. */
export const defaultFindingDueDays: FindingDueDays = { critical: 7, major: 30, minor: 90 }

const rank: Record<FindingSeverity, number> = { critical: 0, major: 1, minor: 2 }

/** The graver of two; what was found again does not become harmless. */
export function graver(a: FindingSeverity, b: FindingSeverity): FindingSeverity {
  return rank[a] <= rank[b] ? a : b
}
