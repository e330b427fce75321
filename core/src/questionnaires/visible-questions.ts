import type { Question, Questionnaire, Section } from './questionnaire.ts'

/**
 * What decides which questions are asked. `archetype` is null while the system is unclassified;
 * `traits` are further labels such as `generative` or `predictive-dsi`; `form` selects a named
 * form of the questionnaire (absent: every question).
 */
export type QuestionnaireFacts = {
  archetype: string | null
  traits: readonly string[]
  form?: string
}

/** While the archetype is unknown every question applies: asking too much is the safe error. */
function questionApplies(question: Question, facts: QuestionnaireFacts): boolean {
  if (question.onlyFor.length === 0 || facts.archetype === null) return true
  return question.onlyFor.some((label) => label === facts.archetype || facts.traits.includes(label))
}

/**
 * Sections with the questions to ask, in the order of the content; sections left without a
 * question are dropped. Throws a RangeError for a form that the questionnaire does not have.
 */
export function visibleSections(
  questionnaire: Questionnaire,
  facts: QuestionnaireFacts,
): Section[] {
  const selected = formQuestions(questionnaire, facts.form)
  return questionnaire.sections
    .map((section) => ({
      ...section,
      questions: section.questions.filter(
        (question) =>
          (selected === null || selected.has(question.id)) && questionApplies(question, facts),
      ),
    }))
    .filter((section) => section.questions.length > 0)
}

export function visibleQuestions(
  questionnaire: Questionnaire,
  facts: QuestionnaireFacts,
): Question[] {
  return visibleSections(questionnaire, facts).flatMap((section) => section.questions)
}

function formQuestions(
  questionnaire: Questionnaire,
  formId: string | undefined,
): ReadonlySet<string> | null {
  if (formId === undefined) return null
  const form = questionnaire.forms.find(({ id }) => id === formId)
  if (form === undefined) throw new RangeError(`${questionnaire.id} has no form ${formId}`)
  return form.questions === undefined ? null : new Set(form.questions)
}
