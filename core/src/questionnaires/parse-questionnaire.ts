import type { Reason } from '../shared/result.ts'
import { contentProblems } from './content-problems.ts'
import { inheritProvenance } from '../shared/provenance.ts'
import type { Questionnaire } from './questionnaire.ts'
import { questionnaireFileSchema } from './schema.ts'
import type { QuestionnaireFile } from './schema.ts'

export type ParsedQuestionnaire =
  | { ok: true; questionnaire: Questionnaire }
  | { ok: false; reasons: Reason[] }

/**
 * Reads a questionnaire from parsed content (a plain value, such as YAML gives), checks that it
 * is consistent in itself, and resolves inherited provenance. Never throws on bad content: each
 * problem is a reason that names its place in the file.
 */
export function parseQuestionnaire(input: unknown): ParsedQuestionnaire {
  const parsed = questionnaireFileSchema.safeParse(input)
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => ({
      code: 'questionnaire-content-invalid',
      message: `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`,
      remedy: 'Correct the content file',
    }))
    return { ok: false, reasons }
  }
  const reasons = contentProblems(parsed.data)
  if (reasons.length > 0) return { ok: false, reasons }
  return { ok: true, questionnaire: resolveProvenance(parsed.data) }
}

function resolveProvenance(file: QuestionnaireFile): Questionnaire {
  return {
    ...file,
    gates: file.gates.map((gate) => ({ ...gate, ...inheritProvenance(gate, file) })),
    sections: file.sections.map((section) => {
      const provenance = inheritProvenance(section, file)
      const questions = section.questions.map((question) => ({
        ...question,
        ...inheritProvenance(question, provenance),
      }))
      return { ...section, ...provenance, questions }
    }),
  }
}
