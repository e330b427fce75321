import type { ProblemReason } from '@primum/client'
import type { Assessment, RecordedRisk } from './queries.ts'

type Blockers = Assessment['result']['blockers']

/** What the treatment can lift; the other blockers are lifted by answering. */
const codes = new Set([
  'g3-executive-decision-missing',
  'g4-treatment-plan-missing',
  'g4-council-approval-missing',
  'concern-without-risk',
  'risk-category-unknown',
  'residual-without-treatment',
  'consequence-lowered',
  'residual-above-inherent',
  'treatment-without-owner-or-date',
  'risk-not-acceptable',
  'risk-not-accepted',
])

export function openTreatment(blockers: Blockers): ProblemReason[] {
  return blockers.filter(({ code }) => codes.has(code)).map(settledHere)
}

/** A reason of one code that is about one dimension: its message begins with the title. */
export function openOf(blockers: Blockers, code: string, title = ''): ProblemReason[] {
  return openTreatment(blockers).filter(
    (reason) => reason.code === code && reason.message.startsWith(title),
  )
}

export function openOfRisk(blockers: Blockers, { id, title }: RecordedRisk): ProblemReason[] {
  const names = [`isk ${id} (${title}) `, `isk ${id} is in the unknown category`]
  return openTreatment(blockers).filter(({ message }) =>
    names.some((name) => message.includes(name)),
  )
}

/** Its link would lead away from the very place where it is settled. */
function settledHere({ where: _where, ...reason }: ProblemReason): ProblemReason {
  return reason
}
