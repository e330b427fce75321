import { expect, test } from 'vitest'
import {
  changeGroups,
  isRecalled,
  mappingEnds,
  orderedFields,
  touchedCounts,
  wholeFields,
} from './change-groups.ts'

const change = (id: string, of: 'added' | 'removed' | 'changed', matters = true) => ({
  ...{ id, kind: 'requirement' as const, title: id, change: of, fields: [], matters },
})

test('what is asked otherwise comes first, then what went, then what came', () => {
  const { matter, aside } = changeGroups([
    ...[change('A:1', 'added'), change('A:2', 'changed', false), change('A:3', 'removed')],
    ...[change('A:4', 'changed'), change('A:5', 'changed')],
  ])
  expect(matter.map(({ id }) => id)).toEqual(['A:4', 'A:5', 'A:3', 'A:1'])
  expect(aside.map(({ id }) => id)).toEqual(['A:2'])
})

test('what is reopened is counted first, and what is not touched is not named', () => {
  const none = { controls: [], evidence: [], duties: [], statements: [], gapAssessments: [] }
  expect(
    touchedCounts({
      ...{ ...none, adoptedMappings: [{ from: 'A:1', to: 'B:1' }] },
      evidence: [{ id: '1', title: 'Policy', requirementIds: ['A:1'] }],
    }),
  ).toEqual([
    { kind: 'adoptedMappings', count: 1 },
    { kind: 'evidence', count: 1 },
  ])
})

test('what is asked comes before how it is tried and where it was read', () => {
  const fields = ['asOf', 'cases', 'effective', 'when'].map((field) => {
    return { field, before: null, after: null }
  })
  expect(orderedFields(fields).map(({ field }) => field)).toEqual([
    ...['effective', 'when', 'cases', 'asOf'],
  ])
})

const saying = (said: Record<string, unknown>) =>
  Object.entries(said).map(([field, after]) => ({ field, before: null, after }))

test('what came is read from its text to how sure it is, without what its head says', () => {
  const said = {
    ...{ asOf: '2026-11-01', confidence: 'recalled', evidence: ['Minutes'], kind: 'duty' },
    ...{ appliesTo: ['insurers'], parent: 'A:1', role: 'requirement', source: ['ACT'] },
    ...{ text: 'Tell people.', title: 'Notice', notes: ['Read twice.'] },
  }
  const fields = saying(said)
  const found = wholeFields({ fields })
  expect(found.map(({ field }) => field)).toEqual([
    ...['text', 'appliesTo', 'evidence', 'kind', 'parent'],
    ...['notes', 'source', 'asOf', 'confidence'],
  ])
  expect(found[0]).toEqual({ field: 'text', value: 'Tell people.' })
  const gone = fields.map((each) => ({ ...each, before: each.after, after: null }))
  expect(wholeFields({ fields: gone })).toEqual(found)
  expect(isRecalled({ change: 'added', fields })).toBe(true)
  expect(isRecalled({ change: 'removed', fields: gone })).toBe(true)
  expect(isRecalled({ change: 'added', fields: saying({ confidence: 'verified' }) })).toBe(false)
  expect(isRecalled({ change: 'changed', fields })).toBe(false)
})

test('a rule that came says what it makes apply, when, and what lifts it, before its cases', () => {
  const said = {
    ...{ cases: [1], prohibits: false, requirements: ['A:1'], source: ['ACT'] },
    ...{ unless: [2], when: { fact: 'generative', is: true }, effective: '2027-01-01' },
  }
  expect(wholeFields({ fields: saying(said) }).map(({ field }) => field)).toEqual([
    ...['requirements', 'effective', 'when', 'unless', 'cases', 'source'],
  ])
  expect(wholeFields({ fields: saying({ prohibits: true, role: 'heading' }) })).toEqual([
    { field: 'prohibits', value: true },
    { field: 'role', value: 'heading' },
  ])
})

test('the two ends of a mapping', () => {
  expect(mappingEnds('ISO42001:A.5.2 NIST-AI-RMF:MAP-1')).toEqual([
    'ISO42001:A.5.2',
    'NIST-AI-RMF:MAP-1',
  ])
})
