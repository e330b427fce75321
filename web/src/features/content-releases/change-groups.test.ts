import { expect, test } from 'vitest'
import { changeGroups, mappingEnds, orderedFields, touchedCounts } from './change-groups.ts'

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

test('the two ends of a mapping', () => {
  expect(mappingEnds('ISO42001:A.5.2 NIST-AI-RMF:MAP-1')).toEqual([
    'ISO42001:A.5.2',
    'NIST-AI-RMF:MAP-1',
  ])
})
