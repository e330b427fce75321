import type { Reason } from '@primum/core/shared/result'
import { roleTitles } from '@primum/core/access/roles'
import type { Evidence } from './store.ts'

/** Why nothing of it may go: it is held for the law. */
export function holdProblems({ title, hold }: Evidence): Reason[] {
  if (hold === null) return []
  const since = hold.at.slice(0, 10)
  return [
    {
      code: 'on-hold',
      message: `“${title}” has been held since ${since} by ${hold.by.name}: ${hold.reason}`,
      remedy: 'Release the hold first, if its reason has gone.',
      who: roleTitles['governance-lead'],
    },
  ]
}

/** Why it may not be withdrawn today. */
export function withdrawalProblems(evidence: Evidence, day: string): Reason[] {
  const { title, retentionUntil } = evidence
  const reasons = holdProblems(evidence)
  if (retentionUntil === null || retentionUntil <= day) return reasons
  return [
    ...reasons,
    {
      code: 'retained',
      message: `“${title}” is to be kept until ${retentionUntil}.`,
      remedy: 'Wait until then, or shorten how long it is kept, with a reason.',
      who: roleTitles['governance-lead'],
    },
  ]
}
