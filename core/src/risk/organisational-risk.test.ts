import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseQuestionnaire } from '../questionnaires/parse-questionnaire.ts'
import { scoreQuestionnaire } from '../questionnaires/score.ts'
import { organisationalRiskContentSchema } from './organisational-risk-content.ts'
import type { OrganisationalRisk, RiskTreatment } from './organisational-risk-register.ts'
import { scoreOrganisationalRisk, scoreRiskLevel } from './organisational-risk.ts'
import { unrecordedConcerns } from './risk-acceptance.ts'

const read = (path: string) =>
  parse(readFileSync(new URL(`../../../content/${path}`, import.meta.url), 'utf8'))
const content = organisationalRiskContentSchema.parse(read('risk/organisational-risk.yaml'))
const parsed = parseQuestionnaire(read('questionnaires/organisational-risk-assessment.yaml'))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons))
const { questionnaire } = parsed
const today = '2026-11-22'

const treatment: RiskTreatment = {
  option: 'modify',
  description: 'Weekly review of missed cases',
  owner: 'Dr Osei',
  dueOn: '2027-01-15',
  useNarrowed: false,
}
const risk: OrganisationalRisk = {
  id: 'R-1',
  categoryId: 'reliability',
  title: 'Alert quality decays',
  inherent: { likelihood: 4, consequence: 4 },
  treatment,
  residual: { likelihood: 1, consequence: 4 },
  acceptance: null,
}
const elsewhere = content.categories
  .filter(({ id }) => id !== 'reliability')
  .map(({ id }) => ({ categoryId: id, reason: 'Reviewed, nothing found' }))

const codes = (change: Partial<OrganisationalRisk> = {}) =>
  scoreOrganisationalRisk(
    { risks: [{ ...risk, ...change }], nothingFound: elsewhere },
    content,
    today,
  ).blockers.map(({ code }) => code)

describe('scoreRiskLevel', () => {
  test.each([
    [1, 1, 'low'],
    [4, 1, 'low'],
    [5, 1, 'moderate'],
    [3, 3, 'moderate'],
    [5, 2, 'high'],
    [3, 4, 'high'],
    [1, 5, 'high'],
    [5, 3, 'extreme'],
    [3, 5, 'extreme'],
  ])('likelihood %i and consequence %i is %s', (likelihood, consequence, band) => {
    expect(scoreRiskLevel({ likelihood, consequence }, content)).toEqual({
      score: likelihood * consequence,
      band,
    })
  })

  test('levels outside 1 to 5 are a programming error', () => {
    expect(() => scoreRiskLevel({ likelihood: 0, consequence: 3 }, content)).toThrow(RangeError)
    expect(() => scoreRiskLevel({ likelihood: 2, consequence: 2.5 }, content)).toThrow(RangeError)
  })
})

describe('scoreOrganisationalRisk', () => {
  test('scores before and after treatment; the residual band counts', () => {
    const score = scoreOrganisationalRisk(
      { risks: [risk], nothingFound: elsewhere },
      content,
      today,
    )
    expect(score.blockers).toEqual([])
    expect(score.band).toBe('low')
    const reliability = score.categories.find(({ categoryId }) => categoryId === 'reliability')
    expect(reliability).toMatchObject({ state: 'assessed', band: 'low' })
    expect(reliability?.risks[0]).toMatchObject({
      inherent: { score: 16, band: 'extreme' },
      residual: { score: 4, band: 'low' },
    })
  })

  test('a category that nobody looked at blocks; a reason why it is empty does not', () => {
    const score = scoreOrganisationalRisk({ risks: [], nothingFound: [] }, content, today)
    expect(score.band).toBeNull()
    expect(score.blockers.map(({ code }) => code)).toEqual(
      Array.from({ length: 6 }, () => 'risk-category-not-assessed'),
    )
  })

  test('an extreme risk is never acceptable, whoever signs', () => {
    const acceptance = { by: 'AI governance council', reason: 'Needed', reviewOn: '2027-01-01' }
    expect(codes({ residual: { likelihood: 4, consequence: 4 }, acceptance })).toEqual([
      'risk-not-acceptable',
    ])
    expect(codes({ residual: null })).toEqual(['risk-not-acceptable'])
  })

  test('a high risk is accepted by the council only, reviewed within six months', () => {
    const high = { residual: { likelihood: 3, consequence: 4 } }
    const accepted = {
      by: 'AI governance council',
      reason: 'Benefit outweighs',
      reviewOn: '2027-05-22',
    }
    expect(codes(high)).toEqual(['risk-not-accepted'])
    expect(codes({ ...high, acceptance: accepted })).toEqual([])
    for (const wrong of [
      { by: 'Governance lead' },
      { reason: '' },
      { reviewOn: '2027-05-23' },
      { reviewOn: today },
    ]) {
      expect(codes({ ...high, acceptance: { ...accepted, ...wrong } })).toEqual([
        'risk-not-accepted',
      ])
    }
  })

  test('a moderate risk is accepted by the governance lead, or by the council above', () => {
    const moderate = { residual: { likelihood: 2, consequence: 4 } }
    const acceptance = { by: 'Governance lead', reason: 'Watched', reviewOn: '2027-11-22' }
    expect(codes(moderate)).toEqual(['risk-not-accepted'])
    expect(codes({ ...moderate, acceptance })).toEqual([])
    expect(
      codes({ ...moderate, acceptance: { ...acceptance, by: 'AI governance council' } }),
    ).toEqual([])
  })

  test('a residual score must be earned', () => {
    expect(codes({ treatment: null })).toEqual(['residual-without-treatment'])
    expect(codes({ treatment: { ...treatment, option: 'retain' } })).toEqual([
      'residual-without-treatment',
    ])
    expect(codes({ residual: { likelihood: 2, consequence: 2 } })).toEqual(['consequence-lowered'])
    expect(
      codes({
        residual: { likelihood: 2, consequence: 2 },
        treatment: { ...treatment, useNarrowed: true },
      }),
    ).toEqual([])
    expect(
      codes({
        inherent: { likelihood: 1, consequence: 2 },
        residual: { likelihood: 2, consequence: 2 },
      }),
    ).toEqual(['residual-above-inherent'])
  })

  test('a treatment has an owner and a date', () => {
    expect(codes({ treatment: { ...treatment, owner: '' } })).toEqual([
      'treatment-without-owner-or-date',
    ])
  })

  test('a risk outside the six categories is not lost', () => {
    expect(codes({ categoryId: 'weather' })).toEqual([
      'risk-category-unknown',
      'risk-category-not-assessed',
    ])
  })
})

test('categories are the sections of the questionnaire', () => {
  expect(questionnaire.sections.map(({ id }) => id)).toEqual(content.categories.map(({ id }) => id))
})

test('a concern that the questionnaire finds must be recorded as a risk', () => {
  const answers = questionnaire.sections.flatMap(({ id, questions }) =>
    questions.map((question) => ({
      questionId: question.id,
      value: id === 'reliability' || id === 'operational-disruption' ? 3 : 1,
    })),
  )
  const score = scoreQuestionnaire(questionnaire, answers, { archetype: null, traits: [] })
  const reasons = unrecordedConcerns(score, { risks: [risk], nothingFound: elsewhere })
  expect(reasons.map(({ message }) => message)).toEqual([
    'Operational disruption is critical in the questionnaire, but no risk is recorded there',
  ])
})
