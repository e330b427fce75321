import { describe, expect, test } from 'vitest'
import { applicability, compareObligations } from './applicability.ts'
import type { Framework } from './framework.ts'
import type { LawFacts } from './law-facts.ts'
import { lawFactsSchema } from './law-facts.ts'
import { parseFramework } from './parse-framework.ts'
import { testLaw } from './test-framework.ts'

function parsed(content: unknown): Framework {
  const found = parseFramework(content)
  if (!found.ok) throw new Error(JSON.stringify(found.reasons))
  return found.framework
}

const law = parsed(testLaw)
const denver: LawFacts = { states: ['CO'], influencesDecisions: true, fdaStatus: 'not-a-device' }
const find = (facts: LawFacts, today = '2026-11-22') => applicability([law], facts, today)
const states = (facts: LawFacts, today?: string) =>
  Object.fromEntries(
    find(facts, today).obligations.map(({ requirement, state }) => [requirement.id, state]),
  )

describe('an obligation', () => {
  test('is coming, and applies from its day on', () => {
    const facts = { ...denver, uses: [] }
    expect(states(facts, '2026-12-31')).toEqual({ 'LAW:1': 'coming' })
    expect(states(facts, '2027-01-01')).toEqual({ 'LAW:1': 'applies' })
  })

  test('says why, by the facts and the rule', () => {
    const [obligation] = find(denver, '2027-06-01').obligations
    expect(obligation).toMatchObject({
      rule: 'LAW:rule-tell',
      why: ['it is used in Colorado', 'it materially influences decisions on people'],
      ...{ missing: [], exemptions: [], effective: '2027-01-01', toBeConfirmed: false },
      framework: { id: 'LAW', jurisdiction: 'US-CO', release: '2026.11.0' },
    })
  })

  test('is lifted by the law itself, with the reason and where it stands', () => {
    const [obligation] = find({ ...denver, fdaStatus: '510k-cleared' }).obligations
    expect(obligation).toMatchObject({
      state: 'exempt',
      exemptions: [
        {
          because: 'devices are outside',
          facts: ['its FDA status is 510k cleared'],
          requirement: 'LAW:x',
        },
      ],
    })
  })

  test('is not lifted by what nobody knows', () => {
    const { fdaStatus: _, ...rest } = denver
    const { obligations } = find(rest, '2027-06-01')
    expect(obligations[0]).toMatchObject({ state: 'applies', missing: ['fdaStatus'] })
  })

  test('may apply until the facts are known, which are asked for', () => {
    const found = find({ states: ['CO'] })
    expect(found.obligations.map(({ state }) => state)).toEqual(['may-apply', 'may-apply'])
    expect(found.questions).toEqual([
      { fact: 'uses', settles: 1 },
      { fact: 'patientFacing', settles: 1 },
      { fact: 'influencesDecisions', settles: 1 },
      { fact: 'fdaStatus', settles: 1 },
    ])
    expect(states({ states: ['MA'], uses: ['triage'] })).toEqual({})
  })

  test('that was seen in no source is to be confirmed', () => {
    const { prohibitions } = find({ uses: ['therapy'], patientFacing: true })
    expect(prohibitions).toMatchObject([
      { requirement: { id: 'LAW:2' }, state: 'applies', effective: null, toBeConfirmed: true },
    ])
  })
})

test('a ban stands against a gate, also where it only may apply', () => {
  expect(find({ uses: ['therapy'] }).prohibitions).toMatchObject([{ state: 'may-apply' }])
  expect(find({ uses: ['triage'] }).prohibitions).toEqual([])
  expect(find({ uses: ['therapy'], patientFacing: false }).prohibitions).toEqual([])
})

test('of two rules for one requirement the one that binds more is shown', () => {
  const lenient = { ...testLaw.rules![0]!, id: 'LAW:rule-other', effective: null, unless: [] }
  const both = parsed({ ...testLaw, rules: [...testLaw.rules!, lenient] })
  const { obligations } = applicability([both], denver, '2026-11-22')
  expect(obligations.map(({ requirement, state, rule }) => [requirement.id, state, rule])).toEqual([
    ['LAW:1', 'applies', 'LAW:rule-other'],
    ['LAW:2', 'may-apply', 'LAW:rule-ban'],
  ])
})

test('what a change of facts does', () => {
  const before = find({ ...denver, uses: ['triage'] }).obligations
  const after = find({ ...denver, uses: ['therapy'], patientFacing: true, states: ['MA'] })
  expect(compareObligations(before, after.obligations)).toEqual([
    { id: 'LAW:1', before: 'coming', after: null },
    { id: 'LAW:2', before: null, after: 'applies' },
  ])
  expect(compareObligations(before, before)).toEqual([])
})

test('facts are read strictly: a wrong name or value is an error', () => {
  expect(lawFactsSchema.parse({ states: ['CO'], processesPhi: null })).toEqual({
    states: ['CO'],
    processesPhi: null,
  })
  for (const wrong of [
    { state: ['CO'] },
    { states: 'CO' },
    { states: ['Colorado'] },
    { processesPhi: 'yes' },
  ]) {
    expect(lawFactsSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  }
})
