import type { Reason } from '../shared/result.ts'
import type { ConcernScoring, QuestionnaireFile } from './schema.ts'

/** What a schema cannot see: repeated ids, dangling names, bands with gaps. */
export function contentProblems(file: QuestionnaireFile): Reason[] {
  const questions = file.sections.flatMap((section) => section.questions)
  const questionIds = questions.map((question) => question.id)
  const known = new Set(questionIds)
  const entries = [file, ...file.gates, ...file.sections, ...questions]
  const messages = [
    ...repeated(questionIds).map((id) => `question ${id} occurs more than once`),
    ...repeated(file.sections.map(({ id }) => id)).map((id) => `section ${id} occurs twice`),
    ...repeated(file.forms.map(({ id }) => id)).map((id) => `form ${id} occurs twice`),
    ...file.forms.flatMap((form) =>
      (form.questions ?? [])
        .filter((id) => !known.has(id))
        .map((id) => `form ${form.id} names the unknown question ${id}`),
    ),
    ...entries.flatMap((entry) =>
      (entry.source ?? [])
        .filter((key) => !Object.hasOwn(file.sources, key))
        .map((key) => `${entry.id} cites the unlisted source ${key}`),
    ),
    ...questions.flatMap((question) => {
      if (question.answerType === 'scale') {
        return repeated(question.scale.map(({ value }) => value)).map(
          (value) => `question ${question.id} anchors ${value} twice`,
        )
      }
      if (question.answerType !== 'choice') return []
      return repeated(question.choices.map(({ value }) => value)).map(
        (value) => `question ${question.id} offers ${value} twice`,
      )
    }),
    ...(file.scoring === undefined
      ? questions
          .filter((question) => question.answerType === 'concern')
          .map((question) => `question ${question.id} asks for a concern but scoring is absent`)
      : scoringProblems(file.scoring)),
  ]
  return messages.map((message) => ({
    code: 'questionnaire-content-invalid',
    message,
    remedy: 'Correct the content file',
  }))
}

function scoringProblems(scoring: ConcernScoring): string[] {
  const problems: string[] = []
  if (scoring.worstPercent + scoring.meanPercent !== 100) {
    problems.push('scoring: worstPercent and meanPercent must add up to 100')
  }
  let expected = 0
  for (const { band, min, max } of scoring.bands) {
    if (Math.round(min * 10) !== expected || max < min) {
      problems.push(`scoring: band ${band} must start at ${(expected / 10).toFixed(1)}`)
    }
    expected = Math.round(max * 10) + 1
  }
  if (expected !== 41) problems.push('scoring: the last band must end at 4.0')
  return problems
}

function repeated<T>(values: T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
