import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Answer } from './answers.ts'
import { parseQuestionnaire } from './parse-questionnaire.ts'
import { bandOf, concernScore, scoreQuestionnaire } from './score.ts'
import { visibleQuestions } from './visible-questions.ts'

const file = new URL('../../../content/questionnaires/ai-impact-assessment.yaml', import.meta.url)
const parsed = parseQuestionnaire(parse(readFileSync(file, 'utf8')))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons))
const { questionnaire } = parsed
if (questionnaire.scoring === undefined) throw new Error('no scoring')
const { scoring } = questionnaire
const facts = { archetype: 'triage', traits: [] }

const answerAll = (value: Answer['value'], except: Record<string, Answer> = {}): Answer[] =>
  visibleQuestions(questionnaire, facts).map(
    ({ id }) => except[id] ?? { questionId: id, value, note: 'reason' },
  )

/** The score as an exact fraction, by BigInt, in tenths: an independent second way. */
const exactTenths = (values: number[]) => {
  const n = BigInt(values.length)
  const sum = BigInt(values.reduce((a, b) => a + b, 0))
  const numerator = 6n * BigInt(Math.max(...values)) * n + 4n * sum
  return Number((2n * numerator + n) / (2n * n))
}

describe('concernScore', () => {
  test('halves round up, not to the nearest binary fraction', () => {
    // 0.6 × 1 + 0.4 × 1/8 = 0.65 exactly; 0.6 × 1 + 0.4 × 5/8 = 0.85.
    expect(concernScore([1, 0, 0, 0, 0, 0, 0, 0], scoring)).toBe(0.7)
    expect(concernScore([1, 1, 1, 1, 1, 0, 0, 0], scoring)).toBe(0.9)
    // 0.6 × 2 + 0.4 × 9/8 = 1.65, which toFixed(1) of the float gives as 1.6.
    expect(concernScore([2, 2, 2, 2, 1, 0, 0, 0], scoring)).toBe(1.7)
    // 0.6 × 3 + 0.4 × 3/8 = 1.95, which Math.round of the float gives as 1.9: a band too low.
    expect(concernScore([3, 0, 0, 0, 0, 0, 0, 0], scoring)).toBe(2)
  })

  test('unknown counts as 3, not applicable is left out', () => {
    expect(concernScore(['unknown'], scoring)).toBe(3)
    expect(concernScore([0, 'unknown'], scoring)).toBe(2.4)
    expect(concernScore([2, 'na'], scoring)).toBe(2)
    expect(concernScore(['na'], scoring)).toBeNull()
    expect(concernScore([], scoring)).toBeNull()
  })

  test('is exact for any answers, between mean and worst, and ignores order', () => {
    const answers = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(answers, (values) => {
        const score = concernScore(values, scoring) ?? -1
        expect(Math.round(score * 10)).toBe(exactTenths(values))
        expect(score).toBeLessThanOrEqual(Math.max(...values))
        expect(concernScore(values.toReversed(), scoring)).toBe(score)
      }),
    )
  })

  test('a worse answer never lowers the score', () => {
    const answers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(answers, fc.nat(), (values, at) => {
        const worse = values.with(at % values.length, (values[at % values.length] ?? 0) + 1)
        expect(concernScore(worse, scoring)).toBeGreaterThanOrEqual(
          concernScore(values, scoring) ?? 5,
        )
      }),
    )
  })
})

test('every score of one decimal falls in one band', () => {
  const bands = Array.from({ length: 41 }, (_, tenths) => bandOf(tenths / 10, scoring))
  expect(bands.filter((band) => band === 'low')).toHaveLength(10)
  expect(bands.indexOf('moderate')).toBe(10)
  expect(bands.indexOf('high')).toBe(20)
  expect(bands.indexOf('critical')).toBe(30)
  expect(() => bandOf(-0.1, scoring)).toThrow(RangeError)
})

describe('scoreQuestionnaire', () => {
  test('the overall band is the worst section', () => {
    const score = scoreQuestionnaire(
      questionnaire,
      answerAll(0, { 'AIIA-PRI-2': { questionId: 'AIIA-PRI-2', value: 4 } }),
      facts,
    )
    expect(score.state).toBe('complete')
    // Six privacy questions apply: 0.6 × 4 + 0.4 × 4/6 = 2.67.
    expect(score).toMatchObject({ score: 2.7, band: 'high' })
    expect(
      score.sections.filter(({ band }) => band !== 'low').map(({ sectionId }) => sectionId),
    ).toEqual(['privacy'])
  })

  test('an unanswered section is incomplete and lists what is missing', () => {
    const answers = answerAll(1).filter(({ questionId }) => !questionId.startsWith('AIIA-EXP'))
    const score = scoreQuestionnaire(questionnaire, answers, facts)
    expect(score.state).toBe('incomplete')
    expect(score.missing).toEqual([1, 2, 3, 4, 5].map((n) => `AIIA-EXP-${n}`))
    expect(score.sections.find(({ sectionId }) => sectionId === 'explainability')).toMatchObject({
      state: 'incomplete',
      score: null,
      band: null,
      answered: 0,
      applicable: 5,
    })
  })

  test('a section wholly not applicable is so, not low', () => {
    const answers = answerAll(0).map((answer) =>
      answer.questionId.startsWith('AIIA-ENV') ? { ...answer, value: 'na' } : answer,
    )
    const section = scoreQuestionnaire(questionnaire, answers, facts).sections.at(-1)
    expect(section).toMatchObject({ state: 'not-applicable', score: null, answered: 5 })
    expect(section?.notApplicable).toHaveLength(5)
  })

  test('answers to questions that do not apply change nothing', () => {
    const hidden = { questionId: 'AIIA-SAF-5', value: 4 }
    expect(scoreQuestionnaire(questionnaire, [...answerAll(1), hidden], facts)).toEqual(
      scoreQuestionnaire(questionnaire, answerAll(1), facts),
    )
  })

  test('a questionnaire without concern scoring cannot be scored', () => {
    const { scoring: _, ...unscored } = questionnaire
    expect(() => scoreQuestionnaire(unscored, [], facts)).toThrow(RangeError)
  })
})
