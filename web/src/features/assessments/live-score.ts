import type { Schemas } from '@primum/client'
import type { Answer } from '@primum/core/questionnaires/answers'
import type { Questionnaire } from '@primum/core/questionnaires/questionnaire'
import { scoreQuestionnaire } from '@primum/core/questionnaires/score'
import type { SectionScore } from '@primum/core/questionnaires/score'

/** Everything that was asked applies: the server has left out what does not. */
const everything = { archetype: null, traits: [] }

/** The scores of the sections as the answers stand, by the function the server uses. */
export function liveScores(
  full: Schemas['Questionnaire'],
  asked: Schemas['QuestionSection'][],
  answers: readonly Answer[],
): Map<string, SectionScore> {
  // The API's shape of a questionnaire is the content's own; only its optional fields are looser.
  const questionnaire = { ...full, sections: asked } as unknown as Questionnaire
  const { sections } = scoreQuestionnaire(questionnaire, answers, everything)
  return new Map(sections.map((section) => [section.sectionId, section]))
}
