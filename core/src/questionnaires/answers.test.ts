import { describe, expect, test } from 'vitest'
import { answerProblem, answerProblems, usableAnswers } from './answers.ts'
import { completeness } from './completeness.ts'
import { parseQuestionnaire } from './parse-questionnaire.ts'
import { allQuestions } from './questionnaire.ts'

const parsed = parseQuestionnaire({
  id: 'checks',
  version: '1.0.0',
  title: 'Checks',
  about: 'One question of each kind',
  source: ['OWN'],
  asOf: '2026-11-22',
  confidence: 'recalled',
  sources: { OWN: { title: 'Own' } },
  scoring: {
    method: 'worst-and-mean',
    worstPercent: 60,
    meanPercent: 40,
    unknownCountsAs: 3,
    answers: [],
    bands: [{ band: 'any', min: 0, max: 4 }],
  },
  sections: [
    {
      id: 'all',
      title: 'All',
      questions: [
        { id: 'concern', text: '?', answerType: 'concern' },
        {
          id: 'scale',
          text: '?',
          answerType: 'scale',
          scale: [
            { value: 1, anchor: 'little' },
            { value: 2, anchor: 'much' },
          ],
        },
        {
          id: 'choice',
          text: '?',
          answerType: 'choice',
          choices: [
            { value: 'red', label: 'Red' },
            { value: 'blue', label: 'Blue' },
          ],
        },
        { id: 'text', text: '?', answerType: 'text', required: false },
        { id: 'boolean', text: '?', answerType: 'boolean' },
      ],
    },
  ],
})
if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons))
const { questionnaire } = parsed

const problem = (questionId: string, value: number | string | boolean, note?: string) => {
  const question = allQuestions(questionnaire).find(({ id }) => id === questionId)
  if (question === undefined) throw new Error(questionId)
  return answerProblem(question, { questionId, value, note })
}

describe('answerProblem', () => {
  test.each([
    ['concern', 0],
    ['concern', 4],
    ['concern', 'unknown'],
    ['scale', 2],
    ['choice', 'blue'],
    ['text', 'words'],
    ['boolean', false],
  ])('%s takes %s', (id, value) => {
    expect(problem(id, value)).toBeNull()
  })

  test.each([
    ['concern', 5],
    ['concern', 1.5],
    ['concern', -1],
    ['concern', '2'],
    ['concern', true],
    ['scale', 3],
    ['scale', 'unknown'],
    ['choice', 'green'],
    ['choice', 1],
    ['text', '  '],
    ['text', 3],
    ['boolean', 'yes'],
  ])('%s refuses %s, naming the question and the remedy', (id, value) => {
    const reason = problem(id, value)
    expect(reason?.code).toBe('answer-invalid')
    expect(reason?.message).toContain(`question ${id}`)
    expect(reason?.remedy).toContain(`Answer ${id} with`)
  })

  test('not applicable needs its reason', () => {
    expect(problem('concern', 'na')?.code).toBe('answer-needs-reason')
    expect(problem('concern', 'na', ' ')?.code).toBe('answer-needs-reason')
    expect(problem('concern', 'na', 'no patients are involved')).toBeNull()
  })
})

describe('sets of answers', () => {
  test('unknown and repeated questions are reported', () => {
    const codes = answerProblems(questionnaire, [
      { questionId: 'nowhere', value: 1 },
      { questionId: 'scale', value: 1 },
      { questionId: 'scale', value: 2 },
    ]).map(({ code }) => code)
    expect(codes).toEqual(['question-unknown', 'answer-repeated'])
  })

  test('an answer that does not fit counts as not given', () => {
    const answers = [
      { questionId: 'concern', value: 9 },
      { questionId: 'scale', value: 1 },
    ]
    expect([...usableAnswers(questionnaire, answers).keys()]).toEqual(['scale'])
    expect(completeness(questionnaire, answers, { archetype: null, traits: [] })).toEqual({
      applicable: 5,
      answered: 1,
      complete: false,
      missing: ['concern', 'choice', 'boolean'].map((questionId) => ({
        questionId,
        sectionId: 'all',
      })),
    })
  })
})
