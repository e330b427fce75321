import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseQuestionnaire } from '../questionnaires/parse-questionnaire.ts'
import { allQuestions } from '../questionnaires/questionnaire.ts'
import { classificationInput } from './classification-input.ts'
import { riskFactors, riskScales } from './scales.ts'
import { parseTieringContent } from './tiering-content.ts'

const read = (path: string) =>
  parse(readFileSync(new URL(`../../../content/${path}`, import.meta.url), 'utf8'))
const parsed = parseQuestionnaire(read('questionnaires/classification.yaml'))
const parsedTiering = parseTieringContent(read('risk/tiering.yaml'))
if (!parsed.ok || !parsedTiering.ok) throw new Error('content refused')
const { questionnaire } = parsed

const complete = [
  ...riskFactors.map((questionId, index) => ({ questionId, value: (index % 5) + 1 })),
  { questionId: 'archetype', value: 'patient-chat' },
  { questionId: 'handlesPhi', value: true },
  { questionId: 'fdaRegulated', value: false },
  { questionId: 'euHighRisk', value: false },
  { questionId: 'generative', value: true },
  { questionId: 'predictiveDsi', value: false },
]

describe('classificationInput', () => {
  test('turns answers into the input of classify, with traits', () => {
    expect(classificationInput(complete, questionnaire)).toEqual({
      ok: true,
      input: {
        answers: {
          safety: 1,
          fundamentalRights: 2,
          economicHarm: 3,
          complexity: 4,
          dataSensitivity: 5,
          automation: 1,
        },
        archetype: 'patient-chat',
        handlesPhi: true,
        fdaRegulated: false,
        euHighRisk: false,
      },
      traits: ['generative'],
    })
  })

  test('each missing or unfit answer gives one reason', () => {
    const answers = complete
      .slice(1)
      .map((answer) => (answer.questionId === 'automation' ? { ...answer, value: 7 } : answer))
    const result = classificationInput(answers, questionnaire)
    if (result.ok) throw new Error('accepted')
    expect(result.reasons.map(({ code, remedy }) => [code, remedy])).toEqual([
      ['answer-invalid', 'Answer automation with one of 1, 2, 3, 4, 5'],
      ['classification-answer-missing', 'Answer safety'],
    ])
  })
})

test('every archetype that can be chosen has a floor, and the other way round', () => {
  const archetype = allQuestions(questionnaire).find(({ id }) => id === 'archetype')
  if (archetype?.answerType !== 'choice') throw new Error('no choice of archetype')
  expect(archetype.choices.map(({ value }) => value)).toEqual(
    parsedTiering.tiering.floors.archetypes.map((floor) => floor.archetype),
  )
})

test('the six factors have anchors from 1 to 5', () => {
  const scales = riskScales(questionnaire)
  expect(scales.automation.anchors[4]?.anchor).toBe('Acts alone, or talks to patients alone')
  expect(() => riskScales({ ...questionnaire, sections: [] })).toThrow(RangeError)
})
