import { z } from 'zod'
import type { Reason } from '../shared/result.ts'
import { allQuestions } from './questionnaire.ts'
import type { Question, Questionnaire } from './questionnaire.ts'

/**
 * One answer. Concern: 0 (none) to 4 (unacceptable), `na` (with the reason as `note`) or
 * `unknown`. Scale: one of its values. Choice: one of its values. Text, boolean: as they are.
 * `evidence` holds ids or addresses of what was seen.
 */
export const answerSchema = z.object({
  questionId: z.string().min(1),
  value: z.union([z.number(), z.string(), z.boolean()]),
  note: z.string().optional(),
  evidence: z.array(z.string().min(1)).optional(),
})

export type Answer = z.infer<typeof answerSchema>

/** Why an answer cannot be taken, or null. The reason names the question and the remedy. */
export function answerProblem(question: Question, answer: Answer): Reason | null {
  const { value } = answer
  switch (question.answerType) {
    case 'concern':
      if (value === 'na' && !hasText(answer.note)) {
        return {
          code: 'answer-needs-reason',
          message: `Question ${question.id} is answered not applicable without a reason`,
          remedy: `State in the note of ${question.id} why it does not apply`,
        }
      }
      if (value === 'na' || value === 'unknown' || isConcern(value)) return null
      return invalid(question, 'a whole number from 0 to 4, na or unknown')
    case 'scale': {
      const values = question.scale.map((anchor) => anchor.value)
      if (typeof value === 'number' && values.includes(value)) return null
      return invalid(question, `one of ${values.join(', ')}`)
    }
    case 'choice': {
      const values = question.choices.map((choice) => choice.value)
      if (typeof value === 'string' && values.includes(value)) return null
      return invalid(question, `one of ${values.join(', ')}`)
    }
    case 'text':
      return typeof value === 'string' && hasText(value) ? null : invalid(question, 'some text')
    case 'boolean':
      return typeof value === 'boolean' ? null : invalid(question, 'yes or no (true or false)')
  }
}

/**
 * Every problem in a set of answers: values that do not fit, questions the questionnaire does
 * not have, questions answered twice. Answers to questions that do not apply are no problem:
 * they are kept for the day the facts change, and left out of score and completeness.
 */
export function answerProblems(questionnaire: Questionnaire, answers: readonly Answer[]): Reason[] {
  const questions = new Map(allQuestions(questionnaire).map((question) => [question.id, question]))
  const seen = new Set<string>()
  const reasons: Reason[] = []
  for (const answer of answers) {
    const question = questions.get(answer.questionId)
    if (question === undefined) {
      reasons.push({
        code: 'question-unknown',
        message: `${questionnaire.title} ${questionnaire.version} has no question ${answer.questionId}`,
        remedy: 'Remove this answer, or use the questionnaire version it was given for',
      })
      continue
    }
    if (seen.has(question.id)) {
      reasons.push({
        code: 'answer-repeated',
        message: `Question ${question.id} is answered more than once`,
        remedy: `Keep one answer to ${question.id}`,
      })
    }
    seen.add(question.id)
    const problem = answerProblem(question, answer)
    if (problem !== null) reasons.push(problem)
  }
  return reasons
}

/** The usable answers by question id. An answer that does not fit counts as not given. */
export function usableAnswers(
  questionnaire: Questionnaire,
  answers: readonly Answer[],
): ReadonlyMap<string, Answer> {
  const questions = new Map(allQuestions(questionnaire).map((question) => [question.id, question]))
  const usable = new Map<string, Answer>()
  for (const answer of answers) {
    const question = questions.get(answer.questionId)
    if (question !== undefined && answerProblem(question, answer) === null) {
      usable.set(answer.questionId, answer)
    }
  }
  return usable
}

export function isConcern(value: Answer['value']): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 4
}

function hasText(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== ''
}

function invalid(question: Question, expected: string): Reason {
  return {
    code: 'answer-invalid',
    message: `The answer to question ${question.id} does not fit`,
    remedy: `Answer ${question.id} with ${expected}`,
  }
}
