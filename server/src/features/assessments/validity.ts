import { addMonths } from '@primum/core/risk/calendar-months'
import type { Tier, TieringContent } from '@primum/core/risk/tiering-content'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { assessedFacts, changedFields } from './assessed-facts.ts'
import { formOf, reassessmentMonths } from './kinds.ts'
import type { AssessmentRecord } from './store.ts'

/**
 * Why a signed assessment no longer holds, in sentences; empty while it does: the system changed,
 * its tier asks for more questions, the questionnaire changed, or the period of the tier is over.
 */
export function outdatedBecause(
  record: AssessmentRecord,
  now: {
    system: AiSystem
    tier: Tier | null
    tiering: TieringContent
    questionnaireVersion: string
    at: Date
  },
): string[] {
  if (record.status !== 'signed') return []
  const changed =
    record.result.signed === undefined
      ? []
      : changedFields(record.result.signed.facts, assessedFacts(now.system))
  const months = reassessmentMonths(now.tier, now.tiering)
  const signedAt = record.signOffs[0]?.createdAt
  const ends = signedAt === undefined ? now.at : addMonths(new Date(signedAt), months)
  const form = formOf(record.kind, now.tier, now.tiering)
  return [
    ...(changed.length === 0 ? [] : [`Changed since it was signed: ${changed.join(', ')}.`]),
    ...(form === 'full' && record.result.form !== 'full'
      ? ['The tier now asks for the full form.']
      : []),
    ...(record.questionnaireVersion === now.questionnaireVersion
      ? []
      : [`The questionnaire is now at version ${now.questionnaireVersion}.`]),
    ...(ends.getTime() <= now.at.getTime()
      ? [`Its ${months} months ended on ${ends.toISOString().slice(0, 10)}.`]
      : []),
  ]
}
