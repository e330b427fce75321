import type { Schemas } from '@primum/client'
import type { FindingSeverity } from '@primum/core/findings/finding'

export type PlanValues = {
  severity: FindingSeverity
  /** a member, `nobody`, or `statement`: who owns the control in the newest statement */
  owner: string
  /** as a `datetime-local` input writes it; empty: by the severity */
  dueAt: string
  note: string
}

/** What is left to the server is not sent. */
export function planBody(
  requirementIds: string[],
  { severity, owner, dueAt, note }: PlanValues,
): Schemas['PlanFindingsRequest'] {
  return {
    ...{ requirementIds, severity, note: note.trim() === '' ? null : note.trim() },
    ...(owner === 'statement' ? {} : { ownerId: owner === 'nobody' ? null : owner }),
    ...(dueAt === '' ? {} : { dueAt: new Date(dueAt).toISOString() }),
  }
}
