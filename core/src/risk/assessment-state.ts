import type { Reason } from '../shared/result.ts'

/** `outdated`: signed once, but the system or its questionnaire has changed since. */
export type AssessmentState = 'missing' | 'draft' | 'signed' | 'outdated'

export type AssessmentKind = 'organisational risk assessment' | 'AI impact assessment'

const where = '/ai-systems/{id}/risk-and-impact'

/** Why an assessment cannot be relied on, or null where it is signed and current. */
export function assessmentProblem(kind: AssessmentKind, state: AssessmentState): Reason | null {
  const prefix = kind === 'AI impact assessment' ? 'impact-assessment' : 'risk-assessment'
  switch (state) {
    case 'signed':
      return null
    case 'missing':
      return {
        code: `${prefix}-missing`,
        message: `There is no ${kind}`,
        remedy: `Make the ${kind} and have it signed`,
        who: 'Model owner',
        where,
      }
    case 'draft':
      return {
        code: `${prefix}-unsigned`,
        message: `The ${kind} is not signed`,
        remedy: `Complete the ${kind} and sign it`,
        who: 'Governance lead or committee member',
        where,
      }
    case 'outdated':
      return {
        code: `${prefix}-outdated`,
        message: `The ${kind} was signed for an earlier state of the system`,
        remedy: `Review the ${kind} against what has changed and sign it again`,
        who: 'Model owner',
        where,
      }
  }
}

/** Why the inventory entry is not complete, or null. */
export function registrationProblem(missingFields: readonly string[]): Reason | null {
  if (missingFields.length === 0) return null
  return {
    code: 'registration-incomplete',
    message: `The inventory entry lacks ${missingFields.join(', ')}`,
    remedy: 'Fill in the missing fields',
    who: 'Model owner',
    where: '/ai-systems/{id}',
  }
}
