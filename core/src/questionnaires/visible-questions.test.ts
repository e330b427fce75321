import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseQuestionnaire } from './parse-questionnaire.ts'
import { visibleQuestions, visibleSections } from './visible-questions.ts'

const file = new URL('../../../content/questionnaires/ai-impact-assessment.yaml', import.meta.url)
const parsed = parseQuestionnaire(parse(readFileSync(file, 'utf8')))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons))
const { questionnaire } = parsed

const conditional = ['AIIA-TRA-4', 'AIIA-PRI-7', 'AIIA-SAF-5', 'AIIA-EXP-6']
const asked = (archetype: string | null, ...traits: string[]) =>
  visibleQuestions(questionnaire, { archetype, traits })
    .map(({ id }) => id)
    .filter((id) => conditional.includes(id))

describe('visibleQuestions', () => {
  test('a plain risk score is spared the conditional questions', () => {
    expect(asked('risk-stratification')).toEqual([])
    expect(visibleQuestions(questionnaire, { archetype: 'triage', traits: [] })).toHaveLength(48)
  })

  test('archetypes and traits bring their questions', () => {
    expect(asked('risk-stratification', 'predictive-dsi')).toEqual(['AIIA-TRA-4'])
    expect(asked('patient-chat')).toEqual(['AIIA-PRI-7', 'AIIA-SAF-5'])
    expect(asked('patient-chat', 'generative')).toEqual(['AIIA-PRI-7', 'AIIA-SAF-5', 'AIIA-EXP-6'])
    expect(asked('ambient-documentation')).toEqual(['AIIA-PRI-7', 'AIIA-EXP-6'])
  })

  test('everything is asked while the kind of system is unknown', () => {
    expect(asked(null)).toEqual(conditional)
    expect(visibleQuestions(questionnaire, { archetype: null, traits: [] })).toHaveLength(52)
  })

  test('a form selects, and an unknown form is a programming error', () => {
    const facts = { archetype: 'scheduling', traits: [] }
    const screening = visibleSections(questionnaire, { ...facts, form: 'screening' })
    expect(screening).toHaveLength(8)
    expect(screening.flatMap(({ questions }) => questions)).toHaveLength(16)
    expect(visibleQuestions(questionnaire, { ...facts, form: 'full' })).toHaveLength(48)
    expect(() => visibleQuestions(questionnaire, { ...facts, form: 'none' })).toThrow(RangeError)
  })
})
