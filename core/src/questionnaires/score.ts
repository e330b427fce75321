import { isConcern, usableAnswers } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Questionnaire, Section } from './questionnaire.ts'
import type { ConcernScoring } from './schema.ts'
import { visibleSections } from './visible-questions.ts'
import type { QuestionnaireFacts } from './visible-questions.ts'

export type SectionScore = {
  sectionId: string
  title: string
  /** `not-applicable`: nothing is missing and nothing is left to score. */
  state: 'complete' | 'incomplete' | 'not-applicable'
  /** 0.0 to 4.0 with one decimal over the answers so far; null without a scored answer. */
  score: number | null
  band: string | null
  /** Concern questions with a usable answer (na and unknown included), and how many apply. */
  answered: number
  applicable: number
  /** Required questions without a usable answer. */
  missing: string[]
  unknown: string[]
  notApplicable: string[]
}

export type QuestionnaireScore = {
  state: 'complete' | 'incomplete'
  /** The worst band of any section so far; null while nothing is scored. */
  band: string | null
  score: number | null
  missing: string[]
  sections: SectionScore[]
}

/**
 * Section score of concern answers: worstPercent of the worst plus meanPercent of the mean,
 * rounded half up to one decimal. `unknown` counts as `unknownCountsAs`; na is left out.
 * Computed in whole numbers: 2.25 must become 2.3 whatever binary fractions say.
 * Null where nothing is left to score. Source: content of the questionnaire.
 */
export function concernScore(
  values: readonly (number | 'na' | 'unknown')[],
  scoring: ConcernScoring,
): number | null {
  const scored = values
    .filter((value) => value !== 'na')
    .map((value) => (value === 'unknown' ? scoring.unknownCountsAs : value))
  const n = scored.length
  if (n === 0) return null
  const sum = scored.reduce((total, value) => total + value, 0)
  const tenthsTimes10n = scoring.worstPercent * Math.max(...scored) * n + scoring.meanPercent * sum
  return Math.floor((tenthsTimes10n + 5 * n) / (10 * n)) / 10
}

/** The band that holds a score of one decimal. */
export function bandOf(score: number, scoring: ConcernScoring): string {
  const band = scoring.bands.findLast(({ min }) => score >= min)
  if (band === undefined) throw new RangeError(`no band holds the score ${score}`)
  return band.band
}

/**
 * Scores the concern questions that apply, section by section. The overall band is the worst
 * section's. Throws a RangeError for a questionnaire without concern scoring.
 */
export function scoreQuestionnaire(
  questionnaire: Questionnaire,
  answers: readonly Answer[],
  facts: QuestionnaireFacts,
): QuestionnaireScore {
  const { scoring } = questionnaire
  if (scoring === undefined) throw new RangeError(`${questionnaire.id} has no concern scoring`)
  const usable = usableAnswers(questionnaire, answers)
  const sections = visibleSections(questionnaire, facts)
    .map((section) => scoreSection(section, usable, scoring))
    .filter((section) => section.applicable > 0)
  const scores = sections.map(({ score }) => score).filter((score) => score !== null)
  const worst = scores.length === 0 ? null : Math.max(...scores)
  const missing = sections.flatMap((section) => section.missing)
  return {
    state: missing.length === 0 ? 'complete' : 'incomplete',
    band: worst === null ? null : bandOf(worst, scoring),
    score: worst,
    missing,
    sections,
  }
}

function scoreSection(
  section: Section,
  usable: ReadonlyMap<string, Answer>,
  scoring: ConcernScoring,
): SectionScore {
  const asked = section.questions.filter((question) => question.answerType === 'concern')
  const valueOf = (id: string) => usable.get(id)?.value
  const idsWith = (value: string) =>
    asked.filter(({ id }) => valueOf(id) === value).map(({ id }) => id)
  const missing = asked
    .filter((question) => question.required && !usable.has(question.id))
    .map(({ id }) => id)
  const values = asked
    .map(({ id }) => valueOf(id))
    .filter((value) => value !== undefined)
    .filter((value) => value === 'na' || value === 'unknown' || isConcern(value))
  const score = concernScore(values, scoring)
  const settled = score === null ? 'not-applicable' : 'complete'
  return {
    sectionId: section.id,
    title: section.title,
    state: missing.length > 0 ? 'incomplete' : settled,
    score,
    band: score === null ? null : bandOf(score, scoring),
    answered: values.length,
    applicable: asked.length,
    missing,
    unknown: idsWith('unknown'),
    notApplicable: idsWith('na'),
  }
}
