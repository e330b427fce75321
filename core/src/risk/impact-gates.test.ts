import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Answer } from '../questionnaires/answers.ts'
import { parseQuestionnaire } from '../questionnaires/parse-questionnaire.ts'
import { visibleQuestions } from '../questionnaires/visible-questions.ts'
import { impactGateReasons, productionPrerequisites } from './impact-gates.ts'
import type { ImpactGateInput } from './impact-gates.ts'

const file = new URL('../../../content/questionnaires/ai-impact-assessment.yaml', import.meta.url)
const parsed = parseQuestionnaire(parse(readFileSync(file, 'utf8')))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons))
const { questionnaire } = parsed
const facts = { archetype: 'triage', traits: [] }

const reasonsFor = (
  values: Record<string, Answer['value']>,
  change: Partial<ImpactGateInput> = {},
) =>
  impactGateReasons({
    questionnaire,
    facts,
    answers: visibleQuestions(questionnaire, facts).map(({ id }) => ({
      questionId: id,
      value: values[id] ?? 0,
      note: 'reason',
    })),
    tier: 1,
    clinicalUse: 'triage',
    treatmentPlans: [],
    executiveDecisions: [],
    councilApproved: false,
    running: false,
    ...change,
  })

const codes = (...given: Parameters<typeof reasonsFor>) => reasonsFor(...given).map((r) => r.code)

const section = (prefix: string, value: number) =>
  Object.fromEntries(
    visibleQuestions(questionnaire, facts)
      .filter(({ id }) => id.startsWith(`AIIA-${prefix}`))
      .map(({ id }) => [id, value]),
  )

describe('impactGateReasons', () => {
  test('nothing stands against an assessment without concern', () => {
    expect(reasonsFor({})).toEqual([])
  })

  test('an incomplete assessment refuses and names the questions', () => {
    const [reason] = reasonsFor({}, { answers: [{ questionId: 'AIIA-SAF-2', value: 0 }] })
    expect(reason?.code).toBe('impact-assessment-incomplete')
    expect(reason?.message).toContain('AIIA-ACC-1')
  })

  test('G1: a gate question answered 4, named with its evidence', () => {
    const reasons = reasonsFor({ 'AIIA-REL-1': 4 }, { councilApproved: true })
    const g1 = reasons.find(({ code }) => code === 'g1-gate-question-critical')
    expect(g1?.message).toContain('AIIA-REL-1')
    expect(g1?.remedy).toContain('Local validation report')
    expect(codes({ 'AIIA-REL-4': 4 })).not.toContain('g1-gate-question-critical')
  })

  test('G2: safety or privacy critical; running means suspend or justify', () => {
    expect(codes(section('PRI', 3))).toEqual(['g2-safety-or-privacy-critical'])
    expect(codes(section('PRI', 3), { running: true })).toEqual([
      'g2-safety-or-privacy-critical',
      'g2-suspend-or-justify',
    ])
  })

  test('G3: another dimension critical until an executive decides with dated conditions', () => {
    const decision = { sectionId: 'fairness', conditions: 'Only site A', dueOn: '2027-01-31' }
    expect(codes(section('FAI', 3))).toEqual(['g3-executive-decision-missing'])
    expect(codes(section('FAI', 3), { executiveDecisions: [decision] })).toEqual([])
    expect(
      codes(section('FAI', 3), { executiveDecisions: [{ ...decision, sectionId: 'privacy' }] }),
    ).toEqual(['g3-executive-decision-missing'])
    expect(codes(section('FAI', 3), { executiveDecisions: [{ ...decision, dueOn: '' }] })).toEqual([
      'g3-executive-decision-missing',
    ])
  })

  test('G4: high needs a plan with owner and date, and the council', () => {
    const plan = { sectionId: 'explainability', owner: 'Dr Osei', dueOn: '2027-02-01' }
    const high = section('EXP', 2)
    expect(codes(high)).toEqual(['g4-treatment-plan-missing', 'g4-council-approval-missing'])
    expect(codes(high, { treatmentPlans: [plan] })).toEqual(['g4-council-approval-missing'])
    expect(
      codes(high, { treatmentPlans: [{ ...plan, owner: ' ' }], councilApproved: true }),
    ).toEqual(['g4-treatment-plan-missing'])
    expect(codes(high, { treatmentPlans: [plan], councilApproved: true })).toEqual([])
  })

  test.each([
    [1, true],
    [2, true],
    [3, false],
    [4, false],
    [null, true],
  ] as const)('G5: in tier %s an unknown gate question blocks: %s', (tier, blocks) => {
    const found = codes({ 'AIIA-ACC-1': 'unknown' }, { tier })
    expect(found.includes('g5-gate-question-unknown')).toBe(blocks)
  })

  test.each([
    [0, false],
    [1, false],
    [2, true],
    ['unknown', true],
    ['na', true],
  ] as const)('G6: human oversight answered %s refuses: %s', (value, refuses) => {
    const found = codes({ 'AIIA-SAF-2': value })
    expect(found.includes('g6-human-oversight')).toBe(refuses)
  })

  test('G6 asks nothing of a system without clinical use, and all of an unclassified one', () => {
    const values = { 'AIIA-SAF-2': 2 }
    expect(codes(values, { clinicalUse: null })).not.toContain('g6-human-oversight')
    expect(codes(values, { clinicalUse: null, facts: { archetype: null, traits: [] } })).toContain(
      'g6-human-oversight',
    )
  })

  test('every reason has a remedy and a place', () => {
    const reasons = reasonsFor({
      ...section('SAF', 4),
      ...section('EXP', 2),
      'AIIA-ACC-1': 'unknown',
    })
    expect(reasons.length).toBeGreaterThan(4)
    expect(reasons.filter(({ remedy }) => remedy === undefined || remedy === '')).toEqual([])
    expect(reasons.filter(({ where }) => !where?.startsWith('/ai-systems/{id}'))).toEqual([])
  })
})

test('G7: no production use without inventory entry and both assessments', () => {
  const complete = {
    missingFields: [],
    riskAssessment: 'signed',
    impactAssessment: 'signed',
  } as const
  expect(productionPrerequisites(complete)).toEqual([])
  const reasons = productionPrerequisites({
    missingFields: ['intendedUse'],
    riskAssessment: 'outdated',
    impactAssessment: 'missing',
  })
  expect(reasons.map(({ code }) => code)).toEqual([
    'registration-incomplete',
    'risk-assessment-outdated',
    'impact-assessment-missing',
  ])
})
