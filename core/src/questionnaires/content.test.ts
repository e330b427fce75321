import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseQuestionnaire } from './parse-questionnaire.ts'
import { allQuestions } from './questionnaire.ts'
import { bandOf, concernScore } from './score.ts'

const read = (name: string) => {
  const file = new URL(`../../../content/questionnaires/${name}.yaml`, import.meta.url)
  const parsed = parseQuestionnaire(parse(readFileSync(file, 'utf8')))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons, null, 2))
  return parsed.questionnaire
}

const names = ['ai-impact-assessment', 'organisational-risk-assessment', 'classification']

describe('shipped questionnaires', () => {
  test.each(names)('%s is consistent and every question carries its provenance', (name) => {
    const questionnaire = read(name)
    expect(questionnaire.id).toBe(name)
    for (const question of allQuestions(questionnaire)) {
      expect(question.source.length).toBeGreaterThan(0)
      expect(question.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(['verified', 'recalled']).toContain(question.confidence)
    }
  })

  test('the AI impact assessment asks 52 questions in eight dimensions', () => {
    const questionnaire = read('ai-impact-assessment')
    const perSection = questionnaire.sections.map(({ id, questions }) => [id, questions.length])
    expect(perSection).toEqual([
      ['accountability', 6],
      ['transparency', 6],
      ['fairness', 7],
      ['privacy', 7],
      ['reliability', 7],
      ['safety', 8],
      ['explainability', 6],
      ['environmental-impact', 5],
    ])
    expect(questionnaire.gates.map(({ id }) => id)).toEqual([
      'G1',
      'G2',
      'G3',
      'G4',
      'G5',
      'G6',
      'G7',
    ])
    expect(questionnaire.reportFields).toHaveLength(13)
  })

  test('references of impact and risk questions carry their framework', () => {
    const questions = names.slice(0, 2).flatMap((name) => allQuestions(read(name)))
    const without = questions.filter(({ references }) => references.length === 0)
    expect(without.map(({ id }) => id)).toEqual([])
    for (const reference of questions.flatMap(({ references }) => references)) {
      expect(reference).toMatch(/^ISO(42001|27001):/)
    }
  })

  test.each(names.slice(0, 2))('%s: its worked example scores as it says', (name) => {
    const { scoring } = read(name)
    if (scoring?.workedExample === undefined) throw new Error('no worked example')
    const { answers, score, band } = scoring.workedExample
    expect(concernScore(answers, scoring)).toBe(score)
    expect(bandOf(score, scoring)).toBe(band)
  })

  test.each(names.slice(0, 2))('%s: the screening form touches every section and gate', (name) => {
    const { forms, sections } = read(name)
    const screening = forms.find(({ id }) => id === 'screening')?.questions ?? []
    const untouched = sections.filter(
      ({ questions }) => !questions.some(({ id }) => screening.includes(id)),
    )
    expect(untouched).toEqual([])
    const gates = sections.flatMap(({ questions }) => questions).filter(({ gate }) => gate)
    expect(gates.length).toBeGreaterThan(5)
    expect(gates.filter(({ id }) => !screening.includes(id))).toEqual([])
  })
})
