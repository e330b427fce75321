import type { Reason } from '../shared/result.ts'
import type { FindingStatus } from './finding.ts'

/** From where each status can be reached; verified is final. */
const next: Record<FindingStatus, readonly FindingStatus[]> = {
  open: ['in-progress'],
  'in-progress': ['resolved'],
  resolved: ['verified', 'reopened'],
  verified: [],
  reopened: ['in-progress'],
}

/** The statuses that may follow. */
export function nextStatuses(from: FindingStatus): readonly FindingStatus[] {
  return next[from]
}

export type FindingStep = {
  from: FindingStatus
  to: FindingStatus
  /** what was done, what was seen, or why it starts again; null where nothing is said */
  reason: string | null
  /** who takes the step */
  actorId: string
  /** who resolved it last; null while nobody has */
  resolvedBy: string | null
}

const wanted: Partial<Record<FindingStatus, string>> = {
  resolved: 'Say what was done.',
  verified: 'Say how it was seen that it worked.',
  reopened: 'Say why it starts again.',
}

/**
 * Why a step cannot be taken; empty where it can. Who resolved a finding cannot check it: the
 * effectiveness of a correction is judged by somebody else (ISO/IEC 42001, clause 10.2).
 */
export function stepProblems(step: FindingStep): Reason[] {
  const { from, to, reason, actorId, resolvedBy } = step
  const reasons: Reason[] = []
  if (!next[from].includes(to)) {
    const message = `A finding that is ${words(from)} does not become ${words(to)}.`
    const after = next[from].map(words).join(' or ')
    const remedy = after === '' ? 'Open another finding.' : `Next it becomes ${after}.`
    reasons.push({ code: 'step-not-possible', message, remedy })
  }
  const missing = wanted[to]
  if (missing !== undefined && (reason === null || reason.trim() === '')) {
    reasons.push({ code: 'reason-missing', message: missing, remedy: 'Fill in the reason.' })
  }
  if (to === 'verified' && resolvedBy === actorId) {
    reasons.push({
      code: 'same-person',
      message: 'You resolved this finding, so somebody else has to check it.',
      remedy: 'Ask a different person.',
    })
  }
  return reasons
}

function words(status: FindingStatus): string {
  return status.replace('-', ' ')
}
