import { answerProblems, usableAnswers } from '../questionnaires/answers.ts'
import type { Answer } from '../questionnaires/answers.ts'
import { completeness } from '../questionnaires/completeness.ts'
import type { Questionnaire } from '../questionnaires/questionnaire.ts'
import type { Reason } from '../shared/result.ts'
import { factorAnswersSchema, riskFactors } from './scales.ts'
import type { ClassificationInput } from './tier.ts'

export type ParsedClassification =
  | { ok: true; input: ClassificationInput; traits: string[] }
  | { ok: false; reasons: Reason[] }

/**
 * From answers of the classification questionnaire to the input of `classify`, with the traits
 * that decide which questions of other questionnaires apply. Missing or unfit answers give a
 * reason each.
 */
export function classificationInput(
  answers: readonly Answer[],
  classification: Questionnaire,
): ParsedClassification {
  const facts = { archetype: null, traits: [] }
  const reasons = answerProblems(classification, answers)
  for (const { questionId } of completeness(classification, answers, facts).missing) {
    if (reasons.some(({ message }) => message.includes(` ${questionId} `))) continue
    reasons.push({
      code: 'classification-answer-missing',
      message: `The classification lacks an answer to ${questionId}`,
      remedy: `Answer ${questionId}`,
      where: '/ai-systems/{id}/risk-and-impact',
    })
  }
  if (reasons.length > 0) return { ok: false, reasons }
  const values = usableAnswers(classification, answers)
  const isYes = (id: string) => values.get(id)?.value === true
  return {
    ok: true,
    input: {
      answers: factorAnswersSchema.parse(
        Object.fromEntries(riskFactors.map((factor) => [factor, values.get(factor)?.value])),
      ),
      archetype: String(values.get('archetype')?.value),
      handlesPhi: isYes('handlesPhi'),
      fdaRegulated: isYes('fdaRegulated'),
      euHighRisk: isYes('euHighRisk'),
    },
    traits: [
      ...(isYes('generative') ? ['generative'] : []),
      ...(isYes('predictiveDsi') ? ['predictive-dsi'] : []),
    ],
  }
}
