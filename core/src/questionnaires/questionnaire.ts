import type { z } from 'zod'
import type { Provenance } from '../shared/provenance.ts'
import type { QuestionnaireFile, questionSchema } from './schema.ts'

type Resolved<T> = T extends unknown ? Omit<T, keyof Provenance> & Provenance : never

/** A question with its provenance resolved; a union by `answerType`. */
export type Question = Resolved<z.infer<typeof questionSchema>>

export type Section = Omit<QuestionnaireFile['sections'][number], 'questions' | keyof Provenance> &
  Provenance & { questions: Question[] }

export type QuestionnaireGate = Resolved<QuestionnaireFile['gates'][number]>

/** A checked questionnaire: every section, question and gate carries its own provenance. */
export type Questionnaire = Omit<QuestionnaireFile, 'sections' | 'gates'> & {
  sections: Section[]
  gates: QuestionnaireGate[]
}

export function allQuestions(questionnaire: Questionnaire): Question[] {
  return questionnaire.sections.flatMap((section) => section.questions)
}
