import { usableAnswers } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Questionnaire } from './questionnaire.ts'
import { visibleSections } from './visible-questions.ts'
import type { QuestionnaireFacts } from './visible-questions.ts'

export type Completeness = {
  /** Questions that apply. */
  applicable: number
  /** Of these, questions with a usable answer. */
  answered: number
  complete: boolean
  /** Required questions that apply and have no usable answer, in the order of the content. */
  missing: { questionId: string; sectionId: string }[]
}

/** How far a questionnaire is answered, over every answer type. */
export function completeness(
  questionnaire: Questionnaire,
  answers: readonly Answer[],
  facts: QuestionnaireFacts,
): Completeness {
  const usable = usableAnswers(questionnaire, answers)
  const asked = visibleSections(questionnaire, facts).flatMap((section) =>
    section.questions.map((question) => ({ question, sectionId: section.id })),
  )
  const open = asked.filter(({ question }) => !usable.has(question.id))
  const missing = open
    .filter(({ question }) => question.required)
    .map(({ question, sectionId }) => ({ questionId: question.id, sectionId }))
  return {
    applicable: asked.length,
    answered: asked.length - open.length,
    complete: missing.length === 0,
    missing,
  }
}
