import { describe, expect, test } from 'vitest'
import { parseQuestionnaire } from './parse-questionnaire.ts'

const file = {
  id: 'checks',
  version: '1.0.0',
  title: 'Checks',
  about: 'A small questionnaire',
  source: ['OWN'],
  asOf: '2026-11-22',
  confidence: 'recalled',
  sources: { OWN: { title: 'Own' }, LAW: { title: 'A law' } },
  sections: [
    {
      id: 'first',
      title: 'First',
      source: ['LAW'],
      questions: [
        { id: 'Q-1', text: 'One?', answerType: 'boolean' },
        { id: 'Q-2', text: 'Two?', answerType: 'text', confidence: 'verified', source: ['OWN'] },
      ],
    },
  ],
}

const withQuestions = (...questions: object[]) => ({
  ...file,
  sections: [{ ...file.sections[0], questions }],
})

const messages = (input: unknown) => {
  const parsed = parseQuestionnaire(input)
  return parsed.ok ? [] : parsed.reasons.map(({ message }) => message)
}

describe('parseQuestionnaire', () => {
  test('inherits each field from the nearest enclosing entry', () => {
    const parsed = parseQuestionnaire(file)
    if (!parsed.ok) throw new Error('refused')
    const [one, two] = parsed.questionnaire.sections[0]?.questions ?? []
    expect(one).toMatchObject({ source: ['LAW'], asOf: '2026-11-22', confidence: 'recalled' })
    expect(two).toMatchObject({ source: ['OWN'], asOf: '2026-11-22', confidence: 'verified' })
  })

  test('names the place of a wrong field', () => {
    expect(messages({ ...file, version: 'one' }).join()).toContain('version: a semantic version')
    expect(messages(null).join()).toContain('file:')
    expect(
      messages(
        withQuestions({ id: 'Q-1', text: 'One?', answerType: 'text', references: ['A.3.2'] }),
      ).join(),
    ).toContain('sections.0.questions.0.references.0')
  })

  test('refuses what a schema cannot see', () => {
    const question = { id: 'Q-1', text: 'One?', answerType: 'boolean' }
    expect(messages(withQuestions(question, question))).toEqual([
      'question Q-1 occurs more than once',
    ])
    expect(messages(withQuestions({ ...question, source: ['NOWHERE'] }))).toEqual([
      'Q-1 cites the unlisted source NOWHERE',
    ])
    expect(messages({ ...file, forms: [{ id: 'f', title: 'F', questions: ['Q-9'] }] })).toEqual([
      'form f names the unknown question Q-9',
    ])
    expect(messages(withQuestions({ ...question, answerType: 'concern' }))).toEqual([
      'question Q-1 asks for a concern but scoring is absent',
    ])
  })

  test('refuses bands with a gap and weights that do not add up', () => {
    const scoring = {
      method: 'worst-and-mean',
      worstPercent: 60,
      meanPercent: 30,
      unknownCountsAs: 3,
      answers: [],
      bands: [
        { band: 'low', min: 0, max: 0.9 },
        { band: 'high', min: 1.1, max: 3.9 },
      ],
    }
    expect(messages({ ...file, scoring })).toEqual([
      'scoring: worstPercent and meanPercent must add up to 100',
      'scoring: band high must start at 1.0',
      'scoring: the last band must end at 4.0',
    ])
  })
})
